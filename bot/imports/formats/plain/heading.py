"""A chapter's heading as its file has it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.imports.formats.plain import numbers
from bot.stories.models import ChapterKind

INNER = 4
"""The rank of what holds no chapters, as parts and books do."""
HOLDING = 3
"""The rank of chapters that turn out to hold others: 第一章 above 第1話."""


@dataclass(frozen=True)
class Heading:
    """A chapter's heading; an outer one (a part, a book) has chapters inside.

    `number` is 0 where there is none; `word` is what is numbered (`chapter`), in lower case, and empty for a
    numeral alone. `story` is what stands before the word: `The Lamp` in `The Lamp: Chapter 1`. `between` is
    what the title is written behind; it is `named` where its word needs no number (`Prologue`), and stands
    `outside` of parts where that is said (`Book One, Chapter 1`) or usual (`Epilogue`).
    """

    label: str
    title: str
    rank: int
    kind: ChapterKind
    word: str = ""
    number: float = 0
    story: str = ""
    between: str = ": "
    named: bool = False
    unsure: bool = False
    outside: bool = False

    @property
    def is_outer(self) -> bool:
        """Returns whether chapters may stand inside."""
        return self.rank < INNER

    @property
    def is_chapter(self) -> bool:
        """Returns whether it heads a chapter that is numbered, and no prologue and no part."""
        return not self.is_outer and not self.named

    @property
    def is_unsure(self) -> bool:
        """Returns whether its word heads a chapter only among chapters with numbers: `Extra`,
        `Last Chapter`.
        """
        return self.unsure or bool(self.word and self.is_chapter and not self.number)

    def is_inside(self, other: Heading) -> bool:
        """Returns whether it stands inside an outer heading that came before it;
        an epilogue stands outside, and `Book One, Chapter 1` says itself where it stands.
        """
        return other.rank < self.rank and not self.outside

    @property
    def key(self) -> str:
        """The identity of the heading, which a new title does not change: `chapter 3`."""
        return " ".join(self.label.casefold().split())

    def __str__(self) -> str:
        label = f"{self.story}: {self.label}" if self.story else self.label
        if not self.title:
            return label
        return f"{label}{' ' if self.title[0] in '([' else self.between}{self.title}"


def numeral(label: str, title: str) -> Heading:
    """Returns the heading that is a numeral alone, or with a title: `III`, `1 - Dusk`."""
    return Heading(label, title, INNER, ChapterKind.BODY, number=numbers.value(label))


def as_typed(between: str) -> str:
    """Returns what stands between a heading's number and its title, with one space for any white space."""
    return " ".join(f"|{between}|".split())[1:-1]
