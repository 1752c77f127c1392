"""Every regular expression that may meet what somebody typed takes twice as long for twice as much of it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from types import ModuleType

import pytest
import regex

import bot
import cogs
from bot.text.late_pattern import LatePattern

Pattern = re.Pattern[str] | regex.Pattern[str]

ELSEWHERE = ("bot.imports.", "bot.feeds.formats", "bot.quotes.quotations", "bot.pictures", "bot.playground")
"""What is read there is read in a process with limits, or is the test bed's."""
FEW = {
    "bot.text.markup._BREAK_SHAPES": "a paragraph of at most 250 characters",
    "bot.text.sentences._LAST_WORD": "the twelve characters before a stop",
    "bot.text.sentences._SPEECH": "at one place, three words",
    "bot.stories.series._WAYS": "a line as a whole, from its beginning",
    "bot.text.cuts._LIST_NUMBER": "at one place, where a passage may begin",
    "bot.text.cuts._BETWEEN_PARAGRAPHS": "found from left to right, where all white space is one match",
    "bot.quotes.excerpts._BETWEEN": "found from left to right, where all white space is one match",
    "bot.quotes.excerpts._LINE_SIGN": "at the beginning of an excerpt only",
    "bot.stories.naming._SPEAKS_FOR_ITSELF": "at the beginning of a title only",
}
"""Those that would take longer by themselves, and what they are given."""
LENGTH = 1_500
PAIRS = (
    "a ",
    "1.",
    "1 ",
    "a-",
    "*a",
    " \n",
    "A ",
    "( ",
    "a.",
    ", ",
    "a'",
    ". a",
    "“a",
    "- ",
    "iv",
    "a/n ",
    "@ ",
)


def modules() -> Iterator[ModuleType]:
    """All modules that may meet typed text."""
    for package in (bot, cogs):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.startswith(ELSEWHERE) and not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def patterns(value: object, name: str) -> Iterator[tuple[str, Pattern]]:
    """The expressions in a module's value, with its name."""
    if isinstance(value, LatePattern):
        yield name, value.compiled
    elif isinstance(value, re.Pattern | regex.Pattern):
        if isinstance(value.pattern, str):
            yield name, value
    elif isinstance(value, dict):
        for each in (*value, *value.values()):
            yield from patterns(each, name)
    elif isinstance(value, tuple | list) and len(value) < 200:
        for each in value:
            yield from patterns(each, name)


def hostile(pattern: str, length: int) -> Iterator[str]:
    """Texts that an expression may be lost in, by the signs and words that it has itself."""
    for sign in sorted({*' \na1(*_-.:,"“#>A\t', *re.sub(r"\\[a-zA-Z]|[\^$?{}]", "", pattern)})[:80]:
        yield sign * length + "\0"
    for pair in (*PAIRS, *(f"{word} " for word in re.findall(r"[a-z]{2,}", pattern)[:12])):
        yield pair * (length // len(pair)) + "\0"
    for word in re.findall(r"[a-z]{2,}", pattern)[:12]:
        yield word + " " * length + "\0"


def seconds(pattern: Pattern, text: str) -> float:
    """The processor time of looking for an expression at all places, and at the beginning."""
    begun = time.process_time()
    for _ in pattern.finditer(text):
        pass
    pattern.fullmatch(text)
    return time.process_time() - begun


def slow_for(pattern: Pattern) -> str | None:
    """A text for which an expression takes more than in proportion to its length, if one is known."""
    for text, longer in zip(
        hostile(pattern.pattern, LENGTH), hostile(pattern.pattern, 2 * LENGTH), strict=True
    ):
        if seconds(pattern, longer) < 0.005:  # a linear one takes a hundredth of that
            continue
        once = min(seconds(pattern, text) for _ in range(3))
        if min(seconds(pattern, longer) for _ in range(3)) > 3 * once:
            return text[:20]
    return None


def all_patterns() -> dict[str, tuple[str, Pattern]]:
    """All expressions by what they say, each with the name that it was first found under."""
    found: dict[str, tuple[str, Pattern]] = {}
    for module in modules():
        for name, value in vars(module).items():
            for called, pattern in patterns(value, f"{module.__name__}.{name}"):
                found.setdefault(pattern.pattern, (called, pattern))
    return found


@pytest.mark.proofs_only
def test_every_expression_over_typed_text_is_linear() -> None:
    slow = {
        name: text for name, pattern in all_patterns().values() if (text := slow_for(pattern)) is not None
    }
    assert {name: text for name, text in slow.items() if name not in FEW} == {}
