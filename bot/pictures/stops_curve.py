"""Draws how many readers a story keeps from chapter to chapter: a curve that falls where they stop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.language import _, ngettext, numeral
from bot.pictures.charting import LABEL, MARGIN, NUMBER, centred, heading
from bot.pictures.errors import UnpicturableError
from bot.pictures.faces import ITALIC, runs
from bot.pictures.picture import Picture
from bot.pictures.sheet import EMBER, FRAME, SOFT_INK, WIDTH, Shape, TextLine, printed
from bot.pictures.typesetting import width
from bot.pictures.wording import ALT_LIMIT, on_one_line
from bot.text.direction import isolated

_LEFT, _RIGHT = MARGIN, WIDTH - MARGIN
_TOP, _BOTTOM = 350, 830
_HEIGHT = 990
_SHADE = "#e9c8a0"
_EDGE = 8
_MOST_TICKS = 8

Stops = Sequence[tuple[int, int, int]]
"""For each stretch of chapters in which readers stopped: its first and last chapter, and how many did."""


def stops_curve(title: str, chapters: int, readers: int, stops: Stops) -> Picture:
    """Returns the curve of a story with so many chapters and readers; it falls at the end of each stretch. A
    title with letters that are in no typeface is left out of the picture.
    """
    title = on_one_line(title)
    across = (_RIGHT - _LEFT) / chapters
    shapes = [Shape(_LEFT, _BOTTOM, _RIGHT, _BOTTOM + 4, FRAME)]
    lines = [*heading(_("Where readers stop"), _drawable(title)), *_axis(chapters, across)]
    before, free_from, free_below = _TOP, 0.0, 0
    for first, last, left in _reached(chapters, readers, stops):
        start = round(_LEFT + across * (first - 1))
        end = max(start + 1, round(_LEFT + across * last))
        top = min(_BOTTOM - _EDGE, round(_BOTTOM - (_BOTTOM - _TOP) * left / readers))
        shapes += [Shape(start, top, end, _BOTTOM, _SHADE), Shape(start, top, end, top + _EDGE, EMBER)]
        shapes.append(Shape(start, before, start + _EDGE, top + _EDGE, EMBER))
        before = top
        if start >= free_from or top >= free_below:
            wide = width(numeral(left), LABEL)
            lines.append(TextLine(numeral(left), top - 18, LABEL, min(start + _EDGE + 10, _RIGHT - wide)))
            free_from, free_below = start + wide + 30, top + LABEL
    alt = _alternative_text(title, readers, stops)
    return Picture(printed(lines, _HEIGHT, shapes=shapes), WIDTH, _HEIGHT, alt)


def _drawable(title: str) -> str:
    try:
        runs(title, ITALIC)
    except UnpicturableError:
        return ""
    return title


def _reached(chapters: int, readers: int, stops: Stops) -> Iterator[tuple[int, int, int]]:
    """Yields each stretch of chapters, to the end of the story,
    with the number of readers who came that far.
    """
    left, after = readers, 0
    for first, last, stopped in stops:
        yield first, last, left
        left, after = left - stopped, last
    if after < chapters:
        yield after + 1, chapters, left


def _axis(chapters: int, across: float) -> Iterator[TextLine]:
    """Yields numbers below the chapters, as many as there is room for, and the label of the axis."""
    step = next(
        each * size
        for size in (10**power for power in range(9))
        for each in (1, 2, 5)
        if chapters / (each * size) <= _MOST_TICKS
    )
    for chapter in sorted({1, *range(step, chapters + 1, step)}):
        yield centred(numeral(chapter), _LEFT + across * (chapter - 0.5), _BOTTOM + 52, NUMBER, SOFT_INK)
    yield centred(_("readers who got to each chapter"), WIDTH / 2, _BOTTOM + 108, NUMBER, SOFT_INK)


def _alternative_text(title: str, readers: int, stops: Stops) -> str:
    """Returns the alternative text, which says what the picture shows."""
    each = "; ".join(
        _("chapter {chapter}: {number}", chapter=first, number=count)
        if first == last
        else _("chapters {first} to {last}: {number}", first=first, last=last, number=count)
        for first, last, count in stops
    )
    said = ngettext(
        "Curve of where the {number} reader of {title} stops.",
        "Curve of where the {number} readers of {title} stop.",
        readers,
        title=isolated(title),
    )
    alt = f"{said} {each}."
    return alt if len(alt) <= ALT_LIMIT else alt[: ALT_LIMIT - 1] + "…"
