"""Warnings and tags as they are compared with those that a reader asked to be warned of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bot.text.words import words

_NEGATING = ("no ", "not ", "without ")
_BETWEEN = "|"


@lru_cache(maxsize=4_096)
def phrase(name: str) -> str:
    """Returns a warning's words, each between spaces, without case, accents and plural endings: those of
    “Self-Harm” and “self harm” are the same. Empty where there are none."""
    folded = [word.folded.removesuffix("s") or word.folded for word in words(name)]
    return f" {' '.join(folded)} " if folded else ""


def folded_cautions(names: Iterable[str]) -> str:
    """Returns the phrases of warnings and tags in one text, in which those of a reader can be looked for.
    What says that something is not there warns of nothing."""
    found = dict.fromkeys(map(phrase, names))
    return _BETWEEN.join(each for each in found if each and not each[1:].startswith(_NEGATING))


def warns_of(name: str, wanted: Iterable[str]) -> bool:
    """Returns whether a warning or tag has any of these phrases in it."""
    folded = folded_cautions([name])
    return any(each in folded for each in wanted)
