"""Readings behind the characters that they belong to, in brackets: 漁師(りょうし)."""

from __future__ import annotations

import re

import regex

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
# The base is of Han, Latin letters or digits; the reading of kana, bopomofo, Hangul, or pinyin with its tone.
_ANNOTATED = regex.compile(
    r"(?V1)(?P<base>(?:[\p{Han}ヵヶ]{1,12}+|(?<![\p{Latin}\p{N}])[\p{Latin}\p{N}]{1,24}+))"
    r"(?P<reading>(?:[(（《](?:[\p{Hiragana}\p{Katakana}ー・･]{1,40}+|[\p{Bopomofo}ˊˇˋ˙ ]{1,40}+"
    r"|(?<=[\p{Han})）].)(?:\p{Hangul}{1,12}+"
    rf"|[a-zü]{{0,5}}+[{_TONES}][a-zü{_TONES} ’']{{0,40}}+))[)）》]){{1,12}}+)"
)
_BRACKET = re.compile(rf"[(（《](?=[\u3041-\u312f\uac00-\ud7a3ˊˇˋ˙]|[a-zü]{{0,5}}[{_TONES}])")

Span = tuple[int, int]


def annotated(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Returns the stretches (start, end) of `text[start:end]` that hold a base and its reading, in order."""
    return [found.span() for found in _found(text, start, end)]


def bases_and_readings(text: str) -> tuple[list[Span], list[Span]]:
    """Returns the stretches of the bases that have a reading, and of the readings with their brackets."""
    found = list(_found(text))
    return [each.span("base") for each in found], [each.span("reading") for each in found]


def may_be_annotated(text: str) -> bool:
    """Returns False where nothing has a reading in brackets, which is told fast."""
    return any(bracket in text for bracket in "(（《") and _BRACKET.search(text) is not None


def _found(text: str, start: int = 0, end: int | None = None) -> list[regex.Match[str]]:
    end = len(text) if end is None else end
    return list(_ANNOTATED.finditer(text, start, end)) if _BRACKET.search(text, start, end) else []
