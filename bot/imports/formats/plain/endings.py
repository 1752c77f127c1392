"""Finds where a story ends and what its author says after it begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.imports.formats.plain import paragraphs
from bot.imports.formats.plain.paragraphs import Paragraph
from bot.imports.labels import NOTES
from bot.text.late_pattern import LatePattern

_NOTE = LatePattern(rf"[*_~=#(\[<\s-]{{0,6}}(?:{NOTES})\b", re.IGNORECASE)
_THE_END = re.compile(r"(?:the )?end|fin(?:is)?", re.IGNORECASE)


def end_of(body: Sequence[Paragraph]) -> int:
    """Returns the number of paragraphs that are story: up to its THE END, if little comes after."""
    words = sum(paragraph.words for paragraph in body)
    after = 0
    for i in range(len(body) - 1, 0, -1):
        line = paragraphs.plain(body[i].text).strip("*_~=-–—. !")
        if _THE_END.fullmatch(line):
            return i + 1 if paragraphs.has_text(body[i + 1 :]) else len(body)
        after += body[i].words
        if after * 5 > words:
            break
    return len(body)


def title_of(rest: Sequence[Paragraph]) -> str:
    """Returns the title for the paragraphs after the end."""
    is_note = any(_NOTE.match(paragraph.text) for paragraph in rest[:2])
    return "Author’s note" if is_note else "After the story"
