"""The reading log: words and time that each press adds to a reader's day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from bot.database import Connection
from bot.readers.queries import readers
from bot.reading.models import Day, Reading
from bot.reading.queries import reading_log
from bot.reading.queries.openings import Opening
from bot.stories.ids import ReaderId
from bot.stories.models import Chapter, ChapterKind, Spot, Story
from bot.stories.queries import chapters
from bot.text.pace import passage_limit

_LONGEST = 3
"""A pause counts as reading up to this many times the usual time for a page."""


def local_day(connection: Connection, reader: ReaderId, now: int) -> date:
    """Returns today's date in the reader's time zone, or in UTC where they have set none."""
    return local_days(connection, reader, [now])[0]


def local_days(connection: Connection, reader: ReaderId, times: Iterable[int]) -> list[date]:
    """Returns the dates of times (UTC, seconds) there."""
    zone = readers.time_zone(connection, reader)
    return [_day_in(zone, each) for each in times]


def words_between(since: Spot, left: Chapter | None, chapter: Chapter, end: int) -> int:
    """Returns the number of words from a place to an offset of a chapter. `left` is the chapter before it, if
    the place is there. Only the body has words."""
    start = since.offset if left is None else 0
    rest = 0 if left is None else _words_in(left, since.offset, left.characters)
    return rest + _words_in(chapter, start, end)


def seconds_spent(words: int, words_a_page: float, since_last: int | None, words_a_minute: int) -> int:
    """Returns an estimate of the seconds spent on these words, where `words_a_minute` is the usual pace.

    That is the time since the reader's last press in the story, if reading a page can take as long.
    Otherwise, or without a press before, it is the time that the words take at the usual pace.
    """
    if since_last is not None and 0 <= since_last <= _LONGEST * 60 * words_a_page / words_a_minute:
        return since_last
    return round(60 * words / words_a_minute)


def record(
    connection: Connection,
    reader: ReaderId,
    opening: Opening,
    since: Spot,
    end: int,
    now: int,
) -> None:
    """Adds what was just read to the reader's day: from a place to an offset of the open chapter."""
    chapter, reading = opening.chapter, opening.reading
    elsewhere = since.position != chapter.position
    left = chapters.at(connection, chapter.story, since.position, None) if elsewhere else None
    words = words_between(since, left, chapter, end)
    limit = passage_limit(opening.story.script, opening.length.limit)
    words_a_page = limit * chapter.words / max(1, chapter.characters)
    since_last = now - reading.read_at if reading else None
    seconds = seconds_spent(words, words_a_page, since_last, opening.story.words_a_minute)
    if words:
        day = Day(_day_in(opening.time_zone, now), words, seconds)
        reading_log.add(connection, reader, opening.story.id, day)


def record_elsewhere(connection: Connection, reader: ReaderId, story: Story, words: int, now: int) -> None:
    """Adds words that were read outside of the panel to the reader's day, at the usual pace."""
    seconds = seconds_spent(words, 0, None, story.words_a_minute)
    day = Day(local_day(connection, reader, now), words, seconds)
    reading_log.add(connection, reader, story.id, day)


def _day_in(zone: str, now: int) -> date:
    where: tzinfo = ZoneInfo(zone) if zone else UTC
    return datetime.fromtimestamp(now, where).date()


def forget(connection: Connection, reader: ReaderId, gone: Reading, others: Sequence[Reading]) -> None:
    """Deletes what the log has of a read that was a mistake: its days, except those of other reads too."""
    days = reading_log.days_of_story(connection, reader, gone.story)
    of_others = [_days_of(connection, reader, each) for each in others]
    first, last = _days_of(connection, reader, gone)
    of_it = [day for day in days if first <= day <= last]
    alone = [day for day in of_it if not any(begun <= day <= ended for begun, ended in of_others)]
    reading_log.forget(connection, reader, gone.story, alone)


def _days_of(connection: Connection, reader: ReaderId, reading: Reading) -> tuple[date, date]:
    return local_day(connection, reader, reading.started_at), local_day(connection, reader, reading.read_at)


def _words_in(chapter: Chapter, start: int, end: int) -> int:
    """Returns the number of words of a stretch, as a difference of rounded positions: the stretches of a
    chapter add up to its words."""
    if chapter.kind is not ChapterKind.BODY:
        return 0
    before, after = (
        round(chapter.words * min(offset, chapter.characters) / max(1, chapter.characters))
        for offset in (start, end)
    )
    return after - before
