"""A rating that is nothing but its word, among the lines before a story: `MATURE` below the author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.imports import ratings
from bot.imports.formats.plain import detail_labels
from bot.imports.formats.plain.bylines import signature
from bot.imports.formats.plain.details import Detail, begins_detail
from bot.imports.formats.plain.paragraphs import Paragraph, plain
from bot.imports.formats.plain.titles import may_be_title

_LINES = 24
_LONGEST = 80
_ENDS = (".", "!", "?", "…", ",", ";", ".”", '."', "。")


class _Line(NamedTuple):
    part: int
    text: str
    tells: bool
    """Whether it is known as no part of the story: a label with what it says, or the author's line."""


def taken(
    opening: Sequence[Paragraph], *, headed: bool, titled: bool = False
) -> tuple[list[Detail], list[Paragraph]]:
    """Returns the ratings among the lines that a text begins with, and the paragraphs without them.

    Such a word may as well be a title, a heading or the first of the story: it counts between lines that tell
    details, or right below them or the title; where text follows, and not a heading, only if it is said of
    texts alone (`Explicit`, not `Teen`). `titled` says that the title and the author stand before these
    paragraphs, `headed` that a heading follows.
    """
    lines = _first_lines(opening)
    if not any(_may_be_rating(lines, at) for at in range(len(lines))):
        return [], list(opening)
    behind = opening[lines[-1].part + 1 :]
    found = [
        line
        for at, line in enumerate(lines)
        if _may_be_rating(lines, at) and _is_rating(lines, at, behind, headed=headed, titled=titled)
    ]
    parts = [
        _without(part, [each.text for each in found if each.part == i]) for i, part in enumerate(opening)
    ]
    return [Detail("rating", Paragraph((line.text,))) for line in found], [
        part for part in parts if part.lines
    ]


def _first_lines(opening: Sequence[Paragraph]) -> list[_Line]:
    found: list[_Line] = []
    for i, part in enumerate(opening[:_LINES]):
        for each in part.lines[: _LINES - len(found)]:
            line = plain(each).strip()
            tells = begins_detail(each) or bool(signature(each))
            if not tells and (len(line) > _LONGEST or line.endswith(_ENDS)):
                return found
            found.append(_Line(i, line, tells))
    return found


def _may_be_rating(lines: Sequence[_Line], at: int) -> bool:
    """Returns whether a line is a rating's word alone, and not what a label in the line above announces."""
    labelled = at and detail_labels.kind_of(lines[at - 1].text.rstrip(" :："))
    return not labelled and ratings.is_alone(lines[at].text)


def _is_rating(
    lines: Sequence[_Line], at: int, behind: Sequence[Paragraph], *, headed: bool, titled: bool
) -> bool:
    line = lines[at]
    below = lines[at + 1 :]
    if not at and not titled:  # else it is the title itself
        return len(below) > 1 and not below[0].tells and below[1].tells
    if any(each.tells for each in below) or (headed and not behind):
        return True
    above = lines[at - 1] if at else None
    together = above is not None and above.part == line.part
    told = above.tells if above else titled
    if below or any(len(part.lines) == 1 and may_be_title(part.text) for part in behind):
        return together and told  # it may be a heading: others like it follow
    return (told and together) or ((told or together) and ratings.is_alone(line.text, beyond_doubt=True))


def _without(part: Paragraph, lines: Sequence[str]) -> Paragraph:
    if not lines:
        return part
    return replace(
        part, lines=tuple(each for each in part.lines if plain(each).strip() not in lines), indents=()
    )
