"""Serials of a story that changes, or that is no longer for whom it goes to."""

from __future__ import annotations

import pytest

from bot.playground.faults import Fault, FaultKind
from tests.subscriptions.delivered_instalments import (
    DAY,
    PASSAGES,
    brought_directly,
    days_pass,
    paragraphs_brought,
)
from tests.support.delivered_notices import all_tried
from tests.support.fireside import Fireside
from tests.support.librarians import (
    DAWN,
    DUSK,
    NOON,
    TITLE,
    add_and_keep,
    correct,
    ferry,
    paragraphs,
    take_down,
)
from tests.support.person import Person

GROUP = "Rating, warnings & status"
HOUR = 3_600
POSTS = "POST /channels/*/messages"
FIRST, SECOND, THIRD, FOURTH = [1, 2, 3, 4], [5, 6, 7, 8], [11, 12, 13, 14], [15, 16, 17, 18]


@pytest.fixture
async def mira(empty_fireside: Fireside, ines: Person) -> Person:
    """A reader who has a page of it every day, and has had the first."""
    reader = await empty_fireside.person("Mira")
    # At noon, so that the evening's page comes within each day, and not within the hours after it.
    empty_fireside.clock.advance((DAY / 2 - empty_fireside.clock.now()) % DAY)
    await reader.slash("subscribe", story=TITLE, deliver=PASSAGES)
    await days_pass(empty_fireside)
    return reader


def dawn(*numbers: int) -> bytes:
    """*The Ferry* with these paragraphs as its first chapter."""
    parts = (
        f"Title: {TITLE}\nAuthor: A. Boatman\nStatus: in progress",
        "Chapter 1: Dawn\n\n" + "\n\n".join(paragraphs(number, 1) for number in numbers),
        f"Chapter 2: Noon\n\n{paragraphs(11)}",
    )
    return "\n\n\n".join(parts).encode()


async def rate(librarian: Person, rating: str) -> None:
    await correct(librarian, GROUP, await librarian.slash("stories edit", story=TITLE), rating=[rating])


async def all_brought(reader: Person) -> list[int]:
    return [number for instalment in await paragraphs_brought(reader) for number in instalment]


# The text is changed


async def test_what_is_put_in_before_does_not_hold_it_up(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await add_and_keep(ines, dawn(91, 92, 93, 94, 95, *range(1, 9)))
    await days_pass(empty_fireside, 2)
    assert await all_brought(mira) == [*FIRST, *SECOND, *THIRD]


async def test_what_is_put_in_right_behind_it_comes_next(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await add_and_keep(ines, dawn(*FIRST, 91, 92, *SECOND))
    await days_pass(empty_fireside, 3)
    assert await all_brought(mira) == [*FIRST, 91, 92, *SECOND, *THIRD]


async def test_what_a_chapter_gains_after_its_end_came_comes_next(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await days_pass(empty_fireside)
    await add_and_keep(ines, dawn(*FIRST, *SECOND, 91, 92))
    await days_pass(empty_fireside, 2)
    assert await paragraphs_brought(mira) == [FIRST, SECOND, [91, 92], THIRD]


async def test_a_chapter_put_in_behind_comes_in_its_turn(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await add_and_keep(ines, ferry(DAWN, ("Rain", 81), NOON, status="in progress"))
    await days_pass(empty_fireside, 3)
    assert await paragraphs_brought(mira) == [FIRST, SECOND, [81, 82, 83, 84], [85, 86, 87, 88]]


async def test_a_chapter_put_in_before_does_not_come(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await add_and_keep(ines, ferry(("Night", 71), DAWN, NOON, status="in progress"))
    await days_pass(empty_fireside, 2)
    assert await paragraphs_brought(mira) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("had", [1, 2, 3])
async def test_a_chapter_taken_out_is_left_out(
    empty_fireside: Fireside, mira: Person, ines: Person, had: int
) -> None:
    await add_and_keep(ines, ferry(("Night", 71), DAWN, NOON, DUSK, status="in progress"))
    await days_pass(empty_fireside, had - 1)
    await add_and_keep(ines, ferry(("Night", 71), NOON, DUSK, status="in progress"))
    await days_pass(empty_fireside, 2)
    came = await paragraphs_brought(mira)
    assert came[had:] == ([FOURTH, [21, 22, 23, 24]] if had == 3 else [THIRD, FOURTH])


async def test_an_edit_while_an_instalment_is_on_its_way_loses_nothing(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    empty_fireside.playground.faults.inject(Fault(POSTS, FaultKind.DROPPED))
    await days_pass(empty_fireside)
    await add_and_keep(ines, dawn(*FIRST, 91, 92, *SECOND))
    empty_fireside.clock.advance(60)  # it is tried again before the next evening's is due
    await all_tried(empty_fireside)
    await days_pass(empty_fireside, 3)
    # What had arrived said only that the day's text is here; it was given the text as it is now.
    assert await all_brought(mira) == [*FIRST, 91, 92, *SECOND, *THIRD, *FOURTH]


# It is not for them any more


async def test_a_story_that_was_taken_down_does_not_come_until_it_is_back(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    gone = await take_down(ines)
    await days_pass(empty_fireside, 2)
    assert await paragraphs_brought(mira) == [FIRST]
    assert "You don’t follow anything yet" in (await mira.slash("subscriptions")).text
    refused = await mira.press("Read on ▶", (await brought_directly(mira))[0])
    assert refused.text.startswith("That story can’t be read here")
    await ines.press("Put it back", gone)
    await days_pass(empty_fireside)
    assert await paragraphs_brought(mira) == [FIRST, SECOND]


async def test_a_rating_holds_when_it_is_sent(empty_fireside: Fireside, mira: Person, ines: Person) -> None:
    await rate(ines, "mature")
    await days_pass(empty_fireside, 2)
    assert await paragraphs_brought(mira) == [FIRST]
    mira.go("after-dark")
    await mira.slash("read", story=TITLE)
    await days_pass(empty_fireside)
    assert await paragraphs_brought(mira) == [FIRST, SECOND]


async def test_who_leaves_the_server_gets_nothing_more_of_its_own_story(
    empty_fireside: Fireside, mira: Person
) -> None:
    playground = empty_fireside.playground
    hearth = playground.world.guild_named("The Hearth")
    playground.stage.add_member(playground.world.guild_named("The Annex"), mira.user)
    playground.stage.remove_member(hearth, mira.user)
    await days_later(empty_fireside)
    assert await paragraphs_brought(mira) == [FIRST]
    playground.stage.add_member(hearth, mira.user)
    await days_later(empty_fireside)
    assert await paragraphs_brought(mira) == [FIRST, SECOND]


async def days_later(fireside: Fireside) -> None:
    """When it is no longer remembered who is a member."""
    fireside.clock.advance(2 * DAY)
    await all_tried(fireside)


# It does not arrive


async def test_closed_messages_lose_no_instalment(empty_fireside: Fireside, mira: Person) -> None:
    mira.user.takes_messages = False
    await days_pass(empty_fireside, 3)
    assert "⚠️ My last message didn’t get through" in (await mira.slash("subscriptions")).text
    mira.user.takes_messages = True
    await days_pass(empty_fireside)
    assert await paragraphs_brought(mira) == [FIRST, SECOND]
    assert "⚠️" not in (await mira.slash("subscriptions")).text


async def test_what_did_not_arrive_comes_when_its_reader_resumes(
    empty_fireside: Fireside, mira: Person
) -> None:
    mira.user.takes_messages = False
    await days_pass(empty_fireside)
    mira.user.takes_messages = True
    await mira.press("Resume", await mira.slash("subscriptions"))
    await all_tried(empty_fireside)
    assert await paragraphs_brought(mira) == [FIRST, SECOND]
    await days_pass(empty_fireside)
    assert await paragraphs_brought(mira) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "kind", [FaultKind.RATE_LIMITED, FaultKind.SERVER_ERROR, FaultKind.ERROR_AFTERWARDS, FaultKind.DROPPED]
)
async def test_what_goes_wrong_on_the_way_doubles_and_loses_nothing(
    empty_fireside: Fireside, mira: Person, kind: FaultKind
) -> None:
    empty_fireside.playground.faults.inject(Fault(POSTS, kind, times=2))
    empty_fireside.clock.advance(DAY)
    await all_tried(empty_fireside)
    for _ in range(4):
        empty_fireside.clock.advance(DAY / 24)
        await all_tried(empty_fireside)
    assert await paragraphs_brought(mira) == [FIRST, SECOND]
