"""Remarks: what readers tell the author of a passage, in private."""
