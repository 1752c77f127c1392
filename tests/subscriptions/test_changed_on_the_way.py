"""What readers change while a notice is on its way to them, or is tried again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.playground.faults import Fault, FaultKind
from bot.privacy.queries.people import everybody
from bot.stories.ids import ReaderId
from bot.subscriptions.models import Delivery, Sent
from cogs.subscriptions.delivery import DiscordPost
from tests.support.delivered_notices import all_tried, next_notice, notices, publish, strike
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, correct, take_down
from tests.support.person import PATIENCE, Person

POSTS, OPENINGS = "POST /channels/*/messages", "POST /users/@me/channels"
DUSK_IS_OUT = "📖 **Chapter 3 — Dusk** of **The Ferry** is out."
HOUR, WEEK = 3_600, 7 * 86_400


@pytest.fixture
async def mira(fireside: Fireside, ines: Person) -> Person:
    """A reader who is told of new chapters at once."""
    reader = await fireside.person("Mira")
    await reader.slash("subscribe", story=TITLE)
    return reader


async def fail_to_tell(fireside: Fireside, ines: Person) -> None:
    """A chapter is out, and Discord does not take the notice, as often as it is sent: it is tried again."""
    outage = Fault(POSTS, FaultKind.RATE_LIMITED, times=5, retry_after=0.01)
    fireside.playground.faults.inject(outage)
    await publish(ines, "Dusk")
    await all_tried(fireside)


async def later(fireside: Fireside, seconds: int = HOUR) -> None:
    fireside.clock.advance(seconds)
    await all_tried(fireside)


# While it is tried again


async def test_who_stops_while_a_notice_is_tried_again_is_not_sent_it(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    await fail_to_tell(fireside, ines)
    await mira.press("Stop", await mira.slash("subscriptions"))
    await later(fireside)
    assert await notices(mira) == []
    await mira.slash("subscribe", story=TITLE)
    await publish(ines, "Moon")
    assert "**Chapter 4 — Moon**" in (await next_notice(mira)).text
    await later(fireside)
    assert len(await notices(mira)) == 1


async def test_who_snoozes_while_a_notice_is_tried_again_is_sent_it_afterwards(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    await fail_to_tell(fireside, ines)
    await mira.press("Snooze a week", await mira.slash("subscriptions"))
    await later(fireside)
    assert await notices(mira) == []
    await later(fireside, WEEK)
    assert await notices(mira) == [DUSK_IS_OUT]


async def test_who_ends_such_a_snooze_is_sent_it_at_once(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    await fail_to_tell(fireside, ines)
    await mira.press("Snooze a week", await mira.slash("subscriptions"))
    await later(fireside)
    await mira.press("Resume", await mira.slash("subscriptions"))
    await next_notice(mira)
    assert await notices(mira) == [DUSK_IS_OUT]


@pytest.mark.parametrize(("hours", "at"), [("off", 23), ("22:00-5:00", 5)])
async def test_a_notice_that_waits_for_the_morning_to_be_tried_again_follows_their_quiet_hours(
    fireside: Fireside, mira: Person, ines: Person, hours: str, at: int
) -> None:
    await mira.slash("settings", time_zone="UTC", quiet_hours="22:00-7:00")
    strike(fireside, 21)
    await fail_to_tell(fireside, ines)
    strike(fireside, 22)
    await all_tried(fireside)
    assert await notices(mira) == []
    await mira.slash("settings", quiet_hours=hours)
    strike(fireside, at)
    await next_notice(mira)
    assert await notices(mira) == [DUSK_IS_OUT]


async def test_a_notice_that_is_tried_again_is_called_off_by_a_takedown_and_back_with_its_story(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    await fail_to_tell(fireside, ines)
    gone = await take_down(ines)
    await later(fireside)
    assert await notices(mira) == []
    await ines.press("Put it back", gone)
    await publish(ines, "Moon")
    assert "2 new chapters" in (await next_notice(mira)).text


async def test_a_notice_that_is_tried_again_is_held_to_the_rating_of_then(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    await fail_to_tell(fireside, ines)
    await correct(ines, "Rating", await ines.slash("stories edit", story=TITLE), rating=["explicit"])
    await later(fireside)
    assert await notices(mira) == []


async def test_a_chapter_that_is_taken_back_twice_while_its_notice_is_tried_again_is_told_once(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    outage = Fault(POSTS, FaultKind.RATE_LIMITED, times=5, retry_after=0.01)
    fireside.playground.faults.inject(outage)
    card = await publish(ines, "Dusk")
    await all_tried(fireside)
    undone = await ines.press("Undo", card)
    done = await ines.press("Redo", undone)
    await ines.press("Redo", await ines.press("Undo", done))
    await later(fireside)
    assert await notices(mira) == [DUSK_IS_OUT]


# While it is on its way


@dataclass
class UnderWay:
    """A message that is being sent, and arrives when it may."""

    begun: asyncio.Event = field(default_factory=asyncio.Event)
    may_arrive: asyncio.Event = field(default_factory=asyncio.Event)


@pytest.fixture
async def under_way(
    fireside: Fireside, mira: Person, ines: Person, monkeypatch: pytest.MonkeyPatch
) -> UnderWay:
    """The notice of a chapter to Mira is being sent."""
    message, send = UnderWay(), DiscordPost.send

    async def held(post: DiscordPost, delivery: Delivery, channel: int, sent: Sent) -> int:
        message.begun.set()
        await message.may_arrive.wait()
        return await send(post, delivery, channel, sent)

    monkeypatch.setattr(DiscordPost, "send", held)
    await publish(ines, "Dusk")
    async with asyncio.timeout(PATIENCE):
        await message.begun.wait()
    return message


async def arrived(fireside: Fireside, mira: Person, under_way: UnderWay) -> list[str]:
    """The notices that Mira has once the one that is on its way has arrived, and all else was tried."""
    sent = len(fireside.playground.journal.of(POSTS))
    under_way.may_arrive.set()
    await next_notice(mira)
    await later(fireside)
    assert len(fireside.playground.journal.of(POSTS)) - sent == 1
    return await notices(mira)


@pytest.mark.parametrize("hours", ["off", "0:00-23:59"])
async def test_whoever_changes_their_quiet_hours_while_a_notice_is_on_its_way_has_it_sent_once(
    fireside: Fireside, mira: Person, under_way: UnderWay, hours: str
) -> None:
    await mira.slash("settings", time_zone="UTC", quiet_hours=hours)
    fireside.app.deliveries.wake()
    assert await arrived(fireside, mira, under_way) == [DUSK_IS_OUT]


async def test_whoever_snoozes_and_resumes_while_a_notice_is_on_its_way_has_it_sent_once(
    fireside: Fireside, mira: Person, under_way: UnderWay
) -> None:
    await mira.press("Snooze a week", await mira.slash("subscriptions"))
    await mira.press("Resume", await mira.slash("subscriptions"))
    assert await arrived(fireside, mira, under_way) == [DUSK_IS_OUT]


async def test_whoever_stops_and_subscribes_again_while_a_notice_is_on_its_way_has_it_sent_once(
    fireside: Fireside, mira: Person, under_way: UnderWay
) -> None:
    await mira.press("Stop", await mira.slash("subscriptions"))
    await mira.slash("subscribe", story=TITLE)
    assert await arrived(fireside, mira, under_way) == [DUSK_IS_OUT]


async def test_what_comes_out_while_a_notice_is_on_its_way_is_told_by_the_next(
    fireside: Fireside, mira: Person, ines: Person, under_way: UnderWay
) -> None:
    await publish(ines, "Moon")
    under_way.may_arrive.set()
    assert "**Chapter 4 — Moon** of" in (await next_notice(mira, "Moon")).text
    assert (await notices(mira))[0] == DUSK_IS_OUT


async def test_whoever_is_forgotten_while_a_notice_is_on_its_way_stays_so(
    fireside: Fireside, mira: Person, under_way: UnderWay
) -> None:
    await mira.slash("mydata erase")
    assert "Erased" in (await mira.press("Erase everything")).text
    under_way.may_arrive.set()
    await next_notice(mira)
    await later(fireside)
    known = await fireside.database.read(lambda connection: list(everybody(connection)))
    assert ReaderId(int(mira.user.id)) not in known


async def test_whoever_is_forgotten_while_their_direct_messages_are_opened_stays_so(
    fireside: Fireside, ines: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    theo, opening, open_ = await fireside.person("Theo"), UnderWay(), DiscordPost.open
    fireside.playground.faults.inject(Fault(OPENINGS, FaultKind.OPENING_TOO_FAST))
    refused = asyncio.create_task(fireside.playground.journal.next(OPENINGS))
    await theo.slash("subscribe", story=TITLE)
    await refused

    async def held(post: DiscordPost, reader: ReaderId) -> int:
        opening.begun.set()
        await opening.may_arrive.wait()
        return await open_(post, reader)

    monkeypatch.setattr(DiscordPost, "open", held)
    await publish(ines, "Dusk")
    async with asyncio.timeout(PATIENCE):
        await opening.begun.wait()
    await theo.slash("mydata erase")
    assert "Erased" in (await theo.press("Erase everything")).text
    opening.may_arrive.set()
    await later(fireside)
    await next_notice(theo)
    known = await fireside.database.read(lambda connection: list(everybody(connection)))
    assert ReaderId(int(theo.user.id)) not in known
