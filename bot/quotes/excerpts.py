"""An excerpt of a chapter's stored text by itself: its sentences, and its Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.text.marks import Marks
from bot.text.sentences import sentence_ends

Span = tuple[int, int]

# A blank line; within a block quote, a line with nothing behind its `>`. No mark reaches over one.
_BLANKS = ("\n\n", "\n>\n", "\n> \n")
_BETWEEN = re.compile(r"\n(?:(?:> ?)?\n)+\s*")
_QUOTE_SIGN = re.compile(r"^>(?: |$)", re.MULTILINE)
_REACH = 30_000
"""Characters of a paragraph whose marks are looked at on either side of a place."""
_LINE_SIGN = re.compile(r"[-+](?=\s|\Z)|\d+(?=\.(?:\s|\Z))")


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Yields the sentences (start, end) of `text[start:end]`, without the white space between them.

    A paragraph ends a sentence. A stretch without letters and digits is not a sentence.
    """
    for first, last in _paragraphs(text, start, end):
        marks = _marks_at(text, first)
        ends = (at for at in sentence_ends(text, first, last) if not marks.bar(at))
        for begin, stop in pairwise([first, *ends, last]):
            words = text[begin:stop].rstrip()
            if any(map(str.isalnum, words)):
                yield begin, begin + len(words)


def shown_alone(text: str, start: int, end: int) -> str:
    """Returns `text[start:end]` as Markdown that looks the same without the text around it.

    Block quotes lose their signs, since the whole excerpt is shown set apart.
    """
    opening, _ = _marks_at(text, start).around(start)
    _, closing = _marks_at(text, end - 1).around(end)
    part = _QUOTE_SIGN.sub("", text[start:end])
    if start and text[start - 1] != "\n" and (sign := _LINE_SIGN.match(part)):
        part = f"{sign[0]}\\{part[sign.end() :]}" if sign[0].isdigit() else f"\\{part}"
    return f"{opening}{part}{closing}"


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    for between in _BETWEEN.finditer(text, start, end):
        yield start, between.start()
        start = between.end()
    yield start, end


def _marks_at(text: str, at: int) -> Marks:
    """Returns the marks of the paragraph that an offset is in, as far as they are near: hardly any stress
    reaches over so many words, and no paragraph may hold up who quotes from it."""
    first, last = max(0, at - _REACH), min(len(text), at + _REACH)
    start = max((text.rfind(blank, first, at) for blank in _BLANKS), default=-1)
    ends = [end for blank in _BLANKS if (end := text.find(blank, at, last)) >= 0]
    return Marks(text, first if start < 0 else start + 1, min(ends, default=last))
