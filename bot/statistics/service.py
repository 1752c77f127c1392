"""The statistics service: a reader's year in numbers, and their totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from bot.clock import Clock
from bot.database import Connection, Database
from bot.reading.models import Day
from bot.reading.queries import finished as reads
from bot.reading.queries import reading_log
from bot.reading.reading_log import local_days
from bot.statistics.errors import NothingReadError
from bot.statistics.models import Amount, Favourites, YearOfReading
from bot.statistics.streaks import by_day, by_week
from bot.stories.models import Audience, Story
from bot.stories.queries.stories import folded

_FAVOURITES = 5


class Statistics:
    """Adds up what a reader has read."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def of_year(self, audience: Audience, year: int | None) -> YearOfReading:
        """Returns a year of the reader's, None being this one. It names only stories that may be shown here.

        Raises NothingReadError where they have read nothing at all.
        """

        def job(connection: Connection) -> YearOfReading:
            days = reading_log.days(connection, audience.reader)
            if not days:
                raise NothingReadError
            times = [self._clock.now(), *reads.times(connection, audience)]
            today, *finished = local_days(connection, audience.reader, times)
            wanted = today.year if year is None else year
            read = reading_log.stories_of_year(connection, audience, wanted)
            return _year(wanted, days, finished, today, _favourites(read))

        return await self._database.read(job)


def _year(
    year: int, days: Sequence[Day], finished: Sequence[date], today: date, favourites: Favourites
) -> YearOfReading:
    """Returns a year of these days, with the days on which reads were finished."""
    own = [each for each in days if each.date.year == year]
    this_month = [each for each in own if each.date.month == today.month]
    ends = [each for each in finished if each.year == year]
    years = {each.date.year for each in days}
    dates = [each.date for each in days]
    return YearOfReading(
        year=year,
        words=_words_by_day(year, own, today),
        total=_amount(own, ends),
        month=_amount(this_month, [each for each in ends if each.month == today.month])
        if year == today.year
        else None,
        all_time=_amount(days, finished),
        by_day=by_day(dates, today),
        by_week=by_week(dates, today),
        favourites=favourites,
        before=max((each for each in years if each < year), default=None),
        after=min((each for each in years if each > year), default=None),
    )


def _words_by_day(year: int, days: Sequence[Day], today: date) -> tuple[int, ...]:
    """Returns the words of each day of a year, up to today, or to the last day read if that is later because
    the reader has changed time zones."""
    first = date(year, 1, 1).toordinal()
    end = min(date(year, 12, 31), max([today, *(each.date for each in days)])).toordinal()
    words = {each.date.toordinal(): each.words for each in days}
    return tuple(words.get(day, 0) for day in range(first, end + 1))


def _amount(days: Sequence[Day], finished: Sequence[date]) -> Amount:
    return Amount(
        sum(each.words for each in days),
        sum(each.seconds for each in days),
        len(days),
        len(finished),
    )


def _favourites(read: Sequence[tuple[Story, int]]) -> Favourites:
    return Favourites(
        most_read((story.tags, words) for story, words in read),
        most_read((story.fandoms, words) for story, words in read),
        most_read((story.authors, words) for story, words in read),
    )


def most_read(read: Iterable[tuple[Sequence[str], int]]) -> tuple[str, ...]:
    """Returns the names with most words, in the spelling that came first; case and accents make no
    difference."""
    spelt: dict[str, str] = {}
    words: Counter[str] = Counter()
    for names, count in read:
        for name in {folded(name): name for name in names}.values():
            spelt.setdefault(folded(name), name)
            words[folded(name)] += count
    return tuple(spelt[name] for name, _ in words.most_common(_FAVOURITES))
