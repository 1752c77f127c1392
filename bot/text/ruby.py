"""Readings behind the characters that they belong to, in brackets: 漁師(りょうし)."""

from __future__ import annotations

import regex

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
# The base is of Han, Latin letters or digits; the reading of kana, bopomofo, Hangul, or pinyin with its tone.
_ANNOTATED = regex.compile(
    r"(?V1)(?P<base>(?:[\p{Han}ヵヶ]{1,12}+|(?<![\p{Latin}\p{N}])[\p{Latin}\p{N}]{1,24}+))"
    r"(?P<reading>(?P<open>[(（《])(?:[\p{Hiragana}\p{Katakana}ー・･]{1,40}+|[\p{Bopomofo}ˊˇˋ˙ ]{1,40}+"
    rf"|(?<=\p{{Han}}.)(?:\p{{Hangul}}{{1,12}}+|[a-zü]{{0,5}}+[{_TONES}][a-zü{_TONES} ’']{{0,40}}+))[)）》])"
)

Span = tuple[int, int]


def annotated(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Returns the stretches (start, end) of `text[start:end]` that hold a base and its reading, in order."""
    return [found.span() for found in _found(text, start, end)]


def bases_and_readings(text: str) -> tuple[list[Span], list[Span]]:
    """Returns the stretches of the bases that have a reading, and of the readings with their brackets."""
    found = list(_found(text))
    return [each.span("base") for each in found], [each.span("reading") for each in found]


def _found(text: str, start: int = 0, end: int | None = None) -> list[regex.Match[str]]:
    end = len(text) if end is None else end
    if not any(text.find(bracket, start, end) >= 0 for bracket in "(（《"):
        return []
    return list(_ANNOTATED.finditer(text, start, end))
