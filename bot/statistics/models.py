"""What reading adds up to: for the reader, and for those who look after a story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.stories.models import Chapter, Story


@dataclass(frozen=True, slots=True)
class Amount:
    """How much was read in a time: on how many days, and how many readings came to their story's end."""

    words: int
    seconds: int
    days: int
    finished: int


@dataclass(frozen=True, slots=True)
class Streaks:
    """How many days, or weeks, somebody has read in a row: up to now, and at most ever."""

    current: int
    longest: int


@dataclass(frozen=True, slots=True)
class Favourites:
    """What was read most of in a year, by words."""

    tags: tuple[str, ...]
    fandoms: tuple[str, ...]
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearOfReading:
    """A reader's year, with what they have read at all beside it.

    `month` is this month's, None in a year that is not this one. `words` has a number for each day of the
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
        """The words of each month, no further than this one."""
        first = date(self.year, 1, 1).toordinal()
        dated = ((date.fromordinal(first + number).month, each) for number, each in enumerate(self.words))
        return tuple(sum(each for _, each in month) for _, month in groupby(dated, key=lambda pair: pair[0]))

    @property
    def best_day(self) -> tuple[date, int]:
        """The day on which most was read, the first of several, and its words."""
        most = max(self.words)
        return date.fromordinal(date(self.year, 1, 1).toordinal() + self.words.index(most)), most


@dataclass(frozen=True, slots=True)
class Stop:
    """How many readers stopped in a stretch of chapters, by their numbers."""

    first: int
    last: int
    readers: int


@dataclass(frozen=True, slots=True)
class Readers:
    """How many readers a story has, as far as it may be told (bot/disclosure.py); None is too few.

    `finished` is None also where too few are left who did not finish: `nearly_all_finished`. `stops` are the
    stretches in which readers stopped, one after the other from the first chapter. `others` are all who are
    in neither, a few who stopped further on among them.
    """

    total: int | None
    finished: int | None = None
    nearly_all_finished: bool = False
    stops: tuple[Stop, ...] = ()
    others: int | None = None


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A line, as stored Markdown, and how many readers keep it."""

    chapter: Chapter
    markdown: str
    readers: int


@dataclass(frozen=True, slots=True)
class StoryNumbers:
    """What those who look after a story may know of its readers; `subscribers` is None where too few."""

    story: Story
    readers: Readers
    subscribers: int | None
    lines: tuple[QuotedLine, ...]
