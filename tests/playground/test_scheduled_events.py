"""A server's scheduled events: made, changed, begun and over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest

from bot.playground import Playground
from bot.playground.memory import Memory
from bot.playground.scheduled_events import MOST
from tests.playground.parrot import Parrot
from tests.support.person import Person

Json = dict[str, Any]

NOW = datetime.fromtimestamp(1_800_000_000, UTC)
AN_HOUR = timedelta(hours=1)


def meeting(begins: timedelta = AN_HOUR, lasts: timedelta = AN_HOUR, **changes: Any) -> Json:
    """An event as a bot schedules it."""
    event: Json = {
        "name": "Part 1",
        "scheduled_start_time": (NOW + begins).isoformat(),
        "scheduled_end_time": (NOW + begins + lasts).isoformat(),
        "privacy_level": 2,
        "entity_type": 3,
        "entity_metadata": {"location": "#book-club"},
    }
    return event | changes


async def schedule(parrot: Parrot, guild: discord.Guild, body: Json) -> Json:
    route = discord.http.Route("POST", "/guilds/{guild_id}/scheduled-events", guild_id=guild.id)
    return dict(await parrot.http.request(route, json=body))


async def refused(request: Any) -> int:
    with pytest.raises(discord.HTTPException) as refusal:
        await request
    return refusal.value.code


async def names(person: Person) -> list[tuple[str, int]]:
    """The events that a person sees, with their states."""
    guilds = (await person.state())["guilds"]
    return [(event["name"], event["status"]) for guild in guilds for event in guild["events"]]


async def test_an_event_is_seen_changed_begins_and_is_over(
    mira: Person, parrot: Parrot, room: discord.TextChannel
) -> None:
    made = await schedule(parrot, room.guild, meeting(description="We talk about it"))
    await mira.event("event_create", lambda event: event["id"] == made["id"])
    [found] = await room.guild.fetch_scheduled_events(with_counts=False)
    assert (found.name, found.location, found.creator_id) == ("Part 1", "#book-club", room.guild.me.id)
    await found.edit(name="Part one", end_time=NOW + 3 * AN_HOUR)
    assert await names(mira) == [("Part one", 1)]
    await mira.call("POST", "clock", json={"advance": 3_600})
    assert await names(mira) == [("Part one", 2)]
    await mira.call("POST", "clock", json={"advance": 2 * 3_600})
    assert await names(mira) == []
    assert await refused(found.edit(name="Too late")) == 180000


async def test_an_event_is_called_off(mira: Person, parrot: Parrot, room: discord.TextChannel) -> None:
    made = await schedule(parrot, room.guild, meeting())
    event = await room.guild.fetch_scheduled_event(int(made["id"]), with_counts=False)
    await event.delete()
    await mira.event("event_delete", lambda gone: gone["id"] == made["id"])
    assert await names(mira) == []
    assert await refused(event.delete()) == 10070


@pytest.mark.parametrize(
    "body",
    [
        meeting(begins=-AN_HOUR),
        meeting(begins=timedelta(0)),
        meeting(lasts=timedelta(0)),
        meeting(name=""),
        meeting(name="x" * 101),
        meeting(description="x" * 1001),
        meeting(entity_metadata={"location": "x" * 101}),
        meeting(entity_metadata=None),
        meeting(scheduled_end_time=None),
        meeting(scheduled_start_time="2027-01-15T09:00:00"),
        meeting(scheduled_start_time="soon"),
        meeting(privacy_level=1),
        meeting(channel_id="1"),
    ],
)
async def test_events_that_discord_refuses(parrot: Parrot, room: discord.TextChannel, body: Json) -> None:
    assert await refused(schedule(parrot, room.guild, body)) == 50035


async def test_no_event_without_the_permission_or_one_too_many(
    parrot: Parrot, playground: Playground, room: discord.TextChannel
) -> None:
    made = await schedule(parrot, room.guild, meeting())
    hearth = playground.world.guild_named("The Hearth")
    hearth.events |= {str(number): hearth.events[made["id"]] for number in range(MOST)}
    assert await refused(schedule(parrot, room.guild, meeting())) == 30038
    hearth.events[made["id"]] |= {"creator_id": "1"}
    event = await room.guild.fetch_scheduled_event(int(made["id"]), with_counts=False)
    assert await refused(event.delete()) == 50013, "it is somebody else's"
    hearth.role_named("Fireside").permissions = 0
    assert await refused(schedule(parrot, room.guild, meeting())) == 50013


async def test_an_event_outlives_the_playground(parrot: Parrot, tmp_path: Any) -> None:
    async with Playground(memory=Memory(tmp_path / "kept")) as before:
        hearth = before.world.guild_named("The Hearth")
        kept = meeting() | {"id": "1", "guild_id": hearth.id, "status": 1}
        before._events.tell("event_create", kept)
    async with Playground(memory=Memory(tmp_path / "kept")) as after:
        assert after.world.guild_named("The Hearth").events == {"1": kept}
