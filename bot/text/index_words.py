"""Words told apart and folded as SQLite's FTS5 does it, so that another engine's index finds the same."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

from bot.text.stems import stem

_ASCII = regex.compile(r"[0-9a-z\x80-\U0010ffff]+")
_ACCENTS = r"\u0300-\u0304\u0306-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331"
_LETTERS = r"\p{L}\p{N}\p{Co}"
_UNICODE61 = regex.compile(rf"[{_LETTERS}](?:[{_LETTERS}]|[{_ACCENTS}])*")
_ACCENT = regex.compile(f"[{_ACCENTS}]")


def as_they_are(text: str) -> list[str]:
    """Returns the words of a text that is folded already: what stands between ASCII's other characters
    (FTS5's `ascii`)."""
    return _ASCII.findall(text.lower() if text.isascii() else text)


def folded_words(text: str) -> list[str]:
    """Returns the words of a text without case, and without accents on Latin letters (FTS5's `unicode61
    remove_diacritics 2`)."""
    return ["".join(map(_folded, _ACCENT.sub("", word))) for word in _UNICODE61.findall(text)]


def stemmed_words(text: str) -> list[str]:
    """Returns the stems of the words of a text (FTS5's `porter unicode61 remove_diacritics 2`)."""
    return list(map(stem, folded_words(text)))


@lru_cache(4_096)
def _folded(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    if base.isascii():
        return base.lower()
    folded = letter.casefold()
    return folded if len(folded) == 1 else letter.lower()[0]
