"""A bot that is killed again and again while instalments and quotes go out brings each exactly once."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.app import opened
from bot.database import Connection
from bot.playground import Playground
from bot.playground.entities import Channel
from bot.reading.queries import bookmarks, passed
from bot.reading.queries.passed import Layer
from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Audience, Origin
from bot.stories.queries import chapters
from bot.subscriptions.models import Manner, Schedule, Subject, Wanted
from bot.subscriptions.queries import direct_channels, subscriptions
from bot.subscriptions.scheduling import schedule
from bot.text.spans import BEGUN
from tests.subscriptions.delivered_instalments import RINGS_NOT, text_of
from tests.support import specification
from tests.support.bot_process import BotProcess
from tests.support.crashes import JUMPS, NONCES_ARE_FORGOTTEN, anything_owed, at_work, go_wrong
from tests.support.delivered_notices import is_notice
from tests.support.marked_stories import sentinels
from tests.support.quotable_stories import spoken
from tests.support.replies import Json
from tests.support.rounds import rounds

DAYS, KILLS_A_DAY = rounds(2, full=3), rounds(1, full=5)
DAY, MINUTES_A_DAY = 86_400, 1_440
STORY = spoken("heath", chapters=DAYS, paragraphs=14)
"""A chapter for each day, three long pages each."""
CHAPTERS = Wanted(subject=Subject.SERIAL, manner=Manner.CHAPTER)
PASSAGES = Wanted(subject=Subject.SERIAL, manner=Manner.PASSAGE)
SHELF = Wanted(subject=Subject.QUOTES, manner=Manner.SHELF)
LIBRARY = Wanted(subject=Subject.QUOTES, manner=Manner.LIBRARY)
DIRECT = [*[CHAPTERS] * rounds(4, full=10), *[PASSAGES] * 4, *[SHELF] * 4]
HERE = [*[CHAPTERS] * 2, *[PASSAGES], *[LIBRARY] * 2]
CLOSED_EVERY, UNOPENED_EVERY = 6, 4


@dataclass
class Followers:
    """Who is to be sent what, and where they see it; and who takes nothing."""

    direct: dict[ReaderId, tuple[Wanted, Channel]] = field(default_factory=dict)
    channels: list[tuple[Wanted, Channel]] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)
    """The channels of those who take no direct messages."""


def gather(playground: Playground) -> Followers:
    """People in The Hearth, and channels of it."""
    found, hearth = Followers(), playground.world.guild_named("The Hearth")
    for number, wanted in enumerate(DIRECT):
        person = playground.stage.add_person(f"Reader {number}", hearth)
        channel = playground.world.direct(person)[0]
        found.direct[ReaderId(int(person.id))] = wanted, channel
        if number % CLOSED_EVERY == 0:
            playground.stage.close_direct(person)
            found.closed.add(channel.id)
    for number, wanted in enumerate(HERE):
        found.channels.append((wanted, playground.stage.add_channel(hearth, f"serials-{number}")))
    return found


async def subscribe_all(path: Path, followers: Followers, guild: GuildId) -> None:
    """All of them subscribed, to what comes at this minute of every day, while the bot is away.

    At a fixed hour the jumps of the clock could reach the next day's part, by the time the test is begun.
    """
    async with opened(path) as app:
        clock = app.clock
        story = (await app.importer.add(STORY, Origin("f", "f"))).story.id

        def job(connection: Connection) -> None:
            for number, (reader, (wanted, channel)) in enumerate(followers.direct.items()):
                subscribe(connection, reader, story, wanted, clock.now())
                if wanted.subject is Subject.QUOTES:
                    read_a_little(connection, reader, story, clock.now())
                if number % UNOPENED_EVERY:
                    direct_channels.remember(connection, reader, int(channel.id))
            for wanted, channel in followers.channels:
                subscribe(connection, ReaderId(1), story, wanted, clock.now(), guild, int(channel.id))

        await app.database.transaction(job)


def read_a_little(connection: Connection, reader: ReaderId, story: StoryId, now: int) -> None:
    """Some lines of the story can be quoted to them."""
    bookmarks.begin(connection, Audience(reader), story, now)
    first = chapters.first_of_body(connection, story)
    assert first is not None
    layer = Layer(False, first.id, first.revision)
    passed.keep(connection, reader, layer, BEGUN, ((0, min(9_000, first.characters)),))


def subscribe(
    connection: Connection,
    reader: ReaderId,
    story: StoryId,
    wanted: Wanted,
    now: int,
    guild: GuildId | None = None,
    channel: int | None = None,
) -> None:
    of = None if wanted.subject is Subject.QUOTES else story
    kept = subscriptions.subscribe(connection, reader, of, wanted, guild=guild, channel=channel)
    schedule(connection, kept, Schedule(now // 60 % MINUTES_A_DAY), now)


@pytest.mark.proofs
async def test_every_follower_has_each_part_exactly_once_and_in_order(tmp_path: Path) -> None:
    path, chance, ahead = tmp_path / "fireside.sqlite3", random.Random(7), 0
    async with Playground(controls=True, clock=lambda: time.time() + ahead) as playground:
        followers = gather(playground)
        await subscribe_all(path, followers, GuildId(int(playground.world.guild_named("The Hearth").id)))
        bot = BotProcess(playground, path)
        for day in range(1, DAYS + 1):
            ahead, killed = day * DAY, 0
            while await anything_owed(path, time.time() + ahead):
                if killed < KILLS_A_DAY:
                    go_wrong(playground, chance)
                await bot.start(ahead)
                await at_work(playground, chance.randrange(1, 20) if killed < KILLS_A_DAY else 1_000)
                await asyncio.sleep(chance.uniform(0, 0.02))  # a moment in which nothing can be awaited
                await bot.kill()
                killed += 1
                ahead += chance.choice(JUMPS) if killed < KILLS_A_DAY else NONCES_ARE_FORGOTTEN
            assert killed >= KILLS_A_DAY
        for wanted, channel in (*followers.direct.values(), *followers.channels):
            came = list(filter(is_notice, reversed(playground.messages.latest(channel, 1_000))))
            if channel.id in followers.closed:
                assert came == []
            else:
                assert_brought(wanted, came)
        specification.check(sent for sent in playground.journal.requests if sent.status == 200)


def assert_brought(wanted: Wanted, came: list[Json]) -> None:
    """All that was wanted, for as many days as there were."""
    assert sum(not each["flags"] & RINGS_NOT for each in came) == DAYS
    if wanted.subject is Subject.QUOTES:
        assert len(came) == DAYS
        assert all(len(sentinels(each)) == 1 for each in came)
        return
    told = "\n\n".join(chapter.text for chapter in STORY.chapters)
    brought = " ".join(" ".join(map(text_of, came)).split())
    if wanted is CHAPTERS:
        assert brought == " ".join(told.split())
    else:
        assert len(came) == DAYS
        assert " ".join(told.split()).startswith(brought)
