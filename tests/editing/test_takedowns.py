"""A story taken down: every panel says so, nothing lists it, and it comes back with everybody's place."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from bot.stories.ids import StoryId
from tests.support.fireside import Fireside
from tests.support.librarians import take_down
from tests.support.person import Person
from tests.support.reading_panel import ended, passage
from tests.support.replies import Json, Reply, label, walk
from tests.support.small_stories import GONE, SECRET, offered, tale, tells_nothing


@pytest.fixture
async def fireside(sample_fireside: Fireside) -> Fireside:
    """The bot with the sample stories."""
    return sample_fireside


# Asking


async def test_it_is_asked_once_and_says_how_many_readers_would_miss_it(
    secret: StoryId, ines: Person, mira: Person, theo: Person
) -> None:
    await mira.slash("read", story=SECRET)
    await theo.slash("read", story=SECRET)
    question = await ines.slash("stories remove", story=SECRET)
    assert question.ephemeral
    assert question.labels == ["Take it down", "No, keep it"]
    assert "Too few readers have begun it to be counted." in question.text
    assert await offered(mira, "lant") != []
    assert "### Editing" in (await ines.press("No, keep it")).text
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
    while not ended(finished):
        finished = await mira.press("▶")
    kept.append(finished)
    kept.append(await mira.slash("story", story=SECRET))
    await take_down(ines, SECRET)
    pressed = set()
    for message in kept:
        for says, door in doors(message):
            answer = await through(mira, door, message)
            assert GONE in answer.text, says
            assert answer.ephemeral
            pressed.add(says)
    assert {
        "◀ Back",
        "Next ▶",
        "☰ Chapters",
        "⋯",
        "The end",
        "Open at my place",
        "Go to a chapter",
    } <= pressed
    assert {"↶ Undo jump", "About this story", "Read aloud here", "Tablet"} <= pressed
    assert {"Back to the text"} <= pressed


async def test_nothing_of_it_is_listed_or_found(secret: StoryId, ines: Person, mira: Person) -> None:
    await mira.slash("read", story=SECRET)
    await take_down(ines, SECRET)
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


# Back again


async def test_put_back_everybody_is_where_they_were(
    secret: StoryId, ines: Person, mira: Person, theo: Person
) -> None:
    await mira.slash("read", story=SECRET)
    page = await mira.press("▶")
    far = await theo.slash("read", story=SECRET, chapter="Dawn")
    await take_down(ines, SECRET)
    back = await ines.press("Put it back")
    assert "It’s back." in back.text
    assert passage(await mira.slash("read")) == passage(page)
    assert passage(await theo.press("▶", far)) != passage(far)
    assert SECRET in (await theo.slash("shelf")).text


async def test_its_file_added_again_puts_it_back_with_every_place(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person
) -> None:
    await mira.slash("read", story=SECRET)
    page = await mira.press("▶")
    down = await take_down(ines, SECRET)
    assert await fireside.add(tale(SECRET), fireside.guild()) == secret
    assert passage(await mira.slash("read")) == passage(page)
    assert passage(await mira.press("◀", page)) != passage(page)
    assert "It’s back." in (await ines.press("Put it back", down)).text
    history = await ines.slash("stories history", story=SECRET)
    assert history.text.count("put back from") == 1


async def test_another_server_s_librarian_can_neither_take_it_down_nor_put_it_back(
    secret: StoryId, ines: Person, theo: Person
) -> None:
    shown = await theo.slash("help")
    assert "Only librarians may do that" in (await theo.forge(f"takedown:{secret}", shown)).text
    await take_down(ines, SECRET)
    assert "Only librarians may do that" in (await theo.forge(f"putback:{secret}", shown)).text
    theo.go("annex")
    shown = await theo.slash("help")
    assert GONE in (await theo.forge(f"putback:{secret}", shown)).text
