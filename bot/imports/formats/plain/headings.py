"""Finds the chapters of a plain text: headings and their titles;
the lines of a table of contents are no headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.imports.formats.plain.paragraphs import Paragraph, plain
from bot.stories.models import ChapterKind
from bot.stories.naming import numeral_value

_OUTER = {"volume": 0, "book": 1, "part": 2, "act": 2}
_INNER = 3
_NAMED = {
    "prologue": ChapterKind.BODY,
    "epilogue": ChapterKind.BODY,
    "interlude": ChapterKind.BODY,
    "preface": ChapterKind.FRONT,
    "foreword": ChapterKind.FRONT,
    "introduction": ChapterKind.FRONT,
    "afterword": ChapterKind.BACK,
    "postscript": ChapterKind.BODY,
    "appendix": ChapterKind.BACK,
}
_OUTSIDE = frozenset(_NAMED) - {"prologue", "interlude"}
_MAX_HEADING = 120

_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_ORDINAL = r"the\s+(?:first|second|third|last|\w{2,12}th)"
_ROMAN = r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_NUMBER = (
    rf"\d{{1,4}}(?:\.\d{{1,2}})?|{_ROMAN}|(?:{_TENS})(?:[-\s](?:{_UNITS}))?|{_TEENS}|{_UNITS}|{_ORDINAL}"
)
_NUMBERED = re.compile(
    rf"(?:\d{{1,4}}[.)]\s+)?(?P<label>(?P<kind>chapter|letter|stave|canto|episode|scene|{'|'.join(_OUTER)})\s+"
    rf"(?P<number>{_NUMBER})(?![\w'’])(?:\s*(?:/|of)\s*\d{{1,4}})?)(?P<rest>.*)",
    re.IGNORECASE,
)
_UNNUMBERED = re.compile(
    rf"(?P<label>(?P<kind>{'|'.join(_NAMED)})(?:\s+(?P<number>{_NUMBER}))?)(?![\w'’])(?P<rest>.*)",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"(?P<label>\d{1,3}|[IVXLC]{1,9})(?:[.:)]?|[.:)]\s+(?P<title>\S.*))")
_NUMERAL_WORDS = 50  # fewer to a numeral than that, and they number a list
_SEPARATOR = re.compile(r"\s*(?:[:.)|]|[-–—]+)\s*")
_DECORATION = " *_=~-–—#[]{}<>|·•"
_SLUG_LINE = re.compile(r"(?:int|ext)[./]", re.IGNORECASE)  # a screenplay's scene begins
_CONTENTS = re.compile(r"(?:table of )?contents[.:]?", re.IGNORECASE)
_SMALL_WORD = re.compile(r"an?|the|and|n?or|of|to|in|on|at|by|for|with|from|but|as|is|it")
_DATE = re.compile(
    r"\d{3}|\d:\d|\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|^dear\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Heading:
    """A chapter's heading as its file has it; an outer one (a part, a book) has chapters inside."""

    label: str
    title: str
    rank: int
    kind: ChapterKind

    @property
    def is_outer(self) -> bool:
        """Returns whether chapters may stand inside."""
        return self.rank < _INNER

    def is_inside(self, other: Heading) -> bool:
        """Returns whether it stands inside an outer heading that came before it;
        an epilogue stands outside.
        """
        return other.rank < self.rank and self.label.split()[0].casefold() not in _OUTSIDE

    @property
    def key(self) -> str:
        """The identity of the heading, which a new title does not change: `chapter 3`."""
        return " ".join(self.label.casefold().split())

    def __str__(self) -> str:
        return f"{self.label}: {self.title}" if self.title else self.label


@dataclass(frozen=True)
class TextSection:
    """A heading with the paragraphs up to the next one."""

    heading: Heading
    body: tuple[Paragraph, ...]


def divide(paragraphs: Iterable[Paragraph]) -> tuple[list[Paragraph], list[TextSection]]:
    """Returns the paragraphs before the first heading,
    and a section for each heading that is not in a list.
    """
    paragraphs = list(paragraphs)
    opening, sections = _split(paragraphs, {})
    if not any(_is_chapter(section.heading) for section in sections):
        opening, sections = _split(paragraphs, _numerals(paragraphs))
    listed = _contents_length(opening, sections)
    if listed:
        opening += [paragraph for section in sections[:listed] for paragraph in section.body]
        sections = sections[listed:]
    if sections:
        opening = list(_without_contents(opening))
    return opening, [_titled(section) for section in sections]


def is_title(line: str) -> bool:
    """Returns whether a line has the shape of a title: short, capitalised throughout,
    and no sentence or date.
    """
    line = plain(line)
    words = re.findall(r"[^\W_][\w'’.-]*", line)
    if _SLUG_LINE.match(line):
        return False
    if not words or len(line) > 80 or len(words) > 12 or line[0] in "\"“”'‘’«—–-…(":
        return False
    if _is_capitals(line):
        return line[-1] not in '!?,;:…-—"”' and (len(words) > 1 or line[-1] != ".")
    if len(words) < 2 or line[-1] in '.,;:…-–—"”' or _DATE.search(line):
        return False
    return _is_title_case(words) and (len(words) > 2 or line[-1] not in "!?")


def may_be_title(line: str) -> bool:
    """Returns whether a line next to a heading is a title: there, a single word can be one too."""
    return is_title(line) or (line.isalpha() and line.istitle() and not _DATE.search(line))


def _is_title_case(words: list[str]) -> bool:
    lower = [i for i, word in enumerate(words) if word[0].islower()]
    return 0 not in lower and len(lower) < len(words) and all(_SMALL_WORD.fullmatch(words[i]) for i in lower)


def _is_capitals(line: str) -> bool:
    """Returns whether a line's first word, and most of its letters, are capitals:
    `SEWARD'S DIARY--continued`.
    """
    upper, lower = sum(map(str.isupper, line)), sum(map(str.islower, line))
    return upper >= 2 and upper * 2 > lower * 3 and line.split(maxsplit=1)[0].isupper()


def parse(line: str) -> Heading | None:
    """Returns the heading that a line is; None where it is none of a known shape."""
    if len(line) > _MAX_HEADING:
        return None
    line = line.replace("*", "").replace("_", "").strip(_DECORATION)
    match = _NUMBERED.fullmatch(line) or _UNNUMBERED.fullmatch(line)
    if match is None or not _stands_alone(match):
        return None
    title = match["rest"][_separator_end(match["rest"]) :].strip()
    kind = match["kind"].casefold()
    rank = _OUTER.get(kind, _INNER)
    return Heading(" ".join(match["label"].split()), title, rank, _NAMED.get(kind, ChapterKind.BODY))


def _stands_alone(match: re.Match[str]) -> bool:
    """Returns whether what follows a heading's number is a title, and not the rest of a sentence."""
    rest = match["rest"].strip()
    if not rest or rest.startswith(":"):
        return True
    if not match["kind"][0].isupper():
        return False
    if match.re is _UNNUMBERED:
        return _separator_end(rest) > 0 and not rest.endswith((".", ","))
    return is_title(rest) if not _separator_end(rest) else not rest[1:].endswith((".", ",", ";"))


def _separator_end(rest: str) -> int:
    match = _SEPARATOR.match(rest)
    return match.end() if match else 0


def _is_chapter(heading: Heading) -> bool:
    return not heading.is_outer and heading.label.split()[0].casefold() not in _NAMED


def _numerals(paragraphs: Sequence[Paragraph]) -> dict[int, Heading]:
    """Returns the bare numerals that head the chapters of a book without other headings, by paragraph index.

    They count up from one, and in each part may begin again; short entries so numbered are a list.
    """
    found: dict[int, Heading] = {}
    last, may_begin = 0, True
    for i, paragraph in enumerate(paragraphs):
        line = paragraph.text if len(paragraph.lines) == 1 else ""
        match = _NUMERAL.fullmatch(plain(line).strip(_DECORATION))
        number = numeral_value(match["label"]) if match else 0
        if match and (number == last + 1 or (number == 1 and may_begin)):
            title = match["title"] or ""
            if not title or may_be_title(title):
                found[i] = Heading(match["label"], title, _INNER, ChapterKind.BODY)
                last, may_begin = number, False
        elif (heading := parse(paragraph.lines[0])) and heading.is_outer:
            may_begin = True
    words = sum(paragraph.words for paragraph in paragraphs[min(found, default=0) :])
    return found if len(found) > 1 and words >= _NUMERAL_WORDS * len(found) else {}


def _split(
    paragraphs: Iterable[Paragraph], numerals: Mapping[int, Heading]
) -> tuple[list[Paragraph], list[TextSection]]:
    opening: list[Paragraph] = []
    sections: list[tuple[Heading, list[Paragraph]]] = []
    body = opening
    for i, paragraph in enumerate(paragraphs):
        start = 0
        for heading in [numerals[i]] if i in numerals else map(parse, paragraph.lines):
            if heading is None:
                break
            body = []
            sections.append((heading, body))
            start += 1
        if start < len(paragraph.lines):
            body.append(Paragraph(paragraph.lines[start:]))
    return opening, [TextSection(heading, tuple(body)) for heading, body in sections]


def _contents_length(opening: list[Paragraph], sections: list[TextSection]) -> int:
    """Returns how many of the first headings are only the lines of a list, their chapters coming later."""
    announced = any(_CONTENTS.fullmatch(plain(paragraph.text)) for paragraph in opening)
    last = {section.heading.key: i for i, section in enumerate(sections)}
    length = 0
    for i, section in enumerate(sections):
        recurs = last[section.heading.key] > i
        bare = sum(paragraph.words for paragraph in section.body) <= 25
        if not recurs or not (bare or length):
            break
        length += 1
        if not bare:
            break
    return length if announced or length >= 3 else 0


def _without_contents(opening: list[Paragraph]) -> Iterator[Paragraph]:
    """Yields the paragraphs of the opening without a list announced as the contents, up to the next prose."""
    listing = False
    for paragraph in opening:
        listing = (listing and paragraph.words <= 25) or bool(_CONTENTS.fullmatch(plain(paragraph.text)))
        if not listing:
            yield paragraph


def _titled(section: TextSection) -> TextSection:
    """Returns a section whose heading has taken its title from the next line."""
    heading, body = section.heading, section.body
    if heading.title or not body or not may_be_title(body[0].lines[0]):
        return section
    title, *others = body[0].lines
    rest = ((Paragraph(tuple(others)),) if others else ()) + body[1:]
    if not rest and not heading.is_outer:
        return section
    return TextSection(replace(heading, title=plain(title).rstrip(".")), rest)
