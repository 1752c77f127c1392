"""Threads that are archived and locked, and who opens them again."""

from __future__ import annotations

import discord
import pytest

from bot.playground import Playground
from bot.playground.entities import Thread
from bot.playground.permissions import Permission
from tests.playground.parrot import Parrot
from tests.support.person import PATIENCE, Person, Refused

A_DAY = 86_400


@pytest.fixture
def own(playground: Playground, thread: discord.Thread) -> Thread:
    """The thread as the playground has it."""
    found = playground.world.channels[str(thread.id)]
    assert isinstance(found, Thread)
    return found


async def told(parrot: Parrot) -> tuple[bool, bool]:
    """Whether the thread that the bot is told of next is archived, and whether it is locked."""
    event = await parrot.wait_for("raw_thread_update", timeout=PATIENCE)
    metadata = event.data["thread_metadata"]
    return metadata["archived"], metadata["locked"]


async def test_a_thread_in_which_nothing_is_said_is_archived_and_a_message_opens_it(
    mira: Person, room: discord.TextChannel, thread: discord.Thread, own: Thread
) -> None:
    message = await thread.send("First")
    await mira.call("POST", "clock", json={"advance": A_DAY - 60})
    assert not own.archived
    await mira.call("POST", "clock", json={"advance": 60})
    await mira.event("channel_update", lambda found: found["thread_metadata"]["archived"])
    assert await room.guild.active_threads() == []
    with pytest.raises(discord.HTTPException) as refused:
        await message.edit(content="Changed")
    assert refused.value.code == 50083
    await message.delete()
    mira.go(own.id)
    await mira.say("Is anybody here?")
    assert not own.archived
    await mira.call("POST", "clock", json={"advance": A_DAY - 60})
    assert not own.archived


async def test_the_bot_is_told_and_its_own_message_opens_a_thread(
    parrot: Parrot, playground: Playground, thread: discord.Thread, own: Thread
) -> None:
    playground.stage.archive_thread(own)
    assert await told(parrot) == (True, False)
    await parrot.post(own.id, {"content": "I was not done"})
    assert await told(parrot) == (False, False)


async def test_only_a_moderator_speaks_in_a_locked_thread(
    mira: Person, parrot: Parrot, playground: Playground, own: Thread
) -> None:
    mira.go(own.id)
    playground.stage.archive_thread(own, locked=True)
    with pytest.raises(Refused, match="50083"):
        await mira.say("Let me")
    with pytest.raises(discord.HTTPException) as refused:
        await parrot.post(own.id, {"content": "Let me"})
    assert refused.value.code == 50083
    playground.messages.archive(own, archived=False, locked=True)
    with pytest.raises(Refused, match="160005"):
        await mira.say("Let me")
    everyone = own.guild.roles[own.guild.id]
    playground.stage.set_permissions(own.parent, everyone, allow=Permission.MANAGE_THREADS)
    await mira.say("I am the moderator now")


async def test_who_may_not_read_a_history_sees_none(mira: Person, playground: Playground) -> None:
    await mira.say("This was before")
    room = playground.world.channels[mira.channel_id]
    playground.stage.set_permissions(room, mira.user, deny=Permission.READ_MESSAGE_HISTORY)
    assert await mira.history() == []
    await mira.say("This is now")
    assert (await mira.event("message_create", since=1))["content"] == "This is now"
