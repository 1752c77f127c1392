"""A bot that is killed again and again while it opens threads does everything in them exactly once."""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path

import pytest

from bot.app import App, opened
from bot.database import Connection, database_at
from bot.playground import Playground
from bot.playground.entities import Guild, Thread
from bot.playground.faults import Fault, FaultKind
from bot.stories.ids import GuildId, ReaderId
from bot.stories.models import Audience, Credentials, Origin
from bot.together.models import PartId
from bot.together.queries import threads
from tests.support.bot_process import BotProcess
from tests.support.crashes import JUMPS, NONCES_ARE_FORGOTTEN
from tests.support.person import PATIENCE
from tests.support.replies import Json
from tests.support.rounds import rounds
from tests.support.small_stories import tale

DAY, PARTS = 86_400, 2
KILLS = rounds(3, full=30)
WRITES = ("POST /channels/*/threads", "POST /channels/*/messages", "PUT /channels/*/thread-members/*")
MEETINGS = "POST /guilds/*/scheduled-events"
PAINS = (FaultKind.SERVER_ERROR, FaultKind.ERROR_AFTERWARDS, FaultKind.DROPPED, FaultKind.RATE_LIMITED)


async def read_together(playground: Playground, path: Path) -> list[str]:
    """A read-along of two parts, each with questions, a poll and a meeting, and people who are to be in the
    threads: their ids."""
    world = playground.world
    hearth, room = world.guild_named("The Hearth"), world.channel_named("reading-room")
    host = Credentials(ReaderId(1), GuildId(int(hearth.id)), manages=True)
    people = [playground.stage.add_person(f"Reader {number}", hearth).id for number in range(4)]
    async with opened(path) as app:
        story = (await app.importer.add(tale("The Ferry"), Origin("f", "f"))).story.id
        audience = Audience(host.reader, host.guild)
        entries = {"pace": "daily", "first": "tomorrow 09:00"}
        plan = await app.hosting.plan(audience, host, story, int(room.id), entries)
        await app.hosting.begin(audience, host, plan.read_along.id)
        for stage in plan.stages:
            await bring(app, host, stage.part.id, people)
    return people


async def bring(app: App, host: Credentials, part: PartId, people: list[str]) -> None:
    """What the host wants in a thread, and those who have read the part already."""
    written = {"questions": "Who?", "poll": f"Next, {part}?", "answers": "A\nB", "meeting": "in 60 days"}
    await app.talking.write(host, part, written)

    def consent(connection: Connection) -> None:
        for person in people:
            threads.consent(connection, part, ReaderId(int(person)), app.clock.now())

    await app.database.transaction(consent)


def go_wrong(playground: Playground, chance: random.Random) -> None:
    """Some of the next requests meet what Discord's may meet."""
    for pattern in (*WRITES, MEETINGS):
        for kind in chance.sample(PAINS, 2):
            playground.faults.inject(Fault(pattern, kind, times=chance.randrange(2)))


async def at_work(playground: Playground, requests: int) -> None:
    """Returns once the bot has asked for so much, or asks for nothing any more."""
    try:
        for _ in range(requests):
            await playground.journal.next("*", timeout=1.5)
    except TimeoutError:
        return


async def owed(path: Path) -> bool:
    """Whether a task is not settled or somebody is not added."""
    sql = (
        "SELECT (SELECT count(*) FROM read_along_errands) < 4 * :parts"
        " OR EXISTS (SELECT 1 FROM read_along_errands WHERE due_at IS NOT NULL)"
        " OR EXISTS (SELECT 1 FROM read_along_talkers WHERE added_at IS NULL)"
    )
    async with database_at(path) as database:
        return await database.read(lambda found: bool(found.execute(sql, {"parts": PARTS}).fetchone()[0]))


def said_in(playground: Playground, thread: Thread) -> list[Json]:
    return [each for each in playground.messages.latest(thread) if each["type"] == 0]


def assert_once(playground: Playground, hearth: Guild, people: list[str]) -> None:
    found = {thread.name: thread for thread in hearth.threads.values()}
    assert len(found) == len(hearth.threads) == PARTS
    for thread in found.values():
        said = said_in(playground, thread)
        assert sorted("poll" in each for each in said) == [False, True]
        assert set(thread.members) == {playground.world.bot.id, *people}
    assert len({event["name"] for event in hearth.events.values()}) == len(hearth.events) == PARTS


@pytest.mark.proofs
@pytest.mark.parametrize("seed", range(rounds(1, full=6)))
async def test_each_part_has_one_thread_one_beginning_one_poll_and_one_event(
    tmp_path: Path, seed: int
) -> None:
    path, chance, clock = tmp_path / "fireside.sqlite3", random.Random(seed), {"ahead": 0}
    async with Playground(controls=True, clock=lambda: time.time() + clock["ahead"]) as playground:
        hearth = playground.world.guild_named("The Hearth")
        people = await read_together(playground, path)
        bot, clock["ahead"] = BotProcess(playground, path), (PARTS + 1) * DAY
        for _ in range(KILLS):
            go_wrong(playground, chance)
            await bot.start(clock["ahead"])
            await at_work(playground, chance.randrange(3, 12))
            await bot.kill()
            clock["ahead"] += chance.choice(JUMPS)
        playground.faults.clear()
        clock["ahead"] += NONCES_ARE_FORGOTTEN
        await bot.start(clock["ahead"])
        async with asyncio.timeout(PATIENCE):
            while await owed(path):
                await at_work(playground, 3)
        assert_once(playground, hearth, people)
        await bot.kill()
