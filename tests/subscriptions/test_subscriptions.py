"""Readers who are told of new chapters: asked for, as they read them, snoozed, stopped."""

from __future__ import annotations

import pytest

from bot.playground.entities import Channel
from tests.support.delivered_notices import all_tried, next_notice, notices, publish
from tests.support.fireside import Fireside
from tests.support.librarians import DAWN, NOON, TITLE, add_and_keep, ferry
from tests.support.person import Person
from tests.support.reading_panel import ended
from tests.support.replies import Reply

HOUR, DAY, WEEK = 3_600, 86_400, 7 * 86_400
DUSK_IS_OUT = "📖 **Chapter 3 — Dusk** of **The Ferry** is out."


@pytest.fixture
async def mira(empty_fireside: Fireside, ines: Person) -> Person:
    """A reader who has subscribed."""
    reader = await empty_fireside.person("Mira")
    await reader.slash("subscribe", story=TITLE)
    return reader


async def read_to_the_end(reader: Person) -> Reply:
    panel = await reader.slash("read", story=TITLE)
    while not ended(panel):
        panel = await reader.press("▶")
    return panel


# Asking for it


async def test_a_subscriber_is_told_what_they_will_be_told(ines: Person, empty_fireside: Fireside) -> None:
    mira = await empty_fireside.person("Mira")
    subscribed = await mira.slash("subscribe", story=TITLE)
    assert subscribed.ephemeral
    assert "✓ **The Ferry** · A. Boatman\nI’ll message you when a new" in subscribed.text
    listed = await mira.slash("subscriptions")
    assert "**The Ferry** · A. Boatman\n-# I’ll message you when a new" in listed.text


async def test_asking_again_subscribes_nobody_twice(mira: Person, ines: Person) -> None:
    card = await mira.slash("story", story=TITLE)
    await mira.press("Subscribe", card)
    await mira.press("Subscribe", card)
    await publish(ines, "Dusk")
    await next_notice(mira)
    assert (await mira.slash("subscriptions")).text.count(TITLE) == 1
    assert await notices(mira) == [DUSK_IS_OUT]


async def test_the_end_of_a_story_offers_it(ines: Person, empty_fireside: Fireside) -> None:
    mira = await empty_fireside.person("Mira")
    panel = await read_to_the_end(mira)
    assert "I’ll message you when a new chapter" in (await mira.press("Subscribe", panel)).text
    await publish(ines, "Dusk")
    assert DUSK_IS_OUT in (await next_notice(mira)).text


async def test_a_role_is_for_channels(mira: Person, empty_fireside: Fireside) -> None:
    world = empty_fireside.playground.world
    role = world.add_role(world.guild_named("The Hearth"), "Followers", 0, mentionable=True)
    refused = await mira.slash("subscribe", story=TITLE, role=role.id)
    assert refused.text.startswith("I can only ping a role or open threads in a channel.")


# Chapters, however they come


async def test_a_chapter_that_is_published_is_told(mira: Person, ines: Person) -> None:
    await publish(ines, "Dusk")
    notice = await next_notice(mira)
    assert notice.text == DUSK_IS_OUT
    assert "Dawn" in (await mira.press("Read", notice)).text


async def test_a_chapter_is_told_when_its_time_has_come(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await publish(ines, "Dusk", at="in 2 days")
    assert await notices(mira) == []
    empty_fireside.clock.advance(2 * DAY + HOUR)
    assert DUSK_IS_OUT in (await next_notice(mira)).text


async def test_the_chapters_of_a_newer_file_are_told_in_one_notice(mira: Person, ines: Person) -> None:
    await add_and_keep(ines, ferry(DAWN, NOON, ("Dusk", 21), ("Stars", 31)))
    await next_notice(mira)
    assert await notices(mira) == [
        "📖 2 new chapters of **The Ferry**:\n**Chapter 3 — Dusk**\n**Chapter 4 — Stars**"
    ]


async def test_corrections_are_no_news(empty_fireside: Fireside, mira: Person, ines: Person) -> None:
    await add_and_keep(ines, ferry(("Daybreak", 1), ("Noon", 12)))
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    assert await notices(mira) == [DUSK_IS_OUT]


# As they read it


async def test_three_chapters_are_one_notice_since_the_reader_stopped(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await read_to_the_end(mira)
    empty_fireside.clock.advance(HOUR)
    await mira.press("Snooze a week", await mira.slash("subscriptions"))
    for title in ("Dusk", "Moon", "Stars"):
        await publish(ines, title)
    empty_fireside.clock.advance(WEEK)
    await next_notice(mira)
    (told,) = await notices(mira)
    assert told.startswith(
        "📖 3 new chapters of **The Ferry** since you stopped in chapter 2:\n**Chapter 3 — Dusk**\n"
    )


async def test_chapters_told_before_are_counted_until_they_are_read(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await read_to_the_end(mira)
    empty_fireside.clock.advance(HOUR)
    await publish(ines, "Dusk")
    await next_notice(mira, "Dusk")
    await publish(ines, "Stars")
    told = await next_notice(mira, "Stars")
    assert "2 new chapters of **The Ferry** since you stopped in chapter 2:" in told.text


async def test_who_has_read_a_chapter_already_is_told_nothing(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await mira.press("Snooze a week", await mira.slash("subscriptions"))
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    await read_to_the_end(mira)
    empty_fireside.clock.advance(WEEK)
    await publish(ines, "Stars")
    await next_notice(mira)
    assert await notices(mira) == ["📖 **Chapter 4 — Stars** of **The Ferry** is out."]


async def test_titles_are_kept_from_who_wants_them_kept(mira: Person, ines: Person) -> None:
    await mira.press("Hide titles, too", await mira.slash("settings"))
    await publish(ines, "The Ferryman Dies")
    await next_notice(mira)
    assert await notices(mira) == ["📖 **Chapter 3** of **The Ferry** is out."]


# Less of it


async def test_stopped_from_the_notice(empty_fireside: Fireside, mira: Person, ines: Person) -> None:
    await publish(ines, "Dusk")
    notice = await next_notice(mira)
    stopped = await mira.press("Stop these", notice)
    again = await mira.press("Stop these", notice)
    assert stopped.text == again.text == ("✓ No more news about **The Ferry** · A. Boatman.")
    await publish(ines, "Stars")
    await all_tried(empty_fireside)
    assert await notices(mira) == [DUSK_IS_OUT]
    assert "You don’t follow anything yet" in (await mira.slash("subscriptions")).text


async def test_who_subscribes_again_is_told_nothing_old(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    stopped = await mira.press("Stop", await mira.slash("subscriptions"))
    assert "✓ Stopped: **The Ferry**" in stopped.text
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    await mira.slash("subscribe", story=TITLE)
    await publish(ines, "Stars")
    await next_notice(mira)
    assert await notices(mira) == ["📖 **Chapter 4 — Stars** of **The Ferry** is out."]


async def test_snoozed_for_a_week_however_often_it_is_pressed(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    listed = await mira.slash("subscriptions")
    snoozed = await mira.press("Snooze a week", listed)
    empty_fireside.clock.advance(DAY)
    again = await mira.forge(listed.button("Snooze a week")["custom_id"], snoozed)
    assert "Snoozed until <t:" in snoozed.text
    assert again.text == snoozed.text
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    assert await notices(mira) == []
    await mira.press("Resume", again)
    assert DUSK_IS_OUT in (await next_notice(mira)).text


async def test_nobody_changes_what_is_another_s(empty_fireside: Fireside, mira: Person) -> None:
    theo = await empty_fireside.person("Theo")
    listed = await mira.slash("subscriptions")
    stop = listed.button("Stop")["custom_id"]
    assert "no longer leads anywhere" in (await theo.forge(stop, await theo.slash("subscriptions"))).text
    assert TITLE in (await mira.slash("subscriptions")).text


# In a channel


async def test_a_channel_is_told_and_a_role_is_pinged_that_was_asked_for(
    empty_fireside: Fireside, odile: Person, ines: Person
) -> None:
    world = empty_fireside.playground.world
    role = world.add_role(world.guild_named("The Hearth"), "Followers", 0, mentionable=True)
    subscribed = await odile.slash(
        "subscribe", story=TITLE, deliver="each new chapter, in this channel", role=role.id
    )
    assert f"I’ll ping <@&{role.id}>." in subscribed.text
    await publish(ines, "Dusk @everyone")
    notice = await next_notice(odile)
    assert notice.message
    assert notice.message["channel_id"] == odile.channel_id
    assert notice.message["mention_roles"] == [role.id]
    assert not notice.message["mention_everyone"]
    panel = await odile.press("Read", notice)
    assert panel.ephemeral


async def test_only_who_manages_a_channel_has_it_told_and_stops_it(
    empty_fireside: Fireside, odile: Person, ines: Person, club: Channel
) -> None:
    theo = await empty_fireside.person("Theo", "book-club")
    refused = await theo.slash("subscribe", story=TITLE, deliver="each new chapter, in this channel")
    assert refused.text.startswith("Only people who manage this channel")
    await odile.slash("subscribe", story=TITLE, deliver="each new chapter, in this channel")
    await publish(ines, "Dusk")
    notice = await next_notice(theo)
    assert "nly people who manage this channel" in (await theo.press("Stop these", notice)).text
    assert "You don’t follow anything yet" in (await theo.slash("subscriptions")).text
    assert (
        f"I’ll post in <#{club.id}> when a new chapter is out." in (await odile.slash("subscriptions")).text
    )
    assert "No more news about" in (await odile.press("Stop these", notice)).text
    assert "You don’t follow anything yet" in (await odile.slash("subscriptions")).text


async def test_a_role_that_one_may_not_ping_is_not_pinged_for_one(
    empty_fireside: Fireside, odile: Person
) -> None:
    role = empty_fireside.playground.world.guild_named("The Hearth").role_named("Librarians")
    refused = await odile.slash(
        "subscribe", story=TITLE, deliver="each new chapter, in this channel", role=role.id
    )
    assert refused.text.startswith("You can’t ping that role.")


async def test_where_the_bot_may_not_post_nothing_can_be_told(
    empty_fireside: Fireside, odile: Person
) -> None:
    odile.go("notices")
    refused = await odile.slash("subscribe", story=TITLE, deliver="each new chapter, in this channel")
    assert refused.text.startswith("I may not post in this channel.")
