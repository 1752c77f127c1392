"""Reads a document's first page: its title, its author, and what a manuscript has there for an editor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from bot.imports.formats.documents import address, bylines
from bot.imports.formats.documents.lines import LONGEST, Line
from bot.imports.formats.plain.bylines import names
from bot.imports.formats.plain.details import is_labelled, same_title

_MOST_LINES = 40  # of a title page, empty ones not counted
_MOST_BELOW = 4  # lines below the title, among which the author's is


@dataclass
class TitlePage:
    """What the first page says; `end` is the index of the first line behind it."""

    title: str = ""
    authors: tuple[str, ...] = ()
    end: int = 0
    is_addressed: bool = False


def read(lines: Sequence[Line], creators: Sequence[str]) -> TitlePage:
    """Returns what the title page says, and takes out of the body what is no part of the story: the address
    and the author's line. The title becomes a heading of the first level. `creators` are the authors whom the
    file's properties name.
    """
    first = [(i, line) for i, line in enumerate(lines) if not line.is_blank][:_MOST_LINES]
    shown = [line for _, line in first]
    at = _title_at(shown, lines)
    if at is None:
        return TitlePage(title=_title_anywhere(lines))
    title = shown[at]
    editors = address.above(shown[:at])
    authors, end, signed = _authors(shown[at : at + 1 + _MOST_BELOW], creators, editors)
    editors += address.below(shown[at + end :])
    for line in (*editors, *signed):
        _take_out(line.element)
    page = TitlePage(_set_title(title), authors, first[at + end - 1][0] + 1, bool(editors))
    title.element.tag, title.level = "h1", 1
    return page


def _title_at(shown: Sequence[Line], lines: Sequence[Line]) -> int | None:
    """Returns which of the first lines is the title: the one that the author's style or its place says is."""
    styled = [line for line in lines if line.part == "title" and not line.is_blank]
    if styled:
        return shown.index(styled[0]) if len(styled) == 1 and styled[0] in shown else None
    for i, line in enumerate(shown):
        above = address.above(shown[:i])
        if line.level:
            over_all = not i and line.level == 1 and _is_over_all(line, lines)
            return i if over_all or (above and not line.heading) else None
        if (above or not i) and _may_be_title(line):
            signed = (
                _is_signed(line) or bylines.of_line(shown[i + 1], shown[i + 2 :]) if shown[i + 1 :] else False
            )
            named = not i and len(shown) > 2 and _is_name_below(line, *shown[1:3])
            if (signed and line.looks) or named or (above and (signed or line.centred)):
                return i
        if any(len(row) > LONGEST for row in line.rows):
            return None
    return None


def _is_name_below(title: Line, line: Line, below: Line) -> bool:
    """Returns whether the line below a title is its author's name: both are centred, above a heading."""
    heads = below.level or below.heading or is_labelled(below.text)
    return bool(title.centred and line.centred and names(line.text) and heads)


def _may_be_title(line: Line) -> bool:
    return line.is_title and not line.heading and not address.is_part(line) and not is_labelled(line.text)


def _is_over_all(line: Line, lines: Sequence[Line]) -> bool:
    """Returns whether a heading that a document begins with is alone of its level, with others below it."""
    levels = [each.level for each in lines if each.level and not each.is_blank]
    return levels.count(1) == 1 and len(levels) > 1 and line.heading is None


def _title_anywhere(lines: Sequence[Line]) -> str:
    """Returns the title that the author's style says is one, where it stands in a table or a text box."""
    root = lines[0].element.getparent() if lines else None
    styled = [] if root is None else [each for each in root.iter("h1") if each.get("part") == "title"]
    return " ".join("".join(map(str, styled[0].itertext())).split()) if len(styled) == 1 else ""


def _is_signed(title: Line) -> bool:
    return len(title.rows) == 2 and bool(bylines.of_text(title.rows[1]))


def _set_title(line: Line) -> str:
    """Returns the title in its line; takes the author's name out of it, where it is."""
    if not _is_signed(line):
        return line.text
    title = line.rows[0]
    for child in list(line.element):
        line.element.remove(child)
    line.element.text = title
    return title


def _authors(
    lines: Sequence[Line], creators: Sequence[str], editors: Sequence[Line]
) -> tuple[tuple[str, ...], int, Sequence[Line]]:
    """Finds the author in or below the title, which is the first line. Returns the names, how many lines
    belong to the title, and those of them that only name the author.
    """
    title, *below = lines
    if _is_signed(title):
        return (bylines.of_text(title.rows[1]),), 1, ()
    known = [*creators, *(line.rows[0] for line in editors[:1])]
    for i, line in enumerate(below):
        if line.level or not line.is_short or line.heading or is_labelled(line.text):
            break
        if by := bylines.of_line(line, below[i + 1 :]):
            author, length = by
            return (author,), 1 + i + length, below[i : i + length]
        alone = not i and below[1:] and _is_name_below(title, line, below[1])
        named = names(line.text) if line.part == "subtitle" or alone else ()
        if any(same_title(line.text, name) for name in known):
            named = (line.text,)
        if named:
            return named, 2 + i, [line]
        if not (line.part or line.centred):
            break
    return (), 1, ()


def _take_out(element: etree._Element) -> None:
    above = element.getparent()
    if above is not None:
        above.remove(element)
