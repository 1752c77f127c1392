"""What a bot sends of its own accord: to channels, to people."""

from __future__ import annotations

import io
from collections.abc import Awaitable

import discord
import pytest

from bot.playground import Playground
from bot.playground.permissions import Permission
from tests.playground.parrot import Parrot, page
from tests.support.person import Person


async def _channel(parrot: Parrot, playground: Playground, name: str) -> discord.TextChannel:
    channel = await parrot.fetch_channel(int(playground.world.channel_named(name).id))
    assert isinstance(channel, discord.TextChannel)
    return channel


async def test_a_message_is_sent_edited_and_deleted(
    mira: Person, parrot: Parrot, playground: Playground
) -> None:
    room = await _channel(parrot, playground, "reading-room")
    message = await room.send("one", file=discord.File(io.BytesIO(b"a"), "a.txt"))
    await message.edit(
        content="two", attachments=[*message.attachments, discord.File(io.BytesIO(b"b"), "b.txt")]
    )
    shown = await mira.event("message_update", lambda m: m["content"] == "two")
    assert [attachment["filename"] for attachment in shown["attachments"]] == ["a.txt", "b.txt"]
    assert [m.content async for m in room.history()] == ["two"]
    await message.delete()
    assert (await mira.event("message_delete"))["id"] == str(message.id)
    with pytest.raises(discord.NotFound) as gone:
        await message.edit(content="three")
    assert gone.value.code == 10008


async def test_history_comes_newest_first_and_in_parts(parrot: Parrot, playground: Playground) -> None:
    room = await _channel(parrot, playground, "reading-room")
    sent = [await room.send(str(number)) for number in range(5)]
    assert [m.content async for m in room.history(limit=2)] == ["4", "3"]
    assert [m.content async for m in room.history(before=sent[2])] == ["1", "0"]
    assert [m.content async for m in room.history(after=sent[2])] == ["3", "4"]
    assert [m.content async for m in room.history(around=sent[2], limit=3)] == ["3", "2", "1"]


async def test_where_the_bot_may_not_speak(mira: Person, parrot: Parrot, playground: Playground) -> None:
    notices = await _channel(parrot, playground, "notices")
    room = await _channel(parrot, playground, "reading-room")
    with pytest.raises(discord.Forbidden) as forbidden:
        await notices.send("hush")
    assert forbidden.value.code == 50013
    playground.stage.set_permissions(
        playground.world.channel_named("reading-room"), playground.world.bot, deny=Permission.VIEW_CHANNEL
    )
    with pytest.raises(discord.Forbidden) as forbidden:
        await room.send("hush")
    assert forbidden.value.code == 50001
    with pytest.raises(discord.NotFound) as missing:
        await parrot.fetch_channel(1)
    assert missing.value.code == 10003


async def test_direct_messages(mira: Person, parrot: Parrot, playground: Playground) -> None:
    user = await parrot.fetch_user(int(mira.user.id))
    await user.send(view=page(1))
    message = await mira.event("message_create")
    channel = await mira.event("channel_create")
    assert message["channel_id"] == channel["id"]
    assert [channel["id"] for channel in (await mira.state())["dms"]] == [channel["id"]]
    playground.stage.close_direct(mira.user)
    with pytest.raises(discord.Forbidden) as closed:
        await user.send("anyone?")
    assert closed.value.code == 50007


async def test_somebody_in_no_common_server_cannot_be_reached(parrot: Parrot, playground: Playground) -> None:
    stranger = playground.stage.add_person("Noor")
    user = await parrot.fetch_user(int(stranger.id))
    with pytest.raises(discord.Forbidden) as apart:
        await user.send("hello")
    assert apart.value.code == 50278


async def test_membership_is_known(mira: Person, parrot: Parrot, playground: Playground) -> None:
    annex = parrot.get_guild(int(playground.world.guild_named("The Annex").id))
    assert annex is not None
    theo = await annex.fetch_member(int(playground.world.person_named("Theo").id))
    ines = await annex.fetch_member(int(playground.world.person_named("Ines").id))
    assert (theo.guild_permissions.manage_guild, ines.guild_permissions.manage_guild) == (False, True)
    with pytest.raises(discord.NotFound) as missing:
        await annex.fetch_member(int(mira.user.id))
    assert missing.value.code == 10007


async def test_what_is_not_there_or_not_the_bots(
    mira: Person, parrot: Parrot, playground: Playground
) -> None:
    said = await mira.say("mine")
    theirs = (await _channel(parrot, playground, "reading-room")).get_partial_message(int(said["id"]))
    assert await _code(theirs.edit(content="yours")) == 50005
    assert await _code(theirs.delete()) == 50013
    assert await _code(parrot.fetch_guild(1)) == 10004
    assert await _code(parrot.fetch_user(1)) == 10013
    large = discord.File(io.BytesIO(bytes(10 * 1024 * 1024 + 1)), "large.bin")
    assert await _code((await _channel(parrot, playground, "reading-room")).send(file=large)) == 40005


async def test_a_hundred_commands_are_enough(parrot: Parrot) -> None:
    commands = [{"name": f"c{number}", "description": "One of many"} for number in range(101)]
    assert parrot.application_id is not None
    assert await _code(parrot.http.bulk_upsert_global_commands(parrot.application_id, commands)) == 30032
    assert await _code(parrot.http.get_global_command(parrot.application_id, 1)) == 10063


async def _code(attempt: Awaitable[object]) -> int:
    with pytest.raises(discord.HTTPException) as refused:
        await attempt
    return refused.value.code


async def test_a_repeated_nonce_sends_nothing_new(mira: Person, parrot: Parrot) -> None:
    body = {"content": "once", "nonce": "delivery 7", "enforce_nonce": True}
    first = await parrot.post(mira.channel_id, body)
    second = await parrot.post(mira.channel_id, body)
    assert first["id"] == second["id"]
    assert len(await mira.history()) == 1


async def test_a_nonce_is_forgotten_after_some_minutes_of_the_clock(mira: Person, parrot: Parrot) -> None:
    body = {"content": "once", "nonce": "delivery 7", "enforce_nonce": True}
    await parrot.post(mira.channel_id, body)
    await mira.call("POST", "clock", json={"advance": 301})
    await parrot.post(mira.channel_id, body)
    assert len(await mira.history()) == 2


async def test_a_role_is_pinged_only_where_everybody_may_mention_it(
    mira: Person, parrot: Parrot, playground: Playground
) -> None:
    world = playground.world
    hearth = world.guild_named("The Hearth")
    open_role = world.add_role(hearth, "Followers", 0, mentionable=True)
    closed_role = world.add_role(hearth, "Keepers", 0)
    posted = await parrot.post(mira.channel_id, {"content": f"<@&{open_role.id}> <@&{closed_role.id}>"})
    assert posted["mention_roles"] == [open_role.id]


async def test_only_who_is_asked_for_is_pinged(mira: Person, parrot: Parrot) -> None:
    text = f"<@{mira.user.id}> @everyone"
    pinged = await parrot.post(mira.channel_id, {"content": text})
    spared = await parrot.post(mira.channel_id, {"content": text, "allowed_mentions": {"parse": []}})
    assert [user["id"] for user in pinged["mentions"]] == [mira.user.id]
    assert spared["mentions"] == []
    assert not pinged["mention_everyone"], "the bot may not ping everyone"


async def test_the_layout_flag_stays(mira: Person, parrot: Parrot, playground: Playground) -> None:
    room = await _channel(parrot, playground, "reading-room")
    message = await room.send(view=page(1))
    for body in ({"flags": 0}, {"content": "words"}, {"embeds": [{"title": "x"}]}):
        route = discord.http.Route(
            "PATCH", "/channels/{channel_id}/messages/{message_id}", channel_id=room.id, message_id=message.id
        )
        with pytest.raises(discord.HTTPException) as refused:
            await parrot.http.request(route, json=body)
        assert "COMPONENTS_V2" in refused.value.text
    await message.edit(view=page(2))
    assert (await mira.event("message_update"))["flags"] == 1 << 15


async def test_messages_are_dated_by_the_clock(mira: Person, playground: Playground) -> None:
    before = (await mira.say("today"))["timestamp"]
    now = (await mira.call("POST", "clock", json={"advance": 86_400}))["now"]
    after = (await mira.say("tomorrow"))["timestamp"]
    assert (before[:10], after[:10]) == ("2027-01-15", "2027-01-16")
    assert now == playground.world.clock()
    assert (await mira.event("clock"))["now"] == now
