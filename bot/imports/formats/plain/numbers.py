"""Numbers as headings have them: in digits, Roman, in words, as ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.imports.formats.plain.heading_words import LANGUAGES, HeadingWords
from bot.stories.naming import numeral_value

DIGITS = r"\d{1,4}(?:\.\d{1,3}|[-–]\d{1,4}|[a-d])?"
ROMAN = r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_ROMAN = re.compile(ROMAN, re.IGNORECASE)
_LEADING = re.compile(r"\d+(?:\.\d+)?")


def one_of(words: Iterable[str]) -> str:
    """Returns an expression for any of these words, the longest first."""
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace("\\ ", r"\s+") for word in longest_first) + ")"


def cardinal(words: HeadingWords) -> str:
    """Returns an expression for a language's numbers in words, up to those of six words."""
    below = _below_hundred(words)
    hundreds, joints = one_of(words.hundreds), one_of(words.joints)
    first = rf"(?:{one_of(words.articles)}|{below})"
    more = rf"(?:\s+(?:{joints}\s+)?(?:{below}\s+)?{hundreds})?(?:(?:\s+{joints})?[-\s]+{below})?"
    return rf"(?:(?:{first}[-\s]+)?{hundreds}{more}|{below})"


def ordinal(words: HeadingWords) -> str:
    """Returns an expression for a language's ordinals in words, and for the last one."""
    hundreds, joints = one_of(words.hundreds), one_of(words.joints)
    before = rf"(?:(?:{one_of((*words.articles, *words.numbers))}\s+)?{hundreds}\s+(?:{joints}\s+)?)?"
    return rf"(?:{before}(?:{one_of(_tens(words))}[-\s])?{one_of(words.ordinals)}|{one_of(words.last)})"


def value(number: str) -> float:
    """Returns the value of a number in any of these shapes; of `3-4`, the first; 0 for the last one."""
    if leading := _LEADING.match(number):
        return float(leading[0])
    return _in_words(number) or (numeral_value(number) if _ROMAN.fullmatch(number) else 0)


def _in_words(number: str) -> int:
    total = last = 0
    for word in re.split(r"[-\s]+", number.casefold()):
        if factor := _HUNDREDS.get(word):
            total, last = total + max(last, 1) * factor, 0
        else:
            last += _VALUES.get(word, 0)
    return total + last


def _below_hundred(words: HeadingWords) -> str:
    units = [word for word, number in words.numbers.items() if number < 10]
    return rf"(?:{one_of(_tens(words))}(?:[-\s]{one_of(units)})?|{one_of(words.numbers)})"


def _tens(words: HeadingWords) -> list[str]:
    return [word for word, number in words.numbers.items() if number >= 20]


_VALUES = {
    word: number for words in LANGUAGES for word, number in {**words.numbers, **words.ordinals}.items()
}
_HUNDREDS = {word: factor for words in LANGUAGES for word, factor in words.hundreds.items()}
