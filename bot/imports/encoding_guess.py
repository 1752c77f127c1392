"""Guesses the encoding of bytes that do not say it: the likeliest by their statistics, unless another reading
leaves fewer signs where no writing has them. Short texts have too little for statistics.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable

_SAMPLE = 200_000
_READ_AGAIN = 20_000  # characters, in which a wrong reading shows
_MANY_BYTES = re.compile(r"utf|gb|hz|big5|shift_jis|cp932|euc|iso2022|johab|cp949")
_WESTERN = ("cp1252", "mac_roman", "cp850")
_OTHERS = ("cp1252", "cp1251", "cp1250", "koi8_r", "cp866", "mac_roman")
_WESTERN_WORDS = frozenset(
    b"the and was she he it not you that his her with for had but as no why of they"
    b" des et une dans que qui elle vous avec pour mais nous sur est der die das und nicht ein eine sie ist"
    b" con pero ella che di non lei disse per gli uma com het een niet hij zij och det att inte ikke".split()
)
"""Words in ASCII that only languages of Western Europe have."""
_WORD = re.compile(rb"(?<![\x80-\xff'\w])[A-Za-z]{2,}(?![\x80-\xff'\w])")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_WITHIN_WORDS = frozenset("’‘–—‑·\xad")
_OPENING, _CLOSING = frozenset("“„«¿¡‚‹"), frozenset("”»›…")
_SYMBOLS = frozenset(("So", "Sm", "Sc", "Sk", "No", "Cc", "Cn", "Co"))


def guessed(data: bytes) -> str | None:
    """Returns the name of the likeliest encoding of a text that is not UTF-8; None for what is no text."""
    import chardet  # noqa: PLC0415 - few texts need it, and it takes a while

    guess = str(chardet.detect(data[:_SAMPLE])["encoding"] or "")
    if not guess or _MANY_BYTES.match(codecs.lookup(guess).name):
        return guess or None
    western = _WESTERN if _is_western(data[:_READ_AGAIN]) else ()
    readings: list[str] = list(dict.fromkeys((*western, guess, *_OTHERS)))
    return min(readings, key=lambda encoding: _faults(data, encoding))


def _is_western(data: bytes) -> bool:
    words = _WORD.findall(data.lower())
    return sum(word in _WESTERN_WORDS for word in words) * 12 > len(words)


def _faults(data: bytes, encoding: str) -> int:
    """Returns how many characters beyond ASCII stand where none of their kind does."""
    text = f" {data[:_READ_AGAIN].decode(encoding, 'replace')} "
    around: Iterable[str] = (text[at.start() - 1 : at.end() + 1] for at in _BEYOND_ASCII.finditer(text))
    return sum(map(_is_misplaced, around))


def _is_misplaced(around: str) -> bool:
    """Returns whether a character, between its neighbours, is a capital or a sign within a word, a quotation
    mark the wrong way round, or a letter of another script than the one beside it.
    """
    before, character, after = tuple(around)
    if character.isalpha():
        capital = (before.islower() and character.isupper()) or (character.islower() and after.isupper())
        return capital or _is_foreign(character, before) or _is_foreign(character, after)
    if character in _WITHIN_WORDS or character.isspace():
        return False
    if unicodedata.category(character) in _SYMBOLS:
        return before.isalpha() or after.isalpha()
    return (before.isalpha() and (after.isalpha() or character in _OPENING)) or (
        after.isalpha() and character in _CLOSING
    )


def _is_foreign(letter: str, beside: str) -> bool:
    return beside.isascii() and beside.isalpha() and not unicodedata.name(letter, "").startswith("LATIN")
