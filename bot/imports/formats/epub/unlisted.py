"""Chapters that a book's contents do not name: those that the headings inside a page begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.imports.formats.html.chapters import DocumentSection, divide
from bot.imports.formats.plain import headings
from bot.imports.formats.plain.heading import Heading
from bot.imports.formats.xhtml.blocks import Block

Division = tuple[list[Block], list[DocumentSection]]
"""The blocks before the first chapter, and a section for each chapter."""


def chapters_inside(blocks: list[Block], title: str, book: str, *, whole: bool) -> Division | None:
    """Returns the chapters inside a part of a page of the `book` that has this title; None where it is one.

    Several headings that count chapters (`Chapter 3`) divide any part but one whose own `title` counts
    something else: letters within a chapter are no chapters. Any heading divides a part that is the `whole`
    book.
    """
    if not whole and not _divides(_counted(blocks), headings.parse(title)):
        return None
    opening, sections = divide(blocks, book)
    return (opening, sections) if sum(section.has_text for section in sections) > 1 else None


def _counted(blocks: Sequence[Block]) -> Counter[tuple[int, str]]:
    """Returns how often chapters are counted, by the level of the headings and the word that they count."""
    lines = ((block.level, headings.parse(" ".join(block.plain.split()))) for block in blocks if block.level)
    return Counter((level, _word(known)) for level, known in lines if known and not known.is_outer)


def _divides(counted: Counter[tuple[int, str]], own: Heading | None) -> bool:
    repeated = {word for (_, word), times in counted.items() if times > 1}
    return bool(repeated) and (own is None or own.is_outer or _word(own) in repeated)


def _word(heading: Heading) -> str:
    return heading.label.split()[0].casefold()
