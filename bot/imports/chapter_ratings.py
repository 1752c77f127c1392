"""The ratings that chapters state at their heads, which a story's own may be lower than."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.imports import ratings
from bot.imports.labels import RATINGS
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Rating
from bot.stories.models import ChapterKind
from bot.text import markup
from bot.text.late_pattern import LatePattern

_LONGEST = 80  # characters of a line that may be no more than a rating
_FRONT, _FRONT_LINES = 2_000, 24  # characters, and lines, of a title page
_SLASHES = re.compile(r"\s[/|]\s")  # Drama / P18 / Gen
_SENTENCE = re.compile(r"[.!?\n]+")
_MAY_RATE = re.compile(
    r"rat(?:ed|ing)|classement|clasific|classific|freigabe|einstufung|fsk|рейтинг|категорія|kategoria"
    r"|[级級]|レーティング|年齢|등급|التصنيف|nsf[wl]|18|17|🔞|adult|mature|minors|smut|pwp",
    re.IGNORECASE,
)
_STORY = "story|fic(?:tion)?|work|book|novel"
_OF_CHAPTER = LatePattern(
    rf"\W*(?:(?:(?:this |the |my )?(?:chapter|part|{_STORY})(?:['’]?s)?(?: is| has been)? )?(?:{RATINGS})"
    r"(?: (?:for|of) (?:this|the) (?:chapter|part)| (?:этой )?главы)?(?:\W*[:：]|\W|(?<=[级級분]))"
    rf"|(?:this|my) (?:{_STORY})(?:['’]s| is)(?: strictly)?(?: for)? "
    r"(?=18|nsf[wl]|adults?\b|explicit|mature\b)"
    r"|(?:the |this )?rating (?:\w+ ){0,3}(?:is|goes|went|raised|bumped|changed)(?: now| up)*(?: to)? )",
    re.IGNORECASE,
)
_QUOTES = ("“", '"', "‘", "«", "„", "「", "『")
_WITHIN_WARNINGS = re.compile(r"\d|🔞|rated|adult", re.IGNORECASE)


def with_ratings_of_chapters(manuscript: Manuscript) -> Manuscript:
    """Returns the manuscript with the highest rating that it or one of its chapters states; where that is
    higher than its own, a warning says so.

    Of a story that states none, its warnings and tags count as well.
    """
    details = manuscript.details
    own = (details.rating, details.unclear_rating)
    if own[0] is None:
        of_chapters = (each for chapter in manuscript.chapters for each in chapter.notes.content_warnings)
        parts = (part for tag in details.tags for part in _SLASHES.split(tag))
        said = filter(ratings.is_said, (*details.content_warnings, *parts, *of_chapters))
        own = ratings.stated(", ".join(said))
    own = ratings.highest(own, *(_in_front(chapter) for chapter in _first(manuscript.chapters)))
    own = ratings.highest(own, (_highest_in(_SENTENCE.split(markup.strip(details.notes))), ""))
    stated = {_highest(chapter): chapter for chapter in reversed(manuscript.chapters)}
    highest = max((rating for rating in stated if rating is not None), default=None)
    if highest is None or (own[0] is not None and own[0] >= highest):
        return replace(manuscript, details=replace(details, rating=own[0], unclear_rating=own[1]))
    raised = replace(manuscript, details=replace(details, rating=highest, unclear_rating=""))
    name = stated[highest].title or "One of its chapters"
    if details.rating is None:
        first = next(each for each in manuscript.chapters if each.kind is ChapterKind.BODY)
        if own[0] is not None or stated[highest] is first:
            return raised
        warning = (
            f"The file states no rating; “{name}” is rated {highest.label}, so the story counts as that."
        )
        return replace(raised, warnings=(*manuscript.warnings, warning))
    warning = (
        f"“{name}” is rated {highest.label}, which is higher than {details.rating.label}, the rating of the "
        f"story in its file, so it counts as {highest.label}."
    )
    return replace(raised, warnings=(*manuscript.warnings, warning))


def _highest(chapter: ManuscriptChapter) -> Rating | None:
    """Returns the highest rating that a chapter of the body states, before its text or in its first line."""
    return _highest_in(_lines(chapter)) if chapter.kind is ChapterKind.BODY else None


def _highest_in(lines: Iterable[str]) -> Rating | None:
    found = (_stated(line) for line in lines if len(line) <= _LONGEST and _MAY_RATE.search(line))
    return max((rating for rating in found if rating is not None), default=None)


def _first(chapters: Sequence[ManuscriptChapter]) -> Iterator[ManuscriptChapter]:
    """Yields the chapters of the front matter, and the first one behind it, which may hold the title page."""
    for chapter in chapters:
        yield chapter
        if chapter.kind is ChapterKind.BODY:
            break


def _in_front(chapter: ManuscriptChapter) -> tuple[Rating | None, str]:
    """Returns the rating that one of the first lines of a page before the story states."""
    lines = markup.strip(chapter.text[:_FRONT]).split("\n")[:_FRONT_LINES]
    return _highest_in(lines), ""


def _lines(chapter: ManuscriptChapter) -> Iterator[str]:
    first = markup.strip(chapter.text[: 2 * _LONGEST].partition("\n\n")[0])
    yield "" if first.startswith(_QUOTES) else first
    for note in (chapter.notes.summary, chapter.notes.before):
        yield from _SENTENCE.split(markup.strip(note))
    yield from filter(_WITHIN_WARNINGS.search, chapter.notes.content_warnings)


def _stated(line: str) -> Rating | None:
    if ratings.is_said(line):
        return ratings.stated(line)[0]
    label = _OF_CHAPTER.match(line)
    rating, unclear = ratings.stated(line[label.end() :]) if label else (None, "")
    return None if unclear else rating
