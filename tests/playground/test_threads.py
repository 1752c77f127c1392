"""Threads, as the bot and people start them, speak in them and find them."""

from __future__ import annotations

import json
from typing import Any

import discord
import jsonschema_rs
import pytest
from discord import ui

from bot.playground import Playground
from bot.playground.permissions import Permission
from tests.playground.parrot import Interaction, Parrot, layout, page
from tests.support import specification
from tests.support.person import PATIENCE, Person, Refused


async def test_a_thread_starts_from_a_message_and_is_seen_under_it(
    mira: Person, room: discord.TextChannel, thread: discord.Thread
) -> None:
    assert (thread.parent, thread.owner_id) == (room, room.guild.me.id)
    assert thread.type is discord.ChannelType.public_thread
    created = await mira.event("channel_create")
    assert (created["id"], created["parent_id"], created["name"]) == (
        str(thread.id),
        str(room.id),
        "Chapter 4",
    )
    shown = await mira.event("message_update")
    assert (shown["id"], shown["thread"]["id"]) == (created["id"], created["id"])
    message = await room.fetch_message(thread.id)
    assert message.flags.has_thread and message.thread == thread


async def test_what_is_said_in_a_thread_stays_there_and_is_counted(
    mira: Person, parrot: Parrot, room: discord.TextChannel, thread: discord.Thread
) -> None:
    mira.go(str(thread.id))
    said = await mira.say("I did not see that coming")
    answer = await thread.send("Nobody did")
    assert [message.content async for message in thread.history()] == [
        "Nobody did",
        "I did not see that coming",
        "",
    ]
    assert [message.content async for message in room.history()] == ["Chapter 4 is out"]
    assert (await thread.fetch_message(int(said["id"]))).channel == thread
    await answer.delete()
    [found] = await room.guild.active_threads()
    assert (found.message_count, found.total_message_sent, found.member_count) == (1, 2, 2)
    assert (await parrot.http.get_message(room.id, thread.id))["thread"]["message_count"] == 1
    await mira.event("channel_update", lambda channel: channel["message_count"] == 1)


async def test_its_first_message_points_to_where_it_came_from(
    mira: Person, room: discord.TextChannel, thread: discord.Thread
) -> None:
    starter = room.get_partial_message(thread.id)
    await starter.edit(content="Chapter 4 is out now")
    [first] = [message async for message in thread.history()]
    assert first.type is discord.MessageType.thread_starter_message
    assert first.reference and first.reference.channel_id == room.id
    assert isinstance(first.reference.resolved, discord.Message)
    assert first.reference.resolved.content == "Chapter 4 is out now"
    await starter.delete()
    [first] = [message async for message in thread.history()]
    assert first.reference and isinstance(first.reference.resolved, discord.DeletedReferencedMessage)
    mira.go(str(thread.id))
    assert (await mira.say("still here"))["channel_id"] == str(thread.id)


async def test_a_thread_of_its_own_is_announced_in_its_channel(
    mira: Person, room: discord.TextChannel
) -> None:
    thread = await room.create_thread(
        name=f"For <@{mira.user.id}>", type=discord.ChannelType.public_thread, auto_archive_duration=60
    )
    [word] = [message async for message in room.history()]
    assert word.type is discord.MessageType.thread_created
    assert word.reference and word.reference.channel_id == thread.id
    assert (word.content, word.mentions) == (f"For <@{mira.user.id}>", [])
    assert thread.auto_archive_duration == 60
    assert [message async for message in thread.history()] == []


async def test_the_bot_is_told_of_threads_that_others_start(
    mira: Person, parrot: Parrot, playground: Playground, room: discord.TextChannel
) -> None:
    told = parrot.wait_for("thread_create", timeout=PATIENCE)
    message = await mira.say("Who has read it?")
    started = playground.stage.start_thread(
        playground.world.channel_named("reading-room"),
        mira.user,
        "Who has read it?",
        playground.messages.get(message["id"]),
    )
    thread = await told
    assert room.threads == [thread] == [await parrot.fetch_channel(int(started.id))]
    assert (thread.owner_id, thread.me) == (int(mira.user.id), None)
    joined = parrot.wait_for("thread_join", timeout=PATIENCE)
    await thread.send("I have")
    assert (await joined).me is not None, "whoever writes in a thread joins it"
    ended = parrot.wait_for("thread_delete", timeout=PATIENCE)
    playground.stage.remove_thread(started)
    assert await ended == thread
    with pytest.raises(discord.NotFound) as gone:
        await thread.send("Anyone?")
    assert gone.value.code == 10003
    assert room.threads == []
    assert not (await room.fetch_message(int(message["id"]))).flags.has_thread
    await mira.event("channel_delete", lambda channel: channel["id"] == started.id)


async def test_threads_are_there_after_the_bot_connects_anew(
    parrot: Parrot, playground: Playground, room: discord.TextChannel, thread: discord.Thread
) -> None:
    ready = parrot.wait_for("ready", timeout=PATIENCE)
    await playground.stage.cut_connections(resumable=False)
    await ready
    known = parrot.get_channel(thread.id)
    assert isinstance(known, discord.Thread) and known.me is not None
    assert known.parent and known.parent.id == room.id


async def test_a_channel_takes_its_threads_along(
    parrot: Parrot, playground: Playground, thread: discord.Thread
) -> None:
    playground.stage.remove_channel(playground.world.channel_named("reading-room"))
    with pytest.raises(discord.NotFound) as gone:
        await parrot.fetch_channel(thread.id)
    assert gone.value.code == 10003


async def test_commands_and_buttons_work_in_a_thread(
    mira: Person, parrot: Parrot, playground: Playground, thread: discord.Thread
) -> None:
    seen: list[Interaction] = []

    async def show(interaction: Interaction) -> None:
        seen.append(interaction)
        await interaction.response.send_message(view=page(1))

    async def turn(interaction: Interaction) -> None:
        seen.append(interaction)
        await interaction.response.edit_message(view=page(2))

    parrot.answers = {"say": show, "turn:2": turn}
    playground.stage.set_nsfw(playground.world.channel_named("reading-room"), True)
    mira.go(str(thread.id))
    assert (await mira.slash("say")).text == "Page 1"
    assert (await mira.press("Next")).text == "Page 2"
    for interaction in seen:
        assert interaction.channel_id == thread.id
        assert isinstance(interaction.channel, discord.Thread)
        assert interaction.channel.parent_id == thread.parent_id
        assert interaction.channel.is_nsfw()
        assert interaction.app_permissions.send_messages_in_threads


async def test_a_thread_can_be_chosen_in_a_menu(mira: Person, parrot: Parrot, thread: discord.Thread) -> None:
    chosen: list[Any] = []
    menu: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id="where", channel_types=[discord.ChannelType.public_thread]
    )

    async def ask(interaction: Interaction) -> None:
        await interaction.response.send_message(view=layout(ui.ActionRow(menu)))

    async def take(interaction: Interaction) -> None:
        chosen.append(interaction.data)
        await interaction.response.send_message("taken")

    parrot.answers = {"say": ask, "where": take}
    asked = await mira.slash("say")
    assert asked.message
    place = {"type": 3, "channel_id": mira.channel_id, "message_id": asked.message["id"]}
    data = {"component_type": 8, "custom_id": "where", "values": [str(thread.id)]}
    await mira.call("POST", "interactions", json=place | {"data": data})
    [found] = chosen[0]["resolved"]["channels"].values()
    assert (found["id"], found["type"], found["parent_id"]) == (str(thread.id), 11, mira.channel_id)


async def test_an_interaction_tells_of_a_thread_that_the_bot_has_not_heard_of(
    mira: Person, parrot: Parrot, room: discord.TextChannel, thread: discord.Thread
) -> None:
    seen: list[Interaction] = []

    async def note(interaction: Interaction) -> None:
        seen.append(interaction)
        await interaction.response.send_message("noted")

    parrot.answers["say"] = note
    room.guild._remove_thread(thread)
    mira.go(str(thread.id))
    await mira.slash("say")
    channel = seen[0].channel
    assert isinstance(channel, discord.Thread)
    assert (channel.name, channel.parent_id, channel.owner_id) == ("Chapter 4", room.id, room.guild.me.id)


async def test_a_command_for_age_restricted_channels_goes_by_the_threads_channel(
    mira: Person, playground: Playground, thread: discord.Thread
) -> None:
    mira.go(str(thread.id))
    file = await mira.upload("a.txt", b"words")
    with pytest.raises(Refused, match="age-restricted"):
        await mira.slash("files", file=file)
    playground.stage.set_nsfw(playground.world.channel_named("reading-room"), True)
    assert (await mira.slash("files", file=file)).text == "words"


async def test_who_sees_the_channel_sees_the_thread(
    mira: Person, theo: Person, playground: Playground, thread: discord.Thread
) -> None:
    room = playground.world.channel_named("reading-room")
    playground.stage.set_permissions(room, theo.user, deny=Permission.VIEW_CHANNEL)
    for person, sees in ((mira, True), (theo, False)):
        channels = [channel for guild in (await person.state())["guilds"] for channel in guild["channels"]]
        assert (str(thread.id) in [channel["id"] for channel in channels]) is sees
    theo.go(str(thread.id))
    with pytest.raises(Refused, match="50001"):
        await theo.history()


async def test_the_bot_hears_of_no_thread_in_a_channel_that_it_does_not_see(
    mira: Person, parrot: Parrot, playground: Playground, room: discord.TextChannel
) -> None:
    club = playground.world.channel_named("book-club")
    playground.stage.set_permissions(club, playground.world.bot, deny=Permission.VIEW_CHANNEL)
    told = parrot.wait_for("thread_create", timeout=PATIENCE)
    playground.stage.start_thread(club, mira.user, "Behind its back")
    playground.stage.start_thread(playground.world.channel_named("reading-room"), mira.user, "In the open")
    assert (await told).name == "In the open"
    assert [thread.name for thread in await room.guild.active_threads()] == ["In the open"]


async def test_speaking_in_threads_is_a_permission_of_its_own(
    mira: Person, playground: Playground, room: discord.TextChannel, thread: discord.Thread
) -> None:
    ours = playground.world.channel_named("reading-room")
    for whom in (playground.world.bot, mira.user):
        playground.stage.set_permissions(ours, whom, deny=Permission.SEND_MESSAGES_IN_THREADS)
    await room.send("out here")
    mira.go(str(thread.id))
    with pytest.raises(Refused, match="50013"):
        await mira.say("hello")
    with pytest.raises(discord.Forbidden) as forbidden:
        await thread.send("hello")
    assert forbidden.value.code == 50013
    for whom in (playground.world.bot, mira.user):
        playground.stage.set_permissions(ours, whom, deny=Permission.SEND_MESSAGES)
    await thread.send("in here")
    await mira.say("me too")


async def test_threads_are_sent_as_discord_describes_them(
    playground: Playground, room: discord.TextChannel, thread: discord.Thread
) -> None:
    specification.require()
    await room.guild.active_threads()
    components = json.loads(specification.SPECIFICATION.read_text())["components"]
    for pattern, schema in (
        ("POST /channels/*/messages/*/threads", "ThreadResponse"),
        ("GET /guilds/*/threads/active", "ThreadsResponse"),
    ):
        described = jsonschema_rs.validator_for(
            {"components": components, "$ref": f"#/components/schemas/{schema}"}
        )
        [sent] = playground.journal.of(pattern)
        assert [error.message for error in described.iter_errors(sent.answer)] == []
