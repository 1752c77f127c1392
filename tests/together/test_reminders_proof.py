"""A bot that is killed again and again while a part opens reminds every member exactly once."""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path

import pytest

from bot.app import opened
from bot.database import Connection, database_at
from bot.playground import Playground
from bot.playground.entities import Channel
from bot.stories.ids import GuildId, ReaderId
from bot.stories.models import Audience, Credentials, Origin
from bot.together.models import ReadAlongId
from bot.together.queries import members
from tests.support.bot_process import BotProcess
from tests.support.crashes import JUMPS, NONCES_ARE_FORGOTTEN, at_work, go_wrong
from tests.support.rounds import rounds
from tests.support.small_stories import tale
from tests.together.clubs import is_reminder

MEMBERS = rounds(8, full=240)
KILLS = rounds(2, full=16)
CLOSED_EVERY = 5
ENOUGH = 10 * MEMBERS
"""Requests after which all have been told."""
A_MINUTE = 60
"""After so long a part of today, a minute past midnight, is due at any hour."""


async def gather(playground: Playground, path: Path) -> dict[ReaderId, Channel]:
    """A read-along whose first part is due, and its members, of whom every fifth takes no messages."""
    hearth, found = playground.world.guild_named("The Hearth"), {}
    for number in range(MEMBERS):
        person = playground.stage.add_person(f"Reader {number}", hearth)
        found[ReaderId(int(person.id))] = playground.world.direct(person)[0]
        if number % CLOSED_EVERY == 0:
            playground.stage.close_direct(person)
    host = Credentials(next(iter(found)), GuildId(int(hearth.id)), manages=True)
    audience = Audience(host.reader, host.guild)
    async with opened(path) as app:
        story = (await app.importer.add(tale("The Ferry"), Origin("f", "f"))).story.id
        channel = int(playground.world.channel_named("book-club").id)
        entries = {"pace": "weekly", "first": "today 00:01"}
        planned = await app.hosting.plan(audience, host, story, channel, entries)
        identity = planned.read_along.id
        await app.hosting.begin(audience, host, identity)
        await app.database.transaction(lambda connection: join(connection, identity, list(found)))
    return found


def join(connection: Connection, identity: ReadAlongId, people: list[ReaderId]) -> None:
    for each in people:
        members.join(connection, identity, each, 0)


async def anything_due(path: Path) -> bool:
    """Whether the part has not opened yet, or a reminder of it is not settled."""
    sql = (
        "SELECT EXISTS (SELECT 1 FROM read_along_messages WHERE due_at IS NOT NULL)"
        " OR NOT EXISTS (SELECT 1 FROM read_along_parts WHERE opened_at IS NOT NULL)"
    )
    async with database_at(path) as database:
        return await database.read(lambda connection: bool(connection.execute(sql).fetchone()[0]))


@pytest.mark.proofs
async def test_every_member_is_reminded_exactly_once(tmp_path: Path) -> None:
    path, chance, ahead = tmp_path / "fireside.sqlite3", random.Random(7), A_MINUTE
    async with Playground(controls=True, clock=lambda: time.time() + ahead) as playground:
        people = await gather(playground, path)
        bot, killed = BotProcess(playground, path), 0
        while await anything_due(path):
            requests = ENOUGH  # at last it is left alone
            if killed < KILLS:
                go_wrong(playground, chance)
                requests = chance.randrange(1, 2 + 2 * MEMBERS // KILLS)
            await bot.start(ahead)
            await at_work(playground, requests)
            await asyncio.sleep(chance.uniform(0, 0.02))  # a moment in which nothing can be awaited
            await bot.kill()
            killed += 1
            ahead += chance.choice(JUMPS) if killed < KILLS else NONCES_ARE_FORGOTTEN
        got = [sum(map(is_reminder, playground.messages.latest(channel))) for channel in people.values()]
    assert killed >= KILLS
    assert got == [int(number % CLOSED_EVERY > 0) for number in range(MEMBERS)]
