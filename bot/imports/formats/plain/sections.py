"""Divides a plain text into chapters; the lines of a table of contents are no headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.imports import ratings
from bot.imports.formats.plain import counting
from bot.imports.formats.plain.counting import is_underline
from bot.imports.formats.plain.details import is_labelled
from bot.imports.formats.plain.heading import HOLDING, Heading
from bot.imports.formats.plain.headings import is_contents, parse
from bot.imports.formats.plain.paragraphs import Paragraph, plain
from bot.imports.formats.plain.titles import may_be_title

_FIELD = re.compile(r"\W*\w[^.:]{0,24}: ?\S")  # of a form, such as a game's: `Level: 3`
_GLUED, _SHORT = 5, 60  # lines, and characters of a line, where a title may stand right above a heading
_LISTED_WORDS = 25  # of a paragraph that may still be a line of the contents


@dataclass(frozen=True)
class TextSection:
    """A heading with the paragraphs up to the next one."""

    heading: Heading
    body: tuple[Paragraph, ...]


def divide(paragraphs: Iterable[Paragraph]) -> tuple[list[Paragraph], list[TextSection]]:
    """Returns the paragraphs before the first heading, and a section for each heading that is not in a list.

    What says that it is a heading is one. Where nothing does, lines that count up are, or else lines that are
    marked or underlined as such throughout, or that the table of contents lists.
    """
    paragraphs = list(_apart(paragraphs))
    found = counting.headings(paragraphs)
    opening, sections = _split(paragraphs, found)
    listed = _contents_length(opening, sections)
    if listed:
        opening += [paragraph for section in sections[:listed] for paragraph in section.body]
        sections = sections[listed:]
    if sections:
        opening = list(_without_contents(opening))
    return opening, [_titled(section) for section in _nested(sections)]


def _nested(sections: Sequence[TextSection]) -> list[TextSection]:
    """Returns the sections; chapters of one kind right above those of another hold them."""
    neighbours = [(above.heading, below.heading) for above, below in pairwise(sections) if not above.body]
    holders = {
        above.word
        for above, below in neighbours
        if above.is_chapter and below.is_chapter and "" not in (above.word, below.word)
    } - {below.word for _, below in neighbours}
    return [
        replace(each, heading=replace(each.heading, rank=HOLDING)) if each.heading.word in holders else each
        for each in sections
    ]


def _apart(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yields the paragraphs; where the story's title, or a volume's, stands on the lines right above the only
    heading in a paragraph, each is one of its own.
    """
    for paragraph in paragraphs:
        above = _lines_above_heading(paragraph.lines) if len(paragraph.lines) > 1 else 0
        if above:
            yield replace(paragraph, lines=paragraph.lines[:above], indents=paragraph.indents[:above])
        yield paragraph.below(above) if above else paragraph


def _lines_above_heading(lines: Sequence[str]) -> int:
    """Returns the number of lines above the only heading among a few short lines; 0 where there is none."""
    if len(lines) > _GLUED or max(map(len, lines)) > _SHORT or any(map(is_contents, lines)):
        return 0
    at = [i for i, line in enumerate(lines) if (heading := parse(line)) and heading.is_chapter]
    return at[0] if len(at) == 1 and not any(map(parse, lines[: at[0]])) else 0


def _split(
    paragraphs: Iterable[Paragraph], found: Mapping[int, Heading]
) -> tuple[list[Paragraph], list[TextSection]]:
    opening: list[Paragraph] = []
    sections: list[tuple[Heading, list[Paragraph]]] = []
    body = opening
    for i, paragraph in enumerate(paragraphs):
        lines = paragraph.lines
        start = 0
        heading = found.get(i)
        while heading:
            body = []
            sections.append((heading, body))
            start += 1
            heading = parse(lines[start]) if start < len(lines) else None
        if 0 < start < len(lines) and is_underline(lines[start]):
            start += 1
        if start < len(lines):
            body.append(paragraph.below(start))
    return opening, [TextSection(heading, tuple(body)) for heading, body in sections]


def _contents_length(opening: list[Paragraph], sections: list[TextSection]) -> int:
    """Returns how many of the first headings are only the lines of a list, their chapters coming later."""
    announced = any(is_contents(plain(paragraph.text)) for paragraph in opening)
    last = {section.heading.key: i for i, section in enumerate(sections)}
    length = 0
    for i, section in enumerate(sections):
        recurs = last[section.heading.key] > i
        bare = sum(paragraph.words for paragraph in section.body) <= _LISTED_WORDS
        if not recurs or not (bare or length):
            break
        length += 1
        if not bare:
            break
    return length if announced or length >= 3 else 0


def _without_contents(opening: list[Paragraph]) -> Iterator[Paragraph]:
    """Yields the paragraphs of the opening without a list announced as the contents, up to the next prose."""
    listing = False
    for paragraph in opening:
        listing = (listing and paragraph.words <= _LISTED_WORDS) or is_contents(plain(paragraph.text))
        if not listing:
            yield paragraph


def _titled(section: TextSection) -> TextSection:
    """Returns a section whose heading has taken its title from the next line."""
    heading, body = section.heading, section.body
    numbered = heading.word or heading.number
    if heading.title or not numbered or not body or not may_be_title(body[0].lines[0]):
        return section
    if ratings.is_said(body[0].lines[0]) or is_labelled(body[0].lines[0]):
        return section
    if len(body[0].lines) > 1 and all(map(_FIELD.match, body[0].lines)):
        return section
    title, *others = body[0].lines
    rest = (body[0].below(1), *body[1:]) if others else body[1:]
    if not rest and not heading.is_outer:
        return section
    return TextSection(replace(heading, title=plain(title).rstrip(".")), rest)
