"""Roles and who has them, the owner of the application among those who have none."""

from __future__ import annotations

import pytest

from bot.playground import Playground
from tests.playground.parrot import Parrot
from tests.support.person import Person, Refused


async def test_a_role_that_is_given_and_taken_shows_at_the_next_command(
    playground: Playground, mira: Person
) -> None:
    librarians = playground.world.guild_named("The Hearth").role_named("Librarians")
    asked = {"role": librarians.id, "channel": playground.world.channel_named("notices").id}
    assert (await mira.slash("tell place", **asked)).text == "Librarians: False, #notices: False"
    playground.stage.give_role(mira.user, librarians)
    playground.stage.give_role(mira.user, librarians)
    assert (await mira.slash("tell place", **asked)).text == "Librarians: True, #notices: False"
    playground.stage.take_role(mira.user, librarians)
    assert (await mira.slash("tell place", **asked)).text == "Librarians: False, #notices: False"


async def test_a_chosen_channel_comes_with_what_the_person_may_do_there(
    playground: Playground, mira: Person
) -> None:
    guild = playground.world.guild_named("The Hearth")
    asked = {"role": guild.id, "channel": playground.world.channel_named("book-club").id}
    assert (await mira.slash("tell place", **asked)).text == "@everyone: True, #book-club: True"


async def test_only_the_managers_role_permits_anything(parrot: Parrot) -> None:
    hearth = next(guild for guild in parrot.guilds if guild.name == "The Hearth")
    managing = [role.name for role in hearth.roles if role.permissions.manage_guild]
    assert managing == ["Manager"]
    librarians = next(role for role in hearth.roles if role.name == "Librarians")
    assert librarians.permissions.value == 0


async def test_the_owner_of_the_application_is_a_member_like_any_other(
    playground: Playground, parrot: Parrot
) -> None:
    owner = (await parrot.application_info()).owner
    assert owner.display_name == "Odile"
    hearth = next(guild for guild in parrot.guilds if guild.name == "The Hearth")
    assert (await hearth.fetch_member(owner.id)).roles == [hearth.default_role]
    async with Person(playground, "Odile") as odile:
        assert [guild["name"] for guild in (await odile.state())["guilds"]] == ["The Hearth"]


async def test_a_person_gives_and_takes_their_own_roles_but_nobody_s_else(
    playground: Playground, mira: Person, theo: Person
) -> None:
    hearth = playground.world.guild_named("The Hearth")
    annex = playground.world.guild_named("The Annex")
    supporters, own = hearth.role_named("Supporters"), hearth.role_named("Fireside")
    wanted = {"guild": hearth.id, "role": supporters.id, "has": True}
    for _ in range(2):
        assert (await mira.call("POST", "roles", json=wanted))["roles"] == [supporters.id]
    told = await theo.event("member_update", lambda member: member["user"]["id"] == mira.user.id)
    assert told["roles"] == [supporters.id]
    assert (await mira.call("POST", "roles", json=wanted | {"has": False}))["roles"] == []
    for changed, code in (
        ({"guild": annex.id}, 50001),
        ({"role": "1"}, 10011),
        ({"role": own.id}, 50013),
        ({"role": hearth.id}, 50013),
    ):
        with pytest.raises(Refused) as refused:
            await mira.call("POST", "roles", json=wanted | changed)
        assert refused.value.body["code"] == code
