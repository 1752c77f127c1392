"""A club of The Hearth that reads *The Ferry* together, and what of it its people see."""

from __future__ import annotations

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.database import Connection
from bot.posts.models import is_mark
from bot.together.queries import read_alongs
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE
from tests.support.person import PATIENCE, Person
from tests.support.replies import Json, Reply, readable, walk

DAY = 86_400
SIX = tuple((f"Stage {number}", 10 * number - 9) for number in range(1, 7))
"""Six chapters for `ferry`."""


async def plan(host: Person, story: str = TITLE, channel: str = "", **entries: object) -> Reply:
    """A read-along planned: its preview, or why not."""
    options = {"channel": host.playground.world.channel_named(channel).id} if channel else {}
    form = await host.slash("together start", story=story, **options)
    if form.modal is None:
        return form
    given = {"pace": ["daily"], "first_day": "tomorrow 09:00", **entries}
    return await host.fill(form, **given)


async def begin(host: Person, story: str = TITLE, channel: str = "", **entries: object) -> Reply:
    """A read-along that has begun: its public post."""
    await plan(host, story, channel, **entries)
    since = len(host.events)
    await host.press("Begin")
    return Reply("seen", await host.event("message_create", is_post, since=since))


def is_post(message: Json) -> bool:
    """Whether a message is the post by which people join."""
    return not message["flags"] & (1 << 6) and "Read with us" in readable(message)


async def join(person: Person, post: Reply) -> Reply:
    """Somebody joins by the post: their panel."""
    return await person.press("Join", post)


async def go_to(fireside: Fireside, days: float, hour: int = 9, minute: int = 1, zone: str = "UTC") -> None:
    """Moves the clock to a time so many days from today, and has all that is due be done."""
    local = datetime.fromtimestamp(fireside.clock.now(), ZoneInfo(zone))
    day = datetime.fromtimestamp(fireside.clock.now() + days * DAY, ZoneInfo(zone)).date()
    then = datetime(day.year, day.month, day.day, hour, minute, tzinfo=local.tzinfo)
    fireside.clock.advance(then.timestamp() - fireside.clock.now())
    await settled(fireside)


async def settled(fireside: Fireside) -> None:
    """Returns once nothing is due in any read-along."""

    def busy(connection: Connection) -> bool:
        now = fireside.clock.now()
        if read_alongs.next_to_open(connection, (), now)[0] is not None:
            return True
        sql = "SELECT 1 FROM read_along_messages WHERE due_at <= :now OR due_at - :now BETWEEN 61 AND 120"
        return connection.execute(sql, {"now": now}).fetchone() is not None

    async with asyncio.timeout(PATIENCE):
        while await fireside.database.read(busy):  # noqa: ASYNC110 - it does not say when it changes
            await asyncio.sleep(0.005)


async def reminders(person: Person) -> list[Json]:
    """The reminders in somebody's direct messages, the oldest first."""
    channel = person.channel_id
    await person.go_direct()
    found = [each for each in await person.history() if is_reminder(each)]
    person.go(channel)
    return found


def is_reminder(message: Json) -> bool:
    """Whether a message is about a part of a read-along."""
    found = walk(message.get("components", []))
    return bool(message.get("content")) and any(is_mark(each.get("id")) for each in found)


async def read_chapters(person: Person, count: int, story: str = TITLE) -> None:
    """Somebody reads on until they have passed so many chapters from the beginning."""
    await person.slash("read", story=story)
    for _ in range(200):
        shown = person.last.text
        if f"Stage {count + 1}" in shown or "▶" not in " ".join(person.last.labels):
            return
        await person.press("▶")
    raise AssertionError(f"chapter {count} does not end")
