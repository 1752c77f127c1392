"""What is read by the same people: who counts, who may be told, and when it is worked out."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.database import Connection, Database
from bot.reading.positions import Move
from bot.reading.service import ReadingService
from bot.recommendations import collaborative_filtering
from bot.recommendations.collaborative_filtering import CollaborativeFiltering
from bot.recommendations.queries import coreading
from bot.recommendations.queries.coreading import Neighbours, most_read
from bot.stories.details import Rating
from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Audience
from bot.stories.queries.stories import take_down
from tests.recommendations.reader_circles import bring_in, circle, forget, reads, suggested

TEN, TWENTY, NEW = range(100, 110), range(100, 120), Audience(ReaderId(1))
HERE, ELSEWHERE = GuildId(71), GuildId(72)
SIX_HOURS, FIVE_MINUTES, A_DAY = 6 * 3_600, 300, 24 * 3_600


async def train(database: Database) -> None:
    await CollaborativeFiltering(database, Clock()).train()


async def found(database: Database, *liked: StoryId, audience: Audience = NEW) -> list[StoryId]:
    return [each.story.id for each in await suggested(database, liked, audience)]


async def much_read(database: Database, audience: Audience = NEW) -> list[StoryId]:
    stories = await database.read(lambda connection: most_read(connection, audience, 10))
    return [story.id for story in stories]


# Who counts


async def test_where_nobody_has_read_anything_nothing_is_told(database: Database) -> None:
    story = await bring_in(database, 1)
    await train(database)
    assert await found(database, story) == await much_read(database) == []


async def test_five_readers_are_enough_and_four_are_not(database: Database) -> None:
    first, second, third = [await bring_in(database, number) for number in range(3)]
    await reads(database, 99, [first, second])
    for reader in TEN[:4]:
        await reads(database, reader, [first, second, third])
    await train(database)
    [one] = await suggested(database, [first])
    assert (one.story.id, one.because, one.readers) == (second, first, 5)
    assert await much_read(database) == [second, first]


async def test_a_story_read_twice_is_read_by_one_reader(database: Database) -> None:
    first, second = [await bring_in(database, number) for number in range(2)]
    room = ReadingService(database, Clock())
    for reader in TEN[:4]:
        await reads(database, reader, [first, second])
        again = (await room.open(Audience(ReaderId(reader)), second)).again
        assert again is not None
        await room.again(Audience(ReaderId(reader)), second, again)
    await train(database)
    assert await much_read(database) == []


async def test_those_who_read_half_of_a_story_count_and_those_who_only_began_it_do_not(
    database: Database,
) -> None:
    long, short = await bring_in(database, 1, pages=8), await bring_in(database, 2)
    room = ReadingService(database, Clock())
    for reader in TEN[:5]:
        audience = Audience(ReaderId(reader))
        await reads(database, reader, [short])
        panel = await room.open(audience, long)
    await train(database)
    assert await found(database, short) == []
    for reader in TEN[:5]:
        audience = Audience(ReaderId(reader))
        panel = await room.open(audience, long)
        while panel.percent < 50:
            assert panel.next is not None
            panel = await room.go(audience, panel.next, Move.NEXT)
    assert panel.percent < 100
    await train(database)
    assert await found(database, short) == [long]


# Who may be told


async def test_what_they_have_begun_is_not_suggested_to_them(database: Database) -> None:
    stories = [await bring_in(database, number) for number in range(4)]
    await circle(database, TEN, stories)
    await train(database)
    await reads(database, NEW.reader, stories[1:2])
    assert set(await found(database, stories[0])) == set(stories[2:])
    assert set(await much_read(database)) == {stories[0], *stories[2:]}


async def test_a_server_s_own_story_is_neither_suggested_nor_a_reason_elsewhere(database: Database) -> None:
    everywhere, other = await bring_in(database, 1), await bring_in(database, 2)
    own = await bring_in(database, 3, guild=HERE)
    for reader in TEN:
        await reads(database, reader, [everywhere, other, own], guild=HERE)
    await train(database)
    at_home = Audience(ReaderId(1), HERE)
    assert set(await found(database, everywhere, audience=at_home)) == {other, own}
    assert await found(database, own, audience=Audience(ReaderId(1), ELSEWHERE)) == []
    assert await found(database, everywhere, audience=Audience(ReaderId(1), ELSEWHERE)) == [other]
    assert set(await much_read(database, at_home)) == {everywhere, other, own}
    assert set(await much_read(database)) == {everywhere, other}


async def test_what_is_rated_for_elsewhere_is_not_suggested_here(database: Database) -> None:
    tame, bold = await bring_in(database, 1), await bring_in(database, 2, rating=Rating.EXPLICIT)
    for reader in TEN:
        await reads(database, reader, [tame, bold], guild=HERE)
    await train(database)
    behind = Audience(ReaderId(1), HERE, age_restricted=True)
    assert await found(database, tame, audience=behind) == [bold]
    assert await found(database, tame) == await found(database, bold) == []
    assert await much_read(database) == [tame]


async def test_a_story_that_is_taken_down_is_suggested_no_more(database: Database) -> None:
    stories = [await bring_in(database, number) for number in range(3)]
    await circle(database, TWENTY, stories)
    await train(database)
    assert set(await found(database, stories[0])) == set(stories[1:])
    await database.transaction(lambda connection: take_down(connection, stories[1], 0))
    assert await found(database, stories[0]) == [stories[2]]


# When it is worked out


class Watched(CollaborativeFiltering):
    """Notes when it begins to be worked out."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__(database, clock)
        self.done: asyncio.Queue[int] = asyncio.Queue()
        self._now = clock.now

    async def train(self) -> None:
        begun = self._now()
        await super().train()
        self.done.put_nowait(begun)


async def test_it_is_worked_out_when_nobody_has_pressed_anything_for_five_minutes(database: Database) -> None:
    clock = Clock()
    watched = Watched(database, clock)
    running = asyncio.create_task(watched.worker().run())
    for _ in range(5):
        clock.advance(FIVE_MINUTES - 60)
        await database.read(coreading.last_training)
        watched.note_activity()
    last_press = clock.now()
    clock.advance(FIVE_MINUTES)
    assert await watched.done.get() >= last_press + FIVE_MINUTES
    running.cancel()


async def test_where_somebody_always_reads_it_is_worked_out_within_a_day(database: Database) -> None:
    clock = Clock()
    watched, begun = Watched(database, clock), clock.now()
    running = asyncio.create_task(watched.worker().run())
    while watched.done.empty():
        watched.note_activity()
        clock.advance(FIVE_MINUTES - 60)
        await database.read(coreading.last_training)
    assert A_DAY <= await watched.done.get() - begun < A_DAY + SIX_HOURS
    running.cancel()


async def test_it_is_worked_out_every_six_hours_at_most_restarts_or_not(database: Database) -> None:
    clock = Clock()
    begun = clock.now()
    await CollaborativeFiltering(database, clock).train()
    watched = Watched(database, clock)
    running = asyncio.create_task(watched.worker().run())
    while watched.done.empty():
        clock.advance(FIVE_MINUTES)
        await database.read(coreading.last_training)
    assert await watched.done.get() >= begun + SIX_HOURS
    running.cancel()


async def test_where_there_is_no_room_to_work_it_out_in_it_is_tried_again(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    watched = Watched(database, clock)
    with monkeypatch.context() as full:
        full.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
        running = asyncio.create_task(watched.worker().run())
        while "the training failed" not in caplog.text:
            clock.advance(FIVE_MINUTES)
            await database.read(coreading.last_training)
    failed_at = clock.now()
    while watched.done.empty():
        clock.advance(FIVE_MINUTES)
        await database.read(coreading.last_training)
    assert await watched.done.get() >= failed_at + SIX_HOURS - FIVE_MINUTES
    running.cancel()


@pytest.mark.usefixtures("sandbox_as_it_is")
async def test_what_has_not_changed_is_not_worked_out_again(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stories = [await bring_in(database, number) for number in range(3)]
    await circle(database, TWENTY, stories)
    await train(database)
    monkeypatch.setattr(collaborative_filtering, "_SECONDS", 0)
    await train(database)
    assert "could not be worked out" not in caplog.text
    await forget(database, TEN)
    await train(database)
    assert "could not be worked out" in caplog.text


@pytest.mark.usefixtures("sandbox_as_it_is")
@pytest.mark.parametrize("limit", ["_MEMORY", "_SECONDS"])
async def test_what_takes_too_much_leaves_all_as_it_was_and_is_tried_again(
    database: Database, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    stories = [await bring_in(database, number) for number in range(4)]
    await circle(database, TWENTY, stories[:3])
    await train(database)
    await circle(database, range(200, 220), stories)
    before = await found(database, stories[0])
    assert set(before) == set(stories[1:3])
    with monkeypatch.context() as scarce:
        scarce.setattr(collaborative_filtering, limit, 0)
        await train(database)
    assert await found(database, stories[0]) == before
    await train(database)
    assert set(await found(database, stories[0])) == set(stories[1:])


async def test_a_crash_while_it_is_kept_is_made_good_by_the_next_time(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = [await bring_in(database, number) for number in range(6)]
    await circle(database, TWENTY, stories[:3])
    await train(database)
    await forget(database, TWENTY)
    await circle(database, TWENTY, stories[3:])
    monkeypatch.setattr(collaborative_filtering, "_AT_ONCE", 1)
    with monkeypatch.context() as crashing:
        crashing.setattr(coreading, "replace", cut_off_after(1))
        with pytest.raises(ConnectionAbortedError):
            await train(database)
    await train(database)
    assert await found(database, stories[0]) == []
    assert set(await found(database, stories[3])) == set(stories[4:])


def cut_off_after(steps: int) -> Callable[[Connection, StoryId, StoryId, Iterable[Neighbours]], None]:
    """Keeps so many steps of what was worked out, and no more."""
    number, keep = count(), coreading.replace

    def replace(connection: Connection, after: StoryId, upto: StoryId, these: Iterable[Neighbours]) -> None:
        if next(number) >= steps:
            raise ConnectionAbortedError
        keep(connection, after, upto, these)

    return replace
