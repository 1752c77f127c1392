"""A chapter's text in blocks, the units of search: a paragraph, or a part of a long one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from bot.search.forms import has_compounds, indexed
from bot.text import markup
from bot.text.ruby import may_be_annotated
from bot.text.segments import BETWEEN
from bot.text.sentences import sentence_ends

_LONG = 600
"""Characters that a block may have before it is divided at a sentence's end."""
_LONGEST = 4_000
"""Characters after which it is divided between two words, if no sentence has ended."""

IndexEntry = tuple[int, str]
"""An entry of the index for a block: the offset at which it ends in its text, and its folded words."""


class SearchBlock(NamedTuple):
    """A block of a stored text: its start and end, in characters."""

    start: int
    end: int


class Plain:
    """The plain text of a block of stored Markdown, as it is shown, with each character's place in the stored
    text."""

    def __init__(self, text: str, block: SearchBlock) -> None:
        stored = text[block.start : block.end]
        stretches = [each for each in markup.shown(stored) if each[0] < each[1]]
        self.text = "".join(stored[start:end] for start, end in stretches)
        self._begin = block.start
        self._stored = [start for start, _ in stretches]
        self._shown = list(accumulate((end - start for start, end in stretches), initial=0))[:-1]

    def stored(self, offset: int) -> int:
        """Returns the offset in the stored text of the character at this offset of `text`."""
        stretch = bisect_right(self._shown, offset) - 1
        return self._begin + self._stored[stretch] + offset - self._shown[stretch]


def blocks(text: str) -> Iterator[SearchBlock]:
    """Yields the blocks of a stored text in order: every paragraph, a long one in parts of whole
    sentences."""
    start = 0
    for paragraph in text.split(BETWEEN):
        end = start + len(paragraph)
        if paragraph:
            yield from _parts(text, start, end)
        start = end + len(BETWEEN)


def block_to(text: str, end: int) -> SearchBlock:
    """Returns the block of a stored text that ends at this offset."""
    before, behind = text.rfind(BETWEEN, 0, end), text.find(BETWEEN, end)
    paragraph = before + len(BETWEEN) if before >= 0 else 0, behind if behind >= 0 else len(text)
    return next(block for block in _parts(text, *paragraph) if block.end >= end)


def entries(text: str, after: int = 0) -> Iterator[IndexEntry]:
    """Yields the index entries of a stored text behind an offset: the end of each block, and its words.

    When this changes, a migration has to rebuild the index.
    """
    compounds, readings = has_compounds(text), may_be_annotated(text)
    for block in blocks(text):
        if block.end > after:
            yield block.end, indexed(Plain(text, block).text, compounds=compounds, readings=readings)


def _parts(text: str, start: int, end: int) -> Iterator[SearchBlock]:
    """Yields the blocks of one paragraph."""
    if end - start > _LONG:
        for cut in (*sentence_ends(text, start, end), end):
            while cut - start > _LONGEST and (space := text.rfind(" ", start, start + _LONGEST)) > start:
                yield SearchBlock(start, space)
                start = space
            if cut - start >= _LONG and cut < end:
                yield SearchBlock(start, cut)
                start = cut
    yield SearchBlock(start, end)
