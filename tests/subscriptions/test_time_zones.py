"""By whose clock times are meant: a reader's own, a server's; chosen in `/settings`."""

from __future__ import annotations

import pytest

from tests.support.delivered_notices import all_tried, is_notice, local_time, next_notice, strike
from tests.support.fireside import Fireside, let_manage_channels
from tests.support.librarians import TITLE
from tests.support.person import Person
from tests.support.replies import Reply

DAY = 86_400
SERIAL, SERIAL_HERE = "a passage a day, to me", "a passage a day, in this channel"
FORM = "Time zone and quiet hours…"


async def fill(reader: Person, **entries: str) -> Reply:
    """The form for what goes by the clock, sent."""
    return await reader.fill(await reader.press(FORM, await reader.slash("settings")), **entries)


async def arrived_at(reader: Person, zone: str) -> list[str]:
    """When what was sent unasked arrived in the channel that a reader is in, by the clocks of a zone."""
    return [f"{local_time(each, zone):%H:%M}" for each in await reader.history() if is_notice(each)]


# Chosen


async def test_it_is_found_while_it_is_typed(mira: Person) -> None:
    found = await mira.autocomplete("settings", "time_zone", "new york")
    assert [choice["value"] for choice in found] == ["America/New_York"]
    chosen = await mira.slash("settings", time_zone=found[0]["value"])
    assert "**Time zone:** America/New_York, where it’s " in chosen.text
    assert len(await mira.autocomplete("settings", "time_zone", "")) == 25
    assert await mira.autocomplete("settings", "time_zone", "atlantis") == []


@pytest.mark.parametrize("typed", ["Europe/Lisbon", "europe/lisbon", " Lisbon ", "LISBON"])
async def test_it_is_understood_as_people_type_it(mira: Person, typed: str) -> None:
    assert "**Time zone:** Europe/Lisbon, where" in (await fill(mira, time_zone=typed)).text


@pytest.mark.parametrize("typed", ["22:00–7:00", "22-7", "10 pm to 7 am", "22.00 until 7.00"])
async def test_quiet_hours_are_understood_as_people_type_them(mira: Person, typed: str) -> None:
    chosen = await fill(mira, quiet_hours=typed)
    assert "**Quiet hours:** 22:00–07:00. I’ll wait with messages until they’re over." in chosen.text
    form = await mira.press(FORM, chosen)
    assert "**Quiet hours:** off." in (await mira.fill(form, quiet_hours="")).text


@pytest.mark.parametrize(
    ("zone", "hours", "sentence"),
    [
        ("Atlantis", "22:00–7:00", "There is no time zone called “Atlantis”."),
        ("Eastern", "22:00–7:00", "There is no time zone called “Eastern”."),
        ("Europe/Lisbon", "at night", "I don’t understand the hours “at night”."),
        ("Europe/Lisbon", "22:00–25:00", "I don’t understand the hours “22:00–25:00”."),
        ("Europe/Lisbon", "7:00-7:00", "I don’t understand the hours “7\\:00-7:00”."),
    ],
)
async def test_what_is_not_understood_changes_nothing(
    mira: Person, zone: str, hours: str, sentence: str
) -> None:
    await mira.slash("settings", time_zone="Asia/Tokyo", quiet_hours="1:00–2:00")
    assert (await fill(mira, time_zone=zone, quiet_hours=hours)).text.startswith(sentence)
    assert (await mira.slash("settings", time_zone=zone, quiet_hours=hours)).text.startswith(sentence)
    kept = (await mira.slash("settings")).text
    assert "Asia/Tokyo, where" in kept
    assert "**Quiet hours:** 01:00–02:00." in kept


# What comes at times of the day follows


async def test_what_a_reader_is_sent_follows_their_new_time_zone(
    empty_fireside: Fireside, mira: Person
) -> None:
    await mira.slash("subscribe", story=TITLE, deliver=SERIAL, at="18:00")
    await mira.slash("settings", time_zone="Asia/Tokyo")
    assert "It comes at 18:00 (Asia/Tokyo)" in (await mira.slash("subscriptions")).text
    strike(empty_fireside, 18, "Asia/Tokyo")
    await next_notice(mira)
    await mira.go_direct()
    assert await arrived_at(mira, "Asia/Tokyo") == ["18:00"]


async def test_who_has_not_chosen_lives_by_the_server_s_clock_all_of_the_day(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await mira.slash("subscribe", story=TITLE, deliver=SERIAL, at="18:00")
    await ines.slash("stories settings", time_zone="Asia/Tokyo")
    offered = await mira.autocomplete("subscribe", "at", "7 am", story=TITLE)
    assert [choice["name"] for choice in offered] == ["07:00 (Asia/Tokyo)"]
    await mira.slash("subscribe", deliver="a quote a day from what I read, to me", at="7 am")
    listed = (await mira.slash("subscriptions")).text
    assert ("It comes at 07:00 (Asia/Tokyo)" in listed, "It comes at 18:00 (Asia/Tokyo)" in listed) == (
        True,
        True,
    )
    strike(empty_fireside, 18, "Asia/Tokyo")
    await next_notice(mira, TITLE)
    await mira.go_direct()
    assert "18:00" in await arrived_at(mira, "Asia/Tokyo")


async def test_a_channel_goes_by_the_clock_of_its_server_alone(
    empty_fireside: Fireside, ines: Person
) -> None:
    let_manage_channels(ines)
    await ines.slash("settings", time_zone="America/New_York")
    ines.go("book-club")
    await ines.slash("subscribe", story=TITLE, deliver=SERIAL_HERE, at="18:00")
    await ines.slash("stories settings", time_zone="Asia/Tokyo")
    assert "It comes at 18:00 (Asia/Tokyo)" in (await ines.slash("subscriptions")).text
    for deliver, zone in ((SERIAL, "America/New_York"), (SERIAL_HERE, "Asia/Tokyo")):
        offered = await ines.autocomplete("subscribe", "at", "7 am", story=TITLE, deliver=deliver)
        assert [choice["name"] for choice in offered] == [f"07:00 ({zone})"]
    strike(empty_fireside, 18, "Asia/Tokyo")
    await next_notice(ines)
    await all_tried(empty_fireside)
    assert await arrived_at(ines, "Asia/Tokyo") == ["18:00"]


async def test_a_server_s_zone_is_understood_as_people_type_it(ines: Person) -> None:
    assert "Europe/Lisbon" in (await ines.slash("stories settings", time_zone="lisbon")).text
