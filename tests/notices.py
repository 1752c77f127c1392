"""What subscribers get: the notices in their direct messages and in channels."""

from __future__ import annotations

import asyncio

from bot.storage.database import Connection
from tests.conftest import Fireside
from tests.librarians import TITLE
from tests.person import Json, Person, Reply, readable, walk

LAMPS = "The lamps were lit."


async def publish(librarian: Person, title: str, **options: str) -> Reply:
    """A chapter published from a form."""
    form = await librarian.slash("stories publish", story=TITLE, **options)
    return await librarian.fill(form, title=title, text=LAMPS)


async def next_notice(person: Person, told: str = "") -> Reply:
    """The first notice that says this, awaited for a few seconds."""
    message = await person.event("message_create", lambda sent: is_notice(sent) and told in readable(sent))
    return Reply("message", message)


async def notices(person: Person) -> list[str]:
    """What the notices in a person's direct messages say below the story's name, the oldest first."""
    channel = person.channel_id
    await person.go_direct()
    found = [told(message) for message in await person.history() if is_notice(message)]
    person.go(channel)
    return found


async def all_tried(fireside: Fireside) -> None:
    """Returns once no notice is due or on its way: each has arrived, is given up, or is to be tried later."""

    def busy(connection: Connection) -> bool:
        now, longest = fireside.clock.now(), 60
        sql = "SELECT 1 FROM deliveries WHERE due_at <= ? OR (state = 'claimed' AND due_at > ?)"
        return connection.execute(sql, (now, now + longest)).fetchone() is not None

    async with asyncio.timeout(10):
        while await fireside.database.read(busy):
            pass


def told(message: Json) -> str:
    """What a notice says below the story's name."""
    return readable(message).partition("\n")[2]


def is_notice(message: Json) -> bool:
    """Whether a message tells of new chapters."""
    return any(
        found.get("custom_id", "").startswith("stopthese:") for found in walk(message.get("components", []))
    )
