"""Numbers as headings have them: in digits, Roman, in words, as ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.imports.formats.plain.heading_words import ENGLISH, HeadingWords
from bot.stories.naming import numeral_value
from bot.text.languages import folded

DIGITS = r"\d{1,4}(?:\.\d{1,3}|[-–]\d{1,4}|[a-d])?"
ROMAN = r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_ROMAN = re.compile(ROMAN, re.IGNORECASE)
_LEADING = re.compile(r"\d+(?:\.\d+)?")
_SIGNS = dict(
    zip("〇零○一二三四五六七八九两兩壹贰貳叁參肆伍陆陸柒捌玖", "00012345678922122334566789", strict=True)
)
_FACTORS = {"十": 10, "拾": 10, "廿": 20, "卅": 30, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
SIGNS = rf"[{''.join((*_SIGNS, *_FACTORS))}]{{1,8}}"
EAST_ASIAN = rf"(?:\d{{1,4}}(?:\.\d{{1,3}})?|{SIGNS})"


def one_of(words: Iterable[str]) -> str:
    """Returns an expression for any of these words, the longest first; it matches nothing where there are
    none.
    """
    longest_first = sorted(words, key=len, reverse=True)
    escaped = (re.escape(word).replace("\\ ", r"\s+").replace("'", "['’]") for word in longest_first)
    return "(?:" + ("|".join(escaped) or "(?!)") + ")"


def cardinal(words: HeadingWords) -> str:
    """Returns an expression for English numbers in words, up to those of six words."""
    below = _below_hundred(words)
    hundreds, joints = one_of(words.hundreds), one_of(words.joints)
    first = rf"(?:{one_of(words.articles)}|{below})"
    more = rf"(?:\s+(?:{joints}\s+)?(?:{below}\s+)?{hundreds})?(?:(?:\s+{joints})?[-\s]+{below})?"
    return rf"(?:(?:{first}[-\s]+)?{hundreds}{more}|{below})"


def ordinal(words: HeadingWords) -> str:
    """Returns an expression for a language's ordinals in words, and for the last one."""
    if not words.is_english:
        return one_of((*words.ordinals, *words.last))
    hundreds, joints = one_of(words.hundreds), one_of(words.joints)
    before = rf"(?:(?:{one_of((*words.articles, *words.numbers))}\s+)?{hundreds}\s+(?:{joints}\s+)?)?"
    return rf"(?:{before}(?:{one_of(_tens(words))}[-\s])?{one_of(words.ordinals)}|{one_of(words.last)})"


def either(words: HeadingWords) -> str:
    """Returns an expression for a language's numbers and ordinals in words."""
    if words.is_english:
        return rf"{cardinal(words)}|(?:{one_of(words.articles)}\s+)?{ordinal(words)}"
    listed = one_of((*words.numbers, *words.ordinals, *words.last))
    return rf"(?:{one_of(words.articles)}\s+)?{listed}"


def value(number: str, words: HeadingWords = ENGLISH) -> float:
    """Returns the value of a number in any of these shapes; of `3-4`, the first; 0 for the last one."""
    if leading := _LEADING.match(number):
        return float(leading[0])
    if number[:1] in _SIGNS or number[:1] in _FACTORS:
        return _in_signs(number)
    return _in_words(number, words) or (numeral_value(number) if _ROMAN.fullmatch(number) else 0)


def _in_signs(number: str) -> int:
    """Returns the value of a number in Chinese signs: 十二, 两百一十八, 二〇三."""
    total = last = 0
    for sign in number:
        if factor := _FACTORS.get(sign):
            total, last = total + max(last, 1) * factor, 0
        else:
            last = last * 10 + int(_SIGNS.get(sign, sign))
    return total + last


def _in_words(number: str, words: HeadingWords) -> int:
    number = " ".join(folded(number).split())
    if whole := words.ordinals.get(number) or words.numbers.get(number):
        return whole
    total = last = 0
    for word in re.split(r"[-\s]+", number):
        if factor := words.hundreds.get(word):
            total, last = total + max(last, 1) * factor, 0
        else:
            last += words.numbers.get(word) or words.ordinals.get(word, 0)
    return total + last


def _below_hundred(words: HeadingWords) -> str:
    units = [word for word, number in words.numbers.items() if number < 10]
    return rf"(?:{one_of(_tens(words))}(?:[-\s]{one_of(units)})?|{one_of(words.numbers)})"


def _tens(words: HeadingWords) -> list[str]:
    return [word for word, number in words.numbers.items() if number >= 20]
