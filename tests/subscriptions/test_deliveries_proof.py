"""A bot that is killed again and again in the middle of a fan-out tells every subscriber exactly once."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.app import opened
from bot.database import Connection, database_at
from bot.imports.manuscript import ManuscriptChapter
from bot.playground import Playground
from bot.playground.entities import Channel, User
from bot.posts.models import Obstacle
from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Credentials, Origin
from bot.subscriptions.models import Wanted
from bot.subscriptions.queries import direct_channels, subscriptions
from tests.support import specification
from tests.support.bot_process import BotProcess
from tests.support.crashes import JUMPS, NONCES_ARE_FORGOTTEN, anything_owed, at_work, go_wrong
from tests.support.delivered_notices import is_notice
from tests.support.rounds import rounds
from tests.support.small_stories import tale

SUBSCRIBERS = rounds(24, full=2_000)
CHANNELS, UNOPENED = 3, 4
CLOSED_EVERY = 10
KILLS = rounds(2, full=26)
ENOUGH = 10 * SUBSCRIBERS
"""Requests after which all have been told."""


@dataclass
class Audience:
    """Who is subscribed: where each of them would see a notice, and who will not see any."""

    direct: dict[ReaderId, Channel] = field(default_factory=dict)
    channels: list[Channel] = field(default_factory=list)
    closed: set[ReaderId] = field(default_factory=set)


def gather(playground: Playground) -> Audience:
    """People in The Hearth, every tenth of whom takes no direct messages, and some of its channels."""
    audience, hearth = Audience(), playground.world.guild_named("The Hearth")
    for number in range(SUBSCRIBERS):
        person: User = playground.stage.add_person(f"Reader {number}", hearth)
        reader = ReaderId(int(person.id))
        audience.direct[reader] = playground.world.direct(person)[0]
        if number % CLOSED_EVERY == 0:
            playground.stage.close_direct(person)
            audience.closed.add(reader)
    audience.channels = [playground.stage.add_channel(hearth, f"news-{n}") for n in range(CHANNELS)]
    return audience


async def publish(path: Path, audience: Audience, guild: GuildId) -> None:
    """A new chapter of a story that all of them are subscribed to, while the bot is away."""
    owner = Credentials(next(iter(audience.direct)), owner=True)
    async with opened(path) as app:
        story = (await app.importer.add(tale("The Ferry"), Origin("f", "f"))).story.id
        await app.database.transaction(lambda connection: subscribe(connection, audience, story, guild))
        await app.publishing.publish(owner, story, ManuscriptChapter("Night", "The lamps were lit."), 1)


def subscribe(connection: Connection, audience: Audience, story: StoryId, guild: GuildId) -> None:
    for number, (reader, channel) in enumerate(audience.direct.items()):
        subscriptions.subscribe(connection, reader, story, Wanted())
        if number >= UNOPENED:
            direct_channels.remember(connection, reader, int(channel.id))
    for channel in audience.channels:
        subscriptions.subscribe(
            connection, ReaderId(1), story, Wanted(), guild=guild, channel=int(channel.id)
        )


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
        audience = gather(playground)
        await publish(path, audience, GuildId(int(playground.world.guild_named("The Hearth").id)))
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
        got = {
            channel.id: sum(map(is_notice, playground.messages.latest(channel)))
            for channel in (*audience.direct.values(), *audience.channels)
        }
        specification.check(sent for sent in playground.journal.requests if sent.status == 200)
    told = {channel.id for reader, channel in audience.direct.items() if reader not in audience.closed}
    told |= {channel.id for channel in audience.channels}
    assert killed >= KILLS
    assert got == {channel: int(channel in told) for channel in got}
    assert await suspended(path) == Counter((reader, Obstacle.CLOSED.value) for reader in audience.closed)
