"""Public posts of a story that is taken down are deleted, whatever Discord answers, and no others."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from bot.playground.faults import Fault, FaultKind
from bot.playground.permissions import Permission
from bot.stories.ids import StoryId
from tests.support.fireside import Fireside, burning
from tests.support.librarians import take_down
from tests.support.locks import locked
from tests.support.person import Person
from tests.support.replies import Reply
from tests.support.shown_here import shown_here
from tests.support.small_stories import SECRET, tale

POSTS = "POST /channels/*/messages"
DELETIONS = "DELETE /channels/*/messages/*"


@pytest.fixture
async def fireside(sample_fireside: Fireside) -> Fireside:
    """The bot with the sample stories."""
    return sample_fireside


async def gone(person: Person, post: Reply) -> None:
    """Waits until everybody has seen a public message go."""
    assert post.message is not None
    identity = post.message["id"]
    await person.event("message_delete", lambda message: message["id"] == identity)


async def read_aloud_twice(person: Person) -> tuple[Reply, Reply]:
    """A public panel by the command, and one from the ⋯ of a private panel."""
    first = await shown_here(person, "read", story=SECRET)
    await person.slash("read", story=SECRET)
    await person.press("⋯")
    since = len(person.events)
    await person.press("Read aloud here")
    return first, Reply("seen", await person.event("message_create", since=since))


async def test_what_everybody_sees_of_it_is_deleted_and_nothing_else(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person, theo: Person
) -> None:
    said = await theo.say("Is anybody reading?")
    other = await shown_here(theo, "read", story="Time Lock")
    posts = await read_aloud_twice(mira)
    await take_down(ines, SECRET)
    for post in posts:
        await gone(mira, post)
    left = [message["id"] for message in await theo.history()]
    assert left == [said["id"], (other.message or {})["id"]]


async def test_a_public_panel_that_its_opener_closed_is_not_asked_for_again(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person
) -> None:
    post = await shown_here(mira, "read", story=SECRET)
    await mira.press("Close", post)
    await gone(mira, post)
    await take_down(ines, SECRET)
    await ines.press("Put it back")
    assert fireside.playground.journal.of(DELETIONS) == []


async def test_posts_in_a_channel_that_is_no_more_keep_no_other_from_being_deleted(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person
) -> None:
    await shown_here(mira, "read", story=SECRET)
    mira.go("book-club")
    post = await shown_here(mira, "read", story=SECRET)
    fireside.playground.stage.remove_channel(fireside.playground.world.channel_named("reading-room"))
    ines.go("book-club")
    await take_down(ines, SECRET)
    await gone(mira, post)


# When Discord will not delete


async def test_what_could_not_be_deleted_is_deleted_at_the_next_start(
    tmp_path: Path, sample_library: Path
) -> None:
    path = tmp_path / "fireside.sqlite3"
    shutil.copy(sample_library, path)
    async with burning(path) as first:
        playground = first.playground
        await first.add(tale(SECRET), first.guild())
        ines, mira = await first.person("Ines"), await first.person("Mira")
        room = playground.world.channel_named("reading-room")
        await shown_here(mira, "read", story=SECRET)
        mira.go("book-club")
        await shown_here(mira, "read", story=SECRET)
        bot = playground.world.bot
        playground.stage.set_permissions(room, bot, deny=Permission.VIEW_CHANNEL)
        down = await take_down(ines, SECRET)
        assert "has been taken down" in down.text
        await mira.event("message_delete")
        ines.go("reading-room")
        assert len(await ines.history()) == 1
        playground.stage.set_permissions(room, bot)
        await first.bot.close()
        async with burning(path, playground):
            await mira.event("message_delete", lambda message: message["channel_id"] == room.id)
            assert await ines.history() == []


async def test_what_could_not_be_deleted_is_tried_again_an_hour_later(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person
) -> None:
    post = await shown_here(mira, "read", story=SECRET)
    stage, world = fireside.playground.stage, fireside.playground.world
    room = world.channel_named("reading-room")
    stage.set_permissions(room, world.bot, deny=Permission.VIEW_CHANNEL)
    await take_down(ines, SECRET)
    await fireside.playground.journal.next(DELETIONS)
    stage.set_permissions(room, world.bot)
    fireside.clock.advance(3_600)
    await gone(mira, post)


@pytest.mark.sqlite_only("a file that another program has locked")
async def test_a_database_that_is_locked_for_a_while_stops_no_deletion_for_good(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person, caplog: pytest.LogCaptureFixture
) -> None:
    first = await shown_here(mira, "read", story=SECRET)
    stage, world = fireside.playground.stage, fireside.playground.world
    stage.set_permissions(world.channel_named("reading-room"), world.bot, deny=Permission.VIEW_CHANNEL)
    down = await take_down(ines, SECRET)
    await fireside.playground.journal.next(DELETIONS)
    stage.set_permissions(world.channel_named("reading-room"), world.bot)
    async with locked(fireside.database), asyncio.timeout(mira.patience):
        fireside.clock.advance(3_600)
        await gone(mira, first)
        while not any("takedowns" in line and "is locked" in line for line in caplog.messages):
            await fireside.database.read(lambda connection: None)
    await ines.press("Put it back", down)
    second = await shown_here(mira, "read", story=SECRET)
    await take_down(ines, SECRET)
    await gone(mira, second)


async def test_a_page_that_was_on_its_way_while_its_story_was_taken_down_is_deleted_too(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person
) -> None:
    posting = fireside.playground.journal.next(POSTS)
    fireside.playground.faults.inject(Fault(POSTS, FaultKind.RATE_LIMITED, retry_after=0.3))
    reading = asyncio.create_task(shown_here(mira, "read", story=SECRET))
    await posting
    await take_down(ines, SECRET)
    await gone(mira, await reading)


@pytest.mark.parametrize(("kind", "times"), [(FaultKind.RATE_LIMITED, 1), (FaultKind.DROPPED, 2)])
async def test_a_line_that_breaks_keeps_no_other_post_from_being_deleted(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person, kind: FaultKind, times: int
) -> None:
    posts = await read_aloud_twice(mira)
    fireside.playground.faults.inject(Fault(DELETIONS, kind, times))
    assert "has been taken down" in (await take_down(ines, SECRET)).text
    for post in posts:
        await gone(mira, post)
    assert not any("went wrong" in str(event) for event in ines.events)
