"""What everybody is to see is posted once, whatever Discord answers, and goes when it may not stand."""

from __future__ import annotations

import asyncio

import pytest

from bot.playground.faults import Fault, FaultKind
from bot.playground.permissions import Permission
from tests.support.delivered_notices import publish
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, correct, ferry, take_down
from tests.support.person import PATIENCE, Person, a_moment
from tests.support.quotable_stories import read_all, spoken
from tests.support.reading_panel import passage
from tests.support.replies import Json, Reply
from tests.support.shown_here import shown_here
from tests.support.small_stories import SECRET, tale

POSTS = "POST /channels/*/messages"
ALOUD = "Read aloud here"
A_CLAIM, NOBODY_WAITS = 130, 1_000


@pytest.fixture
async def fireside(empty_fireside: Fireside) -> Fireside:
    """The bot with one story."""
    await empty_fireside.add(tale(SECRET), empty_fireside.guild())
    return empty_fireside


@pytest.fixture
async def mira(fireside: Fireside) -> Person:
    return await fireside.person("Mira")


@pytest.fixture
async def ines(fireside: Fireside) -> Person:
    return await fireside.person("Ines")


async def offered(person: Person) -> Reply:
    """The menu that offers to read aloud."""
    await person.slash("read", story=SECRET)
    return await person.press("⋯")


async def rate(librarian: Person, rating: str, title: str = SECRET) -> None:
    editor = await librarian.slash("stories edit", story=title)
    await correct(librarian, "Rating, warnings & status", editor, rating=[rating])


async def gone(person: Person, post: Json) -> None:
    """Waits until everybody has seen a message go."""
    await person.event("message_delete", lambda message: message["id"] == post["id"])


async def settled(fireside: Fireside) -> None:
    """Waits until nothing that was to be posted is left to be seen to."""
    sql = "SELECT count(*) FROM public_posts WHERE due_at IS NOT NULL AND components IS NOT NULL"
    async with asyncio.timeout(PATIENCE):
        while await fireside.database.read(lambda connection: connection.execute(sql).fetchone()[0]):
            await a_moment()


# Once


@pytest.mark.parametrize(
    "kind", [FaultKind.RATE_LIMITED, FaultKind.SERVER_ERROR, FaultKind.ERROR_AFTERWARDS, FaultKind.DROPPED]
)
async def test_whatever_discord_answers_a_panel_is_posted_once(
    fireside: Fireside, mira: Person, kind: FaultKind
) -> None:
    menu = await offered(mira)
    fireside.playground.faults.inject(Fault(POSTS, kind))
    assert (await mira.press(ALOUD, menu)).ephemeral
    assert len(await mira.history()) == 1


async def test_a_post_that_is_not_confirmed_is_found_later_even_if_its_page_was_turned(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    menu = await offered(mira)
    fireside.playground.faults.inject(Fault(POSTS, FaultKind.DROPPED, times=2))
    told = await mira.press(ALOUD, menu)
    assert "Discord hasn’t told me whether your post went through" in told.text
    [posted] = await mira.history()
    turned = await mira.press("Next", posted)
    fireside.clock.advance(A_CLAIM)
    await fireside.playground.journal.next("GET /channels/*/messages")
    await take_down(ines, SECRET)
    await gone(mira, turned.message or {})
    assert await mira.history() == []


async def test_a_post_of_long_ago_is_not_made_up_for_and_its_offer_is_open_again(
    fireside: Fireside, mira: Person
) -> None:
    menu = await offered(mira)
    fireside.playground.faults.inject(Fault(POSTS, FaultKind.DROPPED, times=2))
    await mira.press(ALOUD, menu)
    [posted] = await mira.history()
    fireside.playground.messages.delete(fireside.playground.messages.get(posted["id"]))
    fireside.clock.advance(NOBODY_WAITS)
    await settled(fireside)
    assert await mira.history() == []
    assert (await mira.press(ALOUD, menu)).ephemeral
    assert len(await mira.history()) == 1


async def test_what_discord_refuses_is_told_privately_and_can_be_pressed_again(
    fireside: Fireside, mira: Person
) -> None:
    menu = await offered(mira)
    fireside.playground.faults.inject(Fault(POSTS, FaultKind.FORBIDDEN))
    refused = await mira.press(ALOUD, menu)
    assert refused.ephemeral
    assert "Discord won’t let me post in this channel, so nothing was posted" in refused.text
    assert await mira.history() == []
    await mira.press(ALOUD, menu)
    assert len(await mira.history()) == 1


# Where it could not be found again


async def test_where_the_bot_may_not_read_what_was_posted_nothing_is_offered(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    menu = await offered(mira)
    stage, world = fireside.playground.stage, fireside.playground.world
    room = world.channel_named("reading-room")
    stage.set_permissions(room, world.bot, deny=Permission.READ_MESSAGE_HISTORY)
    for refused in (
        await mira.press(ALOUD, menu),
        await mira.slash("read", story=SECRET, where="here"),
        await mira.slash("quote", where="here"),
    ):
        assert refused.ephemeral
        assert "I may not post in this channel" in refused.text
        assert "“Read Message History”" in refused.text
    assert ALOUD not in (await offered(mira)).labels
    assert await mira.history() == []


async def test_a_history_that_is_closed_meanwhile_keeps_a_post_from_being_doubled(
    fireside: Fireside, mira: Person
) -> None:
    menu = await offered(mira)
    stage, world = fireside.playground.stage, fireside.playground.world
    room = world.channel_named("reading-room")
    fireside.playground.faults.inject(Fault(POSTS, FaultKind.DROPPED, times=2))
    await mira.press(ALOUD, menu)
    stage.set_permissions(room, world.bot, deny=Permission.READ_MESSAGE_HISTORY)
    fireside.clock.advance(A_CLAIM + 400)  # Discord has forgotten the nonce
    [worker] = [each for each in fireside.bot.workers if each.name == "public posts"]
    async with asyncio.timeout(mira.patience):
        while not worker.failing:
            await fireside.database.read(lambda connection: None)
    assert len(await mira.history()) == 1


# Ratings


async def test_a_higher_rating_takes_away_what_may_not_stand_where_it_is(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    await fireside.add(spoken("heath"), fireside.guild())
    await read_all(mira, "heath")
    panel = await shown_here(mira, "read", story=SECRET)
    quote = await shown_here(mira, "quote", story="heath")
    mira.go("after-dark")
    kept = await shown_here(mira, "read", story=SECRET)
    await rate(ines, "explicit")
    await gone(mira, panel.message or {})
    await rate(ines, "mature", "heath")
    await gone(mira, quote.message or {})
    assert [message["id"] for message in await mira.history()] == [(kept.message or {})["id"]]
    assert passage(await mira.press("Next", kept)) != passage(kept)


async def test_a_rating_that_is_no_higher_than_served_here_takes_nothing_away(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    panel = await shown_here(mira, "read", story=SECRET)
    await rate(ines, "teen")
    await rate(ines, "general")
    [remover] = [each for each in fireside.bot.workers if each.name == "takedowns"]
    await remover.round()
    assert [message["id"] for message in await mira.history()] == [(panel.message or {})["id"]]


# Chapters


async def test_a_chapter_that_is_taken_out_takes_along_what_everybody_sees_of_it(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    await fireside.bring_in("ferry.txt", ferry(), ines)
    card = await publish(ines, "Dusk")
    kept = await shown_here(mira, "read", story=TITLE)
    turned = await shown_here(mira, "read", story=TITLE, chapter="2")
    while "Dusk" not in turned.text:
        turned = await mira.press("▶", turned)
    read = await shown_here(mira, "read", story=TITLE, chapter="3")
    away = await shown_here(mira, "read", story=TITLE, chapter="3")
    while "Noon" not in away.text:
        away = await mira.press("Back", away)
    await ines.press("Undo", card)
    await gone(mira, turned.message or {})
    await gone(mira, read.message or {})
    left = [message["id"] for message in await mira.history()]
    assert left == [(each.message or {})["id"] for each in (kept, away)]


async def test_a_rating_that_rises_while_a_page_is_on_its_way_takes_it_away(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    menu = await offered(mira)
    fireside.playground.faults.inject(Fault(POSTS, FaultKind.DROPPED, times=2))
    await mira.press(ALOUD, menu)
    [posted] = await mira.history()
    await rate(ines, "explicit")
    fireside.clock.advance(A_CLAIM)
    await gone(mira, posted)


async def test_a_post_of_an_earlier_version_is_known_as_before(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    panel = await shown_here(mira, "read", story=SECRET)
    sql = "UPDATE public_posts SET mark = NULL, cleared_for = 1"
    await fireside.database.transaction(lambda connection: connection.execute(sql) and None)
    await rate(ines, "mature")
    await gone(mira, panel.message or {})
