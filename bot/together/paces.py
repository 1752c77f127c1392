"""Paces of read-alongs: which parts a story is divided into, and on which days they open. Pure functions."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.stories.models import Chapter, Spot

_WEEK = 7
_NEAR = 0.25
"""The share of a part by which its end is moved so that it ends with a chapter."""

ParagraphEnds = Callable[[Chapter], Sequence[int]]
"""Returns the offsets behind the last character of each of a chapter's paragraphs, in order."""


class PaceKind(StrEnum):
    """The way in which a story is divided into parts."""

    CHAPTERS = "chapters"
    """A number of chapters, so many times a week."""
    DATES = "dates"
    """On the dates that its host typed."""
    EVENLY = "evenly"
    """A part a day with as many words each, until a last day."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace of a read-along.

    `chapters` of a part and how many parts open `a_week` (1 to 7) are for `CHAPTERS`. `dates` are the days on
    which parts open for `DATES`, in order, and the only day for `EVENLY`, the last one. `upto` are the
    numbers of the chapters with which the parts end, empty where the words are to decide.
    """

    kind: PaceKind = PaceKind.CHAPTERS
    chapters: int = 1
    a_week: int = _WEEK
    dates: tuple[date, ...] = ()
    upto: tuple[int, ...] = ()

    def to_column(self) -> str:
        """Returns the pace as it is stored."""
        dates = [each.isoformat() for each in self.dates]
        return json.dumps([self.kind, self.chapters, self.a_week, dates, self.upto])

    @staticmethod
    def of_column(column: str) -> Pace:
        """Returns a stored pace."""
        kind, chapters, a_week, dates, upto = json.loads(column)
        return Pace(PaceKind(kind), chapters, a_week, tuple(map(date.fromisoformat, dates)), tuple(upto))


A_CHAPTER_A_DAY = Pace()


@dataclass(frozen=True, slots=True)
class PartEnd:
    """Where a part ends: behind so many characters of a chapter's text."""

    chapter: Chapter
    offset: int

    @property
    def ends_chapter(self) -> bool:
        """Whether the part ends with its chapter."""
        return self.offset == self.chapter.characters

    @property
    def spot(self) -> Spot:
        """Its place in reading order."""
        return Spot(self.chapter.position, self.offset)

    @property
    def words(self) -> float:
        """The words of the body up to here."""
        share = self.offset / max(1, self.chapter.characters)
        return self.chapter.words_before + self.chapter.words * share


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """A part of a plan: the day on which it opens, and where it ends."""

    day: date
    end: PartEnd


def plan(
    pace: Pace, first_day: date, body: Sequence[Chapter], since: PartEnd | None, paragraphs: ParagraphEnds
) -> list[PlannedPart]:
    """Returns the parts into which the text behind `since` (None: all of it) is divided, and the days on
    which they open, from `first_day` on.

    `body` are all chapters that are counted, in reading order. Each part has some text, and the last one ends
    with it. Days of the pace before `first_day` are left out; where none is left, all is one part.
    """
    left = [each for each in body if since is None or _spot(each) > since.spot]
    if not left:
        return []
    if pace.kind is PaceKind.CHAPTERS:
        ends = _by_chapters(left, pace.chapters)
        return [
            PlannedPart(day, end)
            for day, end in zip(days(first_day, pace.a_week, len(ends)), ends, strict=True)
        ]
    if pace.kind is PaceKind.EVENLY:
        count = max(1, (pace.dates[-1] - first_day).days + 1)
        ends = _evenly(left, since, count, paragraphs)
        return [PlannedPart(first_day + timedelta(days=index), end) for index, end in enumerate(ends)]
    return _by_dates(pace, first_day, left, since)


def days(first: date, a_week: int, count: int) -> list[date]:
    """Returns so many days, `a_week` of them in each week and as far apart as that allows."""
    return [first + timedelta(days=index * _WEEK // a_week) for index in range(count)]


def moment(day: date, minute: int, zone: str) -> int:
    """Returns when a minute of a day is in a time zone, UTC in seconds. A time that the clocks leave out when
    they are put forward comes as much later, and one that they show twice is the first."""
    return int(datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(zone)).timestamp())


def day_of(moment: int, zone: str) -> date:
    """Returns which day a moment (UTC, seconds) is in a time zone."""
    return datetime.fromtimestamp(moment, ZoneInfo(zone)).date()


def _spot(chapter: Chapter) -> Spot:
    return Spot(chapter.position, chapter.characters)


def _end_of(chapter: Chapter) -> PartEnd:
    return PartEnd(chapter, chapter.characters)


def _by_chapters(left: Sequence[Chapter], size: int) -> list[PartEnd]:
    return [_end_of(left[min(at + size, len(left)) - 1]) for at in range(0, len(left), size)]


def _by_dates(
    pace: Pace, first_day: date, left: Sequence[Chapter], since: PartEnd | None
) -> list[PlannedPart]:
    ahead = [at for at, day in enumerate(pace.dates) if day >= first_day]
    dates = [pace.dates[at] for at in ahead] or [first_day]
    if pace.upto and ahead:
        upto = [pace.upto[at] for at in ahead]
        upto[-1] = max(upto[-1], left[-1].number or 0)
        named = [[each for each in left if (each.number or 0) <= number] for number in upto]
        found = [PlannedPart(day, _end_of(each[-1])) for day, each in zip(dates, named, strict=True) if each]
        return [each for at, each in enumerate(found) if not at or each.end != found[at - 1].end]
    ends = _evenly(left, since, len(dates), lambda chapter: (chapter.characters,))
    return [PlannedPart(day, end) for day, end in zip(dates, ends, strict=False)]


def _evenly(
    left: Sequence[Chapter], since: PartEnd | None, count: int, paragraphs: ParagraphEnds
) -> list[PartEnd]:
    """Returns the ends of at most so many parts of as many words each, each at the end of a paragraph, and of
    a chapter where one is near."""
    last, done = _end_of(left[-1]), since.words if since else left[0].words_before
    size, totals = (last.words - done) / count, [_end_of(each).words for each in left]
    found: list[PartEnd] = []
    for number in range(1, count):
        words = done + number * size
        at = min(bisect_left(totals, words), len(left) - 1)
        end = _nearest(left[max(0, at - 1) : at + 1], words, size * _NEAR, paragraphs)
        before = found[-1] if found else since
        if _is_behind(end, before) and _is_behind(last, end):
            found.append(end)
    return [*found, last]


def _is_behind(end: PartEnd, other: PartEnd | None) -> bool:
    return other is None or end.spot > other.spot


def _nearest(around: Sequence[Chapter], words: float, near: float, paragraphs: ParagraphEnds) -> PartEnd:
    """Returns the end of a paragraph that has the nearest to so many words before it, or the end of a chapter
    that has nearly as many. `around` are the chapter in which so many words are reached, and the one before
    it."""
    ends = [_end_of(each) for each in around]
    nearest = min(ends, key=lambda end: abs(end.words - words))
    if abs(nearest.words - words) <= near:
        return nearest
    chapter = around[-1]
    offsets = paragraphs(chapter)
    share = (words - chapter.words_before) / max(1, chapter.words)
    at = bisect_left(offsets, share * chapter.characters)
    within = [PartEnd(chapter, offset) for offset in offsets[max(0, at - 1) : at + 1] if offset]
    return min((*within, *ends), key=lambda end: abs(end.words - words))
