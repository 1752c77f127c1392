"""What notices cost: made for many subscribers at once, and sent at full pace beside readers' presses."""

from __future__ import annotations

import asyncio
import statistics
from datetime import datetime
from pathlib import Path

from benchmarks.contestants import Contestant
from benchmarks.figures import Tell, milliseconds, percentile
from benchmarks.libraries import TITLE, make_library
from bot.database import Connection, database_at
from bot.playground import Playground
from bot.playground.entities import Channel
from bot.stories.ids import ChapterId, ReaderId, StoryId
from bot.subscriptions.direct import RATE
from bot.subscriptions.models import Wanted
from bot.subscriptions.queries import announcements, direct_channels, subscriptions
from tests.support.person import Person

SUBSCRIBERS, MANY = 1_200, 100_000
STORY = StoryId(1)
PAUSE = 0.005
"""Seconds between two presses."""


async def measure_deliveries(folder: Path, tell: Tell) -> None:
    """A fan-out beside a reader who turns pages, then notices made for 100,000 subscribers."""
    await _measure_fan_out(folder / "fan-out.sqlite3", tell)
    tell(f"notices for {MANY:,} subscribers made", await make_notices(folder / "fan-out.sqlite3"))


async def make_notices(place: Path | str) -> float:
    """Has that many subscribe to the long story, and a chapter be announced: its milliseconds."""
    async with database_at(place) as database:
        await database.transaction(_subscribe_many)
        return await milliseconds(
            database.transaction(
                lambda connection: announcements.announce(connection, STORY, [ChapterId(1)], now=0)
            )
        )


async def _measure_fan_out(path: Path, tell: Tell) -> None:
    await make_library(path, 10)
    async with Contestant("fan-out", ("bot", "run"), path) as contestant:
        await contestant.open()
        await _press(contestant, 200)
        contestant.presses.clear()
        await _press(contestant, 1_000)
        quiet = contestant.presses[:]
        contestant.presses.clear()
        playground = contestant.playground
        channels = await subscribe(playground, path, SUBSCRIBERS)
        await publish(playground)
        while not _all_told(channels):
            await _press(contestant, 1)
    times = sorted(_told_at(playground, channel) for channel in channels)
    share = (len(times) - 1) / (times[-1] - times[0]) / RATE
    limited = sum(sent.status == 429 for sent in playground.journal.requests)
    name = f"{SUBSCRIBERS:,} notices, of {RATE} requests a second"
    print(f"{name:<64} {100 * share:>9.1f} %, {limited} times limited")
    for name, presses in (("in quiet", quiet), ("meanwhile", contestant.presses)):
        tell(f"  page turns {name}, median", statistics.median(presses))
        tell(f"  page turns {name}, 99th", percentile(presses, 0.99))


async def _press(contestant: Contestant, times: int) -> None:
    for _ in range(times):
        await contestant.press()
        await asyncio.sleep(PAUSE)


async def subscribe(playground: Playground, path: Path, count: int) -> list[Channel]:
    """Let so many people subscribe to the long story: their direct messages."""
    world = playground.world
    hearth = world.guild_named("The Hearth")
    people = [playground.stage.add_person(f"Reader {number}", hearth) for number in range(count)]
    channels = [world.direct(person)[0] for person in people]

    def job(connection: Connection) -> None:
        for person, channel in zip(people, channels, strict=True):
            reader = ReaderId(int(person.id))
            subscriptions.subscribe(connection, reader, STORY, Wanted())
            direct_channels.remember(connection, reader, int(channel.id))

    async with database_at(path) as database:
        await database.transaction(job)
    return channels


async def publish(playground: Playground) -> None:
    """Have a chapter of the long story appear."""
    async with Person(playground, "Odile") as odile:
        form = await odile.slash("stories publish", story=TITLE)
        published = await odile.fill(form, text="The lamps were lit.")
        if "is published" not in published.text:
            raise RuntimeError(published.text or published.error or published.outcome)


def _all_told(channels: list[Channel]) -> bool:
    return all(channel.last_message_id for channel in reversed(channels))


def _told_at(playground: Playground, channel: Channel) -> float:
    (notice,) = playground.messages.latest(channel)
    return datetime.fromisoformat(notice["timestamp"]).timestamp()


def _subscribe_many(connection: Connection) -> None:
    connection.execute("DELETE FROM deliveries")
    connection.execute(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)"
        " INSERT INTO subscriptions (reader_id, story_id, told) SELECT n, ?, 0 FROM numbers",
        (MANY, STORY),
    )
