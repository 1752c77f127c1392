"""Where a story for grown-ups is served, and that nothing of it is seen elsewhere."""

from __future__ import annotations

import pytest

from bot.stories.details import Rating
from bot.stories.ids import StoryId
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.shown_here import shown_here
from tests.support.small_stories import SECRET, WORDS, offered, passage, tale, tells_nothing


@pytest.fixture(params=[Rating.MATURE, Rating.EXPLICIT])
async def restricted(fireside: Fireside, request: pytest.FixtureRequest) -> StoryId:
    """A story of the installation's for grown-ups."""
    return await fireside.add(tale(SECRET, request.param))


async def test_a_restricted_story_is_refused_in_an_ordinary_channel_without_naming_it(
    restricted: StoryId, mira: Person
) -> None:
    for reply in (
        await mira.slash("read", story=f"id:{restricted}"),
        await mira.slash("read", story=f"id:{restricted}", chapter="2"),
        await shown_here(mira, "read", story=f"id:{restricted}"),
        await mira.slash("story", story=f"id:{restricted}"),
    ):
        assert reply.ephemeral
        assert "so I can’t show it in this channel" in reply.text
        assert "age-restricted" in reply.text
        assert tells_nothing(reply)
    assert await mira.autocomplete("read", "chapter", "", story=f"id:{restricted}") == []


@pytest.mark.parametrize("typed", ["", "lant", "quill", "smoulder"])
async def test_a_restricted_story_is_neither_offered_nor_listed_in_an_ordinary_channel(
    restricted: StoryId, mira: Person, typed: str
) -> None:
    mira.go("after-dark")
    await mira.slash("read", story=SECRET)
    mira.go("reading-room")
    assert not [name for name in await offered(mira, typed) if SECRET in name]
    assert tells_nothing(await mira.slash("shelf"))
    assert tells_nothing(await mira.slash("library"))
    if typed:
        assert "0 stories" in (await mira.slash("library", search=typed)).text
    assert tells_nothing(await mira.slash("read"))


async def test_a_restricted_story_is_served_in_an_age_restricted_channel(
    restricted: StoryId, mira: Person
) -> None:
    mira.go("after-dark")
    assert await offered(mira, "lant") == [f"{SECRET} — Wilhelmina Quill"]
    assert SECRET in (await mira.slash("library", search="smoulder")).text
    assert WORDS in (await mira.slash("story", story=SECRET)).text
    assert WORDS in (await mira.slash("read", story=SECRET)).text
    assert (await mira.press("Next")).outcome == "update"
    assert SECRET in (await mira.slash("shelf")).text


async def test_a_restricted_story_comes_to_direct_messages_only_after_it_was_opened_where_age_is_known(
    restricted: StoryId, mira: Person
) -> None:
    await mira.go_direct()
    refused = await mira.slash("read", story=f"id:{restricted}")
    assert "after that you can read it here, too" in refused.text
    assert tells_nothing(refused)
    assert await offered(mira, "lant") == []
    assert tells_nothing(await mira.slash("library"))
    mira.go("after-dark")
    await mira.slash("read", story=SECRET)
    await mira.go_direct()
    assert WORDS in (await mira.slash("read", story=SECRET)).text
    assert [SECRET in name for name in await offered(mira, "lant")] == [True]
    assert SECRET in (await mira.slash("library")).text


async def test_having_opened_one_rating_opens_no_other(fireside: Fireside, mira: Person) -> None:
    await fireside.add(tale("A Mature One", Rating.MATURE))
    explicit = await fireside.add(tale("An Explicit One", Rating.EXPLICIT))
    mira.go("after-dark")
    await mira.slash("read", story="A Mature One")
    await mira.go_direct()
    assert WORDS in (await mira.slash("read", story="A Mature One")).text
    assert "rated Explicit" in (await mira.slash("read", story=f"id:{explicit}")).text


async def test_that_i_opened_it_opens_it_for_nobody_else(
    restricted: StoryId, mira: Person, theo: Person
) -> None:
    mira.go("after-dark")
    await mira.slash("read", story=SECRET)
    await theo.go_direct()
    assert tells_nothing(await theo.slash("read", story=f"id:{restricted}"))


async def test_general_teen_and_unrated_stories_are_served_everywhere(
    fireside: Fireside, mira: Person
) -> None:
    titles = {Rating.GENERAL: "For All", Rating.TEEN: "For Most", None: "Who Knows"}
    for rating, title in titles.items():
        await fireside.add(tale(title, rating))
    for place in ("reading-room", "direct"):
        if place == "direct":
            await mira.go_direct()
        for title in titles.values():
            assert WORDS in (await mira.slash("read", story=title)).text


async def test_a_channel_that_is_age_restricted_no_more_refuses_the_next_press_on_an_old_panel(
    fireside: Fireside, restricted: StoryId, mira: Person
) -> None:
    mira.go("after-dark")
    page = await mira.slash("read", story=SECRET)
    options = await mira.press("⋯", await mira.slash("read", story=SECRET))
    chapters = await mira.press("☰", await mira.slash("read", story=SECRET))
    channel = fireside.playground.world.channel_named("after-dark")
    fireside.playground.stage.set_nsfw(channel, False)
    replies = [
        await mira.press("Next", page),
        await mira.press("☰", page),
        await mira.press("⋯", page),
        await mira.press("Tablet", options),
        await mira.press("About this story", options),
        await mira.press("Read aloud here", options),
        await mira.press("Back to the text", options),
        await mira.choose("Dawn", message=chapters),
    ]
    for reply in replies:
        assert reply.ephemeral
        assert "so I can’t show it in this channel" in reply.text
        assert tells_nothing(reply)
    assert await mira.history() == []
    fireside.playground.stage.set_nsfw(channel, True)
    assert (await mira.press("Next", page)).outcome == "update"


async def test_a_public_panel_in_a_channel_that_is_age_restricted_no_more_is_taken_away(
    fireside: Fireside, restricted: StoryId, mira: Person, theo: Person
) -> None:
    mira.go("after-dark")
    theo.go("after-dark")
    public = await shown_here(mira, "read", story=SECRET)
    fireside.playground.stage.set_nsfw(fireside.playground.world.channel_named("after-dark"), False)
    await theo.event("message_delete", lambda gone: gone["id"] == (public.message or {})["id"])
    assert await theo.history() == []


async def test_the_reader_s_place_is_kept_through_a_refusal(
    fireside: Fireside, restricted: StoryId, mira: Person
) -> None:
    mira.go("after-dark")
    await mira.slash("read", story=SECRET)
    page = await mira.press("Next")
    mira.go("book-club")
    await mira.slash("read", story=f"id:{restricted}")
    mira.go("after-dark")
    assert passage(await mira.slash("read")) == passage(page)


async def test_what_was_read_after_dark_is_not_opened_by_a_bare_read_elsewhere(
    restricted: StoryId, mira: Person
) -> None:
    await mira.slash("read", story="Time Lock")
    mira.go("after-dark")
    await mira.slash("read", story=SECRET)
    mira.go("reading-room")
    assert "Time Lock" in (await mira.slash("read")).text


async def test_a_typed_title_is_refused_for_its_rating_rather_than_denied(
    restricted: StoryId, mira: Person
) -> None:
    reply = await mira.slash("read", story=SECRET)
    assert reply.ephemeral
    assert "can’t show it in this channel" in reply.text
    assert tells_nothing(reply)
