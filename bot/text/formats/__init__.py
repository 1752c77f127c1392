"""The formats that stories come in, chosen by a file's name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from bot.errors import UnreadableFileError
from bot.text.formats import epub, html, markdown, plain
from bot.text.manuscript import Manuscript

_PARSERS: dict[str, Callable[[bytes, str], Manuscript]] = {
    ".txt": plain.parse,
    ".epub": epub.parse,
    **dict.fromkeys((".html", ".htm", ".xhtml"), html.parse),
    **dict.fromkeys((".md", ".markdown"), markdown.parse),
}

SUFFIXES = frozenset(_PARSERS)
"""Endings of the files that can be read, lower case, with the dot."""


def parse(data: bytes, name: str) -> Manuscript:
    """The manuscript in a file's bytes; `name` is the file's name, which may stand in for a title.

    Raises UnreadableFileError with one sentence for the person who brought the file.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in _PARSERS:
        supported = ", ".join(sorted(SUFFIXES))
        raise UnreadableFileError(f"“{name}” cannot be read yet; supported are {supported}.")
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise UnreadableFileError(f"“{name}” is empty.")
    return _PARSERS[suffix](data, name)
