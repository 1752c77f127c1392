"""Threads that Discord would not start, so the playground does not."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground import Playground
from bot.playground.faults import Fault, FaultKind
from bot.playground.permissions import Permission
from bot.playground.refusals import Refusal
from bot.playground.rules.threads import check_thread
from tests.playground.parrot import Parrot
from tests.support.person import Person

Json = dict[str, Any]


async def refusal(parrot: Parrot, path: str, **body: Any) -> discord.HTTPException:
    """What starting a thread is refused with."""
    with pytest.raises(discord.HTTPException) as refused:
        await parrot.http.request(discord.http.Route("POST", path), json={"name": "A thread"} | body)
    assert refused.value.status == (403 if refused.value.code in (50003, 50013, 50021) else 400)
    return refused.value


async def start(parrot: Parrot, path: str, **body: Any) -> int:
    """The code that starting a thread is refused with."""
    return (await refusal(parrot, path, **body)).code


async def test_a_message_has_one_thread(parrot: Parrot, thread: discord.Thread) -> None:
    assert await start(parrot, f"/channels/{thread.parent_id}/messages/{thread.id}/threads") == 160004


async def test_no_threads_without_the_permission(
    parrot: Parrot, playground: Playground, room: discord.TextChannel
) -> None:
    message = await room.send("hello")
    playground.stage.set_permissions(
        playground.world.channel_named("reading-room"),
        playground.world.bot,
        deny=Permission.CREATE_PUBLIC_THREADS,
    )
    assert await start(parrot, f"/channels/{room.id}/messages/{message.id}/threads") == 50013
    assert await start(parrot, f"/channels/{room.id}/threads", type=11) == 50013


async def test_threads_are_of_the_kind_that_their_channel_has(
    parrot: Parrot, playground: Playground, room: discord.TextChannel
) -> None:
    assert await start(parrot, f"/channels/{room.id}/threads", type=10) == 50024
    playground.stage.make_announcements(playground.world.channel_named("reading-room"))
    assert await start(parrot, f"/channels/{room.id}/threads", type=11) == 50024
    thread = await room.create_thread(name="News", type=discord.ChannelType.news_thread)
    assert thread.type is discord.ChannelType.news_thread


async def test_no_threads_in_threads_or_direct_messages_or_from_what_nobody_wrote(
    mira: Person, parrot: Parrot, room: discord.TextChannel, thread: discord.Thread
) -> None:
    said = await thread.send("hello")
    assert await start(parrot, f"/channels/{thread.id}/messages/{said.id}/threads") == 50024
    assert await start(parrot, f"/channels/{thread.id}/threads", type=11) == 50024
    await mira.go_direct()
    written = await mira.say("hello")
    assert await start(parrot, f"/channels/{mira.channel_id}/messages/{written['id']}/threads") == 50003
    await room.create_thread(name="Another", type=discord.ChannelType.public_thread)
    [announcement] = [m async for m in room.history() if m.type is discord.MessageType.thread_created]
    assert await start(parrot, f"/channels/{room.id}/messages/{announcement.id}/threads") == 50021


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"name": ""}, "In name: This field is required"),
        ({"name": "x" * 101}, "In name: Must be between 1 and 100 in length."),
        ({"name": None}, "In name: This field is required"),
        (
            {"auto_archive_duration": 90},
            "In auto_archive_duration: Value must be one of (60, 1440, 4320, 10080).",
        ),
        ({"rate_limit_per_user": 21_601}, "In rate_limit_per_user: Value must be between 0 and 21600."),
        ({"type": 11}, "In type: This field is not known."),
        ({"message": {"content": "hello"}}, "In message: This field is not known."),
    ],
)
async def test_bodies_that_discord_refuses(
    parrot: Parrot, room: discord.TextChannel, body: Json, why: str
) -> None:
    message = await room.send("hello")
    refused = await refusal(parrot, f"/channels/{room.id}/messages/{message.id}/threads", **body)
    assert (refused.code, refused.text.partition("\n")[2]) == (50035, why)
    assert not (await room.fetch_message(message.id)).flags.has_thread


async def test_a_thread_needs_a_message_that_everybody_sees(
    mira: Person, parrot: Parrot, room: discord.TextChannel
) -> None:
    private = await mira.slash("say")
    assert private.message and private.ephemeral
    with pytest.raises(discord.NotFound) as missing:
        await room.get_partial_message(int(private.message["id"])).create_thread(name="Hm")
    assert missing.value.code == 10008


async def test_a_thread_whose_making_went_unsaid_is_there_the_second_time(
    playground: Playground, room: discord.TextChannel
) -> None:
    message = await room.send("hello")
    playground.faults.inject(Fault("POST /channels/*/messages/*/threads", FaultKind.RATE_LIMITED))
    playground.faults.inject(Fault("POST /channels/*/messages/*/threads", FaultKind.ERROR_AFTERWARDS))
    with pytest.raises(discord.HTTPException) as refused:
        await message.create_thread(name="Once")
    assert refused.value.code == 160004
    [thread] = playground.world.guild_named("The Hearth").threads.values()
    assert thread.name == "Once"
    statuses = [sent.status for sent in playground.journal.of("POST /channels/*/messages/*/threads")]
    assert statuses == [429, 500, 400]


def passes(form: Json) -> bool:
    try:
        check_thread(form)
    except Refusal:
        return False
    return True


@given(st.text(max_size=110))
def test_a_name_has_1_to_100_characters_that_can_be_seen(name: str) -> None:
    assert passes({"name": name}) == (len(name) <= 100 and bool(name.strip()))


@given(st.integers() | st.sampled_from([60, 1440, 4320, 10080]))
def test_a_thread_goes_out_of_sight_after_an_hour_a_day_three_or_seven(minutes: int) -> None:
    assert passes({"name": "A thread", "auto_archive_duration": minutes}) == (
        minutes in (60, 1440, 4320, 10080)
    )
