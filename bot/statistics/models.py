"""The numbers of a reader's reading, and those of a story's readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.stories.ids import ChapterId
from bot.stories.models import Chapter, Story


@dataclass(frozen=True, slots=True)
class Amount:
    """The amount read in a time: words, seconds, days with any reading, and readings finished."""

    words: int
    seconds: int
    days: int
    finished: int


@dataclass(frozen=True, slots=True)
class Streaks:
    """The number of days, or weeks, that somebody has read in a row: up to now, and at most ever."""

    current: int
    longest: int


@dataclass(frozen=True, slots=True)
class Favourites:
    """The tags, fandoms and authors read most in a year, by words."""

    tags: tuple[str, ...]
    fandoms: tuple[str, ...]
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearOfReading:
    """A reader's year, and their totals of all time.

    `month` is the current month, None in another year than this. `words` has a number for each day of the
    year from the first of January, no further than today. `before` and `after` are the nearest years with any
    reading.
    """

    year: int
    words: tuple[int, ...]
    total: Amount
    month: Amount | None
    all_time: Amount
    by_day: Streaks
    by_week: Streaks
    favourites: Favourites
    before: int | None
    after: int | None

    @property
    def months(self) -> tuple[int, ...]:
        """The words of each month, no further than the current one."""
        first = date(self.year, 1, 1).toordinal()
        dated = ((date.fromordinal(first + number).month, each) for number, each in enumerate(self.words))
        return tuple(sum(each for _, each in month) for _, month in groupby(dated, key=lambda pair: pair[0]))

    @property
    def best_day(self) -> tuple[date, int]:
        """The day with the most words, the first of several, and those words."""
        most = max(self.words)
        return date.fromordinal(date(self.year, 1, 1).toordinal() + self.words.index(most)), most


@dataclass(frozen=True, slots=True)
class Stop:
    """The number of readers who stopped in a stretch of chapters, which is given by their numbers."""

    first: int
    last: int
    readers: int


@dataclass(frozen=True, slots=True)
class Readers:
    """The numbers of a story's readers, as far as they are told (disclosure.py): each is at least that, None
    is too few. `stops` are the stretches in which readers stopped, one after the other from the first
    chapter.
    """

    total: int | None
    finished: int | None = None
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True)
class CountedLine:
    """A line, as stored Markdown, and the number of readers who saved it."""

    chapter: ChapterId
    markdown: str
    readers: int


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A line, as stored Markdown, and the number of readers who saved it, as it is told."""

    chapter: Chapter
    markdown: str
    readers: int


@dataclass(frozen=True, slots=True)
class StoryNumbers:
    """The numbers that those who look after a story may know of its readers, as they were counted last;
    `subscribers` is None where too few."""

    story: Story
    readers: Readers
    subscribers: int | None
    lines: tuple[QuotedLine, ...]
