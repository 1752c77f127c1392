"""Everything that can go wrong for a person, each with the sentence that they read."""

from __future__ import annotations


class FiresideError(Exception):
    """The root of the tree. `str(error)` is a full sentence for the person who caused it."""


class UnreadableFileError(FiresideError):
    """A file cannot be made into a story; the sentence says why and never holds a path of the machine."""
