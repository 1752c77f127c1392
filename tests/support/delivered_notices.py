"""What subscribers get: the notices in their direct messages and in channels."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.database import Connection
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE
from tests.support.person import PATIENCE, Person
from tests.support.replies import Json, Reply, readable, walk

LAMPS = "The lamps were lit."

ROW = 1


async def publish(librarian: Person, title: str, *, story: str = TITLE, **options: str) -> Reply:
    """A chapter published from a form."""
    form = await librarian.slash("stories publish", story=story, **options)
    return await librarian.fill(form, title=title, text=LAMPS)


async def next_notice(person: Person, told: str = "", *, since: int = 0) -> Reply:
    """The first notice that says this since the nth event, awaited if need be."""
    message = await person.event(
        "message_create", lambda sent: is_notice(sent) and told in readable(sent), since=since
    )
    return Reply("message", message)


async def notices(person: Person) -> list[str]:
    """What the notices in a person's direct messages say, the oldest first."""
    channel = person.channel_id
    await person.go_direct()
    found = [readable(message) for message in await person.history() if is_notice(message)]
    person.go(channel)
    return found


async def all_tried(fireside: Fireside) -> None:
    """Returns once nothing is due or on its way: each has arrived, is given up, or is to be tried later or at
    the end of a pause."""

    def busy(connection: Connection) -> bool:
        sql = (
            "SELECT 1 FROM deliveries WHERE due_at <= :now"
            " AND NOT EXISTS (SELECT 1 FROM pauses WHERE until BETWEEN :now + 1 AND :now + 900)"
            " OR (state = 'claimed' AND due_at - :now BETWEEN 61 AND 120)"  # when a claim expires
            " UNION SELECT 1 FROM subscriptions WHERE next_at <= :now"
            " UNION SELECT 1 FROM suspension_notes"
        )
        return connection.execute(sql, {"now": fireside.clock.now()}).fetchone() is not None

    async with asyncio.timeout(PATIENCE):
        while await fireside.database.read(busy):  # noqa: ASYNC110 - it does not say when it changes
            await asyncio.sleep(0.005)


async def change(person: Person, what: str, **entries: object) -> Reply:
    """The subscription that the list tells in such words, changed in its form: the list as it is then."""
    listed = await person.slash("subscriptions")
    lines = [part for part in listed.text.split("\n\n") if part.startswith("**")]
    rows = [row for row in listed.components if row["type"] == ROW]
    row = next(row for line, row in zip(lines, rows, strict=False) if what in line)
    return await person.fill(await person.forge(row["components"][0]["custom_id"], listed), **entries)


def strike(fireside: Fireside, hour: int, zone: str = "UTC") -> None:
    """Move the clock forward to when it is this hour next in a time zone."""
    local = datetime.fromtimestamp(fireside.clock.now(), ZoneInfo(zone))
    struck = local.replace(hour=hour, minute=0, second=0)
    if struck <= local:
        struck += timedelta(days=1)
    fireside.clock.advance(struck.timestamp() - fireside.clock.now() + 1)


def local_time(message: Json, zone: str = "UTC") -> datetime:
    """When a message was sent, by the clocks of a time zone."""
    return datetime.fromisoformat(message["timestamp"]).astimezone(ZoneInfo(zone))


def is_notice(message: Json) -> bool:
    """Whether a message tells of new chapters."""
    return any(
        found.get("custom_id", "").startswith("stopthese:") for found in walk(message.get("components", []))
    )
