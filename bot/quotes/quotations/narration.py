"""Sentences of narration that are worth quoting by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.text.markup import strip
from bot.text.sentences import sentence_ends

_SHORTEST, _LONGEST = 40, 300
_PARAGRAPH_END = re.compile(r"\n\s*\n|\Z")
_QUOTED = re.compile(r'["“”„«»‘]|(?<!\w)[\'’]')
# Beginnings of paragraphs that are no narration: headings, quotes, lists, dashed speech, directions, notes.
_LAYOUT = re.compile(r"[—–―]|#{1,3} |-# |>|\\?[-+*] |\d+\\?\. |\*\*|__|\\?\[|\(|_[^_]*_\s*\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

_LEANING = """
he she it its they his her their him them this that these those such so and but or nor yet then thus
therefore hence however moreover meanwhile still besides instead otherwise also too here there both
neither either another other others which who whom whose again now next after afterwards later suddenly
finally indeed yes no for because soon ps former latter same
"""
_LEANING_WORDS = frozenset(_LEANING.split())
_LEANING_START = re.compile(
    r"\W*(?:(?:at|in|by|with|to|of|on|from|under|upon|through|along|as|when|even|one) (?:th[ei]s|that|those"
    r"|last|once|first|then|it|which|so|of|he|she|they|soon|at)|(?:the|a) (?:\w+ )?(?:former|latter|others?"
    r"|same|rest|second|third|next))\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:he|she|they|him|her|them|his|hers|theirs?"
    r"|(?:of|in|on|at|to|with|from|by|for|upon|over|under|behind|into|through) it)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?<=[\w,;] )[A-Z][a-z]+|\A\W*(?:[A-Z][\w’'.-]*[a-z]|The|An?|My|Our|Your|No|Every|Each|Some) [\w’'-]+"
)

_THOUGHTS = """
never always ever everyone everybody everything every nobody nothing none anyone anybody whoever whatever
people mankind human humanity world life lives death love hope fear truth time heart soul memory memories
dream dreams happiness sorrow grief courage god beauty silence darkness alone sometimes often must enough
only mere merely perhaps almost
"""
_THOUGHT_WORDS = frozenset(_THOUGHTS.split())
_LIKENESS = re.compile(
    r"\b(?:as if|as though|like an?|those who|no one|more than|less than|than any)\b", re.IGNORECASE
)
_PRESENT = """
is are isn't aren't has have does do don't can cannot can't may will know knows mean means
"""
_PRESENT_WORDS = frozenset(_PRESENT.split())
_FURNITURE = """
said asked told replied answered turned went came sat stood took put walked ran opened closed looked nodded
reached pulled pushed picked handed left arrived returned followed entered began stepped drove got brought
sent door window stairs table chair coat kitchen car o'clock today tonight tomorrow yesterday morning
afternoon evening now just already presently then mr mrs miss dr
"""
_FURNITURE_WORDS = frozenset(_FURNITURE.split())
_ENOUGH = 2


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yields the spans of narration worth quoting, a sentence each, in order.

    They stand in paragraphs without speech, have 40 to 300 characters, need nothing before them to be
    understood, and say something beyond what happens next: so they are few.
    """
    start = 0
    for gap in _PARAGRAPH_END.finditer(text):
        if gap.start() - start >= _SHORTEST and not _QUOTED.search(text, start, gap.start()):
            yield from _of_paragraph(text, start, gap.start())
        start = gap.end()


def _of_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if _LAYOUT.match(text, start, end):
        return
    for first, behind in pairwise([start, *sentence_ends(text, start, end), end]):
        last = behind
        while last > first and text[last - 1].isspace():
            last -= 1
        if _SHORTEST <= last - first <= 2 * _LONGEST and _is_worth_quoting(strip(text[first:last])):
            yield first, last


def _is_worth_quoting(sentence: str) -> bool:
    if not (_SHORTEST <= len(sentence) <= _LONGEST and sentence[0].isupper() and sentence[-1] in ".!?…"):
        return False
    return "\n" not in sentence and _stands_alone(sentence) and _worth(sentence) >= _ENOUGH


def _worth(sentence: str) -> int:
    """Returns a score: thoughts and comparisons raise it, everyday actions and objects lower it."""
    words = {word.lower().replace("’", "'") for word in _WORD.findall(sentence)}
    present = not words.isdisjoint(_PRESENT_WORDS)
    thoughts = len(words & _THOUGHT_WORDS) + len(_LIKENESS.findall(sentence))
    return thoughts + present - len(words & _FURNITURE_WORDS)


def _stands_alone(sentence: str) -> bool:
    """Returns whether everything that the sentence speaks of is named in it."""
    first = _WORD.search(sentence)
    if not first or first[0].lower() in _LEANING_WORDS or _LEANING_START.match(sentence):
        return False
    back, named = _POINTS_BACK.search(sentence), _NAMED.search(sentence)
    return not back or (named is not None and named.start() < back.start())
