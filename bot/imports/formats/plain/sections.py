"""Divides a plain text into chapters; the lines of a table of contents are no headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.imports import ratings
from bot.imports.formats.plain import counting
from bot.imports.formats.plain.counting import is_underline
from bot.imports.formats.plain.details import is_labelled
from bot.imports.formats.plain.heading import Heading
from bot.imports.formats.plain.headings import is_contents, parse
from bot.imports.formats.plain.paragraphs import Paragraph, plain
from bot.imports.formats.plain.titles import may_be_title

_FIELD = re.compile(r"\W*\w[^.:]{0,24}: ?\S")  # of a form, such as a game's: `Level: 3`
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
    paragraphs = list(paragraphs)
    found = counting.headings(paragraphs)
    opening, sections = _split(paragraphs, found)
    listed = _contents_length(opening, sections)
    if listed:
        opening += [paragraph for section in sections[:listed] for paragraph in section.body]
        sections = sections[listed:]
    if sections:
        opening = list(_without_contents(opening))
    return opening, [_titled(section) for section in sections]


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
