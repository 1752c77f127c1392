"""Notices that cannot arrive, or may not: what their readers are told of it, and how they begin again."""

from __future__ import annotations

import pytest

from bot.playground.faults import Fault, FaultKind
from tests.support.delivered_notices import LAMPS, all_tried, is_notice, next_notice, notices, publish
from tests.support.fireside import Fireside, let_manage_channels
from tests.support.librarians import TITLE, correct, take_down
from tests.support.person import Person
from tests.support.replies import Json, readable

HOUR, WEEK = 3_600, 7 * 86_400
POSTS, OPENINGS = "POST /channels/*/messages", "POST /users/@me/channels"
DUSK_IS_OUT = "📖 **Chapter 3 — Dusk** of **The Ferry** is out."


@pytest.fixture
async def mira(empty_fireside: Fireside, ines: Person) -> Person:
    """A reader who has subscribed."""
    reader = await empty_fireside.person("Mira")
    await reader.slash("subscribe", story=TITLE)
    return reader


def is_note(message: Json) -> bool:
    return "There’s something I couldn’t send you" in readable(message)


# What Discord does not let through


async def test_closed_messages_are_told_of_once_and_reached_again_once_they_are_open(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    mira.user.takes_messages = False
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    await mira.slash("shelf")
    note = await mira.event("message_create", is_note)
    assert "you don’t take direct messages from me" in readable(note)
    since = len(mira.events)
    assert "⚠️ My last message didn’t get through" in (await mira.slash("subscriptions")).text
    mira.user.takes_messages = True
    await publish(ines, "Stars")
    await next_notice(mira)
    assert await notices(mira) == [
        "📖 2 new chapters of **The Ferry**:\n**Chapter 3 — Dusk**\n**Chapter 4 — Stars**"
    ]
    await all_tried(empty_fireside)
    assert "⚠️" not in (await mira.slash("subscriptions")).text
    assert not any(is_note(event["data"]) for event in mira.events[since:])


async def test_what_did_not_arrive_is_sent_when_its_reader_resumes(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    mira.user.takes_messages = False
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    mira.user.takes_messages = True
    listed = await mira.slash("subscriptions")
    assert "⚠️ My last message didn’t get through" in listed.text
    await mira.press("Resume", listed)
    assert DUSK_IS_OUT in (await next_notice(mira)).text
    assert not any(is_note(event["data"]) for event in mira.events), "the list has said it"


async def test_a_channel_that_is_closed_to_the_bot_is_shown_to_who_manages_it(
    empty_fireside: Fireside, ines: Person
) -> None:
    playground = empty_fireside.playground
    world, stage = playground.world, playground.stage
    let_manage_channels(ines)
    club = world.channel_named("book-club")
    ines.go("book-club")
    await ines.slash("subscribe", story=TITLE, deliver="each new chapter, in this channel")
    stage.set_permissions(club, world.bot, deny=1 << 11)
    for title in ("Dusk", "Stars"):
        await publish(ines, title)
        await all_tried(empty_fireside)
    assert "I may not post in the channel" in (await ines.slash("subscriptions")).text
    stage.set_permissions(club, world.bot, allow=1 << 11)
    await publish(ines, "Moon")
    assert "3 new chapters of" in (await next_notice(ines)).text


@pytest.mark.parametrize("kind", [FaultKind.RATE_LIMITED, FaultKind.SERVER_ERROR, FaultKind.ERROR_AFTERWARDS])
async def test_what_discord_refuses_for_a_moment_arrives_once(
    empty_fireside: Fireside, mira: Person, ines: Person, kind: FaultKind
) -> None:
    empty_fireside.playground.faults.inject(Fault(POSTS, kind))
    await publish(ines, "Dusk")
    await next_notice(mira)
    assert await notices(mira) == [DUSK_IS_OUT]


async def test_a_notice_whose_arrival_was_not_heard_of_is_not_sent_again(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    empty_fireside.playground.faults.inject(Fault(POSTS, FaultKind.DROPPED))
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    await publish(ines, "Stars")
    empty_fireside.clock.advance(HOUR)
    await next_notice(mira, "Stars")
    assert await notices(mira) == [DUSK_IS_OUT, "📖 **Chapter 4 — Stars** of **The Ferry** is out."]


async def test_an_outage_ends_with_one_notice(empty_fireside: Fireside, mira: Person, ines: Person) -> None:
    outage = Fault(POSTS, FaultKind.RATE_LIMITED, times=5, retry_after=0.01)  # as often as discord.py tries
    empty_fireside.playground.faults.inject(outage)
    for title in ("Dusk", "Moon", "Stars"):
        await publish(ines, title)
        await all_tried(empty_fireside)
    assert await notices(mira) == []
    empty_fireside.clock.advance(HOUR)
    await next_notice(mira)
    assert [told.splitlines()[0] for told in await notices(mira)] == ["📖 3 new chapters of **The Ferry**:"]


async def test_direct_messages_that_are_opened_too_fast_are_opened_later(
    empty_fireside: Fireside, ines: Person
) -> None:
    mira = await empty_fireside.person("Mira")
    empty_fireside.playground.faults.inject(Fault(OPENINGS, FaultKind.OPENING_TOO_FAST, times=2))
    await mira.slash("subscribe", story=TITLE)
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    empty_fireside.clock.advance(HOUR)
    await next_notice(mira)
    assert await notices(mira) == [DUSK_IS_OUT]


# What is not for them any more


async def test_who_has_left_the_server_is_not_told_of_its_own_stories(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    playground = empty_fireside.playground
    hearth = playground.world.guild_named("The Hearth")
    playground.stage.add_member(playground.world.guild_named("The Annex"), mira.user)
    playground.stage.remove_member(hearth, mira.user)
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    assert await notices(mira) == []


async def test_a_rating_that_was_raised_keeps_notices_to_who_may_have_them(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    theo = await empty_fireside.person("Theo")
    await theo.slash("subscribe", story=TITLE)
    await correct(ines, "Rating", await ines.slash("stories edit", story=TITLE), rating=["mature"])
    theo.go("after-dark")
    await theo.slash("read", story=TITLE)
    await publish(ines, "Dusk")
    await next_notice(theo)
    await all_tried(empty_fireside)
    assert await notices(mira) == []


async def test_a_restricted_story_is_followed_where_it_may_be_opened(
    empty_fireside: Fireside, ines: Person
) -> None:
    await correct(ines, "Rating", await ines.slash("stories edit", story=TITLE), rating=["mature"])
    mira = await empty_fireside.person("Mira")
    refused = await mira.slash("subscribe", story=TITLE)
    assert refused.text.startswith("That story is rated Mature")
    assert "You don’t follow anything yet" in (await mira.slash("subscriptions")).text
    mira.go("after-dark")
    assert "I’ll message you when a new chapter" in (await mira.slash("subscribe", story=TITLE)).text


async def test_a_channel_that_is_no_longer_age_restricted_is_not_told_of_a_restricted_story(
    empty_fireside: Fireside, ines: Person
) -> None:
    playground = empty_fireside.playground
    world, stage = playground.world, playground.stage
    await correct(ines, "Rating", await ines.slash("stories edit", story=TITLE), rating=["mature"])
    let_manage_channels(ines)
    ines.go("after-dark")
    await ines.slash("subscribe", story=TITLE, deliver="each new chapter, in this channel")
    stage.set_nsfw(world.channel_named("after-dark"), nsfw=False)
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    assert not any(is_notice(message) for message in await ines.history())
    stage.set_nsfw(world.channel_named("after-dark"), nsfw=True)
    await publish(ines, "Stars")
    assert "2 new chapters of" in (await next_notice(ines)).text


async def test_a_story_taken_down_before_it_is_told_is_not_told(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await mira.press("Snooze a week", await mira.slash("subscriptions"))
    await publish(ines, "Dusk")
    gone = await take_down(ines)
    assert "You don’t follow anything yet" in (await mira.slash("subscriptions")).text
    empty_fireside.clock.advance(WEEK)
    await all_tried(empty_fireside)
    assert await notices(mira) == []
    await ines.press("Put it back", gone)
    await publish(ines, "Stars")
    await next_notice(mira)
    assert LAMPS in (await mira.slash("read", story=TITLE, chapter="Stars")).text
    assert [told.splitlines()[0] for told in await notices(mira)] == ["📖 2 new chapters of **The Ferry**:"]
