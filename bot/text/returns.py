"""Finds the words of a story's former texts that come back in a new version of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.text.continuity import Version, sentences
from bot.text.edits import Stretch, stretches
from bot.text.segments import BETWEEN
from bot.text.spans import Spans, common

_TELLING = 16
"""The fewest characters of a sentence by which a text is known again."""
_LEAST = 8
"""The fewest characters that come back: fewer are words that any text has."""
_GROUPS = 8
"""The most rounds in which former texts are compared with the new version; no round has a paragraph twice."""


@dataclass(frozen=True, slots=True)
class Remains:
    """The paragraphs of a former text that may come back, in one text. `starts` has the offset of each in the
    former text, and `gone` the stretches there that are gone."""

    paragraphs: tuple[str, ...]
    starts: tuple[int, ...]
    gone: Spans


def known_again(new: Sequence[Version], written: Sequence[Spans]) -> frozenset[str]:
    """Returns the sentences of which a new version has written something, by which former texts are known."""
    found: set[str] = set()
    for chapter, gaps in zip(new, written, strict=True):
        for start, end in gaps:
            first = max(0, chapter.text.rfind("\n", 0, start))
            last = chapter.text.find("\n", end)
            found.update(sentences(chapter.text[first : last if last >= 0 else len(chapter.text)]))
    return frozenset(sentence for sentence in found if len(sentence) >= _TELLING)


def remains(text: str, gone: Spans, known: frozenset[str]) -> Remains:
    """Returns the paragraphs of a former text of which something is gone and that have one of these
    sentences."""
    paragraphs, starts, start = [], [], 0
    for paragraph in text.split(BETWEEN):
        end = start + len(paragraph)
        if common(gone, ((start, end),)) and not known.isdisjoint(sentences(paragraph)):
            paragraphs.append(paragraph)
            starts.append(start)
        start = end + len(BETWEEN)
    return Remains(tuple(paragraphs), tuple(starts), gone)


def returned(
    former: Sequence[Remains], new: Sequence[Version], written: Sequence[Spans]
) -> list[tuple[Stretch, ...]]:
    """Returns, for each former text, the stretches of what is gone of it that a new version has again, where
    it has newly `written` them. The newest are to come first."""
    found: list[tuple[Stretch, ...]] = [()] * len(former)
    for group in _groups(former):
        texts = [Version("", "", BETWEEN.join(former[at].paragraphs)) for at in group]
        for at, each in zip(group, stretches(texts, new), strict=True):
            back = (part for stretch in each for part in _in_former(stretch, former[at]))
            found[at] = tuple(part for stretch in back for part in _parts(stretch, former[at].gone, written))
    return found


def _groups(former: Sequence[Remains]) -> list[list[int]]:
    groups: list[list[int]] = []
    held: list[set[str]] = []
    for at, each in enumerate(former):
        own = set(each.paragraphs)
        free = next((index for index, have in enumerate(held) if have.isdisjoint(own)), len(groups))
        if own and free < _GROUPS:
            if free == len(groups):
                groups.append([])
                held.append(set())
            groups[free].append(at)
            held[free] |= own
    return groups


def _in_former(stretch: Stretch, former: Remains) -> Iterator[Stretch]:
    """Yields the parts of a stretch of what remains of a former text, as stretches of that text."""
    start = 0
    for paragraph, origin in zip(former.paragraphs, former.starts, strict=True):
        end = start + len(paragraph)
        first, last = max(start, stretch.start), min(end, stretch.end)
        if first < last:
            at = stretch.at + first - stretch.start
            yield Stretch(origin + first - start, origin + last - start, stretch.chapter, at)
        start = end + len(BETWEEN)


def _parts(stretch: Stretch, gone: Spans, written: Sequence[Spans]) -> Iterator[Stretch]:
    shift = stretch.at - stretch.start
    there = tuple((start - shift, end - shift) for start, end in written[stretch.chapter])
    for start, end in common(((stretch.start, stretch.end),), common(gone, there)):
        if end - start >= _LEAST:
            yield Stretch(start, end, stretch.chapter, start + shift)
