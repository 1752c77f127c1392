"""Where things are: in this checkout, and in the shared folder beside it, which not every clone has."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STORIES = ROOT / "data" / "stories"
SHARED = ROOT.parent / "shared"
CORPORA = SHARED / "corpora"
