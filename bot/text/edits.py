"""From one version of a story to the next: where each place of its text is now."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.text.alignment import Alignment
from bot.text.continuity import Version, continued

_WORD = re.compile(r"[^\W\u2e80-\u9fff]+(?:['’][^\W\u2e80-\u9fff]+)*|[\u2e80-\u9fff]|[^\w\s]+")
_BETWEEN = "\n\n"
_ROW = 4  # so many paragraphs, or words, in a row that are unique on both sides are an anchor
_TELLING = 8  # so many words in a row are no chance, whatever stands around them
_WHOLE = -1


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` to `end` of an old chapter, which now stand from offset `at` in the chapter of index
    `chapter`.

    One of no length stands at the beginning of a chapter whose first words are gone: its places before the
    next stretch are there now.
    """

    start: int
    end: int
    chapter: int
    at: int


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a place is now. `exact` is false where the words that stood there are gone."""

    chapter: int
    offset: int
    exact: bool


def carry(survivors: Sequence[Stretch], offset: int) -> Carried:
    """Where an offset, from 0, of the old chapter whose stretches these are is now.

    A place in surviving words, or right behind them (where a passage or a quote ends), is there still. Any
    other is at the end of the nearest surviving words before it.
    """
    stretch = survivors[bisect_right(survivors, offset, key=lambda stretch: stretch.start) - 1]
    kept = min(offset, stretch.end) - stretch.start
    exact = stretch.start < stretch.end and offset <= stretch.end
    return Carried(stretch.chapter, stretch.at + kept, exact)


def stretches(old: Sequence[Version], new: Sequence[Version]) -> list[tuple[Stretch, ...]]:
    """For each old chapter, what survives of its text, in the order of that text.

    The first stretch begins at 0, and they do not overlap. The beginning of a chapter that is continued stays
    the beginning; where a chapter that is not loses its first words, that place is now behind the last words
    that survive of the chapters before, or else at the start of the story. `new` must not be empty.

    Chapters are matched, then paragraphs, then words, so that an unedited paragraph survives whole wherever
    it was moved.
    """
    pairs = [(at, there) for there, at in enumerate(continued(old, new)) if at is not None]
    same = [old[at].text == new[there].text for at, there in pairs]
    olds = _in_paragraphs(old, [at for at, _ in pairs], same)
    news = _in_paragraphs(new, [there for _, there in pairs], same)
    paragraphs = _aligned_paragraphs(olds, news)
    olds = _in_words(olds, [at for at, there in enumerate(paragraphs) if there >= 0])
    news = _in_words(news, [there for there in paragraphs if there >= 0])
    return _joined(olds, news, _aligned_words(olds, news))


class _Piece(NamedTuple):
    """A paragraph or a word; also a chapter that is unchanged, or no more than its beginning."""

    chapter: int
    start: int
    end: int
    text: str
    paragraph: int = _WHOLE  # that a word is of


class _Side(NamedTuple):
    """One version in pieces. `kept` are those known to be on the other side too, in the same order there."""

    chapters: Sequence[Version]
    pieces: list[_Piece]
    kept: list[int]

    def between(self, at: int) -> str:
        """The text between a piece and the one before, in the same chapter."""
        piece = self.pieces[at]
        return self.chapters[piece.chapter].text[self.pieces[at - 1].end : piece.start]


def _in_paragraphs(chapters: Sequence[Version], kept: Sequence[int], same: Sequence[bool]) -> _Side:
    """`kept` are the chapters that are on the other side too, `same` says which of them are unchanged."""
    unchanged = dict(zip(kept, same, strict=True))
    places: dict[int, int] = {}
    pieces: list[_Piece] = []
    for number, chapter in enumerate(chapters):
        if number in unchanged:
            places[number] = len(pieces)
            pieces.append(_Piece(number, 0, len(chapter.text) if unchanged[number] else 0, ""))
        if not unchanged.get(number):
            pieces += _paragraphs(number, chapter.text)
    return _Side(chapters, pieces, [places[number] for number in kept])


def _paragraphs(number: int, text: str) -> Iterator[_Piece]:
    start = 0
    for paragraph in text.split(_BETWEEN):
        end = start + len(paragraph)
        if paragraph:
            yield _Piece(number, start, end, paragraph)
        start = end + len(_BETWEEN)


def _in_words(side: _Side, kept: Sequence[int]) -> _Side:
    """The same, with all paragraphs but the `kept` ones in words."""
    places = dict.fromkeys(kept, 0)
    pieces: list[_Piece] = []
    for at, piece in enumerate(side.pieces):
        if at in places:
            places[at] = len(pieces)
            pieces.append(piece)
        else:
            text = side.chapters[piece.chapter].text
            words = _WORD.finditer(text, piece.start, piece.end)
            pieces += (_Piece(piece.chapter, *word.span(), word[0], at) for word in words)
    return _Side(side.chapters, pieces, list(places.values()))


def _aligned_paragraphs(olds: _Side, news: _Side) -> list[int]:
    alignment = _alignment(olds, news)
    unchanged = (olds.chapters[olds.pieces[at].chapter].text for at in olds.kept if olds.pieces[at].end)
    alignment.anchor(but={paragraph for text in unchanged for paragraph in text.split(_BETWEEN)})
    alignment.anchor(_ROW)
    alignment.fill()
    return alignment.there


def _aligned_words(olds: _Side, news: _Side) -> list[int]:
    alignment = _alignment(olds, news)
    alignment.anchor(_ROW)
    alignment.part(_likely(olds.pieces, news.pieces, alignment.there))
    alignment.fill()
    alignment.part(_likely(olds.pieces, news.pieces, alignment.there))
    return alignment.there


def _alignment(olds: _Side, news: _Side) -> Alignment:
    old, new = ([piece.text for piece in side.pieces] for side in (olds, news))
    return Alignment(old, new, zip(olds.kept, news.kept, strict=True))


def _likely(
    olds: Sequence[_Piece], news: Sequence[_Piece], there: Sequence[int]
) -> Callable[[int, int], bool]:
    """Whether two words are the same rather than alike by chance: in paragraphs that have enough in common,
    or among many in a row."""
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
    rows = _rows(there)

    def likely(at: int, to: int) -> bool:
        paragraph = olds[at].paragraph
        return paragraph == _WHOLE or rows[at] >= _TELLING or (paragraph, news[to].paragraph) in alike

    return likely


def _sizes(pieces: Sequence[_Piece]) -> Counter[int]:
    sizes: Counter[int] = Counter()
    for piece in pieces:
        sizes[piece.paragraph] += piece.end - piece.start
    return sizes


def _rows(there: Sequence[int]) -> list[int]:
    """For each piece, how many in a row are paired with as many in a row."""
    rows = [0] * len(there)
    start = 0
    for at in range(1, len(there) + 1):
        if at == len(there) or there[at] != there[at - 1] + 1 or there[at - 1] < 0:
            rows[start:at] = [at - start] * (at - start)
            start = at
    return rows


def _joined(olds: _Side, news: _Side, there: Sequence[int]) -> list[tuple[Stretch, ...]]:
    found: list[list[Stretch]] = [[] for _ in olds.chapters]
    for at, to in enumerate(there):
        if to < 0:
            continue
        piece, copy = olds.pieces[at], news.pieces[to]
        chapter = found[piece.chapter]
        if chapter and _adjoin(olds, news, there, at):
            chapter[-1] = replace(chapter[-1], end=piece.end)
            continue
        if chapter and piece.start == 0:
            chapter.pop()  # the beginning has moved away
        chapter.append(Stretch(piece.start, piece.end, copy.chapter, copy.start))
    return _opened(found)


def _adjoin(olds: _Side, news: _Side, there: Sequence[int], at: int) -> bool:
    """Whether a piece and the one before it, of the same chapter, survive side by side."""
    to = there[at]
    return (
        to == there[at - 1] + 1 > 0
        and news.pieces[to].chapter == news.pieces[to - 1].chapter
        and olds.between(at) == news.between(to)
    )


def _opened(found: list[list[Stretch]]) -> list[tuple[Stretch, ...]]:
    """With a first stretch at 0 in each chapter."""
    last = Stretch(0, 0, 0, 0)
    for chapter in found:
        if not chapter or chapter[0].start:
            chapter.insert(0, Stretch(0, 0, last.chapter, last.at + last.end - last.start))
        last = chapter[-1]
    return [tuple(chapter) for chapter in found]
