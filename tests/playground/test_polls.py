"""Polls: posted, voted in, and over once their time is."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.playground import Playground
from bot.playground.permissions import EVERYONE, Permission
from tests.playground.parrot import Parrot
from tests.support.person import Person, Refused

Json = dict[str, Any]

AN_HOUR = 3_600
POLL_RESULT = 46


def poll(**changes: Any) -> Json:
    """A poll as a bot posts it."""
    answers = [{"poll_media": {"text": text}} for text in ("The sea", "The mountains")]
    return {"question": {"text": "What next?"}, "answers": answers, "duration": 48} | changes


async def posted(parrot: Parrot, room: discord.TextChannel, **changes: Any) -> Json:
    return await parrot.post(str(room.id), {"poll": poll(**changes)})


def counts(message: Json) -> dict[int, int]:
    return {each["id"]: each["count"] for each in message["poll"]["results"]["answer_counts"]}


async def refused(parrot: Parrot, room: discord.TextChannel, **body: Any) -> int:
    with pytest.raises(discord.HTTPException) as refusal:
        await parrot.post(str(room.id), {"poll": poll()} | body)
    return refusal.value.code


async def test_a_poll_is_voted_in_and_ends_at_its_time(
    mira: Person, theo: Person, parrot: Parrot, room: discord.TextChannel
) -> None:
    message = await posted(parrot, room)
    assert [answer["poll_media"]["text"] for answer in message["poll"]["answers"]] == [
        "The sea",
        "The mountains",
    ]
    await mira.vote(message, 1)
    assert counts(await theo.vote(message, 2)) == {1: 1, 2: 1}
    assert counts(await mira.vote(message, 2)) == {2: 2}
    assert counts(await mira.vote(message)) == {2: 1}
    shown = await room.fetch_message(int(message["id"]))
    assert shown.poll and [answer.vote_count for answer in shown.poll.answers] == [0, 1]
    await mira.call("POST", "clock", json={"advance": 48 * AN_HOUR - 1})
    await mira.vote(message, 1)
    await mira.call("POST", "clock", json={"advance": 2})
    ended = await room.fetch_message(int(message["id"]))
    assert ended.poll and ended.poll.is_finalised()
    assert [found["type"] for found in await mira.history()] == [0, POLL_RESULT]
    with pytest.raises(Refused, match="520001"):
        await mira.vote(message, 1)


async def test_several_answers_where_they_are_allowed(
    mira: Person, parrot: Parrot, room: discord.TextChannel
) -> None:
    message = await posted(parrot, room, allow_multiselect=True)
    assert counts(await mira.vote(message, 1, 2)) == {1: 1, 2: 1}
    single = await posted(parrot, room)
    for answers in ((1, 2), (3,)):
        with pytest.raises(Refused, match="50035"):
            await mira.vote(single, *answers)
    said = await mira.say("Not a poll")
    with pytest.raises(Refused, match="50035"):
        await mira.vote(said, 1)


async def test_a_poll_is_sent_once_with_a_nonce_and_never_changed(
    parrot: Parrot, room: discord.TextChannel
) -> None:
    body = {"poll": poll(), "nonce": "7", "enforce_nonce": True}
    first = await parrot.post(str(room.id), body)
    assert (await parrot.post(str(room.id), body))["id"] == first["id"]
    with pytest.raises(discord.HTTPException) as refusal:
        await room.get_partial_message(int(first["id"])).edit(content="What then?")
    assert refusal.value.code == 520003


@pytest.mark.parametrize(
    "changes",
    [
        {"question": {"text": ""}},
        {"question": {"text": "x" * 301}},
        {"answers": []},
        {"answers": [{"poll_media": {"text": "x" * 56}}]},
        {"answers": [{"poll_media": {"text": "one"}}] * 11},
        {"answers": [{"text": "one"}]},
        {"duration": 0},
        {"duration": 769},
        {"layout_type": 2},
    ],
)
async def test_polls_that_discord_refuses(parrot: Parrot, room: discord.TextChannel, changes: Json) -> None:
    assert await refused(parrot, room, poll=poll(**changes)) == 50035


async def test_no_poll_without_the_permission_or_among_components(
    parrot: Parrot, playground: Playground, room: discord.TextChannel
) -> None:
    text = [{"type": 10, "content": "What next?"}]
    assert await refused(parrot, room, components=text, flags=1 << 15) == 50035
    everyone = playground.world.guild_named("The Hearth")
    everyone.roles[everyone.id].permissions = EVERYONE & ~Permission.SEND_POLLS
    assert await refused(parrot, room) == 50013
