"""Quotes posted for everybody, and stories whose authors want none."""

from __future__ import annotations

import pytest

from bot.playground.permissions import Permission
from tests.support.fireside import Fireside
from tests.support.librarians import add, correct, take_down
from tests.support.marked_stories import of_chapter, sentinels
from tests.support.person import Person
from tests.support.quotable_stories import a_round, line, read_all, spoken
from tests.support.reading_panel import passage
from tests.support.replies import Reply, readable, walk
from tests.support.shown_here import shown_here

CONTAINER, GALLERY = 17, 12


@pytest.fixture
async def mira(empty_fireside: Fireside) -> Person:
    """A reader who has finished the one story of the library."""
    await empty_fireside.add(spoken("heath"))
    mira = await empty_fireside.person("Mira")
    await read_all(mira, "heath")
    return mira


@pytest.fixture
async def theo(empty_fireside: Fireside) -> Person:
    """Somebody who has read nothing."""
    return await empty_fireside.person("Theo")


def behind_bars(reply: Reply) -> str:
    """What is hidden until somebody presses it."""
    return str([part for part in walk(reply.components) if part["type"] == CONTAINER and part.get("spoiler")])


async def test_everybody_sees_it_behind_spoiler_bars_past_what_anybody_may_be_shown(mira: Person) -> None:
    posted = await shown_here(mira, "quote", about="zqheathx2y3z")
    assert not posted.ephemeral
    assert readable((await mira.history())[-1]) == posted.text
    bars = behind_bars(posted)
    for hidden in (line("heath", 2, 3), "Benedict", "Chapter 2"):
        assert hidden in bars


async def test_the_beginning_of_a_story_needs_no_bars_and_its_ending_does(
    empty_fireside: Fireside, mira: Person
) -> None:
    await empty_fireside.add(spoken("moor", chapters=1, paragraphs=20))
    await read_all(mira, "moor")
    opening = await shown_here(mira, "quote", about="zqmoorx1y2z")
    assert line("moor", 1, 2) in opening.text
    assert behind_bars(opening) == "[]"
    ending = await shown_here(mira, "quote", about="zqmoorx1y20z")
    assert line("moor", 1, 20) in behind_bars(ending)


async def test_another_and_read_from_here_are_for_whoever_presses_them(mira: Person, theo: Person) -> None:
    posted = await shown_here(mira, "quote", about="zqheathx2y3z")
    again = await theo.press("Another", posted)
    assert again.ephemeral
    assert "I found no line about" in again.text
    panel = await theo.press("Read from here", posted)
    assert panel.ephemeral
    assert line("heath", 2, 3) in passage(panel)


async def test_as_picture_is_hidden_from_who_has_not_read_as_far(mira: Person, theo: Person) -> None:
    posted = await shown_here(mira, "quote", about="zqheathx2y3z")
    for person, hidden in ((mira, False), (theo, True)):
        picture = await person.press("As picture", posted)
        [gallery] = [part for part in walk(picture.components) if part["type"] == GALLERY]
        assert picture.ephemeral
        assert gallery["items"][0]["spoiler"] is hidden


async def test_a_channel_is_given_no_line_twice_whoever_asks(mira: Person, theo: Person) -> None:
    await read_all(theo, "heath")
    asking = [mira, theo] * 8
    words = [sentinels((await shown_here(asking[n], "quote")).text) for n in range(15)]
    assert len(set.union(*words)) == 15
    await mira.slash("quote")
    assert len(await a_round(mira, await mira.slash("quote"))) >= 14


async def test_in_a_direct_message_here_is_only_me(mira: Person) -> None:
    await mira.go_direct()
    mine = await shown_here(mira, "quote")
    assert behind_bars(mine) == "[]"
    assert sentinels(mine.text)


async def test_where_the_bot_may_not_post_nothing_is_given(empty_fireside: Fireside, mira: Person) -> None:
    mira.go("notices")
    refused = await shown_here(mira, "quote")
    assert refused.ephemeral
    assert not sentinels(refused.text)
    assert "I may not post in this channel" in refused.text


async def test_a_posted_quote_goes_when_its_story_is_taken_down(
    empty_fireside: Fireside, mira: Person
) -> None:
    await empty_fireside.add(spoken("moor"), empty_fireside.guild())
    mine = await mira.slash("quote", story="moor")
    posted = await shown_here(mira, "quote", story="moor")
    assert posted.message
    ines = await empty_fireside.person("Ines")
    since = len(mira.events)
    await take_down(ines, "moor")
    gone = await mira.event("message_delete", since=since)
    assert gone["id"] == posted.message["id"]
    assert "been taken down" in (await mira.press("Another", mine)).text


# Stories that are not to be quoted


async def test_a_story_is_quoted_no_more_when_its_librarian_says_so(
    empty_fireside: Fireside, theo: Person
) -> None:
    ines = await empty_fireside.person("Ines")
    told = "Title: The Ferry\n\n\nChapter 1\n\n“I row the boat myself,” said Ada.\n\n" + "It rained. " * 300
    await add(ines, "ferry.txt", told.encode())
    await ines.press("Keep it")
    quote = await theo.slash("quote", story="The Ferry")
    assert "I row the boat myself" in quote.text
    await ines.slash("stories edit", story="The Ferry")
    await correct(ines, "Notes & rights", may_be_quoted=["no"])
    refusal = "The author of “The Ferry” would rather not have it quoted."
    assert (await theo.slash("quote", story="The Ferry")).text == refusal
    assert (await theo.press("Another", quote)).text == refusal
    assert (await theo.press("As picture", quote)).text == refusal
    assert "no line to quote from what you have read here yet" in (await theo.slash("quote")).text
    assert "I know no line by “Ada”" in (await theo.slash("quote", character="Ada")).text
    assert await theo.autocomplete("quote", "character", "a") == []
    await ines.slash("stories edit", story="The Ferry")
    await correct(ines, "Notes & rights", may_be_quoted=["yes"])
    assert "I row the boat myself" in (await theo.slash("quote")).text


@pytest.mark.parametrize(
    "head", ["---\ntitle: The Ferry\nquotable: no\n---\n\n", "Title: The Ferry\nQuotable: no\n\n\n"]
)
async def test_a_file_says_that_its_story_is_not_to_be_quoted(
    empty_fireside: Fireside, theo: Person, head: str
) -> None:
    ines = await empty_fireside.person("Ines")
    told = head + "“I row the boat myself,” said Ada.\n\n" + "It rained, and it rained.\n\n" * 100
    await add(ines, "ferry.md" if head.startswith("---") else "ferry.txt", told.encode())
    await ines.press("Keep it")
    assert "would rather not have it quoted" in (await theo.slash("quote", story="The Ferry")).text
    assert sentinels((await theo.slash("quote")).text) <= of_chapter("heath", 1, range(1, 6))


async def test_a_librarian_joins_two_names_of_one_character(empty_fireside: Fireside, theo: Person) -> None:
    ines = await empty_fireside.person("Ines")
    told = "Title: The Ferry\n\n\nChapter 1\n\n“I row the boat myself,” said Ada.\n\n" + "It rained. " * 300
    await add(ines, "ferry.txt", told.encode())
    await ines.press("Keep it")
    assert "— Ada\n" in (await theo.slash("quote", story="The Ferry")).text
    await ines.slash("stories edit", story="The Ferry")
    await correct(ines, "Tags", characters="Captain Barge | Ada")
    await empty_fireside.app.quotes.worker().round()
    assert "— Captain Barge\n" in (await theo.slash("quote", story="The Ferry")).text
    assert "— Captain Barge\n" in (await theo.slash("quote", character="barge")).text


async def test_in_a_channel_closed_to_its_asker_nothing_is_posted(
    empty_fireside: Fireside, mira: Person
) -> None:
    world = empty_fireside.playground.world
    channel = world.channel_named("reading-room")
    empty_fireside.playground.stage.set_permissions(channel, mira.user, deny=Permission.SEND_MESSAGES)
    assert "You can’t post in this channel" in (await shown_here(mira, "quote")).text
