"""Tells lines that have the shape of a title from sentences, speech and dates."""

from __future__ import annotations

import re

from bot.imports.formats.plain.paragraphs import plain
from bot.imports.labels import introduces

_SLUG_LINE = re.compile(r"(?:int|ext)[./]", re.IGNORECASE)  # a screenplay's scene begins
_LONGEST_WITHOUT_CASE = 40
_STOP = re.compile(r"[。｡！？؟۔।॥]|[.,،;؛:…]$")
_SMALL_WORD = re.compile(r"an?|the|and|n?or|of|to|in|on|at|by|for|with|from|but|as|is|it")
_DATE = re.compile(
    r"\d{3}|\d:\d|\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|^dear\b",
    re.IGNORECASE,
)


def is_title(line: str) -> bool:
    """Returns whether a line has the shape of a title: short, capitalised throughout,
    and no sentence or date.
    """
    line = plain(line)
    words = re.findall(r"[^\W_][\w'’.-]*", line)
    if not words or len(line) > 80 or len(words) > 12 or line[0] in "\"“”„'‘’«»「『—–-…(":
        return False
    return _has_its_shape(line, words) and not (_SLUG_LINE.match(line) or introduces(line))


def _has_its_shape(line: str, words: list[str]) -> bool:
    if line.upper() == line.lower() and any(map(str.isalpha, line)):  # a script without capitals
        return len(line) <= _LONGEST_WITHOUT_CASE and not _STOP.search(line)
    if _is_capitals(line):
        return line[-1] not in '!?,;:…-—"”' and (len(words) > 1 or line[-1] != ".")
    if len(words) < 2 or line[-1] in '.,;:…-–—"”' or _DATE.search(line):
        return False
    return _is_title_case(words) and (len(words) > 2 or line[-1] not in "!?")


def may_be_title(line: str) -> bool:
    """Returns whether a line next to a heading is a title: there, a single word can be one too."""
    return is_title(line) or (line.isalpha() and line.istitle() and not _DATE.search(line))


def is_title_behind_number(line: str) -> bool:
    """Returns whether words behind `Chapter 3` are its title: `Fire!`, `What Now?`, `Home`."""
    words = re.findall(r"[^\W_][\w'’.-]*", line)
    if not words or len(words) > 12 or line[-1] in ".,;:":
        return False
    return _is_title_case(words) or _is_capitals(line)


def _is_title_case(words: list[str]) -> bool:
    lower = [i for i, word in enumerate(words) if word[0].islower()]
    return 0 not in lower and len(lower) < len(words) and all(_SMALL_WORD.fullmatch(words[i]) for i in lower)


def _is_capitals(line: str) -> bool:
    """Returns whether a line's first word, and most of its letters, are capitals:
    `SEWARD'S DIARY--continued`.
    """
    upper, lower = sum(map(str.isupper, line)), sum(map(str.islower, line))
    return upper >= 2 and upper * 2 > lower * 3 and line.split(maxsplit=1)[0].isupper()
