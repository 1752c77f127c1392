"""Where a shelf is looked at: only what may be shown there is on it, and nothing that would spoil."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.database import Connection
from bot.presses import Press
from bot.shelf.models import ShelfSection
from bot.shelf.presses import (
    ChooseShelved,
    MarkRead,
    NotForLater,
    PutAway,
    SaveAfterAll,
    SaveForLater,
    ShowEntry,
    ShowUnread,
    StartAgain,
    StartAnew,
    TakeOff,
    TakeUp,
    TurnSection,
    Unmark,
)
from bot.stories.details import Rating
from bot.stories.ids import MarkId, ReadingId, StoryId
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import walk
from tests.support.shelf_of_reader import DAY, VOYAGE, counts, entry, opened, read_on, titles, voyage
from tests.support.small_stories import SECRET, WORDS, memberships_told, tells_nothing

SERIAL = "Low Water at Skerrow"
KEPT = ("readings", "saved_stories", "marks", "opened_ratings")


async def save_for_later(person: Person, title: str) -> None:
    await person.slash("story", story=title)
    await person.press("Save for later")


# Servers


async def test_what_is_saved_in_a_server_follows_into_direct_messages(
    fireside: Fireside, secret: StoryId, mira: Person
) -> None:
    await save_for_later(mira, SECRET)
    await mira.go_direct()
    assert titles(await mira.slash("shelf")) == [SECRET]
    await mira.choose(SECRET, among="a story")
    assert WORDS in (await mira.press("Read")).text
    assert SECRET in (await mira.slash("read")).text


async def test_taking_it_off_the_list_there_can_be_undone_there(
    fireside: Fireside, secret: StoryId, mira: Person
) -> None:
    await save_for_later(mira, SECRET)
    await mira.go_direct()
    await entry(mira, SECRET)
    assert "Taken off your reading list" in (await mira.press("Take off the list")).text
    assert "Saved for later" in (await mira.press("Undo")).text
    assert titles(await mira.slash("shelf")) == [SECRET]


async def test_who_left_the_server_has_lost_what_they_saved_there(
    fireside: Fireside, secret: StoryId, mira: Person
) -> None:
    await save_for_later(mira, SECRET)
    await mira.go_direct()
    first, second = await mira.slash("shelf"), await mira.slash("shelf")
    fireside.playground.stage.remove_member(fireside.playground.world.guild_named("The Hearth"), mira.user)
    fireside.clock.advance(DAY + 60)
    await mira.choose(
        SECRET, among="a story", message=first
    )  # with what is known yet, or with the answer if it is quick
    await memberships_told(fireside)
    assert tells_nothing(await mira.choose(SECRET, among="a story", message=second))
    assert "Your shelf is empty" in (await mira.slash("shelf")).text


async def test_another_server_s_shelf_does_not_have_it(
    fireside: Fireside, secret: StoryId, theo: Person
) -> None:
    await save_for_later(theo, SECRET)
    await theo.slash("read", story=SERIAL)
    theo.go("annex")
    shelf = await theo.slash("shelf")
    assert counts(shelf)["To read"] == 0
    assert tells_nothing(shelf)
    assert tells_nothing(await theo.press("To read"))


async def test_a_story_taken_down_leaves_the_shelf_until_it_is_back(fireside: Fireside, mira: Person) -> None:
    story = await fireside.add(voyage(3))
    await read_on(mira, 1)
    shown = await entry(mira)

    def set_removed(when: int | None) -> Any:
        return lambda connection: connection.execute(
            "UPDATE stories SET removed_at = ? WHERE id = ?", (when, story)
        )

    await fireside.database.transaction(set_removed(1))
    assert "can’t be read here" in (await mira.press("Put away", shown)).text
    assert "Your shelf is empty" in (await mira.slash("shelf")).text
    await fireside.database.transaction(set_removed(None))
    assert titles(await mira.slash("shelf")) == [VOYAGE]


# Ratings


async def test_what_is_not_served_in_a_channel_is_not_on_the_shelf_there(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(voyage(3, rating=Rating.MATURE))
    mira.go("after-dark")
    await read_on(mira, 1)
    shown = await entry(mira)
    mira.go("reading-room")
    assert "Your shelf is empty" in (await mira.slash("shelf")).text
    [press] = [
        each["custom_id"]
        for each in walk(shown.components)
        if each.get("custom_id", "").startswith("putaway")
    ]
    assert "rated Mature" in (await mira.forge(press, mira.last)).text
    mira.go("after-dark")
    assert "Put away" in (await entry(mira)).labels


# Spoilers


async def test_titles_further_on_are_numbers_for_those_who_want_it_so(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(voyage(6))
    await read_on(mira, 1)
    await mira.slash("read", story=VOYAGE, chapter="5")
    await mira.slash("settings")
    await mira.press("Hide titles, too")
    shelf = await mira.slash("shelf")
    assert "· Chapter 5" in shelf.text
    shown = await mira.choose(VOYAGE, among="a story")
    menu = await mira.press("Mark as read up to…")
    assert titles(menu) == [f"Chapter {number}" for number in range(3, 7)]
    assert "Port 5" not in f"{shelf.components} {shown.components} {menu.components}"
    marked = await mira.choose("Chapter 4")
    assert "Chapter 4 — Port 4" in marked.text
    assert "Port 6" not in f"{marked.components}"


# Presses that were never offered


def presses(story: StoryId, ids: Mapping[str, int]) -> list[tuple[Press, int | None]]:
    """Every press of the shelf that names a story or something of one, with the value where one is chosen."""
    back = TurnSection(ShelfSection.TO_READ, 0)
    reading = ReadingId(ids["reading"])
    return [
        *((kind(story), None) for kind in (SaveForLater, SaveAfterAll, NotForLater, TakeOff)),
        *((kind(story, back), None) for kind in (ShowEntry, PutAway, TakeUp)),
        (ChooseShelved(back.section, back.page), story),
        (ShowUnread(story, back, 0), None),
        (MarkRead(story, back), ids["chapter"]),
        (Unmark(story, MarkId(ids["mark"]), back), None),
        (StartAgain(story, reading, back), None),
        (StartAnew(story, reading), None),
    ]


async def kept(fireside: Fireside) -> list[list[tuple[Any, ...]]]:
    """All that the shelf's presses can change."""

    def job(connection: Connection) -> list[list[tuple[Any, ...]]]:
        return [[tuple(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in KEPT]

    return await fireside.database.read(job)


async def first_ids(fireside: Fireside, story: StoryId) -> Mapping[str, int]:
    """A chapter of a story, and the reading and the mark that there are."""

    def job(connection: Connection) -> Mapping[str, int]:
        row = connection.execute(
            "SELECT chapters.id AS chapter, readings.id AS reading, marks.id AS mark FROM marks"
            " JOIN readings ON readings.id = reading_id"
            " JOIN chapters ON chapters.story_id = readings.story_id"
            " WHERE chapters.story_id = ? AND number = 2",
            (story,),
        ).fetchone()
        return dict(row)

    return await fireside.database.read(job)


@pytest.mark.parametrize("direct", [False, True])
async def test_whatever_is_forged_of_a_story_that_is_not_for_them_is_refused(
    fireside: Fireside, secret: StoryId, mira: Person, theo: Person, direct: bool
) -> None:
    await mira.slash("read", story=SECRET)
    await entry(mira, SECRET)
    await mira.press("Mark as read up to…")
    await mira.choose("Dusk")
    ids = await first_ids(fireside, secret)
    theo.go("annex")
    if direct:
        await theo.go_direct()
    shown = await theo.slash("help")
    before = await kept(fireside)
    for press, value in presses(secret, ids):
        reply = await theo.forge(press.custom_id, shown, None if value is None else str(value))
        assert "That story can’t be read here" in reply.text, press
        assert tells_nothing(reply), press
        assert await kept(fireside) == before, press


async def test_nobody_reaches_into_another_s_shelf(fireside: Fireside, mira: Person, theo: Person) -> None:
    story = await fireside.add(voyage(4))
    await read_on(mira, 0)
    await entry(mira)
    await mira.press("Mark as read up to…")
    await mira.choose("Port 2")
    shelf = (await mira.slash("shelf")).text
    ids = await first_ids(fireside, story)
    shown = await theo.slash("help")
    for press, value in presses(story, ids):
        reply = await theo.forge(press.custom_id, shown, None if value is None else str(value))
        assert reply.outcome in ("message", "update"), press
        assert reply.ephemeral, press
    assert (await mira.slash("shelf")).text == shelf
    assert "Undo the mark" in (await entry(mira)).labels


@pytest.mark.parametrize(
    ("custom_id", "chosen"),
    [
        ("shelf:9", None),
        ("shelf:-1", None),
        ("shelfpage:9:0", None),
        ("shelfpage:0:-5", None),
        ("shelfpage:0:99999999999", None),
        ("shelved:0:0", None),
        ("shelved:9:9", "1"),
        ("shelved:0:0", "999999"),
        ("entry:999999:0:0", None),
        ("putaway:999999:0:0", None),
        ("unread:1:0:0:-7", None),
        ("mark:1:0:0", None),
        ("mark:1:0:0", "999999"),
        ("mark:1:0:0", "one"),
        ("unmark:1:999999:0:0", None),
        ("startagain:1:999999:0:0", None),
        ("saveforlater:999999", None),
        ("resume", "1"),
    ],
)
async def test_a_stale_or_forged_press_is_answered(
    fireside: Fireside, mira: Person, custom_id: str, chosen: str | None
) -> None:
    await fireside.add(voyage(3))
    await read_on(mira, 1)
    shelf = await mira.slash("shelf")
    reply = await mira.forge(custom_id, shelf, chosen)
    assert reply.outcome in ("message", "update"), custom_id
    assert "Something went wrong" not in reply.text
    assert "67%" in (await opened(mira, "Reading now")).text
