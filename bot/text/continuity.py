"""Matches the chapters of a story's new version with the old ones that they continue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=[.!?…\n])\s+")


@dataclass(frozen=True, slots=True)
class Version:
    """A chapter in one version of its story.

    `key` identifies it in its source, and may be empty; `text` is stored Markdown.
    """

    key: str
    title: str
    text: str


def continued(old: Sequence[Version], new: Sequence[Version]) -> list[int | None]:
    """Returns, for each new chapter, the index of the old one that it continues, or None;
    each old one at most once.

    The same text is the same chapter, whatever it is called now, and of several copies the one that is called
    as it was: keys that only count ("chapter 4") shift when a chapter is put in before them. Then the key
    decides, unless another chapter has most of the text; then the title, then any sentences that two share,
    and last the same place under the same name, or lack of one.
    """
    pairs = _Pairs(old, new)
    pairs.pair_by(lambda chapter: (chapter.text, chapter.key, chapter.title))
    pairs.pair_by(lambda chapter: (chapter.text, chapter.key))
    pairs.pair_by(lambda chapter: chapter.text)
    shared = pairs.shared()
    most_alike = sorted(shared, key=lambda pair: (-shared[pair], pair))
    pairs.take((at, there) for at, there in most_alike if old[at].key == new[there].key != "")
    pairs.take(
        (at, there)
        for at, there in most_alike
        if 2 * shared[at, there] > max(len(old[at].text), len(new[there].text))
    )
    pairs.pair_by(lambda chapter: chapter.key)
    pairs.pair_by(lambda chapter: chapter.title)
    pairs.take(most_alike)
    pairs.take(
        (at, at)
        for at, (was, now) in enumerate(zip(old, new, strict=False))
        if (was.key, was.title) == (now.key, now.title)
    )
    return pairs.old_of


def come_back(removed: Sequence[Version], new: Sequence[Version]) -> list[int | None]:
    """Returns, for each new chapter, the index of the removed one that it is again, or None: one that has
    the same text, or most of it."""
    pairs = _Pairs(removed, new)
    pairs.pair_by(lambda chapter: chapter.text)
    pairs.take(
        (at, there)
        for (at, there), size in pairs.shared().items()
        if 2 * size > max(len(removed[at].text), len(new[there].text))
    )
    return pairs.old_of


def sentences(text: str) -> Iterator[str]:
    """Yields the sentences of a text, roughly divided."""
    return filter(None, _SENTENCE_END.split(text))


class _Pairs:
    def __init__(self, old: Sequence[Version], new: Sequence[Version]) -> None:
        self._old, self._new = old, new
        self._free = dict.fromkeys(range(len(old)))  # in order
        self.old_of: list[int | None] = [None] * len(new)

    def take(self, pairs: Iterable[tuple[int, int]]) -> None:
        for at, there in pairs:
            if at in self._free and self.old_of[there] is None:
                del self._free[at]
                self.old_of[there] = at

    def pair_by(self, name: Callable[[Version], Hashable]) -> None:
        """Pairs the chapters that have the same name, if any, in their order."""
        named: dict[Hashable, list[int]] = {}
        for at in reversed(self._free):
            named.setdefault(name(self._old[at]), []).append(at)
        for there, old in enumerate(self.old_of):
            wanted = name(self._new[there])
            if old is None and wanted and named.get(wanted):
                self.take([(named[wanted].pop(), there)])

    def shared(self) -> Counter[tuple[int, int]]:
        """Returns the number of characters of unique sentences that pairs of
        unpaired chapters have in common.
        """
        olds = _places((at, self._old[at].text) for at in self._free)
        news = _places((at, self._new[at].text) for at, old in enumerate(self.old_of) if old is None)
        shared: Counter[tuple[int, int]] = Counter()
        for sentence, at in olds.items():
            there = news.get(sentence)
            if at is not None and there is not None:
                shared[at, there] += len(sentence)
        return shared


def _places(texts: Iterable[tuple[int, str]]) -> dict[str, int | None]:
    """Returns each sentence's chapter, or None where it is repeated."""
    places: dict[str, int | None] = {}
    for chapter, text in texts:
        for sentence in sentences(text):
            places[sentence] = None if sentence in places else chapter
    return places
