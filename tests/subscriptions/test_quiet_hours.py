"""Hours in which nothing arrives that nobody asked for just now; what came up is told when they end."""

from __future__ import annotations

import pytest

from bot.playground.faults import Fault, FaultKind
from tests.subscriptions.delivered_digests import DAILY, MILL
from tests.support.delivered_notices import (
    all_tried,
    is_notice,
    local_time,
    next_notice,
    notices,
    publish,
    strike,
)
from tests.support.fireside import Fireside, let_manage_channels
from tests.support.librarians import TITLE, add_and_keep, ferry
from tests.support.person import Person

HOUR, DAY = 3_600, 86_400
TOKYO = "Asia/Tokyo"


@pytest.fixture
async def mira(empty_fireside: Fireside, ines: Person) -> Person:
    """A reader in Tokyo who has subscribed, and wants to be left alone from ten at night to seven."""
    reader = await empty_fireside.person("Mira")
    await reader.slash("settings", time_zone=TOKYO, quiet_hours="22:00-7:00")
    await reader.slash("subscribe", story=TITLE)
    return reader


async def arrived_at(reader: Person) -> list[str]:
    """When the notices in a reader's direct messages arrived, by the clocks of Tokyo."""
    await reader.go_direct()
    return [f"{local_time(each, TOKYO):%H:%M}" for each in await reader.history() if is_notice(each)]


async def test_what_comes_up_at_night_is_one_notice_in_the_morning(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    strike(empty_fireside, 23, TOKYO)
    for title in ("Dusk", "Moon"):
        await publish(ines, title)
        await all_tried(empty_fireside)
    strike(empty_fireside, 4, TOKYO)
    await publish(ines, "Stars")
    await all_tried(empty_fireside)
    assert await notices(mira) == []
    strike(empty_fireside, 7, TOKYO)
    assert "3 new chapters of" in (await next_notice(mira)).text
    await all_tried(empty_fireside)
    assert await arrived_at(mira) == ["07:00"]


@pytest.mark.parametrize(("hour", "quiet"), [(21, False), (22, True), (6, True), (7, False)])
async def test_they_begin_and_end_to_the_minute(
    empty_fireside: Fireside, mira: Person, ines: Person, hour: int, quiet: bool
) -> None:
    strike(empty_fireside, hour, TOKYO)
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    assert len(await notices(mira)) == (0 if quiet else 1)


async def test_hours_within_a_day_are_kept_too(empty_fireside: Fireside, mira: Person, ines: Person) -> None:
    await mira.slash("settings", quiet_hours="9 am to 5 pm")
    strike(empty_fireside, 23, TOKYO)
    await publish(ines, "Dusk")
    await next_notice(mira, "Dusk")
    strike(empty_fireside, 12, TOKYO)
    await publish(ines, "Stars")
    await all_tried(empty_fireside)
    assert len(await notices(mira)) == 1
    strike(empty_fireside, 17, TOKYO)
    await next_notice(mira, "Stars")


async def test_what_comes_daily_at_such_an_hour_is_said_to_be_put_off_and_is(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    subscribed = await mira.slash("subscribe", story=TITLE, deliver="a passage a day, to me", at="23:30")
    assert "It comes at 23:30 (Asia/Tokyo), next on <t:" in subscribed.text
    assert ":f>. I’ll hold it until your quiet hours end at 07:00." in subscribed.text
    strike(empty_fireside, 22, TOKYO)
    empty_fireside.clock.advance(2 * HOUR)
    await all_tried(empty_fireside)
    strike(empty_fireside, 7, TOKYO)
    await next_notice(mira)
    assert await arrived_at(mira) == ["07:00"]


async def test_a_channel_has_none(empty_fireside: Fireside, mira: Person, ines: Person) -> None:
    let_manage_channels(mira)
    mira.go("book-club")
    await mira.slash("subscribe", story=TITLE, deliver="each new chapter, in this channel")
    strike(empty_fireside, 23, TOKYO)
    await publish(ines, "Dusk")
    notice = await next_notice(mira)
    assert notice.message
    assert notice.message["channel_id"] == mira.channel_id
    await all_tried(empty_fireside)
    assert await notices(mira) == []


async def test_what_did_not_get_through_by_day_waits_for_the_next_morning(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    strike(empty_fireside, 21, TOKYO)
    outage = Fault("POST /channels/*/messages", FaultKind.RATE_LIMITED, times=5, retry_after=0.01)
    empty_fireside.playground.faults.inject(outage)
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    empty_fireside.clock.advance(2 * HOUR)
    await all_tried(empty_fireside)
    assert await notices(mira) == []
    strike(empty_fireside, 7, TOKYO)
    await next_notice(mira, "Dusk")
    assert await arrived_at(mira) == ["07:00"]


async def test_a_digest_that_waits_for_the_morning_takes_in_another_story(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await add_and_keep(ines, ferry(title=MILL), "mill.txt")
    await mira.slash("subscribe", story=TITLE, deliver=DAILY, at="23:00")
    await publish(ines, "Dusk")
    strike(empty_fireside, 23, TOKYO)
    await all_tried(empty_fireside)
    await mira.slash("subscribe", story=MILL, deliver=DAILY)
    await publish(ines, "Flour", story=MILL)
    strike(empty_fireside, 7, TOKYO)
    told = (await next_notice(mira)).text
    assert ("Dusk" in told, "Flour" in told) == (True, True)


# Changed while something waits


async def test_switched_off_in_the_night_what_waits_comes_within_a_minute(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    strike(empty_fireside, 23, TOKYO)
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    await mira.slash("settings", quiet_hours="off")
    empty_fireside.clock.advance(60)
    assert "Dusk" in (await next_notice(mira)).text


async def test_made_longer_in_the_night_what_waits_comes_later(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    strike(empty_fireside, 23, TOKYO)
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    await mira.slash("settings", quiet_hours="22:00–9:00")
    strike(empty_fireside, 8, TOKYO)
    await all_tried(empty_fireside)
    assert await notices(mira) == []
    strike(empty_fireside, 9, TOKYO)
    await next_notice(mira, "Dusk")


async def test_in_another_time_zone_it_is_not_night(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    strike(empty_fireside, 23, TOKYO)
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    await mira.slash("settings", time_zone="Europe/Lisbon")
    empty_fireside.clock.advance(60)
    assert "Dusk" in (await next_notice(mira)).text


async def test_switching_them_off_ends_no_snooze(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await mira.press("Snooze a week", await mira.slash("subscriptions"))
    strike(empty_fireside, 23, TOKYO)
    await publish(ines, "Dusk")
    await mira.slash("settings", quiet_hours="off")
    empty_fireside.clock.advance(60)
    await all_tried(empty_fireside)
    assert await notices(mira) == []
    empty_fireside.clock.advance(7 * DAY)
    await next_notice(mira, "Dusk")
