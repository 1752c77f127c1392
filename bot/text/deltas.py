"""A text packed small: by itself, or as its difference to a text that is much the same."""

from __future__ import annotations

import json
import zlib

from bot.text import edits
from bot.text.continuity import Version
from bot.text.spans import between

_MUCH_SMALLER = 2
"""By how many times a difference is smaller than the text by itself where it is worth having."""


def packed(text: str) -> bytes:
    """Returns a text packed by itself."""
    return _small(text)


def packed_against(text: str, base: str) -> bytes | None:
    """Returns a text packed as its difference to another, or None where that is not much smaller than the
    text by itself. Slow for long texts: to be called in a thread."""
    found = _small(json.dumps(_parts(text, base), ensure_ascii=False, separators=(",", ":")))
    worth = len(found) * _MUCH_SMALLER <= len(packed(text)) and unpacked(found, base) == text
    return found if worth else None


def unpacked(packed: bytes, base: str | None) -> str:
    """Returns the text that was packed, with this base or (None) by itself."""
    found = zlib.decompress(packed).decode()
    if base is None:
        return found
    return "".join(part if isinstance(part, str) else base[slice(*part)] for part in json.loads(found))


def _parts(text: str, base: str) -> list[str | tuple[int, int]]:
    """Returns a text as stretches of the base, from start to end, and the words that the base has not."""
    (stretches,) = edits.stretches([Version("", "", text)], [Version("", "", base)])
    parts: list[tuple[int, str | tuple[int, int]]] = [
        (each.start, (each.at, each.at + each.end - each.start)) for each in stretches
    ]
    parts += [
        (start, text[start:end]) for start, end in between([(s.start, s.end) for s in stretches], len(text))
    ]
    return [part for _, part in sorted(parts, key=lambda each: each[0])]


def _small(text: str) -> bytes:
    return zlib.compress(text.encode(), 9)
