"""What is said, asked and done in the threads of a club's parts."""

from __future__ import annotations

import asyncio

from bot.database import Connection
from bot.playground.entities import Thread
from tests.support.fireside import Fireside
from tests.support.person import PATIENCE, Person
from tests.support.replies import Json, Reply
from tests.together.clubs import go_to


def threads(fireside: Fireside) -> list[Thread]:
    """The threads of The Hearth, the oldest first."""
    return list(fireside.playground.world.guild_named("The Hearth").threads.values())


def said_in(fireside: Fireside, thread: Thread) -> list[Json]:
    """What was said in a thread, the oldest first."""
    return [each for each in fireside.playground.messages.latest(thread)[::-1] if each["type"] == 0]


async def next_part(fireside: Fireside) -> Thread:
    """Has the next part open, and all that is due be done in its thread: the thread."""
    await go_to(fireside, 1)
    await done(fireside)
    return threads(fireside)[-1]


async def done(fireside: Fireside) -> None:
    """Returns once nothing is to be done for the threads of parts, and nobody to be added."""

    def busy(connection: Connection) -> bool:
        sql = """
            SELECT 1 FROM read_along_errands JOIN read_along_parts ON id = part_id
                WHERE due_at < :now + 150 AND (thread_id IS NOT NULL OR task IN ('thread', 'meeting'))
            UNION SELECT 1 FROM read_along_talkers JOIN read_along_parts ON id = part_id
                WHERE added_at IS NULL AND thread_id IS NOT NULL AND coalesce(claimed_until, 0) < :now + 150
        """
        return connection.execute(sql, {"now": fireside.clock.now()}).fetchone() is not None

    async with asyncio.timeout(PATIENCE):
        while await fireside.database.read(busy):  # noqa: ASYNC110 - it does not say when it changes
            await asyncio.sleep(0.005)


async def panel(person: Person, post: Reply) -> Reply:
    """What is due to somebody."""
    return await person.press("What’s due", post)


async def talk_form(host: Person, post: Reply, part: int) -> Reply:
    """The form for the thread of a part, opened."""
    await panel(host, post)
    await host.press("Host…")
    await host.press("Threads…")
    return await host.choose(f"Part {part}")


async def write(host: Person, post: Reply, part: int, **entries: object) -> Reply:
    """What a host has written for the thread of a part."""
    return await host.fill(await talk_form(host, post, part), **entries)


async def talk(person: Person, post: Reply, part: int) -> Reply:
    """Somebody says that they have read a part."""
    await panel(person, post)
    return await person.press(f"I have read part {part}")


def told(person_messages: list[Json]) -> list[Json]:
    """Of a host's direct messages, those about threads."""
    return [each for each in person_messages if "🧵" in each["content"]]


def bot_may(fireside: Fireside, *, allow: int = 0, deny: int = 0, channel: str = "reading-room") -> None:
    """Changes what the bot may do in a channel, for everybody too."""
    playground = fireside.playground
    room = playground.world.channel_named(channel)
    everyone = playground.world.guild_named("The Hearth")
    playground.stage.set_permissions(room, everyone.roles[everyone.id], deny=deny, allow=allow)


async def everything_sent(person: Person) -> list[Json]:
    """Somebody's direct messages."""
    await person.go_direct()
    found = await person.history()
    person.go("reading-room")
    return found
