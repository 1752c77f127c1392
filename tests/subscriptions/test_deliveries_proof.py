"""A bot that is killed again and again in the middle of a fan-out tells every subscriber exactly once."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from bot.database import database_at
from bot.playground import Playground
from bot.posts.models import Obstacle
from bot.stories.ids import ReaderId
from tests.support import specification
from tests.support.bot_process import BotProcess
from tests.support.crashes import JUMPS, NONCES_ARE_FORGOTTEN, anything_owed, at_work, go_wrong
from tests.support.rounds import rounds
from tests.support.subscribed import begun, gather, notices_told, publish, to_be_told

SUBSCRIBERS = rounds(24, full=2_000)
KILLS = rounds(2, full=26)
ENOUGH = 10 * SUBSCRIBERS
"""Requests after which all have been told."""


async def suspended(path: Path) -> Counter[tuple[ReaderId, str]]:
    async with database_at(path) as database:
        return await database.read(
            lambda connection: Counter(
                (row[0], row[1])
                for row in connection.execute(
                    "SELECT reader_id, suspended FROM subscriptions WHERE suspended <> ''"
                )
            )
        )


@pytest.mark.proofs
async def test_every_subscriber_is_told_exactly_once(tmp_path: Path) -> None:
    path, chance, ahead = tmp_path / "fireside.sqlite3", random.Random(5), 0
    async with Playground(controls=True, clock=lambda: time.time() + ahead) as playground:
        audience = gather(playground, SUBSCRIBERS)
        await publish(path, audience, await begun(path, audience))
        bot = BotProcess(playground, path)
        killed = 0
        while await anything_owed(path, time.time() + ahead):
            requests = (
                ENOUGH  # at last it is left alone: killed so early each time, a small one hardly gets on
            )
            if killed < KILLS:
                go_wrong(playground, chance)
                requests = chance.randrange(1, 2 + 2 * SUBSCRIBERS // KILLS)
            await bot.start(ahead)
            await at_work(playground, requests)
            await asyncio.sleep(chance.uniform(0, 0.02))  # a moment in which nothing can be awaited
            await bot.kill()
            killed += 1
            ahead += chance.choice(JUMPS) if killed < KILLS else NONCES_ARE_FORGOTTEN
        told = notices_told(playground, audience)
        specification.check(sent for sent in playground.journal.requests if sent.status == 200)
    assert killed >= KILLS
    assert told == to_be_told(audience, 1)
    assert await suspended(path) == Counter((reader, Obstacle.CLOSED.value) for reader in audience.closed)
