"""A quote a day: to a reader from what they read or keep, to a channel from what anybody may be shown."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.playground.entities import Channel
from bot.playground.faults import Fault, FaultKind
from bot.stories.details import Rating
from tests.subscriptions.delivered_instalments import DAY, brought, brought_directly, days_pass
from tests.support.delivered_notices import all_tried, change, next_notice, strike
from tests.support.fireside import Fireside
from tests.support.librarians import take_down
from tests.support.marked_stories import of_chapter, sentinels
from tests.support.person import Person
from tests.support.quotable_stories import line, read_all, spoken
from tests.support.replies import Json, label, readable, walk

SHELF, SAVED = "a quote a day from what I read, to me", "a quote a day from those I saved, to me"
HERE = "a quote a day, in this channel"
HEATH, MOOR = "heath", "moor"
POSTS = "POST /channels/*/messages"
SPOILER = 17
LINES = range(1, 6)


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """Nothing."""
    return {}


@pytest.fixture
async def mira(empty_fireside: Fireside) -> Person:
    """A reader who has begun *heath*, a story of three chapters with five lines each, and not *moor*."""
    for story in (HEATH, MOOR):
        await empty_fireside.add(spoken(story))
    reader = await empty_fireside.person("Mira")
    await reader.slash("read", story=HEATH)
    return reader


def lines_of(messages: list[Json]) -> list[str]:
    """The word by which each quote is known."""
    return [word for message in messages for word in sentinels(readable(message))]


def labels_of(message: Json) -> list[str]:
    return [label(found) for found in walk(message["components"]) if found["type"] == 2]


# To a reader, from what they read


async def test_a_line_of_what_they_read_comes_every_day(empty_fireside: Fireside, mira: Person) -> None:
    subscribed = await mira.slash("subscribe", deliver=SHELF, at="8 am")
    assert "✓ **Quote of the day**" in subscribed.text
    assert "I’ll send you a quote a day from what you read. It comes at 08:00" in subscribed.text
    strike(empty_fireside, 8)
    quote = await next_notice(mira)
    assert quote.text.startswith("❝ Quote of the day, from **heath** by Quill\n> “I keep the zqheath")
    assert quote.labels == ["Read from here", "Save", "As picture", "Stop these"]


async def test_it_goes_no_further_than_they_have_read(empty_fireside: Fireside, mira: Person) -> None:
    await mira.slash("subscribe", deliver=SHELF)
    await days_pass(empty_fireside, 8)
    told = lines_of(await brought_directly(mira))
    assert len(told) == 8
    assert set(told) < of_chapter(HEATH, 1, LINES)


async def test_none_comes_twice_before_all_have_come(empty_fireside: Fireside, mira: Person) -> None:
    await read_all(mira, HEATH)
    await mira.slash("subscribe", deliver=SHELF)
    await days_pass(empty_fireside, 15)
    every = set().union(*(of_chapter(HEATH, chapter, LINES) for chapter in (1, 2, 3)))
    told = lines_of(await brought_directly(mira))
    assert sorted(told) == sorted(every)
    await days_pass(empty_fireside)
    assert len(await brought_directly(mira)) == 16


async def test_who_has_begun_nothing_gets_nothing_until_they_have(
    empty_fireside: Fireside, mira: Person
) -> None:
    theo = await empty_fireside.person("Theo")
    await theo.slash("subscribe", deliver=SHELF)
    await days_pass(empty_fireside, 2)
    assert await brought_directly(theo) == []
    await theo.slash("read", story=MOOR)
    await days_pass(empty_fireside)
    (told,) = lines_of(await brought_directly(theo))
    assert told in of_chapter(MOOR, 1, LINES)


async def test_a_story_whose_author_wants_no_quotes_is_not_quoted(
    empty_fireside: Fireside, mira: Person
) -> None:
    await empty_fireside.add(spoken("fen", quotable=False))
    theo = await empty_fireside.person("Theo")
    await read_all(theo, "fen")
    await theo.slash("subscribe", deliver=SHELF)
    await days_pass(empty_fireside, 2)
    assert await brought_directly(theo) == []


async def test_days_without_the_bot_bring_one_quote(empty_fireside: Fireside, mira: Person) -> None:
    await mira.slash("subscribe", deliver=SHELF)
    empty_fireside.clock.advance(9 * DAY)
    await all_tried(empty_fireside)
    assert len(await brought_directly(mira)) == 1


@pytest.mark.parametrize("kind", [FaultKind.SERVER_ERROR, FaultKind.ERROR_AFTERWARDS, FaultKind.DROPPED])
async def test_what_goes_wrong_on_the_way_doubles_nothing(
    empty_fireside: Fireside, mira: Person, kind: FaultKind
) -> None:
    # Soon after the evening's quote, so that no second evening comes while it is tried again.
    strike(empty_fireside, 19)
    await mira.slash("subscribe", deliver=SHELF)
    empty_fireside.playground.faults.inject(Fault(POSTS, kind, times=2))
    await days_pass(empty_fireside)
    empty_fireside.clock.advance(DAY / 8)
    await all_tried(empty_fireside)
    assert len(await brought_directly(mira)) == 1


# To a reader, from what they keep


async def keep(reader: Person, *chosen: tuple[int, int]) -> None:
    """Save these lines (chapter, paragraph) of *heath*."""
    for chapter, paragraph in chosen:
        await reader.slash("quote", about=f"zqheathx{chapter}y{paragraph}z")
        await reader.press("Save")


async def test_those_kept_come_in_turn(empty_fireside: Fireside, mira: Person) -> None:
    await read_all(mira, HEATH)
    await keep(mira, (1, 2), (2, 4), (3, 1))
    await mira.slash("subscribe", deliver=SAVED)
    await days_pass(empty_fireside, 6)
    came = await brought_directly(mira)
    told = lines_of(came)
    assert sorted(told[:3]) == sorted({"zqheathx1y2z", "zqheathx2y4z", "zqheathx3y1z"})
    assert told[3:] == told[:3]
    assert labels_of(came[0]) == ["Read from here", "Stop these"]


async def test_one_kept_since_comes_before_any_comes_again(empty_fireside: Fireside, mira: Person) -> None:
    await read_all(mira, HEATH)
    await keep(mira, (1, 2))
    await mira.slash("subscribe", deliver=SAVED)
    await days_pass(empty_fireside, 2)
    await keep(mira, (3, 3))
    await days_pass(empty_fireside)
    assert lines_of(await brought_directly(mira)) == ["zqheathx1y2z", "zqheathx1y2z", "zqheathx3y3z"]


async def test_who_keeps_none_gets_one_from_what_they_read(empty_fireside: Fireside, mira: Person) -> None:
    await mira.slash("subscribe", deliver=SAVED)
    await days_pass(empty_fireside)
    (told,) = lines_of(await brought_directly(mira))
    assert told in of_chapter(HEATH, 1, LINES)


async def test_it_can_be_changed_to_those_kept(empty_fireside: Fireside, mira: Person) -> None:
    await read_all(mira, HEATH)
    await keep(mira, (2, 4))
    await mira.slash("subscribe", deliver=SHELF)
    changed = await change(mira, "Quote of the day", what_comes=["saved"], at_what_time="7 am")
    assert "I’ll send you one of your saved quotes a day. It comes at 07:00" in changed.text
    strike(empty_fireside, 7)
    await next_notice(mira)
    assert lines_of(await brought_directly(mira)) == ["zqheathx2y4z"]


# To a channel


async def test_a_channel_gets_what_anybody_may_be_shown(
    empty_fireside: Fireside, mira: Person, odile: Person, club: Channel
) -> None:
    await read_all(odile, HEATH)
    subscribed = await odile.slash("subscribe", deliver=HERE, at="12:00")
    assert f"I’ll post a quote a day in <#{club.id}>. It comes at 12:00" in subscribed.text
    await days_pass(empty_fireside, 8)
    came = await brought(odile)
    openings = {word for story in (HEATH, MOOR) for word in of_chapter(story, 1, range(1, 4))}
    assert len(came) == 8
    assert set(lines_of(came)) <= openings
    assert len(set(lines_of(came[:4]))) == 4
    assert not any(found["type"] == SPOILER and found.get("spoiler") for found in walk(came[0]["components"]))


async def test_a_restricted_story_is_quoted_only_where_it_may_be_read(
    empty_fireside: Fireside, odile: Person, club: Channel
) -> None:
    await empty_fireside.add(spoken("fen", rating=Rating.MATURE))
    await odile.slash("subscribe", deliver=HERE)
    await days_pass(empty_fireside, 2)
    assert await brought(odile) == []
    empty_fireside.playground.stage.set_nsfw(club, nsfw=True)
    await days_pass(empty_fireside)
    (told,) = lines_of(await brought(odile))
    assert told in of_chapter("fen", 1, LINES)


async def test_another_server_s_story_is_not_quoted(empty_fireside: Fireside, odile: Person) -> None:
    await empty_fireside.add(spoken("fen"), empty_fireside.guild("The Annex"))
    await odile.slash("subscribe", deliver=HERE)
    await days_pass(empty_fireside, 2)
    assert await brought(odile) == []


async def test_only_who_manages_the_channel_has_it_quoted_to(mira: Person) -> None:
    refused = await mira.slash("subscribe", deliver=HERE)
    assert refused.text.startswith("Only people who manage this channel")


async def test_a_quote_of_the_day_is_not_of_one_story(mira: Person) -> None:
    refused = await mira.slash("subscribe", story=HEATH, deliver=SHELF)
    assert refused.text.startswith("A quote of the day comes from all your stories")
    assert (await mira.slash("subscribe", deliver="a passage a day, to me")).text.startswith(
        "Which *story* should it be"
    )
    assert "You don’t follow anything yet" in (await mira.slash("subscriptions")).text


async def test_quotes_go_with_the_story_that_is_taken_down(empty_fireside: Fireside, odile: Person) -> None:
    await empty_fireside.add(spoken(HEATH), empty_fireside.guild())
    await odile.slash("subscribe", deliver=HERE)
    await days_pass(empty_fireside)
    (posted,) = await brought(odile)
    ines = await empty_fireside.person("Ines")
    await take_down(ines, HEATH)
    await odile.event("message_delete", lambda gone: gone["id"] == posted["id"])
    await days_pass(empty_fireside)
    assert await brought(odile) == []


async def test_a_line_that_was_quoted_can_be_read_from(mira: Person, empty_fireside: Fireside) -> None:
    await read_all(mira, HEATH)
    await mira.slash("subscribe", deliver=SHELF)
    await days_pass(empty_fireside)
    (quote,) = await brought_directly(mira)
    (word,) = sentinels(readable(quote))
    chapter, paragraph = (int(part.rstrip("z")) for part in word.removeprefix("zqheathx").split("y"))
    assert line(HEATH, chapter, paragraph) in (await mira.press("Read from here", quote)).text
