"""Fireside itself in a thread: reading there is like reading in its channel."""

from __future__ import annotations

import pytest

from bot.playground.entities import Thread
from bot.playground.permissions import Permission
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.shown_here import shown_here


@pytest.fixture
def club(fireside: Fireside) -> Thread:
    """A thread that Theo has started."""
    world = fireside.playground.world
    room = world.channel_named("reading-room")
    return fireside.playground.stage.start_thread(room, world.person_named("Theo"), "What do you read?")


@pytest.fixture
async def reader(fireside: Fireside, club: Thread) -> Person:
    """Mira, in that thread."""
    return await fireside.person("Mira", club.id)


async def test_a_story_is_read_in_a_thread(reader: Person) -> None:
    panel = await reader.slash("read", story="Low Water at Skerrow")
    assert panel.ephemeral and "1 of 4" in panel.text
    assert "2 of 4" in (await reader.press("Next")).text
    reader.go("reading-room")
    assert "2 of 4" in (await reader.slash("read")).text


async def test_a_story_is_read_aloud_in_a_thread_where_the_bot_may_speak(
    reader: Person, club: Thread, fireside: Fireside
) -> None:
    aloud = await shown_here(reader, "read", story="Low Water at Skerrow")
    assert not aloud.ephemeral
    assert [message["id"] for message in await reader.history()] == [aloud.message["id"]]  # type: ignore[index]
    world = fireside.playground.world
    fireside.playground.stage.set_permissions(
        club.parent, world.bot, deny=Permission.SEND_MESSAGES_IN_THREADS
    )
    refused = await shown_here(reader, "read")
    assert refused.ephemeral and "Send Messages in Threads" in refused.text
