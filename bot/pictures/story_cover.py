"""Draws the cover of a story that has none: its title and its authors over a scene made for it."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import ImageDraw

from bot.pictures.cover_design import design_of
from bot.pictures.errors import UnpicturableError
from bot.pictures.faces import ITALIC, ROMAN, Face
from bot.pictures.lines import line_fragments
from bot.pictures.picture import Cover
from bot.pictures.scene import FRAME, scene, webp, written
from bot.pictures.typesetting import shortened, width
from bot.pictures.wording import on_one_line

WIDTH, HEIGHT = 640, 960
THUMBNAIL = 192
"""The side of the square that stands beside a story in a list: its cover without words, in pixels."""
_MEASURE, _INSET = 508, 24
_SIZES = ((88, 2), (76, 3), (64, 4), (54, 5), (46, 6))
"""Sizes of letters, with the most lines that a title may have in each."""
_TITLE_TOP, _LEADING = 196, 1.16
_AUTHORS_SIZE, _AUTHORS_BELOW = 36, 868
_MOST_LETTERS = 300


def story_cover(title: str, *, authors: Sequence[str], tags: Sequence[str], summary: str) -> Cover:
    """Returns the cover of a story, the same for the same words. Everything is plain text.

    Where no typeface has the letters of its title or of its authors' names, the cover is without them.
    """
    design = design_of(title, authors, tags, summary)
    picture = scene(design, WIDTH, HEIGHT, horizon=0.72, motif=0.34)
    pen = ImageDraw.Draw(picture, "RGBA")
    corners = _INSET, _INSET, WIDTH - _INSET - 1, HEIGHT - _INSET - 1
    pen.rectangle(corners, outline=FRAME, width=2)
    _write_title(pen, on_one_line(title)[:_MOST_LETTERS], design.palette.light)
    _write_authors(pen, on_one_line(" · ".join(authors))[:_MOST_LETTERS])
    small = scene(design, THUMBNAIL, THUMBNAIL, horizon=0.74, motif=0.52)
    return Cover(webp(picture, 82), webp(small, 80), int(design.palette.accent[1:], 16))


def _write_title(pen: ImageDraw.ImageDraw, title: str, rule: str) -> None:
    try:
        size, lines = _set(title)
    except UnpicturableError:
        return
    below = _TITLE_TOP + 0.7 * size
    for line in lines:
        _centred(pen, line, below, size, ROMAN)
        below += _LEADING * size
    middle, y = WIDTH // 2, round(below - 0.62 * size)
    pen.rectangle((middle - 34, y, middle + 34, y + 2), rule)


def _set(title: str) -> tuple[int, list[str]]:
    """Returns the size of a title, and its lines: as large as it can be without a word divided."""
    for size, most in _SIZES:
        whole = all(width(each.text, size) <= _MEASURE for each in line_fragments(title))
        if whole and len(lines := shortened(title, size, ROMAN, _MEASURE, _MOST_LETTERS)) <= most:
            return size, lines
    size, most = _SIZES[-1]
    return size, shortened(title, size, ROMAN, _MEASURE, most)


def _write_authors(pen: ImageDraw.ImageDraw, authors: str) -> None:
    try:
        lines = shortened(authors, _AUTHORS_SIZE, ITALIC, _MEASURE, 2)
    except UnpicturableError:
        return
    for number, line in enumerate(lines):
        _centred(pen, line, _AUTHORS_BELOW + 44 * (number - len(lines) + 1), _AUTHORS_SIZE, ITALIC)


def _centred(pen: ImageDraw.ImageDraw, line: str, below: float, size: int, face: Face) -> None:
    written(pen, line, (WIDTH - width(line, size, face)) / 2, below, size, face)
