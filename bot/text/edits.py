"""Maps the places of a story's old text to its new version."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile

from bot.text.alignment import Alignment
from bot.text.continuity import Version, continued
from bot.text.segments import BETWEEN, WHOLE, Segment, Side, in_paragraphs, in_words
from bot.text.spans import Span, Spans, between

_ROW = 4  # so many paragraphs, or words, in a row that are unique on both sides are an anchor
_SIGNIFICANT_ROW = 8  # so many words in a row that are whole sentences are no chance, whatever stands around
_LONG_ROW = 16  # so many are none in any case
_MOST_CLOSING = 5  # signs that are looked at behind a stop
_STOPS, _CLOSING = frozenset(".!?…。！？؟।"), frozenset("\"'”’»›)]*_」』")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` to `end` of an old chapter,
    which now stand from offset `at` in the chapter of index `chapter`.

    A stretch of no length stands at the beginning of a chapter whose first words are gone: its places before
    the next stretch are there now.
    """

    start: int
    end: int
    chapter: int
    at: int


@dataclass(frozen=True, slots=True)
class MappedPlace:
    """A place in the new version. `exact` is false where the words that stood there are gone."""

    chapter: int
    offset: int
    exact: bool


def map_place(survivors: Sequence[Stretch], offset: int) -> MappedPlace:
    """Returns the new place of an offset, from 0, of the old chapter that these stretches are of.

    A place in surviving words, or right behind them (where a passage or a quote ends), is there still. Any
    other is at the end of the nearest surviving words before it.
    """
    stretch = survivors[bisect_right(survivors, offset, key=lambda stretch: stretch.start) - 1]
    kept = min(offset, stretch.end) - stretch.start
    exact = stretch.start < stretch.end and offset <= stretch.end
    return MappedPlace(stretch.chapter, stretch.at + kept, exact)


def stretches(old: Sequence[Version], new: Sequence[Version]) -> list[tuple[Stretch, ...]]:
    """Returns, for each old chapter, the stretches of its text that survive, in the order of that text.

    The first stretch begins at 0, and they do not overlap. The beginning of a chapter that is continued stays
    the beginning; where a chapter that is not loses its first words, that place is now behind the last words
    that survive of the chapters before, or else at the start of the story. `new` must not be empty. Chapters
    are matched, then paragraphs, then words, so that an unedited paragraph survives whole wherever it was
    moved.
    """
    pairs = [(at, there) for there, at in enumerate(continued(old, new)) if at is not None]
    same = [old[at].text == new[there].text for at, there in pairs]
    olds = in_paragraphs(old, [at for at, _ in pairs], same)
    news = in_paragraphs(new, [there for _, there in pairs], same)
    paragraphs = _aligned_paragraphs(olds, news)
    olds = in_words(olds, [at for at, there in enumerate(paragraphs) if there >= 0])
    news = in_words(news, [there for there in paragraphs if there >= 0])
    return _joined(olds, news, _aligned_words(olds, news))


def written(mapped: Iterable[Sequence[Stretch]], new: Sequence[Version]) -> list[Spans]:
    """Returns, for each new chapter, the stretches of its text that no stretch of an old one is now."""
    images: list[list[Span]] = [[] for _ in new]
    for each in filter(lambda stretch: stretch.start < stretch.end, chain.from_iterable(mapped)):
        images[each.chapter].append((each.at, each.at + each.end - each.start))
    return [between(of_chapter, len(each.text)) for of_chapter, each in zip(images, new, strict=True)]


def _aligned_paragraphs(olds: Side, news: Side) -> list[int]:
    alignment = _alignment(olds, news)
    whole = (segment for segment in (olds.segments[at] for at in olds.kept) if segment.start < segment.end)
    unchanged = (olds.chapters[segment.chapter].text for segment in whole)
    alignment.anchor(but={paragraph for text in unchanged for paragraph in text.split(BETWEEN)})
    alignment.anchor(_ROW)
    alignment.fill()
    return alignment.partners


def _aligned_words(olds: Side, news: Side) -> list[int]:
    alignment = _alignment(olds, news)
    alignment.anchor(_ROW)
    alignment.unpair(_likely(olds.segments, news.segments, alignment.partners))
    alignment.fill()
    alignment.unpair(_likely(olds.segments, news.segments, alignment.partners))
    return _with_corrected(olds.segments, news.segments, alignment.partners)


def _alignment(olds: Side, news: Side) -> Alignment:
    old, new = ([segment.text for segment in side.segments] for side in (olds, news))
    return Alignment(old, new, zip(olds.kept, news.kept, strict=True))


def _likely(
    olds: Sequence[Segment], news: Sequence[Segment], there: Sequence[int]
) -> Callable[[int, int], bool]:
    """Returns a predicate that tells whether two paired words are the same rather than alike by chance: they
    are in paragraphs that have enough in common, or in a row that is no chance.
    """
    here_sizes, there_sizes = _sizes(olds), _sizes(news)
    shared: Counter[tuple[int, int]] = Counter()
    for at, to in enumerate(there):
        if to >= 0:
            shared[olds[at].paragraph, news[to].paragraph] += olds[at].end - olds[at].start
    alike = {
        pair
        for pair, size in shared.items()
        if 2 * size >= min(here_sizes[pair[0]], there_sizes[pair[1]])
        and 4 * size >= max(here_sizes[pair[0]], there_sizes[pair[1]])
    }
    telling = _rows(olds, news, there)

    def likely(at: int, to: int) -> bool:
        paragraph = olds[at].paragraph
        return paragraph == WHOLE or telling[at] or (paragraph, news[to].paragraph) in alike

    return likely


def _sizes(segments: Sequence[Segment]) -> Counter[int]:
    sizes: Counter[int] = Counter()
    for segment in segments:
        sizes[segment.paragraph] += segment.end - segment.start
    return sizes


def _rows(olds: Sequence[Segment], news: Sequence[Segment], there: Sequence[int]) -> list[bool]:
    """Returns, for each word, whether it is in a row that is paired with an equal row by no chance.

    A part of a sentence may be in any other one: “I don’t know,” she said, and.
    """
    telling = [False] * len(there)
    start = 0
    for at in range(1, len(there) + 1):
        ends = at == len(there) or there[at] != there[at - 1] + 1 or there[at - 1] < 0
        if ends or WHOLE in (olds[at - 1].paragraph, olds[at].paragraph):
            row = _telling_part(olds, news, range(start, at), there[start])
            telling[row.start : row.stop] = [True] * len(row)
            start = at
    return telling


def _telling_part(olds: Sequence[Segment], news: Sequence[Segment], row: range, to: int) -> range:
    """Returns the part of a row that is no chance: all of a long one, else whole sentences."""
    words = _word_count(olds, row)
    if words < _SIGNIFICANT_ROW or words >= _LONG_ROW:
        return row if words >= _LONG_ROW else row[:0]
    begins = (at for at in row if _begins(olds, at) and _begins(news, to + at - row.start))
    start = next(begins, row.stop)
    ends = (at for at in reversed(row) if _begins(olds, at + 1) and _begins(news, to + at + 1 - row.start))
    whole = range(start, max(start, next(ends, start - 1) + 1))
    return whole if _word_count(olds, whole) >= _SIGNIFICANT_ROW else row[:0]


def _word_count(segments: Sequence[Segment], row: range) -> int:
    return sum(1 for at in row if segments[at].text[:1].isalnum())


def _begins(segments: Sequence[Segment], at: int) -> bool:
    """Returns whether a sentence, or a paragraph, begins with a word, or has ended before it."""
    if at in (0, len(segments)) or segments[at - 1].paragraph != segments[at].paragraph:
        return True
    behind = (segments[before].text for before in range(at - 1, max(-1, at - 1 - _MOST_CLOSING), -1))
    return next((word for word in behind if word not in _CLOSING), "") in _STOPS


def _with_corrected(olds: Sequence[Segment], news: Sequence[Segment], there: Sequence[int]) -> list[int]:
    """Returns `there` with corrected typos paired too: a word replaced, between two paired ones,
    by another with the same first letter.
    """
    corrected, taken = list(there), set(there)
    for at in range(1, len(there) - 1):
        to = there[at - 1] + 1
        if not (there[at] < 0 < to and there[at + 1] == to + 1 and to not in taken):
            continue
        within = olds[at].paragraph in (olds[at - 1].paragraph, olds[at + 1].paragraph)
        if within and olds[at].text[0] == news[to].text[0]:
            corrected[at] = to
    return corrected


def _joined(olds: Side, news: Side, there: Sequence[int]) -> list[tuple[Stretch, ...]]:
    found: list[list[Stretch]] = [[] for _ in olds.chapters]
    for at, to in enumerate(there):
        chapter = found[olds.segments[at].chapter]
        if to < 0 or (chapter and olds.segments[at].start == olds.segments[at].end):
            continue  # a chapter's end was an anchor, no more
        stretch = _stretch(olds.segments[at], news.segments[to])
        if chapter and _adjoin(olds, news, at, to, chapter[-1]):
            stretch = Stretch(chapter[-1].start, stretch.end, stretch.chapter, chapter[-1].at)
        if chapter and chapter[-1].start == stretch.start:  # it goes on, or the beginning has moved away
            chapter.pop()
        chapter.append(stretch)
    return _opened(found)


def _stretch(segment: Segment, copy: Segment) -> Stretch:
    end = segment.end
    if segment.text != copy.text:
        same = takewhile(lambda letters: letters[0] == letters[1], zip(segment.text, copy.text, strict=False))
        end = segment.start + len(list(same))
    return Stretch(segment.start, end, copy.chapter, copy.start)


def _adjoin(olds: Side, news: Side, at: int, to: int, last: Stretch) -> bool:
    """Returns whether a segment directly follows the last stretch of its chapter in both versions."""
    return (
        to > 0
        and (last.chapter, last.end) == (news.segments[to].chapter, olds.segments[at - 1].end)
        and last.at + last.end - last.start == news.segments[to - 1].end
        and olds.between(at) == news.between(to)
    )


def _opened(found: list[list[Stretch]]) -> list[tuple[Stretch, ...]]:
    """Returns the stretches of each chapter, with a first one at 0 added where it is missing."""
    last = Stretch(0, 0, 0, 0)
    for chapter in found:
        if not chapter or chapter[0].start:
            chapter.insert(0, Stretch(0, 0, last.chapter, last.at + last.end - last.start))
        last = chapter[-1]
    return [tuple(chapter) for chapter in found]
