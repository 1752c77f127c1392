"""The sentence of a block that shows best why the block was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.search.blocks import Plain, SearchBlock
from bot.search.forms import Span, has_compounds, places, runs_of
from bot.text.line_breaks import forbids_break
from bot.text.sentences import sentence_ends
from bot.text.words import Phrase

_ROOM = 220
"""Characters of a sentence that are shown."""
_LEAD = 70
"""Characters that are shown of a longer one in front of the first match."""

_WHITE_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A sentence as plain text, the stretches (start, end) of it that match, and the offset in the stored
    text at which the first match begins."""

    line: str
    matches: tuple[Span, ...]
    at: int


def snippet(text: str, block: SearchBlock, wanted: Sequence[Phrase]) -> Snippet:
    """Returns the sentence of a block with the most of the phrases, the first of several, cut to size."""
    plain = Plain(text, block)
    read = runs_of(plain.text, compounds=has_compounds(text))
    spans = [places(phrase, read) for phrase in wanted]
    sentence = max(
        pairwise([0, *sentence_ends(plain.text), len(plain.text)]),
        key=lambda bounds: sum(any(bounds[0] <= at < bounds[1] for at, _ in each) for each in spans),
    )
    matches = _merged(sorted(span for each in spans for span in each if sentence[0] <= span[0] < sentence[1]))
    first = matches[0][0] if matches else sentence[0]
    start, end = _window(plain.text, sentence, first)
    opening = "…" if start > sentence[0] else ""
    closing = "…" if plain.text[end : sentence[1]].strip() else ""
    shift = len(opening) - start
    return Snippet(
        opening + _WHITE_SPACE.sub(" ", plain.text[start:end]) + closing,
        tuple((at + shift, min(to, end) + shift) for at, to in matches if at < end),
        plain.stored(first),
    )


def _window(plain: str, sentence: Span, first: int) -> Span:
    """Returns the part of a sentence that is shown, from the beginning of a word to the end of one where
    possible."""
    start, end = sentence
    end = start + len(plain[start:end].rstrip())
    if end - start > _ROOM and first - start > _LEAD:
        start = _begin(plain, start, first - _LEAD) or _whole(plain, first - _LEAD, first)
    if end - start > _ROOM:
        end = max(plain.rfind(" ", first, start + _ROOM), _whole(plain, first + _ROOM // 2, end))
    return start, start + len(plain[start:end].rstrip())


def _begin(plain: str, start: int, at: int) -> int:
    """Returns the beginning of the word that is at a place, or of the next one where that is the first of the
    sentence; 0 where there is none nearby."""
    before = plain.rfind(" ", start, at)
    return (before if before >= 0 else plain.find(" ", at, at + _LEAD // 2)) + 1


def _whole(plain: str, at: int, end: int) -> int:
    """Returns the first place from `at` on that divides no letter from its signs."""
    return next((place for place in range(at, end) if not forbids_break(plain, place)), end)


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
