"""Counts words as the Archive of Our Own does, so that authors find the number that they know.

A change of the numbers takes a greater `COUNTING` (bot/stories/queries/stories.py): stories in the library
are then counted anew.
"""

from __future__ import annotations

import unicodedata

import regex

# https://github.com/otwcode/otwarchive: lib/word_counter.rb; CHARACTER_COUNT_SCRIPTS in config/config.yml.
_COUNTED_BY_CHARACTER = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")
_WITHIN_WORDS = "'’‘-"
_BETWEEN_WORDS = "“”…—–\N{NO-BREAK SPACE}"
"""All that most lines of English prose have beyond ASCII, which is translated ten times as fast."""
_LETTER, _SPACE, _WORD = "a", " ", " a "


def words_in(plain: str) -> int:
    """Returns the number of words in plain text.

    A character of Chinese, Japanese or Thai is a word. Otherwise a run of letters, marks and digits is one;
    apostrophes and hyphens do not divide it, a double hyphen does.
    """
    runs = plain.replace("--", "—")
    for character in _WITHIN_WORDS:
        runs = runs.replace(character, "")
    for character in _BETWEEN_WORDS:
        runs = runs.replace(character, _SPACE)
    return sum(len(line.translate(_SHAPES).split()) for line in runs.split("\n"))


class _Shapes(dict[int, str]):
    """What stands for each character, by its code point, once words have only to be divided at spaces."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        shape = _LETTER if category[0] in "LM" or category in ("Nd", "Pc") else _SPACE
        self[code] = _WORD if _COUNTED_BY_CHARACTER.match(character) else shape
        return self[code]


_SHAPES = _Shapes()
