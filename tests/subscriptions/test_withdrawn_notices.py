"""Notices of chapters that are taken back: called off, or corrected in place, and back without a push."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.app import opened
from bot.database import Connection
from bot.playground import Playground
from bot.playground.faults import Fault, FaultKind
from bot.stories.ids import ReaderId
from bot.stories.models import Credentials
from tests.support.delivered_notices import all_tried, is_notice, next_notice, notices, publish, strike
from tests.support.fireside import Fireside, burning
from tests.support.librarians import DAWN, NOON, TITLE, add_and_keep, correct, ferry
from tests.support.person import Person
from tests.support.replies import Json, Reply, readable

DUSK_IS_OUT = "📖 **Chapter 3 — Dusk** of **The Ferry** is out."
WITHDRAWN = "The author has withdrawn the chapter that was announced here."
ANOTHER_WITHDRAWN = "The author has withdrawn another chapter that was announced here."


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry*, two chapters."""
    return {"ferry.txt": ferry()}


@pytest.fixture
async def mira(fireside: Fireside, ines: Person) -> Person:
    """A reader who is told of new chapters at once."""
    reader = await fireside.person("Mira")
    await reader.slash("subscribe", story=TITLE)
    return reader


async def corrections_left(fireside: Fireside) -> int:
    def count(connection: Connection) -> int:
        return int(connection.execute("SELECT count(*) FROM corrections").fetchone()[0])

    return await fireside.database.read(count)


async def edited(person: Person, says: str, since: int) -> Reply:
    """The notice that says this after it was edited."""

    def fits(message: Json) -> bool:
        return is_notice(message) and says in readable(message)

    return Reply("message", await person.event("message_update", fits, since=since))


async def test_a_notice_that_was_sent_is_corrected_in_place_and_back_without_a_push(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    card = await publish(ines, "Dusk")
    notice = await next_notice(mira)
    since = len(mira.events)
    undone = await ines.press("Undo", card)
    corrected = await edited(mira, WITHDRAWN, since)
    assert corrected.text == f"📖 **The Ferry**\n{WITHDRAWN}"
    assert corrected.message and notice.message
    assert corrected.message["id"] == notice.message["id"]
    assert corrected.labels == notice.labels
    since = len(mira.events)
    await ines.press("Redo", undone)
    again = await edited(mira, DUSK_IS_OUT, since)
    assert again.text == notice.text
    await all_tried(fireside)
    assert await notices(mira) == [DUSK_IS_OUT]


async def test_the_right_chapter_after_a_wrong_one_is_told_in_the_same_message(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    card = await publish(ines, "Dusk")
    await next_notice(mira)
    await ines.press("Undo", card)
    await edited(mira, WITHDRAWN, 0)
    theo = await fireside.person("Theo")
    await theo.slash("subscribe", story=TITLE)
    since = len(mira.events)
    form = await ines.slash("stories publish", story=TITLE)
    await ines.fill(form, title="Dusk", text="Quite another dusk.")
    await edited(mira, DUSK_IS_OUT, since)
    assert DUSK_IS_OUT in (await next_notice(theo)).text, "who was not told of it is told now"
    await all_tried(fireside)
    assert await notices(mira) == [DUSK_IS_OUT]
    form = await ines.slash("stories publish", story=TITLE)
    await ines.fill(form, title="Stars", text="The stars came out.")
    await next_notice(mira, "Stars")
    assert len(await notices(mira)) == 2


async def test_a_notice_that_waits_is_called_off(fireside: Fireside, mira: Person, ines: Person) -> None:
    await mira.press("Snooze a week", await mira.slash("subscriptions"))
    await publish(ines, "Dusk")
    await ines.press("Undo", await publish(ines, "Moon"))
    fireside.clock.advance(8 * 86_400)
    await next_notice(mira)
    assert await notices(mira) == [DUSK_IS_OUT]
    await mira.press("Snooze a week", await mira.slash("subscriptions"))
    await ines.press("Undo", await publish(ines, "Moon"))
    fireside.clock.advance(8 * 86_400)
    await all_tried(fireside)
    assert await notices(mira) == [DUSK_IS_OUT]


async def test_of_several_chapters_told_only_those_taken_back_are_withdrawn(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    await mira.press("Snooze a week", await mira.slash("subscriptions"))
    await publish(ines, "Dusk")
    card = await publish(ines, "Moon")
    fireside.clock.advance(8 * 86_400)
    await next_notice(mira)
    since = len(mira.events)
    await ines.press("Undo", card)
    corrected = await edited(mira, ANOTHER_WITHDRAWN, since)
    assert corrected.text == f"{DUSK_IS_OUT}\n{ANOTHER_WITHDRAWN}"


async def test_what_waits_unread_stays_in_the_message_that_named_it(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    await mira.slash("read", story=TITLE)
    await publish(ines, "Dusk")
    await next_notice(mira)
    card = await publish(ines, "Moon")
    notice = await next_notice(mira, "2 new chapters of **The Ferry** since you stopped in chapter 1")
    since = len(mira.events)
    await ines.press("Undo", card)
    corrected = await edited(mira, ANOTHER_WITHDRAWN, since)
    assert corrected.text == f"{DUSK_IS_OUT}\n{ANOTHER_WITHDRAWN}"
    assert corrected.message and notice.message
    assert corrected.message["id"] == notice.message["id"]


async def test_a_digest_is_corrected_story_by_story(fireside: Fireside, ines: Person) -> None:
    mira = await fireside.person("Mira")
    await add_and_keep(ines, ferry(DAWN, NOON, title="The Barge"), "barge.txt")
    for story in (TITLE, "The Barge"):
        await mira.slash("subscribe", story=story, deliver="new chapters, in my daily digest", at="18:00")
    card = await publish(ines, "Dusk")
    await publish(ines, "Moon", story="The Barge")
    strike(fireside, 18)
    await next_notice(mira, "daily digest")
    since = len(mira.events)
    await ines.press("Undo", card)
    corrected = await edited(mira, WITHDRAWN, since)
    assert "Dusk" not in corrected.text
    assert "**Chapter 3 — Moon** is out." in corrected.text


async def test_a_channel_s_notice_is_corrected_and_pings_nobody(
    fireside: Fireside, odile: Person, ines: Person
) -> None:
    world = fireside.playground.world
    role = world.add_role(world.guild_named("The Hearth"), "Followers", 0, mentionable=True)
    await odile.slash("subscribe", story=TITLE, deliver="each new chapter, in this channel", role=role.id)
    card = await publish(ines, "Dusk")
    await next_notice(odile)
    since = len(odile.events)
    await ines.press("Undo", card)
    assert WITHDRAWN in (await edited(odile, WITHDRAWN, since)).text
    edit = fireside.playground.journal.requests[-1]
    assert edit.body["allowed_mentions"]["parse"] == []


async def test_an_end_that_was_none_is_taken_back_in_place(fireside: Fireside, ines: Person) -> None:
    mira = await fireside.person("Mira")
    await mira.slash("subscribe", story=TITLE, deliver="once it is complete, to me")
    await ines.slash("stories edit", story=TITLE)
    complete = await correct(ines, "Rating", status=["complete"])
    notice = await next_notice(mira, "is complete")
    since = len(mira.events)
    undone = await ines.press("Undo", complete)
    await edited(mira, "isn’t complete after all", since)
    since = len(mira.events)
    await ines.press("Redo", undone)
    assert (await edited(mira, "is complete", since)).text == notice.text
    await all_tried(fireside)
    assert len(await notices(mira)) == 1


@pytest.mark.parametrize("kind", [FaultKind.SERVER_ERROR, FaultKind.ERROR_AFTERWARDS, FaultKind.DROPPED])
async def test_an_edit_that_fails_is_repeated(
    fireside: Fireside, mira: Person, ines: Person, kind: FaultKind
) -> None:
    card = await publish(ines, "Dusk")
    await next_notice(mira)
    await all_tried(fireside)
    fireside.playground.faults.inject(Fault("PATCH /channels/*/messages/*", kind, times=2))
    await ines.press("Undo", card)
    async with asyncio.timeout(mira.patience):
        while await notices(mira) != [f"📖 **The Ferry**\n{WITHDRAWN}"] or await corrections_left(fireside):
            fireside.clock.advance(20)
            await asyncio.sleep(0.02)


async def test_an_edit_that_is_refused_unforeseen_is_repeated(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    card = await publish(ines, "Dusk")
    await next_notice(mira)
    edits = "PATCH /channels/*/messages/*"
    fireside.playground.faults.inject(Fault(edits, FaultKind.REFUSED, status=403))
    since = len(mira.events)
    refused = asyncio.create_task(fireside.playground.journal.next(edits))
    await ines.press("Undo", card)
    await refused
    assert await corrections_left(fireside) == 1
    fireside.clock.advance(120)
    await edited(mira, WITHDRAWN, since)


async def test_what_was_taken_back_while_the_bot_was_down_is_corrected_when_it_is_up(tmp_path: Path) -> None:
    path = tmp_path / "fireside.sqlite3"
    async with Playground(controls=True) as playground:
        async with burning(path, playground) as before:
            ines, mira = await before.person("Ines"), await before.person("Mira")
            await add_and_keep(ines, ferry())
            await mira.slash("subscribe", story=TITLE)
            await publish(ines, "Dusk")
            await next_notice(mira)
            await all_tried(before)
        async with opened(path) as app:  # no bot that could edit anything
            owner = Credentials(ReaderId(1), before.guild(), manages=True)
            story = await app.librarians.find(owner, TITLE)
            _, changes, _ = await app.history.changes(owner, story, 0)
            await app.history.undo(owner, changes.lines[0].id)
        async with burning(path, playground) as after:
            mira = await after.person("Mira")
            async with asyncio.timeout(mira.patience):
                while await corrections_left(after):  # noqa: ASYNC110 - it does not say when it changes
                    await asyncio.sleep(0.02)
            assert await notices(mira) == [f"📖 **The Ferry**\n{WITHDRAWN}"]
