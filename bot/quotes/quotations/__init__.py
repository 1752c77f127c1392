"""Lines of a story that are worth quoting: speech with its speakers, and narration that can be understood
alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.quotes.quotations import dashes, foreign, marks, narration, plays, speech
from bot.quotes.quotations.aliases import aliases
from bot.quotes.quotations.names import Names
from bot.quotes.quotations.tags import SpokenLine, Tag
from bot.quotes.wording import DASHES, words
from bot.text.languages import Language, telling
from bot.text.languages.telling import Evidence

__all__ = ["Quotation", "aliases", "of_story"]

_FOREIGN_SIGNS = "«»„「『‚›‹"
_DASHED = re.compile(r"\A[—–―]|\n[—–―]")
_ANY = re.compile(r"[^\n]+")
_SAMPLE = 1_000
"""Characters of a chapter that are enough to tell its language."""
_LEAST = 2
"""Words that tell the language of a paragraph."""
_SHOWN = 40
"""Words of its own that tell a chapter's language without the rest of the story."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A line of a chapter that is worth quoting.

    `spans` are offsets in the chapter's stored text, in order, without overlap. A span of speech holds its
    quotation marks, or the dash that opens it. A line that its tag interrupts has two or more, and so has
    speech that runs over paragraphs, one in each. `text` is the plain text of the spans, each without those
    marks, joined by a space. `speaker` is the name that the story uses for the character; None where no name
    stands beside the line.
    """

    spans: tuple[tuple[int, int], ...]
    text: str
    speaker: str | None
    kind: Literal["speech", "narration"]


def of_story(texts: Sequence[str], characters: Sequence[str] = ()) -> list[list[Quotation]]:
    """Returns the lines of each chapter that are worth quoting, in the order of the text.

    `texts` are the chapters' stored texts, `characters` the story's own list of them, if it has one.
    """
    shown = [telling.evidence(text[:_SAMPLE], sayings=True) for text in texts]
    throughout = sum(shown, Evidence())
    spoken = [_lines(text, _language(own, throughout)) for text, own in zip(texts, shown, strict=True)]
    speakers = _speakers(texts, characters, {line.tag for lines in spoken for line in lines if line.tag})
    return [_of_chapter(text, lines, speakers) for text, lines in zip(texts, spoken, strict=True)]


def _language(own: Evidence, throughout: Evidence) -> Language | None:
    """Returns the language of a chapter: its own where its words show it, else the story's; None for
    English."""
    return telling.told(own if own.total() >= _SHOWN else throughout)


def _lines(text: str, language: Language | None) -> list[SpokenLine]:
    """Returns the spoken lines of a chapter, by the conventions of its language and its own."""
    play = plays.lines(text)
    if play is not None:
        return play
    if language and not telling.are_mixed(telling.evidence(text[:_SAMPLE], sayings=True)):
        return foreign.lines(text, language)
    paragraphs = _ANY.finditer(text) if language else _with_foreign_signs(text)
    others = [line for each in paragraphs for line in _of_paragraph(text, each, language)]
    taken = sorted(span for line in others for span in line.spans)
    own = [] if language else _english(text)
    if taken:
        own = [line for line in own if not any(_is_among(span, taken) for span in line.spans)]
    return sorted([*own, *others], key=lambda line: line.spans)


def _with_foreign_signs(text: str) -> Iterator[re.Match[str]]:
    """Yields the paragraphs with signs of speech that English seldom uses."""
    if any(sign in text for sign in _FOREIGN_SIGNS) or _DASHED.search(text):
        for paragraph in _ANY.finditer(text):
            if paragraph[0][0] in DASHES or any(sign in paragraph[0] for sign in _FOREIGN_SIGNS):
                yield paragraph


def _of_paragraph(text: str, paragraph: re.Match[str], otherwise: Language | None) -> Iterator[SpokenLine]:
    """Yields the lines of a paragraph that is in a language of its own, or else in another than English."""
    shown = telling.evidence(paragraph[0][:_SAMPLE], sayings=True)
    own = telling.told(shown) if max(shown.values(), default=0) >= _LEAST else None
    language = own or otherwise
    if language:
        at = paragraph.start()
        for line in foreign.lines(paragraph[0], language):
            yield SpokenLine(tuple((at + start, at + end) for start, end in line.spans), line.tag)


def _english(text: str) -> list[SpokenLine]:
    kinds = marks.marks(text)
    if dashes.count(text) > max(2, *map(marks.begun, kinds)):
        dashed = list(dashes.lines(text))
        if any(line.tag or _asks(text, line) for line in dashed):  # narration may begin with dashes too
            return dashed
    return speech.lines(text, kinds)


def _asks(text: str, line: SpokenLine) -> bool:
    return any("?" in text[start:end] for start, end in line.spans)


def _speakers(texts: Sequence[str], characters: Sequence[str], tags: Iterable[Tag]) -> dict[Tag, str]:
    """Returns for each tag with a name the name that the story uses for that speaker."""
    named = {tag: tag.speaker for tag in tags if tag.speaker}
    names = Names(texts, [*characters, *(name for tag, name in named.items() if not tag.doubtful)])
    known = {
        tag: name for tag, words in named.items() if (name := names.name(words) if tag.doubtful else words)
    }
    called = aliases(dict.fromkeys(known.values()), characters, names.seen)
    return {tag: called[name] for tag, name in known.items()}


def _of_chapter(text: str, lines: Iterable[SpokenLine], speakers: Mapping[Tag, str]) -> list[Quotation]:
    spoken = [(line.spans, speakers.get(line.tag) if line.tag else None) for line in lines]
    taken = [span for spans, _ in spoken for span in spans]
    narrated = [(span,) for span in narration.sentences(text) if not _is_among(span, taken)]
    found = [Quotation(spans, words(text, spans), speaker, "speech") for spans, speaker in spoken]
    found += [Quotation(spans, words(text, spans), None, "narration") for spans in narrated]
    return sorted(found, key=lambda one: one.spans)


def _is_among(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    """Returns whether a span overlaps one of the taken ones, which are in order."""
    before = bisect_left(taken, (span[1],))
    return before > 0 and taken[before - 1][1] > span[0]
