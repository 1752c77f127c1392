"""Three processes, killed one at a time again and again, tell every subscriber of a fan-out exactly once."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from bot.leases.models import Shards
from bot.playground import Playground, Starts
from bot.stories.ids import GuildId
from tests.subscriptions.test_deliveries_proof import gather, publish
from tests.support import engines
from tests.support.bot_process import BotProcess
from tests.support.crashes import NONCES_ARE_FORGOTTEN, anything_owed, at_work, go_wrong
from tests.support.delivered_notices import is_notice
from tests.support.person import Person
from tests.support.rounds import rounds

PROCESSES = 3
KILLS = rounds(3, full=100)
REQUESTS = rounds(8, full=40)
"""The most requests from one kill to the next."""
ENOUGH = 100_000
"""Requests after which all have been told."""
HEARTH_SHARD = 0


@pytest.mark.proofs
async def test_three_processes_tell_every_subscriber_exactly_once(tmp_path: Path) -> None:
    if not engines.on_postgresql():
        pytest.skip("a file has one process")
    path, chance, ahead = tmp_path / "fireside.sqlite3", random.Random(7), 0
    starts = Starts(shards=PROCESSES, max_concurrency=PROCESSES)
    async with Playground(controls=True, clock=lambda: time.time() + ahead, starts=starts) as playground:
        audience = gather(playground)
        await publish(path, audience, GuildId(int(playground.world.guild_named("The Hearth").id)))
        bots = [BotProcess(playground, path, Shards((n,), PROCESSES)) for n in range(PROCESSES)]
        for each in bots:
            await each.start()
        async with Person(playground, "Mira") as mira:
            await mira.slash("read", story="The Ferry")
            for _ in range(KILLS):
                go_wrong(playground, chance)
                await at_work(playground, chance.randrange(1, REQUESTS))
                victim = chance.randrange(PROCESSES)
                await bots[victim].kill()
                if victim != HEARTH_SHARD:
                    assert (await mira.press("Next")).outcome == "update"
                    assert (await mira.press("Back")).outcome == "update"
                await bots[victim].start()
        for each in bots:
            await each.kill()
        # What was claimed by the killed is looked for by now, though Discord has forgotten the nonces.
        ahead = NONCES_ARE_FORGOTTEN
        for each in bots:
            await each.start(ahead)
        while await anything_owed(path, time.time() + ahead):
            await at_work(playground, ENOUGH)
        for each in bots:
            await each.kill()
        got = {
            channel.id: sum(map(is_notice, playground.messages.latest(channel)))
            for channel in (*audience.direct.values(), *audience.channels)
        }
    told = {channel.id for reader, channel in audience.direct.items() if reader not in audience.closed}
    told |= {channel.id for channel in audience.channels}
    assert got == {channel: int(channel in told) for channel in got}
