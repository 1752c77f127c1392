"""The outermost spans between the quotation marks of a chapter, with nested quotes inside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.quotes.quotations.marks import Facing, QuotationMark

_REACH = 20
"""The most paragraphs over which speech goes on without a mark of its own."""


class Span(NamedTuple):
    """A stretch of stored text from its opening mark up to behind its closing one.

    `lead` is the character in front of it, white space apart. `goes_on` is set where the speech continues in
    the next span, in another paragraph.
    """

    start: int
    end: int
    lead: str
    goes_on: bool = False


def outermost(text: str, kinds: Iterable[list[QuotationMark]]) -> list[Span]:
    """Returns all spans in quotation marks of these kinds, in order and without overlap; the first kind takes
    precedence."""
    found: list[Span] = []
    for marks in kinds:
        found = _besides(found, list(_Reader(text).spans(marks)))
    return found


def _besides(first: list[Span], second: list[Span]) -> list[Span]:
    """Returns the first spans, and those of the second that touch none of them."""
    merged, at = [], 0
    for span in second:
        while at < len(first) and first[at].end <= span.start:
            merged.append(first[at])
            at += 1
        if at == len(first) or span.end <= first[at].start:
            merged.append(span)
    return merged + first[at:]


class _Reader:
    """Follows the marks of a chapter: those that are open, and the spans that the paragraphs before left
    open."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._paragraph = 0
        self._open: list[QuotationMark] = []
        self._closed: list[Span] = []  # in this paragraph
        self._carried: list[Span] = []  # whose closing mark is still to come

    def spans(self, marks: Iterable[QuotationMark]) -> Iterator[Span]:
        """Yields the outermost spans."""
        for mark in marks:
            if mark.facing is None:
                yield from self._end_paragraph(mark.at)
                self._paragraph = mark.end
            elif mark.facing is Facing.OPENS or (mark.facing is not Facing.CLOSES and not self._open):
                if mark.lead == "\n":
                    yield from self._begin_line(mark)
                self._open.append(mark)
            elif self._open and mark.facing is not Facing.MAY_OPEN:
                self._close(self._open.pop(), mark)
            elif self._carried and not self._closed:
                yield from self._carried
                yield Span(self._paragraph, mark.end, "")
                self._carried = []
        yield from self._end_paragraph(len(self._text))

    def _close(self, opening: QuotationMark, closing: QuotationMark) -> None:
        while self._closed and self._closed[-1].start > opening.at:
            self._closed.pop()  # a quote within this one
        self._closed.append(Span(opening.at, closing.end, opening.lead))

    def _begin_line(self, mark: QuotationMark) -> Iterator[Span]:
        """Continues speech that is still open where the line begins with another opening mark."""
        if self._open or self._closed:
            yield from self._leave(mark.at)
        if len(self._carried) == 1:
            yield from self._carried
        self._carried = []

    def _end_paragraph(self, end: int) -> Iterator[Span]:
        if self._open or self._closed:
            yield from self._leave(end)
        elif self._carried and len(self._carried) <= _REACH:
            self._carried.append(self._shown(self._paragraph, end, ""))
        else:
            self._carried = []

    def _leave(self, end: int) -> Iterator[Span]:
        """Yields the closed spans. An open one is carried on, unless it began within a sentence."""
        first = self._open[0] if self._open else None
        within = bool(self._closed) and first is not None and self._closed[-1].start > first.at
        yield from self._closed
        self._carried = []
        if first and not within and not first.lead.isalnum():
            self._carried = [self._shown(first.at, end, first.lead)]
        self._open, self._closed = [], []

    def _shown(self, start: int, end: int, lead: str) -> Span:
        while end > start + 1 and self._text[end - 1] in " \t\r\n>":
            end -= 1
        return Span(start, end, lead, goes_on=True)
