"""The motifs of covers: silhouettes on a hill, each with one light.

Each stands on the point (0, 0), is about 1 high, and goes up and to the right: x from -0.5 to 0.5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import cos, pi, sin
from random import Random

from PIL import ImageDraw

Point = tuple[float, float]


class Brush:
    """Draws with a motif's own measures: `foot` is where (0, 0) is, in pixels, and `size` what 1 is."""

    def __init__(self, pen: ImageDraw.ImageDraw, foot: Point, size: float, dark: str, light: str) -> None:
        self._pen, self._foot, self._size = pen, foot, size
        self.dark, self.light = dark, light

    def shape(self, points: Iterable[Point], colour: str = "") -> None:
        """Fills a polygon."""
        self._pen.polygon([self._at(each) for each in points], colour or self.dark)

    def box(self, left: float, low: float, right: float, high: float, colour: str = "") -> None:
        """Fills a rectangle."""
        self.shape([(left, low), (right, low), (right, high), (left, high)], colour)

    def disc(self, middle: Point, radius: float, colour: str = "") -> None:
        """Fills a circle."""
        (x, y), r = self._at(middle), radius * self._size
        self._pen.ellipse((x - r, y - r, x + r, y + r), colour or self.dark)

    def line(self, points: Sequence[Point], thick: float, colour: str = "") -> None:
        """Draws a line with round joints."""
        width = max(1, round(thick * self._size))
        self._pen.line([self._at(each) for each in points], colour or self.dark, width, joint="curve")

    def _at(self, point: Point) -> Point:
        return self._foot[0] + point[0] * self._size, self._foot[1] - point[1] * self._size


def flame(brush: Brush, foot: Point, high: float, colour: str) -> None:
    """Draws a flame that is so high."""
    left = [(-0.5, 0.25), (-0.42, 0.48), (-0.2, 0.62), (-0.08, 1.0), (0.12, 0.72), (0.34, 0.55)]
    points = [*left, (0.46, 0.3), (0.36, 0.06), (0.0, 0.0), (-0.36, 0.06)]
    brush.shape([(foot[0] + x * high * 0.7, foot[1] + y * high) for x, y in points], colour)


def _lighthouse(brush: Brush, chance: Random) -> None:
    for slope in (0.28, -0.1):
        brush.shape([(0.05, 0.86), (1.6, 0.86 + slope), (1.6, 0.98 + slope)], _faint(brush))
    brush.shape([(-0.13, -0.1), (0.13, -0.1), (0.075, 0.76), (-0.075, 0.76)])
    brush.box(-0.12, 0.76, 0.12, 0.79)
    brush.box(-0.06, 0.79, 0.06, 0.92, brush.light)
    brush.shape([(-0.09, 0.92), (0.09, 0.92), (0, 1.04)])
    brush.box(-0.3, -0.1, -0.08, 0.14)
    brush.shape([(-0.34, 0.14), (-0.04, 0.14), (-0.19, 0.25)])


def _boat(brush: Brush, chance: Random) -> None:
    brush.shape([(-0.42, 0.12), (0.46, 0.12), (0.3, -0.06), (-0.3, -0.06)])
    brush.line([(0, 0.1), (0, 0.98)], 0.025)
    brush.shape([(0.03, 0.2), (0.42, 0.2), (0.03, 0.92)])
    brush.shape([(-0.03, 0.24), (-0.34, 0.24), (-0.03, 0.8)])
    brush.disc((-0.36, 0.2), 0.045, brush.light)


def _house(brush: Brush, chance: Random) -> None:
    brush.box(0.16, 0.3, 0.25, 0.78)
    brush.shape([(-0.48, 0.4), (0.48, 0.4), (0, 0.8)])
    brush.box(-0.38, -0.1, 0.38, 0.42)
    for left in (-0.24, 0.08):
        brush.box(left, 0.14, left + 0.16, 0.32, brush.light)
        brush.line([(left + 0.08, 0.14), (left + 0.08, 0.32)], 0.016)
    for step in range(3):
        brush.disc((0.22 + 0.05 * step, 0.86 + 0.1 * step), 0.04 + 0.015 * step, _faint(brush))


def _pine(brush: Brush, x: float, high: float) -> None:
    brush.box(x - 0.02, -0.12, x + 0.02, 0.2)
    for low, wide in ((0.08, 0.26), (0.3, 0.2), (0.52, 0.14)):
        top = min(1.0, low + 0.5)
        brush.shape([(x - wide * high, low * high), (x + wide * high, low * high), (x, top * high)])


def _pines(brush: Brush, chance: Random) -> None:
    for x, high in ((-0.62, 0.7), (-0.36, 0.98), (0.4, 0.9), (0.66, 0.66), (0.14, 0.56)):
        _pine(brush, x, high + 0.1 * chance.random())
    brush.shape([(-0.2, -0.06), (0.08, -0.06), (-0.06, 0.2)])
    brush.shape([(-0.09, -0.05), (-0.02, -0.05), (-0.055, 0.12)], brush.light)


def _tree(brush: Brush, chance: Random) -> None:
    brush.shape([(-0.06, -0.1), (0.06, -0.1), (0.03, 0.5), (-0.03, 0.5)])
    for x, y in ((-0.2, 0.2), (0.22, 0.16)):
        brush.line([(0, 0.3), (x, 0.3 + y)], 0.03)
    for x, y, radius in ((-0.2, 0.62, 0.2), (0.2, 0.6, 0.2), (0, 0.74, 0.24), (0, 0.54, 0.2)):
        brush.disc((x, y), radius)
    brush.line([(0.24, 0.5), (0.24, 0.3)], 0.01)
    brush.disc((0.24, 0.26), 0.05, brush.light)


def _mountains(brush: Brush, chance: Random) -> None:
    brush.shape([(-0.95, -0.15), (-0.35, 0.72), (0.2, -0.15)])
    brush.shape([(-0.35, -0.15), (0.25, 1.0), (0.95, -0.15)])
    brush.shape([(0.25, 1.0), (0.13, 0.76), (0.21, 0.81), (0.27, 0.74), (0.36, 0.82)], _faint(brush))
    brush.disc((-0.08, 0.12), 0.03, brush.light)


def _castle(brush: Brush, chance: Random) -> None:
    for left, right, high in ((-0.4, -0.22, 0.62), (0.2, 0.4, 0.56), (-0.1, 0.1, 0.8)):
        brush.box(left, -0.1, right, high)
        brush.shape([(left - 0.04, high), (right + 0.04, high), ((left + right) / 2, high + 0.26)])
    brush.box(-0.4, -0.1, 0.4, 0.34)
    for left in (-0.36, -0.24, -0.12, 0.0, 0.12, 0.24):
        brush.box(left, 0.34, left + 0.07, 0.4)
    brush.box(-0.03, 0.58, 0.03, 0.7, brush.light)
    brush.box(-0.335, 0.42, -0.285, 0.5, brush.light)
    brush.line([(0, 1.06), (0, 1.16)], 0.012)


def _city(brush: Brush, chance: Random) -> None:
    left = -0.85
    while left < 0.85:
        wide, high = 0.13 + 0.1 * chance.random(), 0.35 + 0.6 * chance.random()
        brush.box(left, -0.15, left + wide, high)
        for column in (left + wide * 0.22, left + wide * 0.58):
            for floor in range(int(high / 0.12)):
                if chance.random() < 0.22:
                    low = 0.05 + 0.12 * floor
                    brush.box(column, low, column + wide * 0.2, low + 0.05, brush.light)
        left += wide + 0.01


def _planet(brush: Brush, chance: Random) -> None:
    brush.shape([(-0.1, 0.02), (0.1, 0.02), (0.08, 0.5), (0, 0.74), (-0.08, 0.5)])
    for side in (-1, 1):
        brush.shape([(side * 0.09, 0.22), (side * 0.2, -0.02), (side * 0.08, 0.04)])
    brush.disc((0, 0.44), 0.04, brush.light)
    brush.box(-0.22, -0.1, 0.22, 0.0)
    brush.line([(-0.3, -0.1), (-0.3, 0.6)], 0.03)
    brush.line([(-0.3, 0.46), (-0.1, 0.4)], 0.02)


def _clock(brush: Brush, chance: Random) -> None:
    brush.box(-0.15, -0.1, 0.15, 0.9)
    brush.shape([(-0.2, 0.9), (0.2, 0.9), (0, 1.2)])
    brush.disc((0, 0.7), 0.13, brush.light)
    for hour in range(12):
        angle = hour * pi / 6
        brush.disc((0.105 * sin(angle), 0.7 + 0.105 * cos(angle)), 0.008)
    for angle, long in ((chance.random() * 2 * pi, 0.09), (chance.random() * 2 * pi, 0.06)):
        brush.line([(0, 0.7), (long * sin(angle), 0.7 + long * cos(angle))], 0.016)
    for left in (-0.62, 0.24):
        brush.box(left, -0.1, left + 0.38, 0.26)
        brush.shape([(left - 0.04, 0.26), (left + 0.42, 0.26), (left + 0.19, 0.42)])


def _candle(brush: Brush, chance: Random) -> None:
    for x, high in ((-0.3, 0.3), (0.0, 0.56), (0.3, 0.4)):
        brush.box(x - 0.08, -0.1, x + 0.08, high)
        brush.line([(x, high), (x, high + 0.05)], 0.014)
        flame(brush, (x, high + 0.04), 0.2, brush.light)


def _letter(brush: Brush, chance: Random) -> None:
    brush.shape([(-0.46, 0.0), (0.4, -0.04), (0.46, 0.52), (-0.4, 0.56)])
    brush.line([(-0.4, 0.56), (0.03, 0.22), (0.46, 0.52)], 0.016, _faint(brush))
    brush.line([(-0.46, 0.0), (-0.08, 0.3)], 0.012, _faint(brush))
    brush.line([(0.4, -0.04), (0.12, 0.29)], 0.012, _faint(brush))
    brush.disc((0.03, 0.22), 0.07, brush.light)
    brush.shape([(0.2, 0.6), (0.28, 0.62), (0.6, 1.08), (0.44, 1.0)])
    brush.line([(0.17, 0.5), (0.5, 1.02)], 0.014)


def _snow(brush: Brush, chance: Random) -> None:
    _pine(brush, -0.5, 0.95)
    _pine(brush, 0.52, 0.8)
    brush.shape([(-0.3, 0.26), (0.3, 0.26), (0, 0.54)], "#f4f1e8")
    brush.box(-0.22, -0.1, 0.22, 0.28)
    brush.box(-0.07, 0.06, 0.07, 0.2, brush.light)
    for _ in range(60):
        x, y = 2.6 * chance.random() - 1.3, 1.4 * chance.random()
        brush.disc((x, y), 0.006 + 0.01 * chance.random(), "#fffaf0")


def _campfire(brush: Brush, chance: Random) -> None:
    for side in (-1, 1):
        brush.line([(-0.3 * side, -0.04), (0.24 * side, 0.1)], 0.07)
    flame(brush, (0, 0.06), 0.52, brush.light)
    brush.shape([(-0.09, 0.08), (-0.06, 0.2), (0, 0.32), (0.07, 0.18), (0.09, 0.08)], "#fff6d8")
    for _ in range(14):
        x, y = 0.5 * chance.random() - 0.25, 0.55 + 0.6 * chance.random()
        brush.disc((x, y), 0.004 + 0.008 * chance.random(), brush.light)
    for x in (-0.54, 0.54):
        lean = -0.03 if x > 0 else 0.03
        brush.shape([(x - 0.15, -0.1), (x + 0.15, -0.1), (x + 0.075 + lean, 0.2), (x - 0.075 + lean, 0.2)])
        brush.disc((x + lean, 0.19), 0.077)
        brush.disc((x + 1.6 * lean, 0.33), 0.066)


def _faint(brush: Brush) -> str:
    """Returns the colour of the light, mixed into the silhouette's."""
    dark, light = (bytes.fromhex(each[1:]) for each in (brush.dark, brush.light))
    return "#" + bytes((3 * d + 2 * b) // 5 for d, b in zip(dark, light, strict=True)).hex()


MOTIFS: Mapping[str, Callable[[Brush, Random], None]] = {
    "lighthouse": _lighthouse,
    "boat": _boat,
    "house": _house,
    "pines": _pines,
    "tree": _tree,
    "mountains": _mountains,
    "castle": _castle,
    "city": _city,
    "planet": _planet,
    "clock": _clock,
    "candle": _candle,
    "letter": _letter,
    "snow": _snow,
    "campfire": _campfire,
}
