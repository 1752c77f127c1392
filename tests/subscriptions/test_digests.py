"""New chapters of several stories, gathered in one message a day or a week."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.subscriptions.delivered_digests import BOTH, DAILY, MILL, WEEKLY, digests, follow_both, next_digest
from tests.support.delivered_notices import (
    all_tried,
    change,
    is_notice,
    local_time,
    next_notice,
    publish,
    strike,
)
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE
from tests.support.person import Person
from tests.support.replies import readable

DAY, WEEK = 86_400, 7 * 86_400
AT_ONCE = "each new chapter, to me"


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry* and *The Mill*, two chapters each."""
    return BOTH


@pytest.fixture
async def mira(empty_fireside: Fireside, ines: Person) -> Person:
    """A reader who has both stories in her daily digest, at six in the evening."""
    reader = await empty_fireside.person("Mira")
    await follow_both(reader)
    return reader


# What it tells, and when


async def test_several_stories_are_one_message(empty_fireside: Fireside, mira: Person, ines: Person) -> None:
    for title in ("Dusk", "Stars"):
        await publish(ines, title)
    await publish(ines, "Flour", story=MILL, announcement="Mind the dust.")
    await all_tried(empty_fireside)
    assert await digests(mira) == []
    strike(empty_fireside, 18)
    told = await next_digest(mira)
    await all_tried(empty_fireside)
    assert await digests(mira) == [told]
    assert told == (
        "📖 Your daily digest: news of 2 stories\n\n"
        "**The Ferry** · A. Boatman\n2 new chapters.\n\n"
        "**The Mill** · A. Boatman\n**Chapter 3 — Flour** is out.\n\n**The Mill**\n> ||Mind the dust.||"
    )


async def test_where_nothing_is_new_nothing_comes(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    for _ in range(3):
        empty_fireside.clock.advance(DAY)
        await all_tried(empty_fireside)
    await publish(ines, "Flour", story=MILL)
    empty_fireside.clock.advance(DAY)
    told = await next_digest(mira)
    assert await digests(mira) == [told]
    assert TITLE not in told


async def test_it_comes_at_the_reader_s_own_time(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    theo = await empty_fireside.person("Theo")
    await follow_both(theo)
    for reader, zone in ((mira, "America/New_York"), (theo, "Asia/Kolkata")):
        await reader.slash("settings", time_zone=zone)
    strike(empty_fireside, 12)
    await publish(ines, "Dusk")
    for _ in range(48):
        empty_fireside.clock.advance(DAY / 48)
        await all_tried(empty_fireside)
    for reader, zone in ((theo, "Asia/Kolkata"), (mira, "America/New_York")):
        await reader.go_direct()
        (digest,) = filter(is_notice, await reader.history())
        assert f"{local_time(digest, zone):%H:%M}" == "18:00"


async def test_once_a_week_on_the_day_that_was_asked_for(empty_fireside: Fireside, ines: Person) -> None:
    mira = await empty_fireside.person("Mira")
    await follow_both(mira, WEEKLY, "wednesday 9 am")
    await publish(ines, "Dusk")
    for _ in range(7):
        strike(empty_fireside, 9)
        await all_tried(empty_fireside)
    await mira.go_direct()
    (digest,) = filter(is_notice, await mira.history())
    assert readable(digest).startswith("📖 Your weekly digest: news of 1 story\n")
    assert f"{local_time(digest):%A %H}" == "Wednesday 09"


async def test_days_without_the_bot_are_one_digest(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    for title in ("Dusk", "Stars"):
        await publish(ines, title)
    empty_fireside.clock.advance(5 * DAY)
    told = await next_digest(mira)
    await all_tried(empty_fireside)
    assert await digests(mira) == [told]
    assert "2 new chapters." in told


async def test_it_says_where_the_reader_stopped_and_leads_there(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await mira.slash("read", story=TITLE)
    empty_fireside.clock.advance(60)
    for title in ("Dusk", "Stars"):
        await publish(ines, title)
    strike(empty_fireside, 18)
    digest = await next_notice(mira)
    assert "2 new chapters since you stopped in chapter 1." in digest.text
    assert "Chapter 1 — Dawn" in (await mira.press("Read", digest)).text


# Changed


async def test_changed_to_at_once_what_is_owed_is_told_at_once(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await publish(ines, "Dusk")
    await mira.slash("subscribe", story=TITLE, deliver=AT_ONCE)
    told = await next_digest(mira, "Dusk")
    strike(empty_fireside, 18)
    await all_tried(empty_fireside)
    assert await digests(mira) == [told] == ["📖 **Chapter 3 — Dusk** of **The Ferry** is out."]
    assert "new chapters of 1 story in one message" in (await mira.slash("subscriptions")).text


async def test_what_was_to_be_told_at_once_is_told_in_the_digest(
    empty_fireside: Fireside, ines: Person
) -> None:
    theo = await empty_fireside.person("Theo")
    await theo.slash("subscribe", story=TITLE, deliver=AT_ONCE)
    await theo.press("Snooze a week", await theo.slash("subscriptions"))
    await publish(ines, "Dusk")
    await theo.slash("subscribe", story=TITLE, deliver=DAILY)
    empty_fireside.clock.advance(DAY)
    told = await next_digest(theo)
    empty_fireside.clock.advance(WEEK)
    await all_tried(empty_fireside)
    assert await digests(theo) == [told]
    assert "**Chapter 3 — Dusk** is out." in told


async def test_moved_to_another_digest_a_story_takes_its_news_along(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await publish(ines, "Dusk")
    await publish(ines, "Flour", story=MILL)
    changed = await change(mira, TITLE, what_comes=["weekly"], at_what_time="sunday 10:00")
    assert (
        "New chapters come in your weekly digest. It comes every Sunday at 10:00 (UTC), next on <t:"
        in changed.text
    )
    empty_fireside.clock.advance(WEEK)
    weekly, daily = await next_digest(mira, "weekly"), await next_digest(mira, "daily")
    await all_tried(empty_fireside)
    assert sorted(await digests(mira)) == sorted([daily, weekly])
    assert ("Dusk" in daily, "Flour" in daily) == (False, True)
    assert ("Dusk" in weekly, "Flour" in weekly) == (True, False)


async def test_a_digest_has_one_time_for_all_its_stories(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    changed = await change(mira, "daily digest", at_what_time="7 am")
    assert changed.text.count("daily digest. It comes at 07:00 (UTC)") == 2
    await publish(ines, "Dusk")
    strike(empty_fireside, 7)
    assert "Dusk" in await next_digest(mira)


# Less of it


async def test_snoozed_for_a_week_it_tells_all_of_it_afterwards(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    snoozed = await mira.press("Snooze a week", await mira.slash("subscriptions"))
    assert "Snoozed for a week: **Your daily digest**" in snoozed.text
    await publish(ines, "Dusk")
    for _ in range(6):
        empty_fireside.clock.advance(DAY)
        await all_tried(empty_fireside)
    assert await digests(mira) == []
    await publish(ines, "Flour", story=MILL)
    empty_fireside.clock.advance(2 * DAY)
    told = await next_digest(mira)
    assert ("Dusk" in told, "Flour" in told) == (True, True)


async def test_stopped_from_the_digest_all_of_it_ends(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await publish(ines, "Dusk")
    strike(empty_fireside, 18)
    digest = await next_notice(mira)
    stopped = await mira.press("Stop these", digest)
    assert stopped.text == "✓ Stopped **Your daily digest**, with every story in it."
    assert "You don’t follow anything yet" in (await mira.slash("subscriptions")).text
    await publish(ines, "Stars")
    empty_fireside.clock.advance(2 * DAY)
    await all_tried(empty_fireside)
    assert await digests(mira) == [digest.text]


async def test_a_digest_ends_with_the_last_of_its_stories(mira: Person) -> None:
    for left in ("1 story", ""):
        listed = await mira.slash("subscriptions")
        last_stop = [row for row in listed.components if row["type"] == 1][-1]["components"][-1]
        assert last_stop["label"] == "Stop"
        shown = await mira.forge(last_stop["custom_id"], listed)
        assert (f"new chapters of {left} in one message" in shown.text) == bool(left)
    assert "You don’t follow anything yet" in shown.text
