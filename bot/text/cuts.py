"""Finds the places where a chapter may be cut into passages, and rates them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

import regex

from bot.text.line_breaks import NO_WIDTH, UNSPACED, forbids_break, undivided_words
from bot.text.marks import Marks
from bot.text.markup import is_scene_break
from bot.text.ruby import annotated
from bot.text.sentences import sentence_ends

# A blank line; within a block quote, a line with nothing behind its `>`.
_BETWEEN_PARAGRAPHS = re.compile(r"\n(?:[^\S\n]*(?:>[^\S\n]*)?\n)+\s*")
_HEADING = re.compile(r"(?:> )?(?:#{1,3} [^\n]*|\*\*(?:\\.|[^*\\\n]){1,100}\*\*)\Z")  # the deep ones are bold
_LINE_SIGN = re.compile(r"[^\S\n]{1,20}(?!\s)|(?:> )?(?:#{1,3} |-# |[-+*] |\d{1,9}\. )?")
# In Thai and Lao, a space stands between clauses, if not sentences.
_CLAUSE = re.compile(
    r"""[;:,][”’»"')*_~]*+\s++|—[”’»"')*_~]*+\s*+|[，、；：､،؛፣፤၊][」』”’）»]*+\s*+"""
    r"|(?<=[\u0e01-\u0eff])\s++(?=[\u0e01-\u0eff])"
)
_WORD_END = re.compile(rf"\s+|[{NO_WIDTH}]+|(?<=[{UNSPACED}])(?=[{UNSPACED}])")
_ANY_SPACE = re.compile(r"\s*")
_NEWLINE = re.compile(r"\n")
_LIST_NUMBER = re.compile(r"\d+\.\s")
_MOST_OVERHEAD = 64  # what opening and closing can add at one place: a line's prefix, every mark, an escape


class CutKind(IntEnum):
    """The kind of text that a cut stands behind, the best kind first."""

    SCENE = 0
    PARAGRAPH = 1
    SENTENCE = 2
    SENTENCE_WITHIN_LINE = 3
    LINE = 4
    CLAUSE = 5
    HEADING = 6
    WORD = 7
    CLUSTER = 8
    CHARACTER = 9


class Cut(NamedTuple):
    """A place between two passages.

    `left` and `right` account for what has to be added there: a passage from cut `a` to cut `b` is shown with
    `b.right - a.left` characters.
    """

    at: int
    kind: CutKind
    left: int
    right: int
    opening: str = ""
    closing: str = ""


def cuts(text: str, limit: int) -> list[Cut]:
    """Returns the places where `text` may be cut, its start and end included.

    What lies between two neighbours fits in `limit` characters. A paragraph that fits is not cut, nor is a
    sentence that fits; a heading stays with what follows, and a scene break with what it ends.
    """
    found = [Cut(0, CutKind.PARAGRAPH, len(text) - len(text.lstrip()), 0)]
    for end in _paragraph_ends(text):
        start, right = found[-1].at, shown_end(text, end)
        cut = Cut(end, _kind(text, start, right), end, right)
        if right - found[-1].left > limit:
            found += _within(text, found[-1], cut, limit)
        found.append(cut)
    found = _keep_headings(found, limit)  # first, as a heading's place matters more
    return _keep_headings(_keep_scene_breaks(found, limit), limit)


def cut_at(text: str, at: int) -> Cut:
    """Returns the cut at an offset of `text` where a passage of some length ends, or ended before an edit."""
    ends = [0, *_paragraph_ends(text)]
    index = bisect_right(ends, at) - 1
    if at == ends[index]:
        return Cut(at, CutKind.PARAGRAPH, at, at)
    return _Paragraph(text, ends[index], ends[index + 1], len(text)).cut_at(at, CutKind.WORD)


def shown_end(text: str, end: int) -> int:
    """Returns the offset where the shown part of `text[:end]` ends:
    before white space and empty lines of a block quote.
    """
    while end and (
        text[end - 1].isspace() or (text[end - 1] == ">" and text[end - 2 : end - 1] in ("", "\n"))
    ):
        end -= 1
    return end


def _paragraph_ends(text: str) -> list[int]:
    ends = []
    start = 0
    for between in _BETWEEN_PARAGRAPHS.finditer(text):
        if shown_end(text, between.start()) > start:
            start = between.end()
            ends.append(start)
    if ends and shown_end(text, len(text)) <= start:
        ends.pop()
    return [*ends, len(text)] if text else []


def _kind(text: str, start: int, end: int) -> CutKind:
    if _HEADING.match(text, start, end):
        return CutKind.HEADING
    return CutKind.SCENE if is_scene_break(text[start : min(end, start + 300)]) else CutKind.PARAGRAPH


def _fits(first: Cut, last: Cut, limit: int) -> bool:
    return last.right - first.left <= limit


def _keep_scene_breaks(found: list[Cut], limit: int) -> list[Cut]:
    kept: list[Cut] = []
    for cut in found:
        if cut.kind is not CutKind.SCENE:
            kept.append(cut)
        elif len(kept) > 1 and _fits(kept[-2], cut, limit):
            kept[-1] = cut
        else:
            kept.append(cut._replace(kind=CutKind.HEADING))  # it goes with what follows instead
    return kept


def _keep_headings(found: list[Cut], limit: int) -> list[Cut]:
    kept = found[-1:]
    for index in range(len(found) - 2, -1, -1):
        cut = found[index]
        if not (cut.kind is CutKind.HEADING and index and _fits(found[index - 1], kept[-1], limit)):
            kept.append(cut)
    return kept[::-1]


def _within(text: str, first: Cut, last: Cut, limit: int) -> list[Cut]:
    """Returns the cuts inside a paragraph that does not fit: of the best kind first,
    of a worse one only where needed.
    """
    paragraph = _Paragraph(text, max(first.at, first.left), last.at, limit)
    found = [first, last]
    for kind in paragraph.places:
        finer = found[:1]
        for before, after in pairwise(found):
            if not _fits(before, after, limit):
                finer += paragraph.cut(kind, max(before.at, before.left), after.at)
            finer.append(after)
        found = finer
    return found[1:-1]


class _Paragraph:
    """A paragraph that does not fit, with the places where it may be cut."""

    def __init__(self, text: str, start: int, end: int, limit: int) -> None:
        self._text, self._limit = text, limit
        self._marks = Marks(text, start, end)
        inner = _NEWLINE.finditer(text, start, shown_end(text, end))
        self._lines = [start, *(line.end() for line in inner)]
        self._annotated = annotated(text, start, end)
        self._min_distance = limit // 64  # cutting finer than that fills no passage better
        self.places: dict[CutKind, Callable[[int, int], Iterable[int]]] = {
            CutKind.SENTENCE: self._line_ending_sentences,
            CutKind.SENTENCE_WITHIN_LINE: self._sentences,
            CutKind.LINE: self._line_ends,
            CutKind.CLAUSE: self._clauses,
            CutKind.WORD: self._words,
            CutKind.CLUSTER: self._clusters,
            CutKind.CHARACTER: self._characters,
        }

    def cut(self, kind: CutKind, start: int, end: int) -> Iterator[Cut]:
        """Yields all cuts of one kind strictly between two places."""
        for at in self.places[kind](start, end):
            if not start < at < end:
                continue
            cut = self.cut_at(at, kind)
            if kind is CutKind.CHARACTER or (cut.right > start and self._may_cut(at, kind)):
                yield cut

    def cut_at(self, at: int, kind: CutKind) -> Cut:
        """Returns the cut at one place."""
        opening, closing = self._marks.around(at)
        line, sign = self._line(at)
        if at > line:  # the rest must look like the line that it comes from, and like no other
            opening = (sign if at >= line + len(sign) else "") + opening
            opening += "\\" * (at > line + len(sign) and self._text[at] in "-+#>")
        elif opening and sign.startswith("> "):  # the marks open behind the quote's sign
            at, opening = at + 2, "> " + opening
        right = shown_end(self._text, at)
        return Cut(at, kind, at - len(opening), right + len(closing), opening, closing)

    def _may_cut(self, at: int, kind: CutKind) -> bool:
        if self._marks.bar(at) or self._text[at].isspace() or forbids_break(self._text, at):
            return False
        with_reading = bisect_left(self._annotated, at, key=itemgetter(0)) - 1
        if with_reading >= 0 and at < self._annotated[with_reading][1]:
            return False
        line, sign = self._line(at)
        if line < at <= line + len(sign):
            return sign.isspace()
        # A number in the middle of a line would be a list's at the beginning of a passage.
        return at == line or kind is CutKind.CLUSTER or not _LIST_NUMBER.match(self._text, at)

    def _line(self, at: int) -> tuple[int, str]:
        """Returns the start of the line that holds `at`, and its indentation, or its sign of a quote,
        heading or list.
        """
        line = self._lines[bisect_right(self._lines, at) - 1]
        sign = _LINE_SIGN.match(self._text, line)
        return line, sign[0] if sign else ""

    def _line_ends(self, start: int, end: int) -> Iterator[int]:
        for line in self._lines[bisect_right(self._lines, start) : bisect_right(self._lines, end)]:
            yield self._behind_space(line, end)

    def _sentences(self, start: int, end: int) -> Iterator[int]:
        return sentence_ends(self._text, start, end)

    def _line_ending_sentences(self, start: int, end: int) -> Iterable[int]:
        if len(self._lines) == 1:
            return self._sentences(start, end)
        line_ends = set(self._line_ends(start, end))
        return (at for at in self._sentences(start, end) if at in line_ends)

    def _clauses(self, start: int, end: int) -> Iterator[int]:
        clauses = _CLAUSE.finditer(self._text, start, end)
        return self._spaced_out(start, end, (clause.end() for clause in clauses), CutKind.CLAUSE)

    def _words(self, start: int, end: int) -> Iterator[int]:
        ends = [each.end() for each in _WORD_END.finditer(self._text, start, end)]
        ends += undivided_words(self._text, start, end)
        return self._spaced_out(start, end, sorted(ends), CutKind.WORD)

    def _clusters(self, start: int, end: int) -> Iterator[int]:
        clusters = regex.finditer(r"\X", self._text, pos=start, endpos=end)
        return self._spaced_out(start, end, (cluster.end() for cluster in clusters), CutKind.CLUSTER)

    def _spaced_out(self, last: int, end: int, places: Iterable[int], kind: CutKind) -> Iterator[int]:
        for at in places:
            if at - last >= self._min_distance and at < end and self._may_cut(at, kind):
                last = at
                yield at

    def _characters(self, start: int, end: int) -> Iterator[int]:
        room = self._limit - _MOST_OVERHEAD
        while (start := self._behind_space(self._cluster_end(start, room), end)) < end:
            yield start

    def _cluster_end(self, start: int, room: int) -> int:
        """Returns the end of the last grapheme that fits in the room, or of the room where none does."""
        clusters = regex.finditer(r"\X", self._text, pos=start, endpos=start + room + 1)
        return max((each.end() for each in clusters if each.end() <= start + room), default=start + room)

    def _behind_space(self, at: int, end: int) -> int:
        space = _ANY_SPACE.match(self._text, at, end)
        return space.end() if space else at
