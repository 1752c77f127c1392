"""Who looks after which stories, and what a server settles about it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.interactions import Interaction, Interactions
from bot.playground.permissions import NOTHING
from bot.stories.ids import StoryId
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.small_stories import SECRET, a_tale, offered

ANNEX_TALE, EVERYBODY_S = "A Room in the Annex", "Low Water at Skerrow"
LIBRARIANS_ONLY = "Only librarians may do that"
FILE = b"Title: The Copper Kettle\nAuthor: Orla Finch\n\nIt had been on the boil since four.\n"
SUBCOMMANDS = ("edit", "publish", "remove", "history")


@pytest.fixture
async def annexed(fireside: Fireside) -> StoryId:
    """A story of The Annex's own."""
    return await fireside.add(a_tale(ANNEX_TALE), fireside.guild("The Annex"))


async def with_role(fireside: Fireside, ines: Person, person: Person) -> None:
    """The Hearth names its role Librarians, and this person has it."""
    role = fireside.playground.world.guild_named("The Hearth").role_named("Librarians")
    await ines.slash("stories settings", role=role.id)
    fireside.playground.stage.give_role(person.user, role)


def without_role(fireside: Fireside, person: Person) -> None:
    role = fireside.playground.world.guild_named("The Hearth").role_named("Librarians")
    fireside.playground.stage.take_role(person.user, role)


# Who may


async def test_whoever_may_manage_the_server_looks_after_its_stories(secret: StoryId, ines: Person) -> None:
    assert "### Editing" in (await ines.slash("stories edit", story=SECRET)).text
    assert "Take this story down?" in (await ines.slash("stories remove", story=SECRET)).text
    assert "added from" in (await ines.slash("stories history", story=SECRET)).text
    assert (await ines.slash("stories publish", story=SECRET)).modal is not None


async def test_the_members_of_the_role_that_the_server_names_do_too_as_long_as_they_have_it(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person
) -> None:
    await with_role(fireside, ines, mira)
    editor = await mira.slash("stories edit", story=SECRET)
    form = await mira.press("Title & author")
    without_role(fireside, mira)
    assert LIBRARIANS_ONLY in (await mira.slash("stories edit", story=SECRET)).text
    assert LIBRARIANS_ONLY in (await mira.press("Chapters", editor)).text
    assert LIBRARIANS_ONLY in (await mira.fill(form, title="Lanterns Out")).text
    assert await offered(mira, "lant", "stories edit") == []
    assert SECRET in (await ines.slash("stories edit", story=SECRET)).text


async def test_a_role_counts_before_the_bot_has_heard_of_it(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person
) -> None:
    world = fireside.playground.world
    role = world.add_role(world.guild_named("The Hearth"), "Keepers", NOTHING)
    await ines.slash("stories settings", role=role.id)
    fireside.playground.stage.give_role(mira.user, role)
    assert "### Editing" in (await mira.slash("stories edit", story=SECRET)).text


async def test_a_draft_is_not_kept_once_its_maker_is_no_librarian(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    await with_role(fireside, ines, mira)
    await mira.slash("stories add", file=await mira.upload("kettle.txt", FILE))
    without_role(fireside, mira)
    assert LIBRARIANS_ONLY in (await mira.press("Keep")).text
    assert await offered(mira, "copper") == []


async def test_a_reader_is_told_who_librarians_are_whatever_they_try(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person, theo: Person
) -> None:
    for name in SUBCOMMANDS:
        reply = await mira.slash(f"stories {name}", story=SECRET)
        assert reply.ephemeral
        assert LIBRARIANS_ONLY in reply.text
    file = await mira.upload("kettle.txt", FILE)
    assert LIBRARIANS_ONLY in (await mira.slash("stories add", file=file)).text
    assert LIBRARIANS_ONLY in (await mira.slash("stories publish", story=SECRET, file=file)).text
    assert "Only people who manage this server" in (await mira.slash("stories settings")).text
    await with_role(fireside, ines, theo)
    role = fireside.playground.world.guild_named("The Hearth").role_named("Librarians")
    assert f"or has the role <@&{role.id}>" in (await mira.slash("stories edit", story=SECRET)).text


async def test_the_list_of_stories_holds_only_what_somebody_looks_after(
    fireside: Fireside, secret: StoryId, annexed: StoryId, ines: Person, mira: Person, odile: Person
) -> None:
    for name in SUBCOMMANDS:
        assert await offered(ines, "", f"stories {name}") == [f"{SECRET} — Wilhelmina Quill"]
        assert await offered(mira, "", f"stories {name}") == []
        everybody_s = await offered(odile, "", f"stories {name}")
        assert len(everybody_s) == 6
        assert not any(SECRET in each or ANNEX_TALE in each for each in everybody_s)
    ines.go("annex")
    assert await offered(ines, "", "stories edit") == [ANNEX_TALE]


async def test_titles_of_other_servers_are_unknown(
    secret: StoryId, annexed: StoryId, ines: Person, odile: Person
) -> None:
    reply = await ines.slash("stories edit", story=ANNEX_TALE)
    assert f"There is no story called “{ANNEX_TALE}” here." in reply.text
    assert "There is no story called" in (await odile.slash("stories edit", story=SECRET)).text


async def test_who_may_edit_a_story_that_one_may_not_is_said(ines: Person, mira: Person) -> None:
    for person in (ines, mira):
        refused = await person.slash("stories edit", story=EVERYBODY_S)
        assert "Stories that every server has are looked after by whoever runs me." in refused.text
    assert LIBRARIANS_ONLY in (await mira.slash("stories edit", story="Whatever")).text


# Whoever runs the bot


async def test_whoever_runs_the_bot_adds_for_every_server_and_nobody_else_does(
    fireside: Fireside, ines: Person, odile: Person, theo: Person
) -> None:
    file = await ines.upload("kettle.txt", FILE)
    refused = await ines.slash("stories add", file=file, **{"for": "every server"})
    assert "Stories that every server has are looked after by whoever runs me." in refused.text
    file = await odile.upload("kettle.txt", FILE)
    assert LIBRARIANS_ONLY in (await odile.slash("stories add", file=file)).text
    await odile.slash("stories add", file=file, **{"for": "every server"})
    await odile.press("Keep")
    theo.go("annex")
    assert "on the boil" in (await theo.slash("read", story="The Copper Kettle")).text
    refused = await ines.slash("stories edit", story="The Copper Kettle")
    assert "Stories that every server has are looked after by whoever runs me." in refused.text


async def test_whoever_runs_the_bot_works_in_direct_messages_too(odile: Person, mira: Person) -> None:
    await odile.go_direct()
    await odile.slash("stories add", file=await odile.upload("kettle.txt", FILE))
    await odile.press("Keep")
    await odile.slash("stories edit", story="The Copper Kettle")
    await odile.fill(await odile.press("Title & author"), title="The Iron Kettle")
    assert "on the boil" in (await mira.slash("read", story="The Iron Kettle")).text


async def test_in_direct_messages_librarians_are_sent_to_their_server(
    secret: StoryId, annexed: StoryId, ines: Person
) -> None:
    await ines.go_direct()
    for name in SUBCOMMANDS:
        reply = await ines.slash(f"stories {name}", story=f"id:{secret}")
        assert "A story is looked after in the server it belongs to" in reply.text
    file = await ines.upload("kettle.txt", FILE)
    assert "whoever runs me" in (await ines.slash("stories add", file=file)).text
    assert "This is about a whole server" in (await ines.slash("stories settings")).text
    assert await offered(ines, "", "stories edit") == []


async def test_managing_a_server_that_has_not_installed_the_bot_counts_for_nothing(
    fireside: Fireside, secret: StoryId, ines: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_it_is = Interactions._payload

    def by_ines(interactions: Interactions, interaction: Interaction) -> dict[str, Any]:
        installed = {"authorizing_integration_owners": {"1": ines.user.id}}
        return as_it_is(interactions, interaction) | installed

    editor = await ines.slash("stories edit", story=SECRET)
    monkeypatch.setattr(Interactions, "_payload", by_ines)
    for name in SUBCOMMANDS:
        reply = await ines.slash(f"stories {name}", story=SECRET)
        assert "A story is looked after in the server it belongs to" in reply.text
    assert await offered(ines, "", "stories edit") == []
    assert "can’t be read here" in (await ines.press("Chapters", editor)).text
    assert "This is about a whole server" in (await ines.slash("stories settings")).text


# What a server settles


async def test_settings_name_the_librarians_and_the_time_zone(fireside: Fireside, ines: Person) -> None:
    shown = await ines.slash("stories settings")
    assert shown.ephemeral
    assert "**Librarians:** everybody who manages this server\n" in shown.text
    assert "**Time zone:** UTC" in shown.text
    role = fireside.playground.world.guild_named("The Hearth").role_named("Librarians")
    changed = await ines.slash("stories settings", role=role.id, time_zone="Europe/Lisbon")
    assert f"everybody who manages this server, and <@&{role.id}>" in changed.text
    assert "Europe/Lisbon" in changed.text
    assert (await ines.slash("stories settings")).text == changed.text


async def test_no_role_leaves_the_stories_to_those_who_manage_the_server(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person
) -> None:
    await with_role(fireside, ines, mira)
    await ines.slash("stories settings", time_zone="Europe/Lisbon")
    without = await ines.press("Managers only")
    assert "everybody who manages this server\n" in without.text
    assert "Europe/Lisbon" in without.text
    assert "Managers only" not in without.labels
    assert LIBRARIANS_ONLY in (await mira.slash("stories edit", story=SECRET)).text


async def test_everybody_cannot_be_the_librarians(fireside: Fireside, ines: Person) -> None:
    everyone = fireside.playground.world.guild_named("The Hearth").id
    refused = await ines.slash("stories settings", role=everyone, time_zone="Europe/Lisbon")
    assert refused.text == "Everybody has that role. Please choose one that only librarians have."
    assert "UTC" in (await ines.slash("stories settings")).text


async def test_a_wrong_time_zone_changes_nothing_and_the_list_offers_the_right_ones(
    fireside: Fireside, ines: Person
) -> None:
    role = fireside.playground.world.guild_named("The Hearth").role_named("Librarians")
    refused = await ines.slash("stories settings", role=role.id, time_zone="Lisboa")
    assert "There is no time zone called “Lisboa”." in refused.text
    assert f"{role.id}" not in (await ines.slash("stories settings")).text
    found = await ines.autocomplete("stories settings", "time_zone", "new york")
    assert [each["name"] for each in found] == ["America/New_York"]
    assert len(await ines.autocomplete("stories settings", "time_zone", "")) == 25
    assert await ines.autocomplete("stories settings", "time_zone", "lisboa") == []


async def test_only_those_who_manage_the_server_settle_that_and_for_theirs_alone(
    fireside: Fireside, secret: StoryId, ines: Person, mira: Person, odile: Person
) -> None:
    await with_role(fireside, ines, mira)
    settings = await ines.slash("stories settings")
    for person in (mira, odile):
        refused = await person.slash("stories settings", time_zone="Europe/Lisbon")
        assert refused.text == "Only people who manage this server can do that."
        assert refused.ephemeral
    ines.go("annex")
    assert "everybody who manages this server\n" in (await ines.slash("stories settings")).text
    ines.go("reading-room")
    assert (await ines.slash("stories settings")).text == settings.text
