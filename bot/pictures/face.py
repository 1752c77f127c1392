"""Fireside's own face: its avatar and its banner, drawn once and kept in `face` beside this.

Run as a program, this module draws them anew: `python -m bot.pictures.face`.
"""

from __future__ import annotations

import io
from importlib.resources import as_file, files
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

from bot.pictures.cover_design import PALETTES, CoverDesign
from bot.pictures.faces import ITALIC, ROMAN
from bot.pictures.motifs import Brush, flame
from bot.pictures.scene import glow, scene, written

AVATAR, BANNER = 512, (1_360, 480)
"""Pixels: of the avatar's sides, which Discord shows as a circle, and of the banner, at twice its size on a
screen."""
_FINE, _SHADES = 2, 256
_SEED = 7
_SKY, _PAGE, _SHADE, _COVER = PALETTES["dusk"], "#fff3dc", "#e9cfa4", "#7a2f22"
_MOTTO = "stories, a page at a time"


def avatar() -> bytes:
    """Returns the avatar, a PNG: a fire that burns on an open book, in the middle of a night."""
    side = AVATAR * _FINE
    picture = Image.new("RGB", (side, side), _SKY.sky[0])
    glow(picture, (side / 2, side * 0.52), side * 0.62, _SKY.sky[2])
    pen, chance = ImageDraw.Draw(picture), Random(_SEED)  # noqa: S311 - nothing here is a secret  # nosec B311
    brush = Brush(pen, (side / 2, side * 0.74), side * 0.5, _SKY.land[2], _SKY.light)
    _book(brush)
    flame(brush, (0, 0.06), 0.84, "#e8742c")
    flame(brush, (0.01, 0.07), 0.6, "#f7a944")
    flame(brush, (0.0, 0.08), 0.34, "#fff0bf")
    for _ in range(12):
        angle, far = pi * chance.random(), 0.66 + 0.22 * chance.random()
        brush.disc(
            (far * 0.8 * cos(angle), 0.2 + far * sin(angle)), 0.006 + 0.008 * chance.random(), _SKY.light
        )
    return _png(picture.resize((AVATAR, AVATAR), Image.Resampling.LANCZOS))


def banner() -> bytes:
    """Returns the banner, a PNG: a fire that people sit at, and the name."""
    design = CoverDesign("campfire", PALETTES["night"], _SEED)
    picture = scene(design, *BANNER, horizon=0.76, motif=0.17)
    pen = ImageDraw.Draw(picture, "RGBA")
    written(pen, "Fireside", 88, 176, 118, ROMAN)
    written(pen, _MOTTO, 92, 240, 44, ITALIC)
    return _png(picture)


def kept(name: str) -> bytes:
    """Returns the file of the avatar or of the banner, by this name, as it is kept."""
    return (files("bot.pictures") / "face" / f"{name}.png").read_bytes()


def _book(brush: Brush) -> None:
    for away, page in ((1, _PAGE), (-1, _SHADE)):
        brush.shape([(0, -0.1), (away * 0.62, -0.02), (away * 0.62, -0.14), (0, -0.22)], _COVER)
        brush.shape(
            [(0, 0.06), (away * 0.3, 0.12), (away * 0.58, 0.08), (away * 0.58, -0.08), (0, -0.16)], page
        )
        for line in (0.05, 0.0, -0.05):
            brush.line([(away * 0.1, line - 0.02), (away * 0.5, line + 0.02)], 0.012, "#c9a877")


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    few = picture.quantize(_SHADES)
    picture.quantize(palette=few, dither=Image.Dither.FLOYDSTEINBERG).save(file, "PNG", optimize=True)
    return file.getvalue()


def _main() -> None:
    with as_file(files("bot.pictures") / "face") as folder:
        folder.mkdir(exist_ok=True)
        for name, image in (("avatar", avatar()), ("banner", banner())):
            (folder / f"{name}.png").write_bytes(image)


if __name__ == "__main__":
    _main()
