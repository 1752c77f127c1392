"""Readers who want to hear of a story only once it is complete."""

from __future__ import annotations

import pytest

from tests.support.delivered_notices import all_tried, change, next_notice, notices, publish
from tests.support.fireside import Fireside
from tests.support.librarians import DAWN, DUSK, NOON, TITLE, add_and_keep, correct, ferry
from tests.support.person import Person

DAY = 86_400
AT_ITS_END, AT_ONCE = "once it is complete, to me", "each new chapter, to me"
GROUP = "Rating, warnings & status"


@pytest.fixture
async def mira(empty_fireside: Fireside, ines: Person) -> Person:
    """A reader who waits for its end."""
    reader = await empty_fireside.person("Mira")
    subscribed = await reader.slash("subscribe", story=TITLE, deliver=AT_ITS_END)
    assert "I’ll message you when the story is complete." in subscribed.text
    return reader


async def mark(librarian: Person, status: str) -> None:
    await correct(librarian, GROUP, await librarian.slash("stories edit", story=TITLE), status=[status])


async def test_it_is_told_once_a_librarian_says_so_and_nothing_before(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    assert await notices(mira) == []
    await mark(ines, "complete")
    notice = await next_notice(mira)
    assert notice.text.startswith("📖 **The Ferry** by A. Boatman is complete: 3 chapters, about ")
    assert "Chapter 1 — Dawn" in (await mira.press("Read", notice)).text
    assert "You don’t follow anything yet" in (await mira.slash("subscriptions")).text


async def test_it_is_told_once_a_newer_file_says_so(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await add_and_keep(ines, ferry(DAWN, NOON, DUSK, status="complete"))
    await next_notice(mira)
    await all_tried(empty_fireside)
    (told,) = await notices(mira)
    assert "is complete" in told


async def test_said_and_unsaid_and_said_again_it_is_told_once(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    for status in ("complete", "ongoing", "complete"):
        await mark(ines, status)
        await all_tried(empty_fireside)
    assert len(await notices(mira)) == 1


async def test_unsaid_before_it_was_told_it_is_told_at_the_real_end(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await mira.press("Snooze a week", await mira.slash("subscriptions"))
    for status in ("complete", "ongoing"):
        await mark(ines, status)
    empty_fireside.clock.advance(8 * DAY)
    await all_tried(empty_fireside)
    assert await notices(mira) == []
    assert "when the story is complete" in (await mira.slash("subscriptions")).text
    await mark(ines, "complete")
    await next_notice(mira, "is complete")


async def test_of_a_complete_story_there_is_no_end_to_wait_for(
    empty_fireside: Fireside, ines: Person
) -> None:
    await mark(ines, "complete")
    theo = await empty_fireside.person("Theo")
    refused = await theo.slash("subscribe", story=TITLE, deliver=AT_ITS_END)
    assert refused.text == "That story is already complete. `/read` opens it."
    assert "You don’t follow anything yet" in (await theo.slash("subscriptions")).text


async def test_who_changes_their_mind_is_told_from_then_on(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    changed = await change(mira, TITLE, what_comes=["at once"])
    assert "I’ll message you when a new chapter is out." in changed.text
    await publish(ines, "Dusk")
    await next_notice(mira, "Dusk")
    await change(mira, TITLE, what_comes=["once complete"])
    await publish(ines, "Stars")
    await mark(ines, "complete")
    await next_notice(mira, "is complete")
    assert len(await notices(mira)) == 2


async def test_who_could_not_be_told_is_told_when_they_resume(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    mira.user.takes_messages = False
    await mark(ines, "complete")
    await all_tried(empty_fireside)
    mira.user.takes_messages = True
    await mira.press("Resume", await mira.slash("subscriptions"))
    await next_notice(mira, "is complete")
