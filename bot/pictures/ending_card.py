"""Draws the end of a story as a card to share: its title over the scene of its cover, and when it was
read."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from bot.pictures.cover_design import design_of
from bot.pictures.faces import ITALIC, ROMAN
from bot.pictures.picture import Picture
from bot.pictures.scene import FRAME, scene, written
from bot.pictures.typesetting import shortened, width
from bot.pictures.wording import on_one_line
from bot.text.direction import isolated

WIDTH, HEIGHT = 1_200, 720
_MARGIN, _INSET, _MEASURE = 84, 30, 1_032
_SIZES = ((96, 1), (84, 2), (66, 3), (53, 4))
"""Sizes of letters, with the most lines that a title may have in each."""
_TITLE_TOP, _LEADING = 96, 1.18
_AUTHORS, _LINES, _NAME = 44, 42, 40
_MOST_LETTERS = 300


def ending_card(
    title: str, *, authors: Sequence[str], tags: Sequence[str], summary: str, lines: Sequence[str]
) -> Picture:
    """Returns the card of a story; `lines`, two at most, say when and how long it was read. Everything is
    plain text. Raises UnpicturableError where no typeface has the letters of its title or of its authors'
    names."""
    picture = scene(design_of(title, authors, tags, summary), WIDTH, HEIGHT, horizon=0.72, motif=0.2)
    pen = ImageDraw.Draw(picture, "RGBA")
    pen.rectangle((_INSET, _INSET, WIDTH - _INSET - 1, HEIGHT - _INSET - 1), outline=FRAME, width=2)
    name, by = on_one_line(title)[:_MOST_LETTERS], on_one_line(", ".join(authors))[:_MOST_LETTERS]
    size, set_in = _set(name)
    below = _TITLE_TOP + 0.7 * size
    for line in set_in:
        written(pen, line, _MARGIN, below, size, ROMAN)
        below += _LEADING * size
    for line in shortened(by, _AUTHORS, ITALIC, _MEASURE, 1):
        written(pen, line, _MARGIN, below - size * _LEADING + 66, _AUTHORS, ITALIC)
    foot = HEIGHT - _INSET - 46
    for number, line in enumerate(reversed(lines)):
        written(pen, line, _MARGIN, foot - 54 * number, _LINES, ROMAN)
    written(pen, "Fireside", WIDTH - _MARGIN - width("Fireside", _NAME, ITALIC), foot, _NAME, ITALIC)
    return Picture(_png(picture), WIDTH, HEIGHT, _alternative_text(name, by, lines))


def _set(title: str) -> tuple[int, list[str]]:
    """Returns the size of a title, and its lines: as large as they fit."""
    for size, most in _SIZES:
        if len(lines := shortened(title, size, ROMAN, _MEASURE, _MOST_LETTERS)) <= most:
            return size, lines
    size, most = _SIZES[-1]
    return size, shortened(title, size, ROMAN, _MEASURE, most)


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=6)
    return file.getvalue()


def _alternative_text(title: str, authors: str, lines: Sequence[str]) -> str:
    by = f"{isolated(title)} · {isolated(authors)}" if authors else isolated(title)
    return " · ".join((by, *lines))
