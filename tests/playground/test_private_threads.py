"""Private threads: who sees them, who is added to them, and who may change them."""

from __future__ import annotations

from typing import Any

import discord
import pytest
import pytest_asyncio

from bot.playground import Playground
from bot.playground.entities import Channel, Thread
from bot.playground.memory import Memory
from bot.playground.permissions import EVERYONE, Permission
from bot.playground.threads import ACTIVE, CROWD
from tests.playground.parrot import Parrot
from tests.support.person import Person, Refused

A_WEEK = 7 * 86_400
MEMBER_ADDED = 1


@pytest_asyncio.fixture(loop_scope="session")
async def private(room: discord.TextChannel) -> discord.Thread:
    """A private thread of the bot's, to which its members cannot add anybody."""
    return await room.create_thread(name="Part 1", invitable=False, auto_archive_duration=10080)


@pytest.fixture
def own(playground: Playground, private: discord.Thread) -> Thread:
    """The thread as the playground has it."""
    found = playground.world.channels[str(private.id)]
    assert isinstance(found, Thread)
    return found


@pytest.fixture
def reading_room(playground: Playground) -> Channel:
    return playground.world.channel_named("reading-room")


async def listed(person: Person) -> set[str]:
    """The names of the channels that somebody's sidebar has."""
    guilds = (await person.state())["guilds"]
    return {channel["name"] for guild in guilds for channel in guild["channels"]}


async def refused(request: Any) -> int:
    """The code that Discord refuses a request with."""
    with pytest.raises(discord.HTTPException) as refusal:
        await request
    return refusal.value.code


async def test_nobody_sees_a_private_thread_but_who_is_added_and_who_manages_threads(
    mira: Person, theo: Person, playground: Playground, private: discord.Thread, room: discord.TextChannel
) -> None:
    assert private.type is discord.ChannelType.private_thread
    assert not private.invitable
    assert [message async for message in room.history()] == [], "nobody is told of it in its channel"
    assert "Part 1" not in await listed(mira) | await listed(theo)
    mira.go(str(private.id))
    with pytest.raises(Refused, match="50001"):
        await mira.say("Let me in")
    await private.add_user(discord.Object(int(mira.user.id)))
    added = await mira.event("channel_update", lambda channel: channel["name"] == "Part 1")
    assert added["type"] == 12
    await mira.say("Thank you")
    await private.send("You are welcome")
    said = [(message["type"], message["content"]) for message in await mira.history()]
    assert said == [(MEMBER_ADDED, ""), (0, "Thank you"), (0, "You are welcome")]
    assert "Part 1" not in await listed(theo)
    assert not [each for each in theo.events if str(private.id) in str(each)]
    hearth = playground.world.guild_named("The Hearth")
    manager = playground.world.add_role(hearth, "Moderator", Permission.MANAGE_THREADS)
    playground.stage.give_role(theo.user, manager)
    assert "Part 1" in await listed(theo)


async def test_who_leaves_or_is_taken_out_sees_it_no_longer_and_can_be_added_again(
    mira: Person, playground: Playground, private: discord.Thread, own: Thread
) -> None:
    member = discord.Object(int(mira.user.id))
    await private.add_user(member)
    await private.add_user(member)
    assert [each["type"] for each in playground.messages.latest(own)] == [MEMBER_ADDED], "told of once"
    assert (await private.fetch_member(member.id)).id == member.id
    await private.remove_user(member)
    await mira.event("channel_delete", lambda channel: channel["id"] == own.id)
    assert "Part 1" not in await listed(mira)
    assert await refused(private.fetch_member(member.id)) == 10007
    await private.add_user(member)
    playground.stage.leave_thread(own, mira.user)
    assert "Part 1" not in await listed(mira)
    await private.add_user(member)
    assert "Part 1" in await listed(mira)


async def test_an_archived_thread_is_opened_before_anybody_is_added(
    mira: Person, private: discord.Thread, own: Thread, room: discord.TextChannel
) -> None:
    await mira.call("POST", "clock", json={"advance": A_WEEK})
    assert own.archived
    assert await room.guild.active_threads() == []
    [found] = [thread async for thread in room.archived_threads(private=True, joined=True)]
    assert (found.id, found.owner_id) == (private.id, room.guild.me.id)
    member = discord.Object(int(mira.user.id))
    assert await refused(private.add_user(member)) == 50083
    assert await refused(private.edit(name="Part one")) == 50083
    await private.edit(archived=False)
    await private.add_user(member)
    assert "Part 1" in await listed(mira)


async def test_a_thread_is_its_owners_to_change_but_not_to_lock(
    playground: Playground, private: discord.Thread, own: Thread, reading_room: Channel
) -> None:
    await private.edit(name="Part one", auto_archive_duration=60)
    assert (own.name, own.archived_after) == ("Part one", 60)
    assert await refused(private.edit(locked=True)) == 50013
    assert await refused(private.edit(slowmode_delay=5)) == 50013
    playground.stage.archive_thread(own, locked=True)
    assert await refused(private.edit(archived=False)) == 50013
    playground.stage.set_permissions(reading_room, playground.world.bot, allow=Permission.MANAGE_THREADS)
    await private.edit(archived=False, locked=False, slowmode_delay=5, invitable=True)
    assert (own.archived, own.locked, own.slowmode, own.invitable) == (False, False, 5, True)


async def test_who_may_not_be_added_to_a_thread(
    mira: Person, parrot: Parrot, playground: Playground, private: discord.Thread, own: Thread
) -> None:
    stranger = playground.world.add_person("Stranger")
    assert await refused(private.add_user(discord.Object(int(stranger.id)))) == 10007
    assert await refused(private.add_user(discord.Object(404))) == 10013
    member = discord.Object(int(mira.user.id))
    playground.stage.set_permissions(own.parent, mira.user, deny=Permission.VIEW_CHANNEL)
    assert await refused(private.add_user(member)) == 50001
    playground.stage.set_permissions(own.parent, mira.user)
    own.members |= dict.fromkeys(map(str, range(CROWD)), "")
    assert await refused(private.add_user(member)) == 30033
    assert await refused(parrot.http.add_user_to_thread(int(own.parent.id), member.id)) == 50024
    playground.stage.set_permissions(
        own.parent, playground.world.bot, deny=Permission.SEND_MESSAGES_IN_THREADS
    )
    assert await refused(private.add_user(member)) == 50013


async def test_a_thread_of_somebody_elses_is_not_the_bots_to_fill_or_to_empty(
    mira: Person, parrot: Parrot, playground: Playground, room: discord.TextChannel, reading_room: Channel
) -> None:
    started = playground.stage.start_thread(reading_room, mira.user, "Between us", private=True)
    assert await refused(parrot.fetch_channel(int(started.id))) == 50001
    started.members[playground.world.bot.id] = started.started
    started.invitable = False
    theo = playground.world.person_named("Theo")
    assert await refused(parrot.http.add_user_to_thread(int(started.id), int(theo.id))) == 50013
    assert await refused(parrot.http.remove_user_from_thread(int(started.id), int(mira.user.id))) == 50013
    started.invitable = True
    await parrot.http.add_user_to_thread(int(started.id), int(theo.id))
    await parrot.http.leave_thread(int(started.id))
    assert await refused(parrot.fetch_channel(int(started.id))) == 50001
    assert await refused(parrot.http.get_thread_members(int(started.id))) == 50001


async def test_private_threads_are_not_made_without_the_permission_or_in_announcement_channels(
    playground: Playground, room: discord.TextChannel, reading_room: Channel
) -> None:
    everyone = playground.world.guild_named("The Hearth")
    everyone.roles[everyone.id].permissions = EVERYONE & ~Permission.CREATE_PRIVATE_THREADS
    assert await refused(room.create_thread(name="Part 1")) == 50013
    everyone.roles[everyone.id].permissions = EVERYONE
    playground.stage.make_announcements(reading_room)
    assert await refused(room.create_thread(name="Part 1")) == 50024


async def test_a_server_has_a_thousand_threads_that_are_not_archived(
    playground: Playground, private: discord.Thread, own: Thread, room: discord.TextChannel
) -> None:
    own.guild.threads |= dict.fromkeys(map(str, range(ACTIVE)), own)
    assert await refused(room.create_thread(name="Part 2")) == 160006
    own.archived = True
    assert (await room.create_thread(name="Part 2")).name == "Part 2"


async def test_a_private_thread_and_its_members_outlive_the_playground(tmp_path: Any) -> None:
    async with Playground(memory=Memory(tmp_path / "kept")) as before:
        mira = before.world.person_named("Mira")
        room = before.world.channel_named("reading-room")
        started = before.stage.start_thread(room, mira, "Between us", private=True)
    async with Playground(memory=Memory(tmp_path / "kept")) as after:
        found = after.world.channels[started.id]
        assert isinstance(found, Thread) and found.private
        theo = after.world.person_named("Theo")
        assert (found.visible_to(mira.id), found.visible_to(theo.id)) == (True, False)
