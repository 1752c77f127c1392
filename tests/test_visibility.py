"""Who sees which story: servers' own stories, direct messages, and ratings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.models import Audience, GuildId, ReaderId, StoryId
from bot.playground.interactions import Interaction, Interactions
from bot.playground.journal import Sent
from bot.text.manuscript import Manuscript, ManuscriptChapter
from tests.conftest import Fireside
from tests.person import Person, Reply, walk

DAY = 86_400
SECRET = "Lanterns of the Hearth"
WORDS = "Only those by this hearth may hear it"
GONE = "That story can't be read here"
BETWEEN_PEOPLE = 2
"""The context of an interaction in direct messages without the bot: Discord, "Interaction Context Types"."""


def tale(title: str, rating: str | None = None) -> Manuscript:
    """Two chapters that say nothing but their own words, a few pages each."""
    page = f"{WORDS}, in {title}.\n\n" + "\n\n".join(f"The night went on, {n}. " * 30 for n in range(6))
    chapters = ManuscriptChapter("Dusk", page), ManuscriptChapter("Dawn", page)
    return Manuscript(
        title,
        chapters,
        authors=("Wilhelmina Quill",),
        summary=f"{WORDS}: a summary.",
        tags=("smoulder",),
        rating=rating,
    )


@pytest.fixture
async def secret(fireside: Fireside) -> StoryId:
    """A story of The Hearth's own."""
    hearth = fireside.playground.world.guild_named("The Hearth")
    return await fireside.add(tale(SECRET), int(hearth.id))


def tells_nothing(reply: Reply) -> bool:
    """Whether neither the story's name, its author, tags nor words are shown."""
    shown = f"{reply.text} {reply.components}"
    return not any(part in shown for part in (SECRET, WORDS, "Quill", "smoulder", "Dusk", "Dawn"))


async def offered(person: Person, typed: str, command: str = "read") -> list[str]:
    return [choice["name"] for choice in await person.autocomplete(command, "story", typed)]


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
        await theo.slash("read", story=f"id:{secret}", where="here"),
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
    annex = fireside.playground.world.guild_named("The Annex")
    await fireside.add(Manuscript(SECRET, (ManuscriptChapter("", "Another lantern."),)), int(annex.id))
    assert WORDS in (await theo.slash("read", story=SECRET)).text
    theo.go("annex")
    assert "Another lantern." in (await theo.slash("read", story=SECRET)).text


async def test_where_nothing_may_be_read_the_library_says_what_to_do_next(
    empty_fireside: Fireside,
) -> None:
    hearth = empty_fireside.playground.world.guild_named("The Hearth")
    await empty_fireside.add(tale(SECRET), int(hearth.id))
    theo = await empty_fireside.person("Theo", "annex")
    for reply in (await theo.slash("library"), await theo.slash("read")):
        assert "There are no stories to read here yet." in reply.text
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


def passage(reply: Reply) -> str:
    """All that the panel says but for its last line."""
    return reply.text.rpartition("\n\n")[0]


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
    assert GONE in reply.text
    assert tells_nothing(reply)
    assert tells_nothing(await mira.slash("shelf"))
    assert tells_nothing(await mira.slash("library"))
    fireside.playground.stage.add_member(hearth, mira.user)
    fireside.clock.advance(DAY + 60)
    assert WORDS in (await mira.slash("read", story=SECRET)).text


async def test_a_server_without_the_bot_shares_no_stories_any_more(
    fireside: Fireside, secret: StoryId, theo: Person
) -> None:
    await theo.slash("read", story=SECRET)
    world = fireside.playground.world
    fireside.playground.stage.remove_member(world.guild_named("The Hearth"), world.bot)
    await theo.go_direct()
    assert GONE in (await theo.slash("read", story=f"id:{secret}")).text


# Ratings


@pytest.fixture(params=["mature", "explicit"])
async def restricted(fireside: Fireside, request: pytest.FixtureRequest) -> StoryId:
    """A story of the installation's for grown-ups."""
    return await fireside.add(tale(SECRET, request.param))


async def test_a_restricted_story_is_refused_in_an_ordinary_channel_without_naming_it(
    restricted: StoryId, mira: Person
) -> None:
    for reply in (
        await mira.slash("read", story=f"id:{restricted}"),
        await mira.slash("read", story=f"id:{restricted}", chapter="2"),
        await mira.slash("read", story=f"id:{restricted}", where="here"),
        await mira.slash("story", story=f"id:{restricted}"),
    ):
        assert reply.ephemeral
        assert "which is not served in this channel" in reply.text
        assert "age-restricted channel" in reply.text
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
    assert "from then on it is served here too" in refused.text
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
    await fireside.add(tale("A Mature One", "mature"))
    explicit = await fireside.add(tale("An Explicit One", "explicit"))
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
    titles = {"general": "For All", "teen": "For Most", None: "Who Knows"}
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
        await mira.press("Short passages", options),
        await mira.press("About this story", options),
        await mira.press("Read aloud here", options),
        await mira.press("Back to the text", options),
        await mira.choose("Dawn", message=chapters),
    ]
    for reply in replies:
        assert reply.ephemeral
        assert "which is not served in this channel" in reply.text
        assert tells_nothing(reply)
    assert await mira.history() == []
    fireside.playground.stage.set_nsfw(channel, True)
    assert (await mira.press("Next", page)).outcome == "update"


async def test_a_public_panel_in_a_channel_that_is_age_restricted_no_more_is_turned_by_nobody(
    fireside: Fireside, restricted: StoryId, mira: Person, theo: Person
) -> None:
    mira.go("after-dark")
    theo.go("after-dark")
    public = await mira.slash("read", story=SECRET, where="here")
    fireside.playground.stage.set_nsfw(fireside.playground.world.channel_named("after-dark"), False)
    for reply in (await mira.press("Next", public), await theo.press("Read on my own", public)):
        assert reply.ephemeral
        assert tells_nothing(reply)


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


# Installed for the person, not for the server


@pytest.fixture
def installed_by_theo(monkeypatch: pytest.MonkeyPatch, theo: Person) -> None:
    """As if only Theo, and no server, had installed the bot: Discord names who did in every interaction
    (its documentation, "Authorizing Integration Owners"). The playground knows servers' bots alone. Direct
    messages are then those with other people."""
    as_it_is = Interactions._payload

    def by_theo(interactions: Interactions, interaction: Interaction) -> dict[str, Any]:
        payload = as_it_is(interactions, interaction) | {
            "authorizing_integration_owners": {"1": theo.user.id}
        }
        return payload if interaction.channel.guild else payload | {"context": BETWEEN_PEOPLE}

    monkeypatch.setattr(Interactions, "_payload", by_theo)


async def test_in_a_server_that_has_not_installed_the_bot_the_installation_s_stories_are_served(
    secret: StoryId, theo: Person, installed_by_theo: None
) -> None:
    assert "The first I heard" in (await theo.slash("read", story="Low Water at Skerrow")).text
    assert "5 stories" in (await theo.slash("library")).text
    assert await offered(theo, "lant") == []
    assert GONE in (await theo.slash("read", story=f"id:{secret}")).text


async def test_in_a_server_that_has_not_installed_the_bot_nothing_is_read_aloud(
    theo: Person, installed_by_theo: None
) -> None:
    reply = await theo.slash("read", story="Time Lock", where="here")
    assert reply.ephemeral
    assert "Reading aloud works in servers that have added me" in reply.text
    await theo.slash("read", story="Time Lock")
    assert "Read aloud here" not in (await theo.press("⋯")).labels
    assert await theo.history() == []


async def test_in_a_server_that_has_not_installed_the_bot_ratings_hold_all_the_same(
    restricted: StoryId, theo: Person, installed_by_theo: None
) -> None:
    assert tells_nothing(await theo.slash("read", story=f"id:{restricted}"))
    theo.go("after-dark")
    assert WORDS in (await theo.slash("read", story=SECRET)).text


async def test_in_direct_messages_with_somebody_else_only_i_see_what_i_read(
    theo: Person, installed_by_theo: None
) -> None:
    await theo.go_direct()
    for name in ("library", "shelf", "settings", "help"):
        assert (await theo.slash(name)).ephemeral, name
    assert (await theo.slash("read", story="Time Lock")).ephemeral


async def test_in_direct_messages_with_somebody_else_no_server_s_own_story_is_shown(
    secret: StoryId, theo: Person, installed_by_theo: None, fireside: Fireside
) -> None:
    hearth = fireside.playground.world.guild_named("The Hearth")
    await fireside.bot.room.open(Audience(ReaderId(int(theo.user.id)), GuildId(int(hearth.id))), secret)
    await theo.go_direct()
    assert await offered(theo, "lant") == []
    assert tells_nothing(await theo.slash("library"))
    assert GONE in (await theo.slash("read", story=f"id:{secret}")).text
