"""The scene on a drawn cover: a sky at dusk, hills, and a motif among them with one light."""

from __future__ import annotations

import io
from math import pi, sin
from random import Random

from PIL import Image, ImageDraw

from bot.pictures.cover_design import CoverDesign
from bot.pictures.faces import Face, font, runs
from bot.pictures.motifs import MOTIFS, Brush

INK, FRAME = "#fff6e4", (255, 246, 228, 90)
_SHADOW = (0, 0, 0, 110)
_FINE = 2
"""Pixels that are drawn for each that is kept, so that edges are smooth."""


def scene(design: CoverDesign, wide: int, high: int, *, horizon: float, motif: float) -> Image.Image:
    """Returns the scene of so many pixels; `horizon` is the share of its height above the land, `motif` that
    of its width which the motif is high."""
    chance = Random(design.seed)  # noqa: S311 - nothing here is a secret  # nosec B311
    size = wide * _FINE, high * _FINE
    picture = _sky(design, size)
    unit = motif * size[0]
    _stars(picture, chance, horizon)
    _disc(picture, design, chance, horizon)
    foot = (0.42 + 0.16 * chance.random()) * size[0], (horizon + 0.035) * size[1]
    _land(picture, design.palette.land[0], horizon - 0.03, chance)
    _land(picture, design.palette.land[1], horizon + 0.02, chance)
    glow(picture, (foot[0], foot[1] - 0.3 * unit), unit, design.palette.light)
    brush = Brush(ImageDraw.Draw(picture), foot, unit, design.palette.land[2], design.palette.light)
    MOTIFS[design.motif](brush, chance)
    _land(picture, design.palette.land[2], horizon + 0.055, chance)
    return picture.resize((wide, high), Image.Resampling.LANCZOS)


def written(pen: ImageDraw.ImageDraw, line: str, x: float, below: float, size: int, face: Face) -> None:
    """Writes a line from x on, in pixels, with a soft shadow that keeps it readable over stars. Its baseline
    is `below` the top."""
    for run in runs(line, face):
        set_in = font(run.face, size)
        for away, colour in ((2, _SHADOW), (0, INK)):
            pen.text((x + away, below + away), run.text, colour, set_in, "ls", direction=run.direction)
        x += set_in.getlength(run.text, direction=run.direction)


def webp(picture: Image.Image, quality: int) -> bytes:
    """Returns a picture as a WebP file."""
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=quality, method=4)
    return file.getvalue()


def _sky(design: CoverDesign, size: tuple[int, int]) -> Image.Image:
    column = Image.new("RGB", (1, 3))
    for row, shade in enumerate(design.palette.sky):
        column.paste(shade, (0, row, 1, row + 1))
    # Between the middles of the three rows, so that the top and the horizon have their very colours.
    return column.resize((1, size[1]), Image.Resampling.BILINEAR, box=(0, 0.5, 1, 2.3)).resize(size)


def _stars(picture: Image.Image, chance: Random, horizon: float) -> None:
    pen, (wide, high) = ImageDraw.Draw(picture, "RGBA"), picture.size
    for _ in range(70):
        x, y, r = chance.random() * wide, chance.random() ** 1.6 * horizon * high, 1 + 2.2 * chance.random()
        fade = max(0.0, 1 - y / (0.7 * horizon * high))
        pen.ellipse((x - r, y - r, x + r, y + r), (255, 250, 235, round(200 * fade * chance.random())))


def _disc(picture: Image.Image, design: CoverDesign, chance: Random, horizon: float) -> None:
    wide, high = picture.size
    r = (0.13 + 0.05 * chance.random()) * min(wide, high)
    x = wide * (0.24 if chance.random() < 0.5 else 0.76)
    y = high * horizon - (0.6 + 0.5 * chance.random()) * r
    glow(picture, (x, y), 2.4 * r, design.palette.disc)
    ImageDraw.Draw(picture).ellipse((x - r, y - r, x + r, y + r), design.palette.disc)


def glow(picture: Image.Image, middle: tuple[float, float], radius: float, colour: str) -> None:
    """Lightens a picture around a point."""
    side = round(2 * radius)
    fade = Image.radial_gradient("L").point(lambda far: max(0, 150 - round(far * 1.2))).resize((side, side))
    picture.paste(colour, (round(middle[0] - radius), round(middle[1] - radius)), fade)


def _land(picture: Image.Image, colour: str, top: float, chance: Random) -> None:
    """Draws a range of hills, the top of which is around a share of the height."""
    wide, high = picture.size
    waves = [(1 + 2 * chance.random(), 2 * pi * chance.random()), (3 + 3 * chance.random(), chance.random())]

    def ridge(x: int) -> float:
        (slow, late), (fast, later) = waves
        at = pi * x / wide
        return high * (top + 0.018 * sin(slow * at + late) + 0.007 * sin(fast * at + later))

    points = [(float(x), ridge(x)) for x in range(0, wide + 8, 8)]
    ImageDraw.Draw(picture).polygon([*points, (wide, high), (0, high)], colour)
