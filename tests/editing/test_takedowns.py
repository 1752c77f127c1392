"""A story taken down: what shows it goes, every panel says so, and it comes back with everybody's place."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.playground.faults import Fault, FaultKind
from bot.playground.permissions import Permission
from bot.stories.ids import StoryId
from tests.support.fireside import Fireside, burning
from tests.support.locks import locked
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Json, Reply, label, walk
from tests.support.small_stories import GONE, SECRET, offered, tale, tells_nothing

DELETIONS = "DELETE /channels/*/messages/*"


@pytest.fixture
async def fireside(sample_fireside: Fireside) -> Fireside:
    """The bot with the sample stories."""
    return sample_fireside


async def take_down(librarian: Person, story: str = SECRET) -> Reply:
    """The whole of it, the question answered."""
    await librarian.slash("stories remove", story=story)
    return await librarian.press("Take it down")


async def gone(person: Person, post: Reply) -> None:
    """Waits until everybody has seen a public message go."""
    assert post.message is not None
    identity = post.message["id"]
    await person.event("message_delete", lambda message: message["id"] == identity)


async def read_aloud_twice(person: Person) -> tuple[Reply, Reply]:
    """A public panel by the command, and one from the ⋯ of a private panel."""
    first = await person.slash("read", story=SECRET, where="here")
    await person.slash("read", story=SECRET)
    await person.press("⋯")
    since = len(person.events)
    await person.press("Read aloud here")
    return first, Reply("seen", await person.event("message_create", since=since))


# Asking


async def test_it_is_asked_once_and_says_how_many_readers_would_miss_it(
    secret: StoryId, ines: Person, mira: Person, theo: Person
) -> None:
    await mira.slash("read", story=SECRET)
    await theo.slash("read", story=SECRET)
    question = await ines.slash("stories remove", story=SECRET)
    assert question.ephemeral
    assert question.labels == ["Take it down", "Leave it"]
    assert "Fewer than five readers have begun it." in question.text
    assert await offered(mira, "lant") != []
    assert "### Editing" in (await ines.press("Leave it")).text
    assert await offered(mira, "lant") != []
    down = await ines.press("Take it down", await ines.slash("stories remove", story=SECRET))
    assert f"{SECRET}** by Wilhelmina Quill has been taken down" in down.text
    assert down.labels == ["Put it back"]


async def test_two_librarians_at_once_take_it_down_once(
    secret: StoryId, fireside: Fireside, ines: Person
) -> None:
    other = await fireside.person("Ines", "book-club")
    questions = [await each.slash("stories remove", story=SECRET) for each in (ines, other)]
    answers = await asyncio.gather(
        ines.press("Take it down", questions[0]), other.press("Take it down", questions[1])
    )
    assert [answer.labels for answer in answers] == [["Put it back"]] * 2
    await ines.press("Put it back")
    history = await ines.slash("stories history", story=SECRET)
    assert history.text.count("taken down") == 1


# What shows it


async def test_what_everybody_sees_of_it_is_deleted_and_nothing_else(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person, theo: Person
) -> None:
    said = await theo.say("Is anybody reading?")
    other = await theo.slash("read", story="Time Lock", where="here")
    posts = await read_aloud_twice(mira)
    await take_down(ines)
    for post in posts:
        await gone(mira, post)
    left = [message["id"] for message in await theo.history()]
    assert left == [said["id"], (other.message or {})["id"]]


async def test_a_public_panel_that_its_opener_closed_is_not_asked_for_again(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person
) -> None:
    post = await mira.slash("read", story=SECRET, where="here")
    await mira.press("Close", post)
    await gone(mira, post)
    await take_down(ines)
    await ines.press("Put it back")
    assert fireside.playground.journal.of(DELETIONS) == []


async def test_posts_in_a_channel_that_is_no_more_keep_no_other_from_being_deleted(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person
) -> None:
    await mira.slash("read", story=SECRET, where="here")
    mira.go("book-club")
    post = await mira.slash("read", story=SECRET, where="here")
    fireside.playground.stage.remove_channel(fireside.playground.world.channel_named("reading-room"))
    ines.go("book-club")
    await take_down(ines)
    await gone(mira, post)


PRIVATE = ("", "☰", "⋯")


def doors(reply: Reply) -> Iterator[tuple[str, Json]]:
    """Every button and menu of a message, with what it says."""
    for found in walk(reply.components):
        if "custom_id" in found and not found.get("disabled"):
            yield label(found) or found["placeholder"], found


async def through(person: Person, door: Json, message: Reply) -> Reply:
    """Presses a button, or chooses the first of a menu."""
    if "options" in door:
        return await person.choose(door["options"][0]["label"], message=message)
    return await person.press(label(door), message)


async def test_every_button_of_a_private_panel_says_that_it_is_gone(
    secret: StoryId, ines: Person, mira: Person
) -> None:
    kept = []
    for menu in PRIVATE:
        panel = await mira.slash("read", story=SECRET, chapter="2")
        panel = await mira.press("▶", panel)
        kept.append(await mira.press(menu, panel) if menu else panel)
    finished = await mira.slash("read", story=SECRET, chapter="2")
    while "Read again" not in finished.labels:
        finished = await mira.press("▶")
    kept.append(finished)
    kept.append(await mira.slash("story", story=SECRET))
    await take_down(ines)
    pressed = set()
    for message in kept:
        for says, door in doors(message):
            answer = await through(mira, door, message)
            assert GONE in answer.text, says
            assert answer.ephemeral
            pressed.add(says)
    assert {"◀ Back", "Next ▶", "☰ Chapters", "⋯", "Read again", "Read", "Go to a chapter"} <= pressed
    assert {"↶ Undo jump", "About this story", "Read aloud here", "Short passages"} <= pressed
    assert {"Back to the text"} <= pressed


async def test_nothing_of_it_is_listed_or_found(secret: StoryId, ines: Person, mira: Person) -> None:
    await mira.slash("read", story=SECRET)
    await take_down(ines)
    assert [name for name in await offered(mira, "") if SECRET in name] == []
    for typed in ("lant", "quill", "smoulder"):
        assert await offered(mira, typed) == []
        assert "0 stories" in (await mira.slash("library", search=typed)).text
    for name in ("library", "shelf", "read"):
        assert tells_nothing(await mira.slash(name)), name
    assert f"There is no story called “{SECRET}” here." in (await mira.slash("read", story=SECRET)).text
    assert GONE in (await mira.slash("story", story=f"id:{secret}")).text
    assert await mira.autocomplete("read", "chapter", "", story=f"id:{secret}") == []
    assert await offered(ines, "lant", "stories edit") == []
    for name in ("edit", "publish", "remove", "history"):
        assert GONE in (await ines.slash(f"stories {name}", story=f"id:{secret}")).text


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
        await mira.slash("read", story=SECRET, where="here")
        mira.go("book-club")
        await mira.slash("read", story=SECRET, where="here")
        bot = playground.world.bot
        playground.stage.set_permissions(room, bot, deny=Permission.VIEW_CHANNEL)
        down = await take_down(ines)
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
    post = await mira.slash("read", story=SECRET, where="here")
    stage, world = fireside.playground.stage, fireside.playground.world
    room = world.channel_named("reading-room")
    stage.set_permissions(room, world.bot, deny=Permission.VIEW_CHANNEL)
    await take_down(ines)
    await fireside.playground.journal.next(DELETIONS)
    stage.set_permissions(room, world.bot)
    fireside.clock.advance(3_600)
    await gone(mira, post)


async def test_a_database_that_is_locked_for_a_while_stops_no_deletion_for_good(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person, caplog: pytest.LogCaptureFixture
) -> None:
    first = await mira.slash("read", story=SECRET, where="here")
    stage, world = fireside.playground.stage, fireside.playground.world
    stage.set_permissions(world.channel_named("reading-room"), world.bot, deny=Permission.VIEW_CHANNEL)
    down = await take_down(ines)
    await fireside.playground.journal.next(DELETIONS)
    stage.set_permissions(world.channel_named("reading-room"), world.bot)
    async with locked(fireside.database), asyncio.timeout(mira.patience):
        fireside.clock.advance(3_600)
        await gone(mira, first)
        while not any("takedowns" in line and "is locked" in line for line in caplog.messages):
            await fireside.database.read(lambda connection: None)
    await ines.press("Put it back", down)
    second = await mira.slash("read", story=SECRET, where="here")
    await take_down(ines)
    await gone(mira, second)


async def test_a_page_that_was_on_its_way_while_its_story_was_taken_down_is_deleted_too(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person
) -> None:
    posting = fireside.playground.journal.next("GET /webhooks/*/messages/@original")
    fireside.playground.faults.inject(Fault("GET /webhooks/*", FaultKind.RATE_LIMITED, retry_after=0.3))
    reading = asyncio.create_task(mira.slash("read", story=SECRET, where="here"))
    await posting
    await take_down(ines)
    await gone(mira, await reading)


@pytest.mark.parametrize(("kind", "times"), [(FaultKind.RATE_LIMITED, 1), (FaultKind.DROPPED, 2)])
async def test_a_line_that_breaks_keeps_no_other_post_from_being_deleted(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person, kind: FaultKind, times: int
) -> None:
    posts = await read_aloud_twice(mira)
    fireside.playground.faults.inject(Fault(DELETIONS, kind, times))
    assert "has been taken down" in (await take_down(ines)).text
    for post in posts:
        await gone(mira, post)
    assert not any("went wrong" in str(event) for event in ines.events)


# Back again


async def test_put_back_everybody_is_where_they_were(
    secret: StoryId, ines: Person, mira: Person, theo: Person
) -> None:
    await mira.slash("read", story=SECRET)
    page = await mira.press("▶")
    far = await theo.slash("read", story=SECRET, chapter="Dawn")
    await take_down(ines)
    back = await ines.press("Put it back")
    assert "Put back." in back.text
    assert passage(await mira.slash("read")) == passage(page)
    assert passage(await theo.press("▶", far)) != passage(far)
    assert SECRET in (await theo.slash("shelf")).text


async def test_its_file_added_again_puts_it_back_with_every_place(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person
) -> None:
    await mira.slash("read", story=SECRET)
    page = await mira.press("▶")
    down = await take_down(ines)
    assert await fireside.add(tale(SECRET), fireside.guild()) == secret
    assert passage(await mira.slash("read")) == passage(page)
    assert passage(await mira.press("◀", page)) != passage(page)
    assert "Put back." in (await ines.press("Put it back", down)).text
    history = await ines.slash("stories history", story=SECRET)
    assert history.text.count("put back from") == 1


async def test_another_server_s_librarian_can_neither_take_it_down_nor_put_it_back(
    secret: StoryId, ines: Person, theo: Person
) -> None:
    shown = await theo.slash("help")
    assert "Only librarians may do that" in (await theo.forge(f"takedown:{secret}", shown)).text
    await take_down(ines)
    assert "Only librarians may do that" in (await theo.forge(f"putback:{secret}", shown)).text
    theo.go("annex")
    shown = await theo.slash("help")
    assert GONE in (await theo.forge(f"putback:{secret}", shown)).text
