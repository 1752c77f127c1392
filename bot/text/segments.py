"""A version of a story in pieces, fine where it was edited: chapters, paragraphs, words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.text.continuity import Version

BETWEEN = "\n\n"
"""What stands between two paragraphs."""
WHOLE = -1
"""The paragraph of a piece that is not a word."""
_WORD = re.compile(
    r"[^\W_\u2e80-\u9fff]+(?:['’][^\W_\u2e80-\u9fff]+)*|[\u2e80-\u9fff]|[^\w\s]|_"
)  # or one sign


class Piece(NamedTuple):
    """A paragraph or a word; or an unchanged chapter; or only the start, or the end, of a changed one."""

    chapter: int
    start: int
    end: int
    text: str
    paragraph: int = WHOLE  # that a word is of


class Side(NamedTuple):
    """One version in pieces. `kept` are those known to be on the other side too, in the same order there."""

    chapters: Sequence[Version]
    pieces: list[Piece]
    kept: list[int]

    def between(self, at: int) -> str:
        """The text between a piece and the one before, in the same chapter."""
        piece = self.pieces[at]
        return self.chapters[piece.chapter].text[self.pieces[at - 1].end : piece.start]


def in_paragraphs(chapters: Sequence[Version], kept: Sequence[int], same: Sequence[bool]) -> Side:
    """Unchanged chapters whole, the others in paragraphs.

    `kept` are the chapters that are on the other side too, in the same order there; `same` says which of them
    are unchanged.
    """
    unchanged = dict(zip(kept, same, strict=True))
    places: dict[int, tuple[int, ...]] = {}
    pieces: list[Piece] = []
    for number, chapter in enumerate(chapters):
        first, end = len(pieces), len(chapter.text)
        if unchanged.get(number):
            pieces.append(Piece(number, 0, end, ""))
            places[number] = (first,)
        elif number in unchanged:
            pieces += (
                Piece(number, 0, 0, ""),
                *_paragraphs(number, chapter.text),
                Piece(number, end, end, ""),
            )
            places[number] = (first, len(pieces) - 1)
        else:
            pieces += _paragraphs(number, chapter.text)
    return Side(chapters, pieces, [place for number in kept for place in places[number]])


def _paragraphs(number: int, text: str) -> Iterator[Piece]:
    start = 0
    for paragraph in text.split(BETWEEN):
        end = start + len(paragraph)
        if paragraph:
            yield Piece(number, start, end, paragraph)
        start = end + len(BETWEEN)


def in_words(side: Side, kept: Sequence[int]) -> Side:
    """The same, with all paragraphs but the `kept` ones in words."""
    places = dict.fromkeys(kept, 0)
    pieces: list[Piece] = []
    for at, piece in enumerate(side.pieces):
        if at in places:
            places[at] = len(pieces)
            pieces.append(piece)
        else:
            text = side.chapters[piece.chapter].text
            words = _WORD.finditer(text, piece.start, piece.end)
            pieces += (Piece(piece.chapter, *word.span(), word[0], at) for word in words)
    return Side(side.chapters, pieces, list(places.values()))
