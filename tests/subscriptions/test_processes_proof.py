"""Three processes, killed one at a time again and again, are one bot: in a fan-out everybody is told once,
and whoever reads meanwhile is answered by those that live, and is where they were."""

from __future__ import annotations

import asyncio
import random
import shutil
import time
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.database import Connection, database_at
from bot.leases.models import Shards
from bot.playground import Playground, Starts
from bot.playground.entities import Channel
from bot.stories.ids import GuildId
from tests.subscriptions.test_deliveries_proof import gather, publish
from tests.support import engines
from tests.support.bot_process import BotProcess
from tests.support.crashes import NONCES_ARE_FORGOTTEN, anything_owed, at_work, go_wrong
from tests.support.delivered_notices import is_notice
from tests.support.person import Person, a_moment
from tests.support.reading_panel import passage
from tests.support.replies import Reply
from tests.support.rounds import rounds

PROCESSES, SHARDS = 3, 6
EACH = SHARDS // PROCESSES
KILLS = rounds(3, full=100)
READERS = rounds(3, full=50)
PRESSES = 50
"""A second, at most, by all together."""
REQUESTS = rounds(8, full=40)
"""The most requests from one kill to the next."""
ENOUGH = 100_000
"""Requests after which all have been told."""
STORY = "Low Water at Skerrow"


class Club:
    """The three processes, and those who read in servers of all shards."""

    def __init__(self, playground: Playground, path: Path) -> None:
        self.playground = playground
        self.bots = [
            BotProcess(playground, path, Shards(tuple(range(n * EACH, n * EACH + EACH)), SHARDS))
            for n in range(PROCESSES)
        ]
        self.killed = [0] * PROCESSES
        self.answered = 0

    def rooms(self) -> dict[int, Channel]:
        """A channel for each shard, in servers that are made for them."""
        stage, rooms = self.playground.stage, dict[int, Channel]()
        while len(rooms) < SHARDS:
            guild = stage.add_guild("A club")
            rooms[(int(guild.id) >> 22) % SHARDS] = stage.add_channel(guild, f"room-{guild.id}")
        return rooms

    async def kill(self, number: int) -> None:
        """Ends a process without a word."""
        self.killed[number] += 1
        await self.bots[number].kill()

    async def read(self, person: Person, shard: int) -> None:
        """Turns a page and turns back, as long as it lasts. Whoever gets no answer, since the process of
        their shard was killed, opens the story again, and is on one of the two pages."""
        panel = await self._opened(person, shard)
        first = here = passage(panel)
        second = ""
        while True:
            turned = await self._pressed(person, "Next" if here == first else "Back", panel, shard)
            panel = turned or await self._opened(person, shard)
            now = passage(panel)
            second = second or (now if now != first else "")
            assert now in (first, second)
            assert turned is None or now != here
            here = now
            await asyncio.sleep(READERS / PRESSES)

    async def _opened(self, person: Person, shard: int) -> Reply:
        """The panel, once the shard is there."""
        while True:
            while shard not in self.playground.shards:
                await a_moment()
            panel = await person.slash("read", story=STORY)
            if panel.outcome == "message":
                return panel

    async def _pressed(self, person: Person, says: str, panel: Reply, shard: int) -> Reply | None:
        """What a press shows; None where the process that was to answer was killed meanwhile."""
        before = self.killed[shard // EACH]
        was_there = shard in self.playground.shards
        answer = await person.press(says, panel)
        if answer.outcome == "update":
            self.answered += 1
            return answer
        assert not was_there or self.killed[shard // EACH] > before, answer
        return None


def cut(connection: Connection) -> None:
    """Cuts all connections to a database, as its restart does."""
    connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    ).fetchall()


@pytest.mark.proofs
async def test_three_processes_are_one_bot(tmp_path: Path, sample_library: Path) -> None:
    if not engines.on_postgresql():
        pytest.skip("a file has one process")
    chance, ahead = random.Random(7), 0
    path = Path(shutil.copy(sample_library, tmp_path / "fireside.sqlite3"))
    starts = Starts(shards=SHARDS, max_concurrency=SHARDS)
    async with (
        Playground(controls=True, clock=lambda: time.time() + ahead, starts=starts) as playground,
        AsyncExitStack() as stack,
    ):
        audience, club = gather(playground), Club(playground, path)
        await publish(path, audience, GuildId(int(playground.world.guild_named("The Hearth").id)))
        for each in club.bots:
            await each.start()
        async with asyncio.TaskGroup() as reading:
            tasks = []
            for (shard, room), number in zip(
                sorted(club.rooms().items()) * READERS, range(READERS), strict=False
            ):
                assert room.guild is not None
                user = playground.stage.add_person(f"Guest {number}", room.guild)
                person = await stack.enter_async_context(Person(playground, user.id, room.name))
                tasks.append(reading.create_task(club.read(person, shard)))
            for number in range(KILLS):
                go_wrong(playground, chance)
                await at_work(playground, chance.randrange(1, REQUESTS))
                if number == KILLS // 2:
                    async with database_at(path) as database:
                        await database.transaction(cut)
                victim = chance.randrange(PROCESSES)
                await club.kill(victim)
                await club.bots[victim].start()
            for task in tasks:
                task.cancel()
        for number in range(PROCESSES):
            await club.kill(number)
        # What was claimed by the killed is looked for by now, though Discord has forgotten the nonces.
        ahead = NONCES_ARE_FORGOTTEN
        for each in club.bots:
            await each.start(ahead)
        while await anything_owed(path, time.time() + ahead):
            await at_work(playground, ENOUGH)
        for number in range(PROCESSES):
            await club.kill(number)
        got = {
            channel.id: sum(map(is_notice, playground.messages.latest(channel)))
            for channel in (*audience.direct.values(), *audience.channels)
        }
    told = {channel.id for reader, channel in audience.direct.items() if reader not in audience.closed}
    told |= {channel.id for channel in audience.channels}
    assert got == {channel: int(channel in told) for channel in got}
    assert club.answered > KILLS
