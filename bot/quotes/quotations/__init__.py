"""Lines of a story that are worth quoting: speech with its speakers, and narration that can be understood
alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.quotes.quotations import dashes, marks, narration, plays, speech
from bot.quotes.quotations.aliases import aliases
from bot.quotes.quotations.names import Names
from bot.quotes.quotations.tags import SpokenLine, Tag
from bot.text.markup import strip

__all__ = ["Quotation", "aliases", "of_story"]

_SHUTS = {'"': '"', "“": "”“", "„": "“”", "‟": "”", "«": "»", "»": "«", "‘": "’", "'": "'’"}
_CLOSING = '”"»'
_DASHES = "—–―-"


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
    spoken = [_lines(text) for text in texts]
    speakers = _speakers(texts, characters, {line.tag for lines in spoken for line in lines if line.tag})
    return [_of_chapter(text, lines, speakers) for text, lines in zip(texts, spoken, strict=True)]


def _lines(text: str) -> list[SpokenLine]:
    """Returns the spoken lines of a chapter, by the convention that the chapter follows."""
    play = plays.lines(text)
    if play is not None:
        return play
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
    found = [Quotation(spans, _words(text, spans), speaker, "speech") for spans, speaker in spoken]
    found += [Quotation(spans, _words(text, spans), None, "narration") for spans in narrated]
    return sorted(found, key=lambda one: one.spans)


def _is_among(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    """Returns whether a span overlaps one of the taken ones, which are in order."""
    before = bisect_left(taken, (span[1],))
    return before > 0 and taken[before - 1][1] > span[0]


def _words(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return " ".join(_unquoted(strip(text[start:end])) for start, end in spans)


def _unquoted(plain: str) -> str:
    """Returns the words of a span without the marks around them."""
    shuts = _SHUTS.get(plain[:1])
    plain = plain[1:] if shuts else plain.lstrip(_DASHES)
    return (plain[:-1] if plain.endswith(tuple(shuts or _CLOSING)) else plain).strip()
