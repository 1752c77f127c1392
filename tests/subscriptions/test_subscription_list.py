"""`/subscriptions`: all that somebody is sent, how it stands and when it comes next; changed there."""

from __future__ import annotations

import re

import pytest

from bot.playground.entities import Channel
from tests.subscriptions.delivered_instalments import brought_directly
from tests.support.delivered_notices import ROW, all_tried, change, next_notice, strike
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, add_and_keep, ferry
from tests.support.person import Person
from tests.support.replies import Reply, readable

HOUR, DAY = 3_600, 86_400
EVERY_WAY = {
    "each new chapter, to me": "I’ll message you when a new chapter is out.",
    "new chapters, in my daily digest": (
        "New chapters come in your daily digest. It comes at 18:00 (UTC), next on <t:"
    ),
    "new chapters, in my weekly digest": (
        "New chapters come in your weekly digest. It comes every Sunday at 18:00 (UTC), next on <t:"
    ),
    "once it is complete, to me": "I’ll message you when the story is complete.",
    "a passage a day, to me": "I’ll send you a passage a day. It comes at 18:00 (UTC), next on <t:",
    "a chapter a day, to me": "I’ll send you a chapter a day. It comes at 18:00 (UTC), next on <t:",
    "a quote a day from what I read, to me": (
        "I’ll send you a quote a day from what you read. It comes at 18:00 (UTC), next on <t:"
    ),
    "a quote a day from those I saved, to me": (
        "I’ll send you one of your saved quotes a day. It comes at 18:00 (UTC), next on <t:"
    ),
}
EVERY_WAY_HERE = {
    "each new chapter, in this channel": "when a new chapter is out",
    "a passage a day, in this channel": "I’ll post a passage a day in",
    "a chapter a day, in this channel": "I’ll post a chapter a day in",
    "a quote a day, in this channel": "I’ll post a quote a day in",
}


async def subscribe(reader: Person, deliver: str, **options: object) -> Reply:
    """To *The Ferry*, or to quotes, which are of no one story."""
    story = {} if "quote" in deliver else {"story": TITLE}
    return await reader.slash("subscribe", deliver=deliver, **story, **options)


def next_times(listed: Reply) -> list[int]:
    return [int(found) for found in re.findall(r"next on <t:(\d+)", listed.text)]


# What it shows


@pytest.mark.parametrize("deliver", EVERY_WAY)
async def test_every_way_is_listed_as_it_was_asked_for(
    empty_fireside: Fireside, mira: Person, deliver: str
) -> None:
    subscribed = await subscribe(mira, deliver)
    assert EVERY_WAY[deliver] in subscribed.text
    listed = await mira.slash("subscriptions")
    assert EVERY_WAY[deliver] in listed.text
    if "18:00" in EVERY_WAY[deliver]:
        (when,) = set(next_times(listed))
        assert when > empty_fireside.clock.now()
        assert when % DAY == 18 * HOUR
        assert next_times(subscribed) == [when]


@pytest.mark.parametrize("deliver", EVERY_WAY_HERE)
async def test_every_way_of_a_channel_is_listed_there_for_who_manages_it(
    odile: Person, mira: Person, club: Channel, deliver: str
) -> None:
    await subscribe(odile, deliver)
    assert EVERY_WAY_HERE[deliver] in (await odile.slash("subscriptions")).text
    mira.go("book-club")
    assert "You don’t follow anything yet" in (await mira.slash("subscriptions")).text
    odile.go("reading-room")
    assert "You don’t follow anything yet" in (await odile.slash("subscriptions")).text


async def test_what_is_new_and_its_serial_are_two_things(mira: Person) -> None:
    await subscribe(mira, "each new chapter, to me")
    await subscribe(mira, "a passage a day, to me")
    await subscribe(mira, "a quote a day from what I read, to me")
    assert (await mira.slash("subscriptions")).labels.count("Stop") == 3


async def test_more_than_a_page_is_turned(mira: Person, ines: Person) -> None:
    titles = [f"Crossing {number}" for number in range(1, 9)]
    for title in titles:
        await add_and_keep(ines, ferry(title=title), f"{title}.txt")
        await mira.slash("subscribe", story=title, deliver="new chapters, in my daily digest")
    first = await mira.slash("subscriptions")
    assert (
        "I’ll gather new chapters of 8 stories in one message. It comes at 18:00 (UTC), next on <t:"
        in first.text
    )
    assert "Page 1 of 2" in first.text
    second = await mira.press("Next page", first)
    assert [title for title in titles if f"**{title}**" in first.text + second.text] == titles
    (last_stop,) = [row["components"][-1] for row in second.components if row["type"] == ROW][-2:-1]
    stopped = await mira.forge(last_stop["custom_id"], second)
    assert "✓ Stopped: **Crossing 8**" in stopped.text
    assert "Page 2 of 2" in stopped.text


async def test_in_direct_messages_it_is_the_same_list(mira: Person) -> None:
    for deliver in EVERY_WAY:
        await subscribe(mira, deliver)
    listed = await mira.slash("subscriptions")
    await mira.go_direct()
    assert (await mira.slash("subscriptions")).text == listed.text
    changed = await change(mira, "Quote of the day", at="7 am")
    assert "It comes at 07:00 (UTC)" in changed.text


async def test_it_says_what_quiet_hours_put_off(mira: Person) -> None:
    await mira.slash("settings", quiet_hours="22:00–7:00")
    listed = await subscribe(mira, "a passage a day, to me", at="23:00")
    assert "It comes at 23:00 (UTC), next on <t:" in listed.text
    assert ":f>. I’ll hold it until your quiet hours end at 07:00." in listed.text
    (when,) = next_times(listed)
    assert when % DAY == 7 * HOUR


async def test_who_has_no_time_zone_yet_is_told_whose_time_is_meant(mira: Person, ines: Person) -> None:
    hint = "That’s in UTC, because I don’t know your time zone yet."
    for deliver in ("a passage a day, to me", "new chapters, in my daily digest"):
        assert hint in (await subscribe(mira, deliver)).text
    assert hint not in (await subscribe(mira, "each new chapter, to me")).text
    await mira.slash("settings", time_zone="Lisbon")
    assert hint not in (await subscribe(mira, "a passage a day, to me")).text


# Changed


async def test_changed_in_its_form_it_comes_in_another_manner_and_at_another_time(
    empty_fireside: Fireside, mira: Person
) -> None:
    await subscribe(mira, "a passage a day, to me")
    changed = await change(mira, TITLE, what_comes=["chapter"], at_what_time="7:30")
    assert "✓ Changed: **The Ferry** · A. Boatman" in changed.text
    assert "I’ll send you a chapter a day. It comes at 07:30 (UTC), next on <t:" in changed.text
    strike(empty_fireside, 7)
    await all_tried(empty_fireside)
    empty_fireside.clock.advance(HOUR / 2)
    await all_tried(empty_fireside)
    (came,) = await brought_directly(mira)
    assert "Chapter 1 — Dawn" in readable(came)


async def test_sent_as_it_was_shown_the_form_changes_nothing(mira: Person) -> None:
    for deliver in ("new chapters, in my weekly digest", "a quote a day from what I read, to me"):
        await subscribe(mira, deliver)
    before = (await mira.slash("subscriptions")).text
    for line in ("weekly digest**", TITLE, "Quote of the day"):
        assert "✓ Changed: **" in (await change(mira, line)).text
        assert (await mira.slash("subscriptions")).text == before


@pytest.mark.parametrize("typed", ["soon", "25:00", "sunday", "18:00 and 19:00"])
async def test_a_time_that_is_none_changes_nothing(mira: Person, typed: str) -> None:
    await subscribe(mira, "a passage a day, to me")
    before = (await mira.slash("subscriptions")).text
    refused = await change(mira, TITLE, what_comes=["chapter"], at_what_time=typed)
    assert refused.text == (f"I don’t understand the time “{typed}”. Try “18:00”, “7 am” or “sunday 10:00”.")
    assert (await mira.slash("subscriptions")).text == before
    assert (await subscribe(mira, "a chapter a day, to me", at=typed)).text == refused.text
    assert (await mira.slash("subscriptions")).text == before


async def test_what_comes_at_once_has_no_time_of_day(mira: Person) -> None:
    refused = await subscribe(mira, "each new chapter, to me", at="18:00")
    assert refused.text.startswith("That comes as soon as there’s news, so it needs no time.")
    assert "You don’t follow anything yet" in (await mira.slash("subscriptions")).text


async def test_a_manner_that_is_none_is_refused(mira: Person) -> None:
    await subscribe(mira, "a passage a day, to me")
    listed = await mira.slash("subscriptions")
    form = await mira.press("Change…", listed)
    assert form.modal
    for manner in ("hourly", "daily", "library"):
        sent = {"custom_id": form.modal["custom_id"], "components": _entries(form.modal, manner)}
        answer = await mira.call(
            "POST",
            "interactions",
            json={"type": 5, "channel_id": mira.channel_id, "data": sent, "forged": True},
        )
        assert "no longer leads anywhere" in Reply("", answer["message"]).text
    assert (await mira.slash("subscriptions")).text == listed.text


def _entries(form: dict[str, object], manner: str) -> list[dict[str, object]]:
    """The form's fields with a manner that it does not offer."""
    return [
        {"type": 18, "component": {"type": 3, "custom_id": "manner", "values": [manner]}},
        {"type": 18, "component": {"type": 4, "custom_id": "at", "value": "18:00"}},
    ]


async def test_what_was_stopped_is_not_taken_up_by_old_buttons(mira: Person) -> None:
    await subscribe(mira, "a passage a day, to me")
    listed = await mira.slash("subscriptions")
    snoozed = await mira.press("Snooze a week", listed)
    form = await mira.press("Change…", listed)
    stopped = await mira.press("Stop", snoozed)
    assert "You don’t follow anything yet" in stopped.text
    for button in (listed.button("Snooze a week"), snoozed.button("Resume"), listed.button("Change…")):
        assert "That subscription has ended" in (await mira.forge(button["custom_id"], stopped)).text
    assert "That subscription has ended" in (await mira.fill(form, what_comes=["chapter"])).text
    assert "✓ Stopped" in (await mira.forge(listed.button("Stop")["custom_id"], stopped)).text
    assert "You don’t follow anything yet" in (await mira.slash("subscriptions")).text


async def test_nobody_changes_what_is_another_s(empty_fireside: Fireside, mira: Person) -> None:
    await subscribe(mira, "a passage a day, to me")
    listed = await mira.slash("subscriptions")
    theo = await empty_fireside.person("Theo")
    for says in ("Change…", "Snooze a week", "Stop"):
        forged = await theo.forge(listed.button(says)["custom_id"], await theo.slash("subscriptions"))
        assert "no longer leads anywhere" in forged.text
    form = await mira.press("Change…", listed)
    assert form.modal
    sent = {"custom_id": form.modal["custom_id"], "components": _entries(form.modal, "chapter")}
    body = {"type": 5, "channel_id": theo.channel_id, "data": sent, "forged": True}
    answer = await theo.call("POST", "interactions", json=body)
    assert "no longer leads anywhere" in Reply("", answer["message"]).text
    assert (await mira.slash("subscriptions")).text == listed.text


async def test_what_a_channel_is_sent_is_changed_there_by_who_manages_it(
    empty_fireside: Fireside, odile: Person, mira: Person
) -> None:
    await subscribe(odile, "a passage a day, in this channel")
    listed = await odile.slash("subscriptions")
    mira.go("book-club")
    for says in ("Change…", "Snooze a week", "Stop"):
        refused = await mira.forge(listed.button(says)["custom_id"], await mira.slash("subscriptions"))
        assert refused.text.startswith("That one is for everybody here")
    odile.go("reading-room")
    elsewhere = await odile.forge(listed.button("Stop")["custom_id"], await odile.slash("subscriptions"))
    assert elsewhere.text.startswith("That one is for everybody here")
    odile.go("book-club")
    assert "I’ll post a chapter a day in" in (await change(odile, TITLE, what_comes=["chapter"])).text


async def test_a_role_outlives_a_change(empty_fireside: Fireside, odile: Person) -> None:
    world = empty_fireside.playground.world
    role = world.add_role(world.guild_named("The Hearth"), "Followers", 0, mentionable=True)
    await subscribe(odile, "a passage a day, in this channel", role=role.id)
    changed = await change(odile, TITLE, what_comes=["chapter"], at_what_time="8 pm")
    assert f"I’ll ping <@&{role.id}>." in changed.text
    strike(empty_fireside, 20)
    instalment = await next_notice(odile)
    assert instalment.message
    assert instalment.message["mention_roles"] == [role.id]
