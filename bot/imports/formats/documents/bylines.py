"""Tells whom a line below a title names as the author: `by Nell Harrow`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.imports.formats.documents.lines import Line
from bot.imports.formats.plain.bylines import signature

_BY = re.compile(r"(?:an? (?:[\w-]+ ){1,3})?(?:written |story )?by\b:?\s*(?P<author>.{0,60})", re.IGNORECASE)
_NO_END = ".,;:!?"


def of_line(line: Line, after: Sequence[Line]) -> tuple[str, int] | None:
    """Returns the author whom a line names by a word such as `by`, with the number of lines that this takes
    (`after` are those that follow); None where it names none.
    """
    if not line.is_short or line.level:
        return None
    if author := of_text(line.text):
        return author, 1
    match = _BY.fullmatch(line.text)
    if match and not match["author"] and after and after[0].is_short and not after[0].level:
        return (after[0].text, 2) if after[0].text[-1] not in _NO_END else None
    return None


def of_text(text: str) -> str:
    """Returns the author whom a line names by a word such as `by`; empty where it names none."""
    if author := signature(text):
        return author
    match = _BY.fullmatch(text)
    author = match["author"] if match else ""
    return author if author[:1].isupper() and author[-1] not in _NO_END else ""
