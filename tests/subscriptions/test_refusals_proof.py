"""A bot that is killed while all is refused suspends nobody, and then tells everybody once."""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path

import pytest

from bot.app import opened
from bot.database import Connection, database_at
from bot.imports.manuscript import ManuscriptChapter
from bot.playground import Playground
from bot.playground.entities import Channel, User
from bot.playground.faults import Fault, FaultKind
from bot.playground.permissions import Permission
from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Credentials, Origin
from bot.subscriptions.models import Wanted
from bot.subscriptions.queries import subscriptions
from tests.support.bot_process import BotProcess
from tests.support.crashes import CLAIMS_EXPIRE, NONCES_ARE_FORGOTTEN, anything_owed, at_work, go_wrong
from tests.support.delivered_notices import is_notice
from tests.support.replies import readable
from tests.support.rounds import rounds
from tests.support.small_stories import tale

READERS, KILLS = rounds(8, full=40), rounds(2, full=12)
ENOUGH = 10 * READERS
REFUSED = "POST /channels/*/messages"


async def publish(path: Path, readers: list[User], closed: Channel, guild: GuildId) -> None:
    """A new chapter, for readers and for a channel of the first one's that is closed to the bot."""
    owner = ReaderId(int(readers[0].id))

    def subscribe(connection: Connection, story: StoryId) -> None:
        for reader in readers:
            subscriptions.subscribe(connection, ReaderId(int(reader.id)), story, Wanted())
        channel = int(closed.id)
        subscriptions.subscribe(connection, owner, story, Wanted(), guild=guild, channel=channel)

    async with opened(path) as app:
        story = (await app.importer.add(tale("The Ferry"), Origin("f", "f"))).story.id
        await app.database.transaction(lambda connection: subscribe(connection, story))
        chapter = ManuscriptChapter("Night", "The lamps were lit.")
        await app.publishing.publish(Credentials(owner, owner=True), story, chapter, 1)


async def suspended(path: Path) -> list[str]:
    def job(connection: Connection) -> list[str]:
        sql = "SELECT suspended FROM subscriptions WHERE suspended <> ''"
        return [row[0] for row in connection.execute(sql)]

    async with database_at(path) as database:
        return await database.read(job)


@pytest.mark.proofs
async def test_what_was_refused_is_told_once_and_nobody_is_suspended_for_it(tmp_path: Path) -> None:
    path, chance, ahead = tmp_path / "fireside.sqlite3", random.Random(7), 0
    async with Playground(controls=True, clock=lambda: time.time() + ahead) as playground:
        hearth = playground.world.guild_named("The Hearth")
        readers = [playground.stage.add_person(f"Reader {number}", hearth) for number in range(READERS)]
        directs = [playground.world.direct(reader)[0] for reader in readers]
        closed = playground.stage.add_channel(hearth, "news")
        playground.stage.set_permissions(closed, playground.world.bot, deny=Permission.SEND_MESSAGES)
        await publish(path, readers, closed, GuildId(int(hearth.id)))
        bot = BotProcess(playground, path)
        playground.faults.inject(Fault(REFUSED, FaultKind.REFUSED, times=100_000, status=403))
        for killed in range(2 * KILLS):
            if killed == KILLS:
                assert set(await suspended(path)) <= {"no access"}
                playground.faults.clear()
            if killed >= KILLS:
                go_wrong(playground, chance)
            await bot.start(ahead)
            await at_work(playground, chance.randrange(1, 2 * READERS))
            await asyncio.sleep(chance.uniform(0, 0.02))  # a moment in which nothing can be awaited
            await bot.kill()
            ahead += chance.choice((CLAIMS_EXPIRE, CLAIMS_EXPIRE, NONCES_ARE_FORGOTTEN))
        while await anything_owed(path, time.time() + ahead):
            await bot.start(ahead)
            await at_work(playground, ENOUGH)
            await bot.kill()
            ahead += NONCES_ARE_FORGOTTEN
        told = [playground.messages.latest(direct) for direct in directs]
        assert [sum(map(is_notice, messages)) for messages in told] == [1] * READERS
        words = [sum("I may not post in the channel" in readable(each) for each in got) for got in told]
        assert words == [1] + [0] * (READERS - 1)
        assert await suspended(path) == ["no access"]
