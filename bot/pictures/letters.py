"""The letters that a font has, by its table of characters (the OpenType specification, "cmap").

Pillow does not tell, and fontTools would be 30 MB for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct, unpack_from

_COLLECTION = b"ttcf"
_TABLE, _ENCODING = Struct(">4s4xII"), Struct(">HHI")
_GROUP = Struct(">III")
_BEST = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""The encodings of Unicode by platform, the most complete ones first."""
_SEGMENTS, _GROUPS = 4, 12
"""The formats of a table that fonts use for these."""


def letters_of(font: bytes) -> frozenset[int]:
    """Returns the code points that a font has a glyph for; of a collection, its first font."""
    at = _table(font)
    encodings = {
        (platform, kind): at + offset
        for platform, kind, offset in _ENCODING.iter_unpack(font[at + 4 : at + 4 + 8 * _short(font, at + 2)])
    }
    chosen = next(encodings[each] for each in _BEST if each in encodings)
    readers = {_SEGMENTS: _in_segments, _GROUPS: _in_groups}
    return frozenset(readers[_short(font, chosen)](font, chosen))


def _table(font: bytes) -> int:
    """Returns where the table of characters begins."""
    first = unpack_from(">I", font, 12)[0] if font.startswith(_COLLECTION) else 0
    tables = font[first + 12 : first + 12 + 16 * _short(font, first + 4)]
    return int(next(offset for tag, offset, _ in _TABLE.iter_unpack(tables) if tag == b"cmap"))


def _in_groups(font: bytes, at: int) -> Iterator[int]:
    (count,) = unpack_from(">I", font, at + 12)
    for first, last, _ in _GROUP.iter_unpack(font[at + 16 : at + 16 + 12 * count]):
        yield from range(first, last + 1)


def _in_segments(font: bytes, at: int) -> Iterator[int]:
    twice = _short(font, at + 6)
    count = twice // 2
    ends, starts, deltas, offsets = (
        unpack_from(f">{count}H", font, at + 14 + skipped)
        for skipped in (0, twice + 2, 2 * twice + 2, 3 * twice + 2)
    )
    for index, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        glyphs = at + 16 + 3 * twice + 2 * index + offset
        for letter in range(first, min(last, 0xFFFE) + 1):
            glyph = _short(font, glyphs + 2 * (letter - first)) if offset else letter
            if (glyph or not offset) and (glyph + delta) & 0xFFFF:
                yield letter


def _short(font: bytes, at: int) -> int:
    return int(unpack_from(">H", font, at)[0])
