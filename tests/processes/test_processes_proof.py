"""Three processes of one bot, of which one is killed again and again: nobody is told twice, nothing is lost,
and every reader is where they were."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.playground import Playground
from bot.playground.entities import Guild
from tests.processes.fleet import PROCESSES, SHARDS, Fleet, shard_of
from tests.processes.travelling_readers import Reader, Server, the_road
from tests.support import engines
from tests.support.crashes import JUMPS, NONCES_ARE_FORGOTTEN, anything_owed, at_work, go_wrong
from tests.support.person import Person, a_moment
from tests.support.rounds import rounds
from tests.support.subscribed import begun, gather, notices_told, publish, to_be_told

SUBSCRIBERS = rounds(24, full=2_000)
READERS = rounds(6, full=50)
EVENINGS, KILLS = rounds(1, full=5), rounds(2, full=17)
"""Evenings, each with a new chapter and so many kills of one process; at its end all three are killed."""
ENOUGH = 10 * SUBSCRIBERS
"""Requests after which all have been told."""


@pytest.fixture
def restart() -> Iterator[Callable[[], None]]:
    """A server that this test alone has its databases on: what restarts it."""
    with engines.server_of_its_own() as restarting:
        yield restarting


@pytest.fixture
async def fleet(tmp_path: Path, restart: Callable[[], None]) -> AsyncIterator[Fleet]:
    async with Fleet(tmp_path / "fireside.sqlite3") as fleet:
        yield fleet


async def servers(playground: Playground) -> list[Guild]:
    """A server of each shard."""
    found: dict[int, Guild] = {}
    while len(found) < SHARDS:
        guild = playground.stage.add_guild("Far and Wide")
        found[shard_of(guild)] = guild
        await a_moment()  # or the next one has an id of the same moment, and so the same shard
    return [found[shard] for shard in range(SHARDS)]


async def readers(fleet: Fleet, server: Server, stack: AsyncExitStack) -> list[Reader]:
    """Readers in servers of all shards: each in two, of different processes."""
    road, guilds = await the_road(fleet.database), await servers(fleet.playground)
    found = []
    for number in range(READERS):
        at = [guilds[number % SHARDS], guilds[(number + SHARDS // PROCESSES) % SHARDS]]
        user = fleet.playground.stage.add_person(f"Traveller {number}", *at)
        person = await stack.enter_async_context(Person(fleet.playground, user.id))
        found.append(Reader(person, at, road, fleet, server))
    return found


async def evening(fleet: Fleet, chance: random.Random, restart: Callable[[], Awaitable[None]] | None) -> None:
    """One process is killed and started again, and again, and the database once, if it is to be."""
    for number in range(KILLS):
        go_wrong(fleet.playground, chance)
        await at_work(fleet.playground, chance.randrange(1, 2 + 2 * SUBSCRIBERS // KILLS))
        await asyncio.sleep(chance.uniform(0, 0.02))  # a moment in which nothing can be awaited
        victim = chance.randrange(PROCESSES)
        await fleet.kill(victim)
        if restart is not None and number == KILLS // 2:
            await restart()
        await fleet.start(victim)


async def night(fleet: Fleet, seconds: int) -> None:
    """All are killed, and after so long have the time that it takes to tell everybody. None is left then."""
    await fleet.end()
    fleet.playground.faults.clear()  # or the last few would meet all of them
    fleet.ahead += seconds
    while await anything_owed(fleet.database, fleet.now()):
        await fleet.start(*range(PROCESSES))
        await at_work(fleet.playground, ENOUGH)
        await fleet.end()
        fleet.ahead += NONCES_ARE_FORGOTTEN


@pytest.mark.proofs
@pytest.mark.postgresql_only
async def test_one_bot_in_three_processes_that_are_killed_again_and_again(
    fleet: Fleet, restart: Callable[[], None]
) -> None:
    path, chance, server = fleet.database, random.Random(11), Server(restart)
    audience = gather(fleet.playground, SUBSCRIBERS)
    story, over = await begun(path, audience), asyncio.Event()
    async with AsyncExitStack() as stack:
        people = await readers(fleet, server, stack)
        await publish(path, audience, story)
        await fleet.start(*range(PROCESSES))
        async with asyncio.TaskGroup() as reading:
            for each in people:
                reading.create_task(each.read_on(random.Random(each.person.user.name), over))
            for number in range(1, EVENINGS + 1):
                await evening(fleet, chance, server.end_and_begin if number == EVENINGS // 2 + 1 else None)
                await night(fleet, chance.choice(JUMPS))
                assert notices_told(fleet.playground, audience) == to_be_told(audience, number)
                if number < EVENINGS:
                    await publish(path, audience, story, number + 1)
                await fleet.start(*range(PROCESSES))
            over.set()
        for each in people:
            await each.open()
            assert each.panel is not None
    assert sum(each.answered for each in people) >= 2 * READERS
