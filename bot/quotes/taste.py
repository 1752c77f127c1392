"""The rule of taste: of the quotes that could be given, the one that says most by itself."""

from __future__ import annotations

import regex

_UNFINISHED = regex.compile(r"[,;:，、；：،؛—–-][\s*_~|\\\"”’»」』]*\Z")
_MUCH_IN_LITTLE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]")
"""Letters that hold about as much as three of English."""
_LITTLE, _ENOUGH, _LONG = 20, 40, 400
"""Letters of English: fewer are a word or two, more than the last are a speech."""


def faults(text: str) -> int:
    """Returns how many things are wrong with a quote's plain text: 0 for one that is worth being given first.

    It says little ("Bits."), is not finished (ends in a comma), goes on for long, or begins amid a sentence.
    """
    length = len(text) + 2 * len(_MUCH_IN_LITTLE.findall(text))
    little = 3 * (length < _LITTLE) or length < _ENOUGH
    return little + 2 * bool(_UNFINISHED.search(text)) + (length > _LONG) + text[:1].islower()
