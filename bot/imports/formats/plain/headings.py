"""Reads one line as a chapter's heading: `Chapter 3: Dusk`, `Book One, Chapter 1`, `Bonus Chapter`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.imports.formats.plain import numbers
from bot.imports.formats.plain.heading_words import LANGUAGES, HeadingWords
from bot.imports.formats.plain.numbers import one_of
from bot.imports.formats.plain.titles import is_title, is_title_behind_number
from bot.stories.models import ChapterKind
from bot.text.late_pattern import LatePattern

_INNER = 3
_MAX_HEADING = 120
_MAX_STORY = 60
_SEPARATOR = re.compile(r"\s*(?:[:.)|]|[-–—]+)\s*(?:[-–—]+\s*)?")
_COMMA = re.compile(r"\s*,\s*")
_DOTS = re.compile(r"\.{2,}|…")
_ENCLOSED = re.compile(r"\"[^\"]+\"|“[^“”]+”|‘[^‘’]+’|'[^']+'|«[^«»]+»|\([^()]+\)|\[[^\[\]]+\]")
_LETTERS = re.compile(r"[^\W\d_]+")
_BRACKETS = {"[": "]", "{": "}", "<": ">", "(": ")"}
_DECORATION = " *_=~-–—#|·•:+^\\/☆★✦✧✩❖◆◇●○♥♡❤☾☽⋆※†‡"


@dataclass(frozen=True)
class Heading:
    """A chapter's heading as its file has it; an outer one (a part, a book) has chapters inside.

    `number` is 0 where there is none; `word` is what is numbered (`chapter`), in lower case, and empty for a
    numeral alone. `story` is what stands before the word: `The Lamp` in `The Lamp: Chapter 1`.
    """

    label: str
    title: str
    rank: int
    kind: ChapterKind
    word: str = ""
    number: float = 0
    story: str = ""

    @property
    def is_outer(self) -> bool:
        """Returns whether chapters may stand inside."""
        return self.rank < _INNER

    @property
    def is_chapter(self) -> bool:
        """Returns whether it heads a chapter that is numbered, and no prologue and no part."""
        return not self.is_outer and self.word not in _NAMED

    def is_inside(self, other: Heading) -> bool:
        """Returns whether it stands inside an outer heading that came before it;
        an epilogue stands outside, and `Book One, Chapter 1` says itself where it stands.
        """
        return other.rank < self.rank and self.word not in _OUTSIDE and not _OUTER.match(self.label)

    @property
    def key(self) -> str:
        """The identity of the heading, which a new title does not change: `chapter 3`."""
        return " ".join(self.label.casefold().split())

    def __str__(self) -> str:
        label = f"{self.story}: {self.label}" if self.story else self.label
        if not self.title:
            return label
        return f"{label}{' ' if self.title[0] in '([' else ': '}{self.title}"


def numeral(label: str, title: str) -> Heading:
    """Returns the heading that is a numeral alone, or with a title: `III`, `1 - Dusk`."""
    return Heading(label, title, _INNER, ChapterKind.BODY, number=numbers.value(label))


def parse(line: str) -> Heading | None:
    """Returns the heading that a line is beyond doubt; None where it is none of a known shape."""
    found = read(line)
    return found[0] if found and found[1] else None


def is_contents(line: str) -> bool:
    """Returns whether a line announces a table of contents."""
    return _CONTENTS.fullmatch(line) is not None


def is_unsure(heading: Heading) -> bool:
    """Returns whether its word heads a chapter only among chapters with numbers: `Extra`, `Last Chapter`."""
    return heading.word in _UNSURE or (heading.word in _COUNTED and not heading.number)


def bare(line: str) -> str:
    """Returns a line without the ornaments and brackets around it."""
    line = line.strip(_DECORATION)
    if line and _BRACKETS.get(line[0]) == line[-1]:
        return line[1:-1].strip(_DECORATION)
    return line


def read(line: str) -> tuple[Heading, bool] | None:
    """Returns the heading that a line is, and whether it is one beyond doubt; None where it is none.

    Those in doubt are headings if others count with them: `chapter 2 the boat`, `Second Chapter`,
    `The Lamp: Chapter 2`.
    """
    if len(line) > _MAX_HEADING or _WORDS.isdisjoint(_LETTERS.findall(line.casefold())):
        return None
    line = bare(line.replace("*", "").replace("_", ""))
    for grammar in _GRAMMARS:
        for found in grammar.read(line):
            return found
    return None


class _Grammar:
    """The shapes of headings in one language."""

    def __init__(self, words: HeadingWords) -> None:
        ordinal, cardinal = numbers.ordinal(words), numbers.cardinal(words)
        articles = one_of(words.articles)
        in_words = rf"{numbers.ROMAN}|{cardinal}|(?:{articles}\s+)?{ordinal}"
        digits = (
            rf"\s*[#.:_–-]{{0,2}}\s*(?:{one_of(words.number_marks)}\b\.?\s*)?#?(?P<digits>{numbers.DIGITS})"
        )
        number = rf"(?:{digits}|\.?\s+(?P<number>{in_words}))(?![\w'’])"
        kinds = one_of((*words.parts, *words.chapters))
        self._words = words
        self._numbers = _first_words(
            (*words.articles, *words.numbers, *words.hundreds, *words.ordinals, *words.last)
        )
        self._kinds = _first_words((*words.parts, *words.chapters))
        self._names = _first_words(words.named)
        self._numbered = _compiled(
            rf"(?:\d{{1,4}}[.)]\s+)?(?P<label>(?P<kind>{kinds}){number}(?:\s*(?:/|of)\s*\d{{1,4}})?)(?P<rest>.*)"
        )
        self._named = _compiled(
            rf"(?P<label>(?P<kind>{one_of(words.named)})(?:{number})?)(?![\w'’])(?P<rest>.*)"
        )
        self._ordinal = _compiled(
            rf"(?P<label>(?:{articles}\s+)?(?P<digits>(?P<number>{ordinal})|\d{{1,4}}(?:st|nd|rd|th))\s+"
            rf"(?P<kind>{kinds}))(?![\w'’])(?P<rest>.*)"
        )
        self._behind = re.compile(
            rf"(?:\s*[:,|·–—]\s*|\s+-+\s+|\s)(?={one_of(words.story_chapters)}(?![^\W\d]))", re.IGNORECASE
        )

    def read(self, line: str) -> Iterator[tuple[Heading, bool]]:
        """Yields the heading that a line is, and whether it is one beyond doubt; nothing where it is none."""
        letters = _LETTERS.search(line)
        first = letters[0].casefold() if letters else ""
        if (first in self._kinds and (match := self._numbered.fullmatch(line))) or (
            first in self._names and (match := self._named.fullmatch(line))
        ):
            yield from self._standing(match)
        elif (first in self._numbers or line[:1].isdigit()) and (match := self._ordinal.fullmatch(line)):
            yield from ((heading, False) for heading, _ in self._standing(match))
        elif (behind := self._behind.search(line, 0, _MAX_STORY)) and (
            line[0].isupper() or line[0].isdigit()
        ):
            match = self._numbered.fullmatch(line[behind.end() :])
            for heading, sure in self._standing(match) if match else ():
                if sure:
                    yield replace(heading, story=line[: behind.start()]), False

    def _standing(self, match: re.Match[str]) -> Iterator[tuple[Heading, bool]]:
        """Yields the heading that a match is, unless what follows the number is the rest of a sentence."""
        rest = match["rest"].strip()
        kind = match["kind"].casefold()
        rank = self._words.parts.get(kind, _INNER)
        number = numbers.value(match["digits"] or match["number"] or "")
        matter = self._words.named.get(kind, ChapterKind.BODY)
        heading = Heading(" ".join(match["label"].split()), "", rank, matter, kind, number)
        if rank < _INNER and (inner := self._inner(rest)):
            label = (
                f"{heading.label}{match['rest'][: len(match['rest']) - len(inner.string)]}{inner['label']}"
            )
            for within, sure in self._standing(inner):
                yield replace(within, label=" ".join(label.split())), sure
        elif judged := _title(rest, match["kind"][0].isupper(), named=kind in self._words.named):
            title, sure = judged
            yield replace(heading, title=title), sure and kind not in self._words.unsure

    def _inner(self, rest: str) -> re.Match[str] | None:
        """Returns the chapter named behind a part's number: `, Chapter 1` of `Book One, Chapter 1`."""
        separator = _SEPARATOR.match(rest) or _COMMA.match(rest)
        match = self._numbered.fullmatch(rest[separator.end() if separator else 0 :])
        return match if match and match["kind"].casefold() not in self._words.parts else None


def _title(rest: str, capital: bool, *, named: bool) -> tuple[str, bool] | None:
    """Returns the title in what follows a heading's number, and whether it is one beyond doubt;
    None where it is the rest of a sentence.
    """
    if not rest or _DOTS.fullmatch(rest):
        return "", True
    if _ENCLOSED.fullmatch(rest):
        return rest, True
    separator = _SEPARATOR.match(rest)
    title = rest[separator.end() :].strip() if separator else rest
    ended = title.endswith((".", ",", ";")) and not _DOTS.search(title[-3:])
    if separator:
        return title, rest.startswith(":") or (capital and not ended)
    if comma := _COMMA.match(rest):
        title = rest[comma.end() :]
        return (title, False) if title and not ended and is_title_behind_number(title) else None
    if named or ended:
        return None
    return title, capital and (is_title(title) or is_title_behind_number(title))


def _compiled(pattern: str) -> LatePattern:
    return LatePattern(pattern, re.IGNORECASE)


def _first_words(names: Iterable[str]) -> frozenset[str]:
    """Returns what the letters begin with in a line that begins with one of these names."""
    return frozenset(found[0].casefold() for name in names if (found := _LETTERS.search(name)))


_GRAMMARS = tuple(map(_Grammar, LANGUAGES))
_NAMED = frozenset(name for words in LANGUAGES for name in words.named)
_UNSURE = frozenset(name for words in LANGUAGES for name in words.unsure)
_OUTSIDE = frozenset(name for words in LANGUAGES for name in words.outside)
_COUNTED = frozenset(name for words in LANGUAGES for name in words.chapters)
_WORDS = frozenset(
    word
    for words in LANGUAGES
    for name in (*words.parts, *words.chapters, *words.named)
    for word in name.split()
)
_OUTER = re.compile(
    rf"{one_of(name for words in LANGUAGES for name in words.parts)}\b.*\b"
    rf"{one_of(name for words in LANGUAGES for name in words.chapters)}\b",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    rf"{one_of(name for words in LANGUAGES for name in words.contents)}\W{{0,3}}", re.IGNORECASE
)
