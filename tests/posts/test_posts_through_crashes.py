"""Killed between writing a post down, sending it and recording it, the bot posts it once or not at all."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import App, opened
from bot.database import Connection
from bot.playground import Playground
from bot.playground.entities import Channel
from bot.playground.faults import Fault, FaultKind
from bot.stories.details import Rating
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Credentials, Origin
from bot.stories.queries import stories
from tests.support.bot_process import BotProcess
from tests.support.person import PATIENCE, Person, a_moment
from tests.support.small_stories import tale

OWNER = Credentials(ReaderId(1), owner=True)
STAYS, FALLS, RISES = "Stays", "Falls", "Rises"
GAPS = {"not-sent": FaultKind.SERVER_ERROR, "not-confirmed": FaultKind.ERROR_AFTERWARDS, "recorded": None}
CLAIMS_EXPIRE, NOBODY_WAITS = 150, 4_000


@asynccontextmanager
async def readers_aloud(playground: Playground) -> AsyncIterator[dict[tuple[str, str], Person]]:
    """A reader in a channel of their own for each story and each gap, where Discord answers accordingly."""
    hearth, found = playground.world.guild_named("The Hearth"), {}
    async with AsyncExitStack() as stack:
        for gap, fault in GAPS.items():
            for title in (STAYS, FALLS, RISES):
                channel = playground.stage.add_channel(hearth, f"{title.lower()}-{gap}")
                if fault is not None:
                    playground.faults.inject(Fault(f"POST /channels/{channel.id}/messages", fault, times=99))
                person = await stack.enter_async_context(Person(playground, "Mira", channel.id))
                found[title, gap] = person
        yield found


async def bring_in(path: Path) -> None:
    async with opened(path) as app:
        for title in (STAYS, FALLS, RISES):
            await app.importer.add(tale(title), Origin(title, title))


async def fall_and_rise(path: Path) -> None:
    """One story is taken down while the bot is away, another is rated Explicit."""
    async with opened(path) as app:
        await app.takedowns.take_down(OWNER, await named(app, FALLS))
        risen = await named(app, RISES)

        def rise(connection: Connection) -> None:
            story = stories.get(connection, risen)
            assert story is not None
            stories.update(connection, replace(story, rating=Rating.EXPLICIT))

        await app.database.transaction(rise)


async def named(app: App, title: str) -> StoryId:
    return await app.librarians.find(OWNER, title)


async def asked_for(playground: Playground, people: dict[tuple[str, str], Person]) -> None:
    """Everybody has asked for their panel, and Discord has been asked to post it."""
    asking = [
        asyncio.create_task(person.slash("read", story=title, where="here"))
        for (title, _), person in people.items()
    ]
    wanted = {f"/channels/{person.channel_id}/messages" for person in people.values()}
    async with asyncio.timeout(PATIENCE):
        while not wanted <= {sent.path for sent in playground.journal.of("POST /channels/*/messages")}:
            await playground.journal.next("*", timeout=PATIENCE)
        for (_, gap), task in zip(people, asking, strict=True):
            if gap == "recorded":
                await task
    for task in asking:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)


def standing(playground: Playground, people: dict[tuple[str, str], Person]) -> dict[tuple[str, str], int]:
    """How many messages everybody sees, where there are any."""
    channels: dict[tuple[str, str], Channel] = {
        key: playground.world.channels[person.channel_id] for key, person in people.items()
    }
    counted = {key: len(playground.messages.latest(channel)) for key, channel in channels.items()}
    return {key: count for key, count in counted.items() if count}


@pytest.mark.parametrize("ahead", [CLAIMS_EXPIRE, NOBODY_WAITS])
async def test_what_was_being_posted_stands_once_or_not_at_all(tmp_path: Path, ahead: int) -> None:
    path, clock = tmp_path / "fireside.sqlite3", {"ahead": 0}
    async with Playground(controls=True, clock=lambda: time.time() + clock["ahead"]) as playground:
        await bring_in(path)
        bot = BotProcess(playground, path)
        async with readers_aloud(playground) as people:
            await bot.start()
            await asked_for(playground, people)
            await bot.kill()
            playground.faults.clear()
            assert standing(playground, people) == {key: 1 for key in people if key[1] != "not-sent"}
            await fall_and_rise(path)
            clock["ahead"] = ahead
            await bot.start(ahead)
            gaps = [gap for gap in GAPS if gap != "not-sent" or ahead < NOBODY_WAITS]
            expected = {(STAYS, gap): 1 for gap in gaps}
            async with asyncio.timeout(PATIENCE):
                while standing(playground, people) != expected:
                    await playground.journal.next("*", timeout=PATIENCE)
                while await unsettled(path):
                    await a_moment()
            assert standing(playground, people) == expected
            await bot.kill()


async def unsettled(path: Path) -> bool:
    """Whether anything is left that is not known to have arrived."""
    sql = "SELECT count(*) FROM public_posts WHERE message_id IS NULL"
    async with opened(path) as app:
        return bool(await app.database.read(lambda connection: connection.execute(sql).fetchone()[0]))
