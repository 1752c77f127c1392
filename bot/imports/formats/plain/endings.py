"""Finds where a story ends and what its author says after it begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.imports.formats.plain import paragraphs
from bot.imports.formats.plain.paragraphs import Paragraph
from bot.imports.formats.xhtml.matter import kind_of_title
from bot.imports.labels import NOTES
from bot.stories.models import ChapterKind
from bot.text.late_pattern import LatePattern

_NOTE = LatePattern(rf"[*_~=#(\[<\s-]{{0,6}}(?:{NOTES})\b", re.IGNORECASE)
_THE_END = re.compile(r"(?:the )?end|fin(?:is)?", re.IGNORECASE)

_MERE = frozenset(("notes", "endnotes", "footnotes"))
_IMPRINT, _IMPRINT_LINES = "底本：", 20
"""What Aozora Bunko writes behind a text: the edition that it was taken from."""


def end_of(body: Sequence[Paragraph]) -> int:
    """Returns the number of paragraphs that are story: up to its THE END, or to a heading such as *About the
    Author*, if little comes after."""
    last = range(len(body) - 1, max(0, len(body) - _IMPRINT_LINES), -1)
    if imprint := next((i for i in last if body[i].text.startswith(_IMPRINT)), 0):
        return imprint
    words = sum(paragraph.words for paragraph in body)
    after, end = 0, len(body)
    for i in range(len(body) - 1, 0, -1):
        line = _bare(body[i])
        if _THE_END.fullmatch(line):
            return i + 1 if paragraphs.has_text(body[i + 1 :]) else len(body)
        if _is_back(line) and paragraphs.has_text(body[i + 1 :]):
            end = i
        after += body[i].words
        if after * 5 > words:
            break
    return end


def _bare(paragraph: Paragraph) -> str:
    return paragraphs.plain(paragraph.text).strip("*_~=-–—. !")


def _is_back(line: str) -> bool:
    named = line[:1] == line[:1].upper() and line.casefold() not in _MERE
    return named and kind_of_title(line) is ChapterKind.BACK


def titled(rest: Sequence[Paragraph]) -> tuple[str, Sequence[Paragraph]]:
    """Returns the title for the paragraphs after the end, and these without a heading that is the title."""
    if rest and _is_back(line := _bare(rest[0])):
        return line, rest[1:]
    is_note = any(_NOTE.match(paragraph.text) for paragraph in rest[:2])
    return ("Author’s note" if is_note else "After the story"), rest
