"""Warnings and tags as they are compared with those that a reader asked to be warned of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from bot.text.words import words

_NEGATING = ("no", "not", "without")
_BETWEEN, _NEGATED = "|", "¬"


@lru_cache(maxsize=4_096)
def phrase(name: str) -> str:
    """Returns a warning's words, each between spaces, without case, accents and plural endings: those of
    “Self-Harm” and “self harm” are the same. Empty where there are none.

    What says that something is not there has another sign in the place of spaces: “No Violence” warns of no
    violence, and “No Happy Ending” of just that.
    """
    folded = [word.folded.removesuffix("s") or word.folded for word in words(name)]
    beside = _NEGATED if folded and folded[0] in _NEGATING else " "
    return beside.join(["", *folded, ""]) if folded else ""


def folded_cautions(names: Iterable[str]) -> str:
    """Returns the phrases of warnings and tags in one text, in which those of a reader can be looked for."""
    return _BETWEEN.join(filter(None, dict.fromkeys(map(phrase, names))))


def warns_of(name: str, wanted: Iterable[str]) -> bool:
    """Returns whether a warning or tag has any of these phrases in it."""
    folded = folded_cautions([name])
    return any(each in folded for each in wanted)
