"""A story in daily pieces, to a channel: from its beginning, for everybody who is there."""

from __future__ import annotations

import pytest

from bot.playground.entities import Channel
from bot.playground.faults import Fault, FaultKind
from bot.playground.permissions import Permission
from tests.subscriptions.delivered_instalments import (
    CHAPTERS_HERE,
    PASSAGES_HERE,
    RINGS_NOT,
    a_long_day,
    brought,
    days_pass,
    footing_of,
    text_of,
)
from tests.support.delivered_notices import all_tried, strike
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, add_and_keep, correct, numbers_in, paragraphs, take_down
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Json

GROUP = "Rating, warnings & status"
POSTS = "POST /channels/*/messages"
HOUR = 3_600
FIRST, SECOND, THIRD, FOURTH = [1, 2, 3, 4], [5, 6, 7, 8], [11, 12, 13, 14], [15, 16, 17, 18]


async def paragraphs_here(person: Person) -> list[list[int]]:
    return [numbers_in(text_of(message)) for message in await brought(person)]


async def is_gone(person: Person, posted: Json) -> None:
    await person.event("message_delete", lambda gone: gone["id"] == posted["id"])


async def rate(librarian: Person, rating: str) -> None:
    await correct(librarian, GROUP, await librarian.slash("stories edit", story=TITLE), rating=[rating])


async def test_it_begins_at_the_beginning_whatever_anybody_has_read(
    empty_fireside: Fireside, odile: Person, club: Channel
) -> None:
    await odile.slash("read", story=TITLE, chapter="Noon")
    await odile.press("▶")
    subscribed = await odile.slash("subscribe", story=TITLE, deliver=PASSAGES_HERE, at="7 pm")
    assert f"I’ll post a passage a day in <#{club.id}>. It comes at 19:00" in subscribed.text
    await days_pass(empty_fireside, 4)
    assert await paragraphs_here(odile) == [FIRST, SECOND, THIRD, FOURTH]
    assert numbers_in((await odile.slash("read", story=TITLE)).text) == FOURTH


async def test_a_chapter_pings_its_role_once_and_rings_once(
    empty_fireside: Fireside, odile: Person, ines: Person
) -> None:
    await add_and_keep(ines, a_long_day(24), "day.txt")
    world = empty_fireside.playground.world
    role = world.add_role(world.guild_named("The Hearth"), "Followers", 0, mentionable=True)
    await odile.slash("subscribe", story="The Long Day", deliver=CHAPTERS_HERE, role=role.id)
    await days_pass(empty_fireside)
    came = await brought(odile)
    assert "\n\n".join(map(text_of, came)) == paragraphs(1, 24)
    assert [each["mention_roles"] for each in came] == [[role.id], [], []]
    assert [each["flags"] & RINGS_NOT for each in came] == [0, RINGS_NOT, RINGS_NOT]


async def test_anybody_reads_on_alone_from_the_very_passage(empty_fireside: Fireside, odile: Person) -> None:
    await odile.slash("subscribe", story=TITLE, deliver=PASSAGES_HERE)
    await days_pass(empty_fireside, 2)
    theo = await empty_fireside.person("Theo", "book-club")
    latest = (await brought(theo))[-1]
    panel = await theo.press("Read on my own", latest)
    assert panel.ephemeral
    assert passage(panel) == text_of(latest)
    assert (await brought(theo))[-1] == latest


async def test_what_is_posted_goes_with_the_story_that_is_taken_down(
    empty_fireside: Fireside, odile: Person, ines: Person
) -> None:
    await odile.slash("subscribe", story=TITLE, deliver=PASSAGES_HERE)
    await days_pass(empty_fireside, 2)
    posted = await brought(odile)
    await take_down(ines)
    for message in posted:
        await is_gone(odile, message)
    await days_pass(empty_fireside)
    assert await brought(odile) == []


@pytest.mark.parametrize("change", ["taken down", "rated higher"])
async def test_what_was_on_its_way_when_the_story_was_taken_down_or_rated_higher_goes_too(
    empty_fireside: Fireside, odile: Person, ines: Person, change: str
) -> None:
    strike(empty_fireside, 20)  # in the hour before the next instalment, an hour later would bring that, too
    await odile.slash("subscribe", story=TITLE, deliver=PASSAGES_HERE)
    empty_fireside.playground.faults.inject(Fault(POSTS, FaultKind.DROPPED))
    await days_pass(empty_fireside)
    (posted,) = await brought(odile)
    await (take_down(ines) if change == "taken down" else rate(ines, "explicit"))
    await days_pass(empty_fireside)
    empty_fireside.clock.advance(HOUR)
    await is_gone(odile, posted)
    assert await brought(odile) == []


async def test_a_rating_holds_in_a_channel_when_it_is_sent_and_afterwards(
    empty_fireside: Fireside, odile: Person, ines: Person, club: Channel
) -> None:
    await odile.slash("subscribe", story=TITLE, deliver=PASSAGES_HERE)
    await days_pass(empty_fireside)
    (posted,) = await brought(odile)
    assert numbers_in(text_of(posted)) == FIRST
    await rate(ines, "mature")
    await is_gone(odile, posted)
    await days_pass(empty_fireside, 2)
    assert await paragraphs_here(odile) == []
    empty_fireside.playground.stage.set_nsfw(club, nsfw=True)
    await days_pass(empty_fireside)
    assert await paragraphs_here(odile) == [SECOND]


async def test_it_comes_by_the_server_s_clock(empty_fireside: Fireside, odile: Person, ines: Person) -> None:
    await ines.slash("stories settings", time_zone="Asia/Kathmandu")
    subscribed = await odile.slash("subscribe", story=TITLE, deliver=PASSAGES_HERE, at="18:00")
    assert "It comes at 18:00 (Asia/Kathmandu)" in subscribed.text


async def test_an_instalment_that_cannot_be_looked_for_is_not_sent_again(
    empty_fireside: Fireside, odile: Person, club: Channel
) -> None:
    strike(empty_fireside, 20)  # in the hour before the next instalment, an hour later would bring that, too
    await odile.slash("subscribe", story=TITLE, deliver=PASSAGES_HERE)
    empty_fireside.playground.faults.inject(Fault(POSTS, FaultKind.DROPPED))
    await days_pass(empty_fireside)
    stage, bot = empty_fireside.playground.stage, empty_fireside.playground.world.bot
    stage.set_permissions(club, bot, deny=Permission.READ_MESSAGE_HISTORY)
    empty_fireside.clock.advance(HOUR)
    await all_tried(empty_fireside)
    assert "“Read Message History”" in (await odile.slash("subscriptions")).text
    (came,) = await brought(odile)
    assert came["content"].startswith("📖 **The Ferry** · Day 1 is here")
    assert numbers_in(passage(await odile.press("Read on my own", came))) == FIRST


async def test_a_closed_channel_loses_no_instalment(
    empty_fireside: Fireside, odile: Person, club: Channel
) -> None:
    stage, bot = empty_fireside.playground.stage, empty_fireside.playground.world.bot
    await odile.slash("subscribe", story=TITLE, deliver=PASSAGES_HERE)
    await days_pass(empty_fireside)
    stage.set_permissions(club, bot, deny=1 << 11)
    await days_pass(empty_fireside, 2)
    assert "I may not post in the channel" in (await odile.slash("subscriptions")).text
    stage.set_permissions(club, bot, allow=1 << 11)
    await days_pass(empty_fireside)
    assert await paragraphs_here(odile) == [FIRST, SECOND]


async def test_only_who_manages_the_channel_begins_and_stops_it(
    empty_fireside: Fireside, odile: Person
) -> None:
    theo = await empty_fireside.person("Theo", "book-club")
    refused = await theo.slash("subscribe", story=TITLE, deliver=CHAPTERS_HERE)
    assert refused.text.startswith("Only people who manage this channel")
    await odile.slash("subscribe", story=TITLE, deliver=PASSAGES_HERE)
    await days_pass(empty_fireside)
    (instalment,) = await brought(theo)
    refused = await theo.press("Stop these", instalment)
    assert "nly people who manage this channel" in refused.text
    assert (await odile.press("Stop these", instalment)).text.startswith("✓ Stopped: **The Ferry**")
    await days_pass(empty_fireside)
    assert await paragraphs_here(odile) == [FIRST]


async def test_a_complete_story_ends_and_can_be_begun_anew(
    empty_fireside: Fireside, odile: Person, ines: Person
) -> None:
    await correct(ines, GROUP, await ines.slash("stories edit", story=TITLE), status=["complete"])
    await odile.slash("subscribe", story=TITLE, deliver=CHAPTERS_HERE)
    await days_pass(empty_fireside, 3)
    came = await brought(odile)
    assert [numbers_in(text_of(each)) for each in came] == [[*FIRST, *SECOND], [*THIRD, *FOURTH]]
    assert footing_of(came[-1]).endswith("the end")
    assert "You don’t follow anything yet" in (await odile.slash("subscriptions")).text
    await odile.slash("subscribe", story=TITLE, deliver=PASSAGES_HERE)
    await days_pass(empty_fireside)
    assert (await paragraphs_here(odile))[2:] == [FIRST]
