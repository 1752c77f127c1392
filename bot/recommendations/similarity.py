"""The content of a story as weighted terms, and the similarity of two stories by them
(TF-IDF and its cosine).
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.recommendations.models import Term
from bot.stories.details import Details
from bot.stories.tags import tags_of
from bot.text.markup import strip
from bot.text.segments import BETWEEN
from bot.text.words import words

Weights = Mapping[Term, int]
"""The weight of each term of a story: together a vector whose length is UNIT, up to rounding."""

UNIT = 10_000
MOST_COUNTED = 1_024
"""The most words of a text that are considered, the most frequent ones."""
HEAVIEST_WORDS, HEAVIEST_DETAILS = 160, 32
"""The most of these words, and of the details, that a story is compared by
(measured in docs/performance.md).
"""

_ORDINARY = 20
"""The number of a text's most frequent words that count as the ordinary ones of its language."""
_ONE_IN = 20
"""A word says something if at most one story in so many has it."""
_SAYS_SOMETHING = 3
"""The fewest letters of a word that may be revealed."""
_APOSTROPHES = frozenset("'’")


@dataclass(frozen=True, slots=True)
class Content:
    """The terms of a text.

    `counts` has its most frequent words, in this order. `open` are those of them that may be revealed to
    somebody who has not begun the story, as it spells them: no names.
    """

    counts: Mapping[Term, int]
    open: Mapping[Term, str]


def content_of(texts: Iterable[str], opening: str) -> Content:
    """Returns the content of stored texts, of which a stranger may be shown the opening alone."""
    paragraphs = (paragraph for text in texts for paragraph in text.split(BETWEEN))
    counted = Counter(word for paragraph in paragraphs for word in _compared(strip(paragraph)))
    heaviest = sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:MOST_COUNTED]
    open_words = {folded: written for folded, written in _common_words(strip(opening)) if counted[folded] > 1}
    return Content(
        {term(word): count for word, count in heaviest},
        {term(word): open_words[word] for word, _ in heaviest if word in open_words},
    )


def details_of(details: Details) -> dict[Term, str]:
    """Returns the terms of a story's details, with the details as they are spelt."""
    folded = {tag: _folded(tag) for tag in tags_of(details)}
    return {term(f"#{words}"): tag for tag, words in folded.items() if words}


def term(words: str) -> Term:
    """Returns the number of folded words; numbers do not spell out among shared data what one story says."""
    return Term(zlib.crc32(words.encode()) - (1 << 31))


def weighted(content: Content, details: Iterable[Term], having: Mapping[Term, int], stories: int) -> Weights:
    """Returns the heaviest terms of a story.

    `having` is the number of stories with each term, of `stories` in all; this one is among them. A word is
    as rare as it is in its language, and text and details say as much as each other.
    """
    same_language = _of_its_language(content, having)
    of_text = {
        each: (1 + math.log(n)) * _rarity(having[each], same_language) for each, n in content.counts.items()
    }
    of_details = {each: _rarity(having[each], stories) for each in details}
    parts = [part for part in (_unit(of_text, HEAVIEST_WORDS), _unit(of_details, HEAVIEST_DETAILS)) if part]
    length = UNIT / math.sqrt(len(parts) or 1)
    return {each: rounded for part in parts for each, w in part.items() if (rounded := round(length * w))}


def distinctive(content: Content, having: Mapping[Term, int]) -> dict[Term, str]:
    """Returns the open words that few stories of the same language have."""
    same_language = _of_its_language(content, having)
    return {each: word for each, word in content.open.items() if having[each] * _ONE_IN <= same_language}


class Similarities:
    """The similarity of a story to each of some others, computed for all of these at once."""

    def __init__(self, others: Sequence[Weights]) -> None:
        self._number = len(others)
        self._having: dict[Term, list[tuple[int, int]]] = {}
        for number, weights in enumerate(others):
            for each, weight in weights.items():
                self._having.setdefault(each, []).append((number, weight))

    def of(self, one: Weights) -> list[float]:
        """Returns the similarity of this story to each of them, from 0 to 1."""
        sums = [0] * self._number
        for each in one.keys() & self._having.keys():
            for number, weight in self._having[each]:
                sums[number] += one[each] * weight
        return [min(1.0, total / UNIT**2) for total in sums]


def in_common(one: Weights, other: Weights) -> list[Term]:
    """Returns the terms that two stories share, those first that make them most alike."""
    return sorted(one.keys() & other.keys(), key=lambda each: (-one[each] * other[each], each))


@lru_cache(maxsize=16_384)
def _folded(tag: str) -> str:
    return " ".join(word.folded for word in words(tag))


def _compared(plain: str) -> Iterator[str]:
    """Yields the words of a text. Where a script puts no spaces, a letter is one,
    and so are two side by side.
    """
    end, before = -1, ""
    for word in words(plain):
        yield word.folded
        if word.start == end:
            yield before + word.folded
        end, before = word.end, word.folded


def _common_words(opening: str) -> Iterator[tuple[str, str]]:
    """Yields the words of the opening that are no names, folded and as written:
    where a language has lower case, those in lower case.
    """
    for word in list(words(opening))[:-1]:  # the last one may be cut
        written = opening[word.start : word.end]
        beside = opening[max(0, word.start - 1) : word.start] + opening[word.end : word.end + 1]
        whole = written.isalpha() and not set(beside) & _APOSTROPHES
        if whole and written == written.lower() and len(written) >= _SAYS_SOMETHING:
            yield word.folded, written


def _of_its_language(content: Content, having: Mapping[Term, int]) -> int:
    """Returns an estimate of the number of stories in this one's language: as many as have the same ordinary
    words. Some of these are words of other languages too, and in a short text some are not ordinary.
    """
    ordinary = sorted((having[each] for each in list(content.counts)[:_ORDINARY]), reverse=True)
    return ordinary[len(ordinary) // 4] if ordinary else 0


def _rarity(having: int, of: int) -> float:
    return max(0.0, math.log((1 + of) / having))


def _unit(weights: Mapping[Term, float], most: int) -> dict[Term, float]:
    """Returns the heaviest of them, as a vector of length 1; empty where they weigh nothing."""
    heaviest = sorted(weights.items(), key=lambda each: (-each[1], each[0]))[:most]
    length = math.sqrt(sum(weight * weight for _, weight in heaviest))
    return {each: weight / length for each, weight in heaviest if weight}
