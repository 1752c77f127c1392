"""Finds the headings that a document shows by their look alone: bold, centred, larger, on a new page.

What an author's style calls a heading counts first; then lines whose words are a chapter's (`Chapter 3`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from lxml import etree

from bot.imports.formats.documents.lines import Line
from bot.imports.formats.plain.bylines import signature
from bot.imports.formats.plain.details import is_labelled
from bot.stories.naming import numeral_value

_SET_APART = 2  # so many things set a heading apart from the text
_OPENING_WORDS = 100  # at most before the first of the headings
_WORDS_EACH = 15  # at least, on average, under a heading
_NUMERAL = re.compile(r"\d{1,3}|[IVXLC]{1,8}")


def mark(lines: Sequence[Line], after: int) -> None:
    """Makes headings of the lines that are a chapter's, `after` being the index of the first line behind the
    title page. A line below a heading that is only a number (`Chapter 3`) is made a smaller one: its title.
    """
    text = [line for line in lines[after:] if not line.is_blank]
    if not any(line.level for line in text):
        for line in _known(text) or _set_apart(text):
            line.element.tag, line.level = "h2", 2
    _mark_titles(text)


def _known(text: Sequence[Line]) -> list[Line]:
    """Returns the lines whose words are a chapter's heading, and those that look as all of them do."""
    known = [line for line in text if line.is_paragraph and line.heading]
    kinds = {(line.kind, line.new_page) for line in known}
    if len(known) < 2 or len(kinds) > 1 or known[0].looks < _SET_APART or not known[0].new_page:
        return known
    return [
        line
        for line in text
        if line.is_paragraph and (line.heading or ((line.kind, line.new_page) in kinds and line.is_title))
    ]


def _set_apart(text: Sequence[Line]) -> list[Line]:
    """Returns the lines that only their look makes headings; none where there are not several of one kind."""
    numerals = _numerals(text)
    if numerals:
        return numerals
    apart = [
        line
        for line, below in pairwise(text)
        if line.is_paragraph and line.looks >= _SET_APART and line.is_title and not _is_detail(line)
        and not below.level and below.kind != line.kind
    ]  # fmt: skip
    kinds = Counter(line.kind for line in apart)
    several = [kind for kind, number in kinds.most_common() if number > 1]
    return next((found for kind in several if (found := _of_kind(apart, kind, text))), [])


def _of_kind(apart: Sequence[Line], kind: object, text: Sequence[Line]) -> list[Line]:
    found = [line for line in apart if line.kind == kind]
    different = len({line.text.casefold() for line in found}) * 5 >= len(found) * 4
    return found if different and _divide(found, text) else []


def _numerals(text: Sequence[Line]) -> list[Line]:
    """Returns the numerals that stand alone and set apart, and count up from one."""
    found: list[Line] = []
    for line in text:
        if not (line.is_paragraph and (line.centred or line.element.get("size") or len(line.element) < 3)):
            continue
        if line.is_short and line.looks and _NUMERAL.fullmatch(words := line.text.strip(" .-–—")):
            if numeral_value(words) != len(found) + 1:
                return []
            found.append(line)
    return found if len(found) > 1 and _divide(found, text) else []


def _divide(found: Sequence[Line], text: Sequence[Line]) -> bool:
    """Returns whether these lines are the heads of the whole text: it begins with one, and each has text."""
    first = text.index(found[0])
    before = sum(line.words for line in text[:first])
    words = sum(line.words for line in text[first:])
    return before <= _OPENING_WORDS and words >= _WORDS_EACH * len(found)


def _mark_titles(text: Sequence[Line]) -> None:
    bare = [
        (line, below, after)
        for line, below, after in zip(text, text[1:], text[2:], strict=False)
        if line.level and _is_bare(line)
    ]
    titles = [(line, below) for line, below, after in bare if _is_subtitle(below, after)]
    if len(titles) * 2 >= len(bare):
        for line, below in titles:
            below.element.tag, below.level = f"h{min(line.level + 1, 6)}", line.level + 1
            _join(line.element, below.element)


def _join(heading: etree._Element, title: etree._Element) -> None:
    """Takes out the empty lines between a heading and its title."""
    above = heading.getparent()
    while above is not None and (between := heading.getnext()) is not None and between is not title:
        above.remove(between)


def _is_bare(line: Line) -> bool:
    return bool(line.heading and not line.heading.title) or bool(_NUMERAL.fullmatch(line.text.strip(" .")))


def _is_subtitle(line: Line, after: Line) -> bool:
    """Returns whether a line below a heading is its title; several alike are a motto or verse."""
    set_apart = line.bold or line.centred or line.larger
    alike = after.is_short and after.kind == line.kind
    return line.is_paragraph and set_apart and line.is_title and not alike and not _is_detail(line)


def _is_detail(line: Line) -> bool:
    return is_labelled(line.text) or bool(signature(line.text)) or line.heading is not None
