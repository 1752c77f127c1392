"""The sheet of paper that words are set on, and its conversion to a PNG."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from bot.pictures.faces import ROMAN, Face, font, runs
from bot.pictures.typesetting import width

WIDTH = 1_200
PAPER = ("#fdf7ec", "#f2e1c4")
FRAME = "#dfc8a2"
INK = "#2b1d14"
SOFT_INK = "#684733"
EMBER = "#9c3b17"
"""Every ink is readable on every shade of the paper: 4.5 to 1 or more, https://www.w3.org/TR/WCAG22/#contrast-minimum"""
_INSET = 30


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words on one line, ordered as their first letter or direction mark says.

    Its baseline is `below` pixels from the top, its outer end `indent` from the edge. `far` puts it at the
    edge where lines end rather than at that where they begin.
    """

    text: str
    below: float
    size: int
    indent: float
    face: Face = ROMAN
    colour: str = INK
    far: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled rectangle with corners of this radius, in pixels from the left and from the top."""

    left: float
    top: float
    right: float
    bottom: float
    colour: str
    radius: int = 0


def printed(
    lines: Sequence[TextLine], height: int, *, from_right: bool = False, shapes: Sequence[Shape] = ()
) -> bytes:
    """Returns the PNG of a sheet of that height, with the lines drawn over its shapes.

    `from_right` begins the lines at its right edge.
    """
    sheet = _paper(height)
    pen = ImageDraw.Draw(sheet)
    for shape in shapes:
        corners = shape.left, shape.top, shape.right - 1, shape.bottom - 1
        pen.rounded_rectangle(corners, shape.radius, shape.colour)
    for line in lines:
        x = line.indent
        if from_right != line.far:
            x = WIDTH - line.indent - width(line.text, line.size, line.face)
        _write(pen, line, x)
    file = io.BytesIO()
    sheet.save(file, "PNG", compress_level=3)
    return file.getvalue()


def _write(pen: ImageDraw.ImageDraw, line: TextLine, x: float) -> None:
    for run in runs(line.text, line.face):
        face = font(run.face, line.size)
        pen.text((x, line.below), run.text, line.colour, face, "ls", direction=run.direction)
        x += face.getlength(run.text, direction=run.direction)


def _paper(height: int) -> Image.Image:
    """Returns an empty sheet that is a little warmer towards its foot, as if lit from there."""
    light, warm = (Image.new("RGB", (1, height), shade) for shade in PAPER)
    sheet = Image.composite(warm, light, Image.linear_gradient("L").resize((1, height))).resize(
        (WIDTH, height)
    )
    corners = (_INSET, _INSET, WIDTH - _INSET - 1, height - _INSET - 1)
    ImageDraw.Draw(sheet).rectangle(corners, outline=FRAME, width=2)
    return sheet
