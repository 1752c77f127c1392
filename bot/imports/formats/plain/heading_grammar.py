"""The shapes of headings in languages that put spaces between words: `Chapter 3: Dusk`, `Erstes Kapitel`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from bot.imports.formats.plain import numbers
from bot.imports.formats.plain.heading import INNER, Heading, as_typed
from bot.imports.formats.plain.heading_words import ENGLISH, HeadingWords, words_of
from bot.imports.formats.plain.numbers import one_of
from bot.imports.formats.plain.titles import is_title, is_title_behind_number
from bot.stories.models import ChapterKind
from bot.text.languages import BY_TAG, folded
from bot.text.late_pattern import LatePattern

_MAX_STORY = 60
_LETTERS = re.compile(r"[^\W\d_]+")
_MAX_TITLE_WORDS = 12
_SEPARATOR = re.compile(r"\s*(?:[:：.)|]|[-–—]+)\s*(?:[-–—]+\s*)?")
_COMMA = re.compile(r"\s*[,،]\s*")
_DOTS = re.compile(r"\.{2,}|…")
_ENDS = (".", ",", ";", "،", "؛", "۔", "।", "。")
_ENCLOSED = re.compile(r"\"[^\"]+\"|“[^“”]+”|‘[^‘’]+’|'[^']+'|«[^«»]+»|„[^„“”]+[“”]|\([^()]+\)|\[[^\[\]]+\]")
_ENGLISH_ORDINAL = r"\d{1,4}(?:st|nd|rd|th)"
_ORDINAL = r"\d{1,4}(?:\s?[.ºª°]|\s?[-‑:]?[^\W\d_]{1,3})?"
_MARKED = re.compile(r"\d+\W*[^\W\d_]|\d+[.ºª°]|[IVXLC]+\.")
_ROMAN_LEADS = re.compile(r"[IVXLC]{1,7}\. ")


@cache
def of_language(tag: str) -> HeadingGrammar:
    """Returns the shapes of headings in a language."""
    return HeadingGrammar(words_of(BY_TAG[tag]))


class HeadingGrammar:
    """The shapes of headings in one language."""

    def __init__(self, words: HeadingWords) -> None:
        ordinal, articles = numbers.ordinal(words), one_of(words.articles)
        in_words = rf"{numbers.ROMAN}|{numbers.either(words)}"
        marks = one_of(words.number_marks)
        digits = rf"\s*[#.:_–-]{{0,2}}\s*(?:{marks}(?!\w{{2}})\.?\s*)?#?(?P<digits>{numbers.DIGITS})"
        gap = r"\.?\s+" if words.is_spaced else r"\s*"
        number = rf"(?:{digits}|{gap}(?P<number>{in_words}))(?![\w'’])"
        kinds = one_of((*words.parts, *words.chapters))
        figures = _ENGLISH_ORDINAL if words.is_english else rf"{_ORDINAL}|{numbers.ROMAN}\."
        self._words = words
        self._numbers = _first_words(
            (*words.articles, *words.numbers, *words.hundreds, *words.ordinals, *words.last)
        )
        self._kinds = _first_words((*words.parts, *words.chapters))
        self._names = _first_words(words.named)
        self._numbered = _compiled(
            rf"(?:\d{{1,4}}[.)]\s+)?(?P<label>(?P<kind>{kinds}){number}"
            rf"(?:\s*(?:/|\bof\b)\s*(?:\d{{1,4}}|(?:{in_words})(?![\w'’])))?)(?P<rest>.*)"
        )
        self._named = _compiled(
            rf"(?P<label>(?P<kind>{one_of(words.named)})(?:{number})?)(?![\w'’])(?P<rest>.*)"
        )
        self._ordinal = _compiled(
            rf"(?P<label>(?:{articles}\s+)?(?P<digits>(?P<number>{ordinal})|{figures})\s+"
            rf"(?P<kind>{kinds}))(?![\w'’])(?P<rest>.*)"
        )
        self._behind = re.compile(
            rf"(?:\s*[:,|·–—]\s*|\s+-+\s+|\s)(?={one_of(words.story_chapters)}(?![^\W\d]))", re.IGNORECASE
        )

    def read(self, line: str) -> Iterator[tuple[Heading, bool]]:
        """Yields the heading that a line is, and whether it is one beyond doubt; nothing where it is none."""
        letters = _LETTERS.search(line)
        first = folded(letters[0]) if letters else ""
        if (first in self._kinds and (match := self._numbered.fullmatch(line))) or (
            first in self._names and (match := self._named.fullmatch(line))
        ):
            yield from self._standing(match)
        elif (first in self._numbers or line[:1].isdigit() or _ROMAN_LEADS.match(line)) and (
            match := self._ordinal.fullmatch(line)
        ):
            leads = not self._words.is_english and (match["number"] or _MARKED.match(match["digits"]))
            for heading, sure in self._standing(match):
                yield heading, bool(leads) and sure and heading.number > 0
        elif (behind := self._behind.search(line, 0, _MAX_STORY)) and not line[0].islower():
            match = self._numbered.fullmatch(line[behind.end() :])
            for heading, sure in self._standing(match) if match else ():
                if sure and (line[0].isalnum()):
                    yield replace(heading, story=line[: behind.start()]), False

    def _standing(self, match: re.Match[str]) -> Iterator[tuple[Heading, bool]]:
        """Yields the heading that a match is, unless what follows the number is the rest of a sentence."""
        heading = self._heading(match)
        rest = match["rest"].strip()
        if heading.is_outer and (inner := self._inner(rest)):
            label = (
                f"{heading.label}{match['rest'][: len(match['rest']) - len(inner.string)]}{inner['label']}"
            )
            for within, sure in self._standing(inner):
                yield replace(within, label=" ".join(label.split()), outside=True), sure
        elif judged := self._title(rest, match["kind"], named=heading.named):
            title, sure = judged
            if title and not self._words.is_english:
                between = as_typed(match["rest"].rstrip().removesuffix(title))
                heading = replace(heading, between=between)
            yield replace(heading, title=title), sure and not heading.unsure

    def _heading(self, match: re.Match[str]) -> Heading:
        words = self._words
        kind = folded(" ".join(match["kind"].split()))
        return Heading(
            " ".join(match["label"].split()),
            "",
            words.parts.get(kind, INNER),
            words.named.get(kind, ChapterKind.BODY),
            kind,
            numbers.value((match["digits"] or match["number"] or "").rstrip("."), words),
            named=kind in words.named,
            unsure=kind in words.unsure,
            outside=kind in words.outside,
        )

    def _inner(self, rest: str) -> re.Match[str] | None:
        """Returns the chapter named behind a part's number: `, Chapter 1` of `Book One, Chapter 1`."""
        separator = _SEPARATOR.match(rest) or _COMMA.match(rest)
        match = self._numbered.fullmatch(rest[separator.end() if separator else 0 :])
        return match if match and folded(match["kind"]) not in self._words.parts else None

    def _title(self, rest: str, kind: str, *, named: bool) -> tuple[str, bool] | None:
        """Returns the title in what follows a heading's number, and whether it is one beyond doubt;
        None where it is the rest of a sentence.
        """
        capital = kind[0].isupper() if self._words.is_english else not kind[0].islower()
        if not rest or _DOTS.fullmatch(rest):
            return "", True
        if _ENCLOSED.fullmatch(rest):
            return rest, True
        separator = _SEPARATOR.match(rest)
        title = rest[separator.end() :].strip() if separator else rest
        ended = title.endswith(_ENDS) and not _DOTS.search(title[-3:])
        if separator:
            return title, rest.startswith((":", "：")) or (capital and not ended)
        if comma := _COMMA.match(rest):
            title = rest[comma.end() :]
            return (title, False) if title and not ended and is_title_behind_number(title) else None
        if named or ended:
            return None
        return title, capital and self._is_title(title, kind)

    def _is_title(self, title: str, kind: str) -> bool:
        """Returns whether words behind a number, with nothing between, are a title. Only English gives
        capitals to most of its words.
        """
        if is_title(title) or is_title_behind_number(title):
            return True
        known = folded(kind)
        if known in ENGLISH.parts or known in ENGLISH.chapters:
            return False
        return not title[0].islower() and len(title.split()) <= _MAX_TITLE_WORDS


def _compiled(pattern: str) -> LatePattern:
    return LatePattern(pattern, re.IGNORECASE)


def _first_words(names: Iterable[str]) -> frozenset[str]:
    """Returns what the letters begin with in a line that begins with one of these names."""
    return frozenset(found[0] for name in names if (found := _LETTERS.search(name)))
