"""What a document's import says about what was left out of the text on purpose."""

from __future__ import annotations

from pathlib import PurePosixPath

CHANGES = "The document has tracked changes; it was read as if all of them were accepted."
COMMENTS = "The document’s comments were left out."
HIDDEN = "Hidden text in the document was left out."
ADDRESS = (
    "What stands on the first page for an editor (the writer’s address, the number of words) was left out."
)


def inserted(path: str) -> str:
    """Returns the sentence about another file that the document shows in its place."""
    name = PurePosixPath(path).name
    named = f" (“{name}”)" if name else ""
    return f"Another file is inserted in the document{named}; it could not be read and was left out."
