"""Plans of read-alongs: made of a story's chapters, stored as parts, and shown as stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial

from bot.database import Connection
from bot.stories.ids import StoryId
from bot.stories.models import Chapter, ChapterKind, Place, Story
from bot.stories.queries import chapters, stories
from bot.text.segments import BETWEEN
from bot.together.ends import ends_of
from bot.together.errors import ReadAlongGoneError, TooManyPartsError
from bot.together.models import NewPart, Part, Plan, ReadAlong, ReadAlongId, Stage
from bot.together.paces import A_CHAPTER_A_DAY, Pace, PaceKind, PartEnd, day_of, moment, plan
from bot.together.queries import read_alongs

MOST_PARTS = 400
"""The most parts of a read-along: a year of days, and some."""


def plan_parts(connection: Connection, read_along: ReadAlong, first_day: date) -> None:
    """Stores the parts of a read-along that have not opened, by its pace, from a day on. Raises
    TooManyPartsError."""
    opened = [each for each in read_alongs.parts(connection, read_along.id) if each.opened_at is not None]
    _keep(connection, read_along, opened, read_along.pace, first_day)


def add_new_chapters(connection: Connection, read_along: ReadAlong, now: int) -> None:
    """Adds parts for what the story has behind the last part of a read-along that goes on. They follow in its
    pace; where its dates have an end, one a day."""
    known = read_alongs.parts(connection, read_along.id)
    if not known or len(known) >= MOST_PARTS:
        return
    pace = read_along.pace if read_along.pace.kind is PaceKind.CHAPTERS else A_CHAPTER_A_DAY
    last_day = day_of(known[-1].opens_at, read_along.zone)
    next_day = last_day + timedelta(days=max(1, 7 // pace.a_week))
    today = day_of(now, read_along.zone)
    _keep(connection, read_along, known, pace, max(next_day, today))


def plan_of(connection: Connection, read_along: ReadAlong) -> Plan:
    """Returns a read-along as people see it. Raises ReadAlongGoneError where its story is gone."""
    story = stories.get(connection, read_along.story)
    if story is None:
        raise ReadAlongGoneError
    found = read_alongs.parts(connection, read_along.id)
    ends = ends_of(connection, read_along.story, found)
    stages = tuple(_stage(story, part, ends, at) for at, part in enumerate(found))
    return Plan(read_along, story, stages, read_alongs.ends_at(connection, read_along.id))


def existing(connection: Connection, identity: ReadAlongId) -> ReadAlong:
    """Returns a read-along. Raises ReadAlongGoneError where there is none."""
    found = read_alongs.get(connection, identity)
    if found is None:
        raise ReadAlongGoneError
    return found


def _keep(
    connection: Connection, read_along: ReadAlong, before: Sequence[Part], pace: Pace, first_day: date
) -> None:
    ends = ends_of(connection, read_along.story, before)
    new = plan(
        pace,
        first_day,
        _body(connection, read_along.story),
        ends[-1] if ends else None,
        cache(partial(_paragraph_ends, connection)),
    )
    if len(before) + len(new) > MOST_PARTS:
        raise TooManyPartsError(MOST_PARTS)
    parts = [
        NewPart(
            Place(each.end.chapter.id, each.end.chapter.revision, each.end.offset),
            each.end.ends_chapter,
            moment(each.day, read_along.minute, read_along.zone),
        )
        for each in new
    ]
    read_alongs.keep_parts(connection, read_along.id, len(before), parts)


def _body(connection: Connection, story: StoryId) -> list[Chapter]:
    return [each for each in chapters.of(connection, story, None) if each.kind is ChapterKind.BODY]


def _paragraph_ends(connection: Connection, chapter: Chapter) -> list[int]:
    text = chapters.text(connection, chapter.id, chapter.revision)
    ends, at = list[int](), text.find(BETWEEN)
    while at >= 0:
        ends.append(at)
        at = text.find(BETWEEN, at + len(BETWEEN))
    return [*ends, len(text)]


def _stage(story: Story, part: Part, ends: Sequence[PartEnd], at: int) -> Stage:
    words = ends[at].words - (ends[at - 1].words if at else 0)
    return Stage(part, ends[at], max(1, round(words / story.words_a_minute)))


def shifted(part: Part, days: int, read_along: ReadAlong) -> int:
    """Returns when a part opens that is moved by some days, by the clocks of its read-along's zone."""
    day = day_of(part.opens_at, read_along.zone) + timedelta(days=days)
    return moment(day, read_along.minute, read_along.zone)


def move(connection: Connection, read_along: ReadAlong, days: int) -> None:
    """Moves all parts that have not opened by some days."""
    for part in read_alongs.parts(connection, read_along.id):
        if part.opened_at is None:
            read_alongs.reschedule(connection, part.id, shifted(part, days, read_along))
    pace = read_along.pace
    if pace.dates:  # what is planned anew goes by them
        dates = tuple(each + timedelta(days=days) for each in pace.dates)
        read_alongs.change_pace(connection, read_along.id, replace(pace, dates=dates))
