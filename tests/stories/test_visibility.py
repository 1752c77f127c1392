"""Who sees which story: servers' own stories, there, elsewhere and in direct messages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.playground.journal import Sent
from bot.stories.details import Details
from bot.stories.ids import StoryId
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import Reply, walk
from tests.support.shown_here import shown_here
from tests.support.small_stories import (
    GONE,
    SECRET,
    WORDS,
    memberships_told,
    offered,
    passage,
    tale,
    tells_nothing,
)

DAY = 86_400


def custom_ids(reply: Reply) -> Iterator[str]:
    """What every button and menu of a message carries."""
    return (found["custom_id"] for found in walk(reply.components) if "custom_id" in found)


def asked_of_members(fireside: Fireside) -> list[Sent]:
    return fireside.playground.journal.of("GET /guilds/*/members/*")


# A server's own stories


async def test_a_server_s_own_story_is_served_there(secret: StoryId, mira: Person) -> None:
    assert await offered(mira, "lant") == [f"{SECRET} — Wilhelmina Quill"]
    assert SECRET in (await mira.slash("library")).text
    assert WORDS in (await mira.slash("story", story=SECRET)).text
    assert WORDS in (await mira.slash("read", story=SECRET)).text


@pytest.mark.parametrize("typed", ["", "lant", "quill", "smoulder", "hearth"])
async def test_a_server_s_own_story_is_not_offered_elsewhere(
    secret: StoryId, theo: Person, typed: str
) -> None:
    await theo.slash("read", story=SECRET)
    theo.go("annex")
    for command in ("read", "story"):
        assert not [name for name in await offered(theo, typed, command) if SECRET in name]
    assert await theo.autocomplete("read", "chapter", "", story=f"id:{secret}") == []
    assert await theo.autocomplete("read", "chapter", "", story=SECRET) == []
    assert await theo.autocomplete("read", "chapter", "") == []


async def test_a_server_s_own_story_is_listed_nowhere_else(secret: StoryId, theo: Person) -> None:
    await theo.slash("read", story=SECRET)
    theo.go("annex")
    for name in ("library", "shelf", "read", "help"):
        assert tells_nothing(await theo.slash(name)), name
    for words in ("lanterns", "quill", "smoulder"):
        found = await theo.slash("library", search=words)
        assert "0 stories" in found.text
    assert "5 stories" in (await theo.slash("library")).text


@pytest.mark.parametrize("typed", [SECRET, "lanterns", "quill", "Lantrens of the Hearth"])
async def test_a_server_s_own_story_is_unknown_elsewhere_by_any_name(
    secret: StoryId, theo: Person, typed: str
) -> None:
    theo.go("annex")
    for command in ("read", "story"):
        reply = await theo.slash(command, story=typed)
        assert f"There is no story called “{typed}” here." in reply.text
        assert tells_nothing(Reply("", {"content": reply.text.replace(typed, "")}))


async def test_a_server_s_own_story_is_not_opened_elsewhere_by_its_number(
    secret: StoryId, theo: Person
) -> None:
    theo.go("annex")
    for reply in (
        await theo.slash("read", story=f"id:{secret}"),
        await theo.slash("read", story=f"id:{secret}", chapter="1"),
        await shown_here(theo, "read", story=f"id:{secret}"),
        await theo.slash("story", story=f"id:{secret}"),
    ):
        assert GONE in reply.text
        assert reply.ephemeral
        assert tells_nothing(reply)


async def test_no_press_forged_elsewhere_opens_a_server_s_own_story(secret: StoryId, theo: Person) -> None:
    menus = [await theo.slash("read", story=SECRET)]
    menus.append(await theo.press("Next", menus[0]))
    menus += [await theo.press("⋯", menus[1]), await theo.slash("story", story=SECRET)]
    menus.append(await theo.press("☰", await theo.slash("read", story=SECRET)))
    theo.go("annex")
    pressed = sorted({each for menu in menus for each in custom_ids(menu)} - {"chapter", "story"})
    assert len(pressed) > 10
    for custom_id in pressed:
        old = await theo.slash("help")
        reply = await theo.forge(custom_id, old)
        assert tells_nothing(reply), custom_id
        assert GONE in reply.text, custom_id


async def test_what_one_server_calls_its_own_another_may_have_under_the_same_name(
    fireside: Fireside, secret: StoryId, theo: Person
) -> None:
    other = Manuscript(Details(title=SECRET), (ManuscriptChapter("", "Another lantern."),))
    await fireside.add(other, fireside.guild("The Annex"))
    assert WORDS in (await theo.slash("read", story=SECRET)).text
    theo.go("annex")
    assert "Another lantern." in (await theo.slash("read", story=SECRET)).text


async def test_where_nothing_may_be_read_the_library_says_what_to_do_next(
    empty_fireside: Fireside,
) -> None:
    await empty_fireside.add(tale(SECRET), empty_fireside.guild())
    theo = await empty_fireside.person("Theo", "annex")
    for reply in (await theo.slash("library"), await theo.slash("read")):
        assert "There’s nothing to read here yet." in reply.text
        assert tells_nothing(reply)


# Direct messages


async def test_in_direct_messages_the_installation_s_stories_can_be_read(
    secret: StoryId, mira: Person
) -> None:
    await mira.go_direct()
    assert len(await offered(mira, "")) == 5
    assert "The first I heard" in (await mira.slash("read", story="Low Water at Skerrow")).text


async def test_a_server_s_own_story_not_begun_there_stays_unknown_in_direct_messages(
    secret: StoryId, mira: Person
) -> None:
    await mira.slash("story", story=SECRET)
    await mira.go_direct()
    assert await offered(mira, "lant") == []
    assert "There is no story called" in (await mira.slash("read", story=SECRET)).text
    assert GONE in (await mira.slash("read", story=f"id:{secret}")).text


async def test_a_server_s_own_story_begun_there_can_be_gone_on_with_in_direct_messages(
    secret: StoryId, mira: Person
) -> None:
    await mira.slash("read", story=SECRET)
    page = await mira.press("Next")
    await mira.go_direct()
    assert passage(await mira.slash("read")) == passage(page)
    assert SECRET in (await mira.slash("shelf")).text
    assert SECRET in (await mira.slash("library")).text
    [name] = await offered(mira, "lant")
    assert SECRET in name


async def test_who_begun_it_there_does_not_open_it_for_others(
    secret: StoryId, mira: Person, theo: Person
) -> None:
    await mira.slash("read", story=SECRET)
    await theo.go_direct()
    assert GONE in (await theo.slash("read", story=f"id:{secret}")).text


async def test_discord_is_asked_once_a_day_who_is_a_member(
    fireside: Fireside, secret: StoryId, mira: Person
) -> None:
    await mira.slash("read", story=SECRET)
    assert asked_of_members(fireside) == []
    await mira.go_direct()
    await mira.slash("read")
    await mira.press("Next")
    await mira.slash("shelf")
    assert len(asked_of_members(fireside)) == 1
    fireside.clock.advance(DAY - 60)
    await mira.slash("read")
    assert len(asked_of_members(fireside)) == 1
    fireside.clock.advance(120)
    await mira.slash("read")
    await memberships_told(fireside)
    await mira.press("Next")
    assert len(asked_of_members(fireside)) == 2


async def test_nobody_s_membership_is_asked_who_began_no_server_s_story(
    fireside: Fireside, secret: StoryId, theo: Person
) -> None:
    await theo.slash("read", story="Time Lock")
    await theo.go_direct()
    await theo.slash("read")
    assert asked_of_members(fireside) == []


async def test_who_left_the_server_loses_its_stories_within_a_day(
    fireside: Fireside, secret: StoryId, mira: Person
) -> None:
    await mira.slash("read", story=SECRET)
    await mira.go_direct()
    panel = await mira.slash("read")
    hearth = fireside.playground.world.guild_named("The Hearth")
    fireside.playground.stage.remove_member(hearth, mira.user)
    fireside.clock.advance(DAY + 60)
    reply = await mira.press("Next", panel)
    if GONE not in reply.text:  # what was known last has served once more, while Discord was asked
        assert "The night went on" in reply.text
        panel = reply
        await memberships_told(fireside)
        reply = await mira.press("Next", panel)
    assert GONE in reply.text
    assert tells_nothing(reply)
    assert tells_nothing(await mira.slash("shelf"))
    assert tells_nothing(await mira.slash("library"))
    fireside.playground.stage.add_member(hearth, mira.user)
    fireside.clock.advance(DAY + 60)
    await mira.slash("shelf")
    await memberships_told(fireside)
    assert passage(await mira.slash("read", story=SECRET)) == passage(panel)


async def test_a_server_without_the_bot_shares_no_stories_any_more(
    fireside: Fireside, secret: StoryId, theo: Person
) -> None:
    await theo.slash("read", story=SECRET)
    world = fireside.playground.world
    fireside.playground.stage.remove_member(world.guild_named("The Hearth"), world.bot)
    await theo.go_direct()
    assert GONE in (await theo.slash("read", story=f"id:{secret}")).text
