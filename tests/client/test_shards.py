"""Several processes, each with some of the shards, are one bot over one database."""

from __future__ import annotations

import asyncio
import logging
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from prometheus_client import generate_latest

from bot.app import opened
from bot.client import StoryBot
from bot.clock import Clock
from bot.database import Connection, SQLiteDatabase
from bot.health.server import Now
from bot.leases.errors import OtherShardCountError, ShardsServedError
from bot.leases.models import RENEWED, SECONDS, Shards
from bot.leases.queries import leases
from bot.playground import Playground, Starts
from bot.playground.entities import Guild
from bot.playground.permissions import Permission
from bot.posts.messenger import Unreachable
from bot.stories.ids import ReaderId
from bot.stories.models import Origin
from cogs.posts.messenger import DiscordMessenger
from tests.support.bot_process import BotProcess
from tests.support.commands_once import known_at_discord
from tests.support.fireside import Fireside, burning
from tests.support.person import PATIENCE, Person, a_moment
from tests.support.rounds import rounds
from tests.support.small_stories import tale

STORY = "Near and Far"
FIRST, SECOND = Shards((0,), 2), Shards((1,), 2)
STARTS = Starts(shards=2, max_concurrency=1, seconds=5)


@pytest.fixture
def path(tmp_path: Path, empty_library: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library that several processes serve, as only one on a server is."""
    monkeypatch.setattr(SQLiteDatabase, "is_shared", True)
    monkeypatch.setattr(leases, "IDENTIFY", 6)
    return Path(shutil.copy(empty_library, tmp_path / "fireside.sqlite3"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def playground(clock: Clock) -> AsyncIterator[Playground]:
    playground = Playground(controls=True, clock=clock.now, move_clock=clock.advance, starts=STARTS)
    async with playground:
        playground.registry.restore(known_at_discord())
        yield playground


def on_second_shard(playground: Playground) -> Guild:
    """A server of the second shard, which Mira has made."""
    mira = playground.world.person_named("Mira")
    while True:
        guild = playground.stage.add_guild("Far Away", mira)
        playground.stage.add_channel(guild, "far-away")
        if int(guild.id) >> 22 & 1:
            return guild


@asynccontextmanager
async def both(path: Path, playground: Playground, clock: Clock) -> AsyncIterator[tuple[Fireside, Fireside]]:
    """Both processes. Time passes, so that the second may begin its session."""

    async def pass_time() -> None:
        while playground.shards != {0, 1}:
            await a_moment()
            clock.advance(1)

    async with burning(path, playground, shards=FIRST, clock=clock) as first:
        passing = asyncio.create_task(pass_time())
        async with burning(path, playground, shards=SECOND, clock=clock) as second:
            await passing
            yield first, second


async def test_who_reads_on_where_another_process_answers_is_at_the_same_place(
    path: Path, playground: Playground, clock: Clock
) -> None:
    far_away = on_second_shard(playground)
    async with both(path, playground, clock) as (first, second):
        assert [guild.id for guild in second.bot.guilds] == [int(far_away.id)]
        await first.add(tale(STORY))
        mira = await first.person("Mira")
        await mira.slash("read", story=STORY)
        turned = await mira.press("Next")
        mira.go("far-away")
        assert (await mira.slash("read", story=STORY)).text == turned.text
        onward = await mira.press("Next")
        await mira.go_direct()
        assert (await mira.slash("read", story=STORY)).text == onward.text


async def test_each_process_says_which_shards_it_has(
    path: Path, playground: Playground, clock: Clock
) -> None:
    async with both(path, playground, clock) as processes:
        reports = [await each.app.health.report() for each in processes]
        assert [(each.gateway.shards, each.gateway.shard_count) for each in reports] == [([0], 2), ([1], 2)]
        figures = [generate_latest(Now(each)).decode() for each in reports]
        assert ['fireside_shard{shard="1"} 1.0' in each for each in figures] == [False, True]
        await asyncio.gather(*(single_ones_settled(each) for each in processes))
        here, there = [
            {worker.name for worker in (await each.app.health.report()).workers if not worker.elsewhere}
            for each in processes
        ]
        assert {"deliveries", "feeds", "reminders", "threads", "read-alongs"} <= here & there
        assert not {"quotes", "search index", "publishing", "suspensions"} & there


async def single_ones_settled(fireside: Fireside) -> None:
    """Returns once a process has tried to take what only one may have."""
    async with asyncio.timeout(PATIENCE):
        while next(each for each in fireside.bot.workers if each.name == "leases").last_success is None:
            await a_moment()


async def test_a_process_sees_what_is_in_the_servers_of_another(
    path: Path, playground: Playground, clock: Clock
) -> None:
    far_away = on_second_shard(playground)
    stage, world = playground.stage, playground.world
    cellar = stage.add_channel(far_away, "cellar", nsfw=True)
    thread = stage.start_thread(cellar, world.person_named("Mira"), "By candlelight")
    async with both(path, playground, clock) as processes:
        messengers = [DiscordMessenger(each.bot) for each in processes]
        for each in messengers:
            assert await each.is_age_restricted(int(thread.id))
            assert await each.look_for("123456789", int(thread.id), clock.now()) is None
        stage.set_permissions(cellar, world.bot, deny=Permission.READ_MESSAGE_HISTORY)
        stage.set_nsfw(cellar, False)
        for each in messengers:
            async with asyncio.timeout(PATIENCE):
                while await each.is_age_restricted(int(cellar.id)):
                    await a_moment()  # the second hears of it by an event
            with pytest.raises(Unreachable):
                await each.look_for("123456789", int(thread.id), clock.now())


async def test_whoever_speaks_another_language_elsewhere_is_heard_everywhere(
    path: Path, playground: Playground, clock: Clock
) -> None:
    on_second_shard(playground)
    async with both(path, playground, clock) as (first, _):
        mira = await first.person("Mira")
        reader = ReaderId(int(mira.user.id))

        async def seen(locale: str, channel: str) -> None:
            mira.go(channel)
            await mira.speak(locale)
            await mira.slash("help")
            async with asyncio.timeout(PATIENCE):
                while await first.app.locales.of(reader) != locale:
                    await a_moment()

        await seen("de", "reading-room")
        await seen("fr", "far-away")
        clock.advance(3_600)
        await seen("de", "reading-room")


async def test_two_processes_begin_their_sessions_one_after_the_other(
    path: Path, playground: Playground, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "discord.gateway")
    begun = clock.now()
    async with both(path, playground, clock):
        assert clock.now() - begun >= STARTS.seconds
    assert "invalidated" not in caplog.text


@pytest.mark.parametrize(
    ("shards", "error"), [(FIRST, ShardsServedError), (Shards((2,), 3), OtherShardCountError)]
)
async def test_no_shard_is_served_twice(
    path: Path, playground: Playground, clock: Clock, shards: Shards, error: type[Exception]
) -> None:
    async def refused() -> None:
        async with opened(path, clock) as app, StoryBot(app, shards) as bot:
            with pytest.raises(error):
                await bot.start(playground.token)

    async with burning(path, playground, shards=FIRST, clock=clock) as first:
        refusal = asyncio.create_task(refused())
        while not refusal.done():
            await a_moment()
            clock.advance(1)  # the first says that it is still there
        await refusal
        mira = await first.person("Mira")
        assert (await mira.slash("help")).outcome == "message"


async def test_whoever_was_taken_to_be_gone_leaves_its_shards(
    path: Path, playground: Playground, clock: Clock
) -> None:
    def take(connection: Connection) -> None:
        connection.execute("UPDATE leases SET holder = 'somebody else' WHERE name = 'shard 0 of 2'")

    async with burning(path, playground, shards=FIRST, clock=clock) as first:
        # As though its machine had stood still while another process was started.
        await first.database.transaction(take)
        clock.advance(RENEWED)
        async with asyncio.timeout(PATIENCE):
            await playground.bot_offline()


@pytest.mark.postgresql_only
async def test_a_process_that_is_killed_takes_nothing_with_it_and_is_back_at_once(
    path: Path, clock: Clock
) -> None:
    async with Playground(controls=True, starts=Starts(shards=2)) as playground:
        on_second_shard(playground)
        second = BotProcess(playground, path, SECOND)
        async with opened(path) as app, BotProcess(playground, path, FIRST):
            await app.importer.add(tale(STORY), Origin("far.txt", "1", None))
            await second.start()
            async with Person(playground, "Mira", "far-away") as mira:
                await mira.slash("read", story=STORY)
                for _ in range(rounds(1, full=20)):
                    turned = await mira.press("Next")
                    await second.kill()
                    mira.go("reading-room")
                    assert (await mira.slash("read", story=STORY)).text == turned.text
                    mira.go("far-away")
                    begun = time.monotonic()
                    await second.start()
                    assert time.monotonic() - begun < SECONDS
                    await mira.slash("read", story=STORY)
                    await mira.press("Back")
            await second.kill()
