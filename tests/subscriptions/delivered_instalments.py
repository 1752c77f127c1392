"""What a serial has brought: the passages in somebody's direct messages, or in a channel."""

from __future__ import annotations

from tests.support.delivered_notices import all_tried, is_notice
from tests.support.fireside import Fireside
from tests.support.librarians import numbers_in, paragraphs
from tests.support.person import Person
from tests.support.reading_panel import footing, passage
from tests.support.replies import Json, Reply

DAY = 86_400
PASSAGES, CHAPTERS = "a passage a day, to me", "a chapter a day, to me"
PASSAGES_HERE, CHAPTERS_HERE = "a passage a day, in this channel", "a chapter a day, in this channel"
RINGS_NOT = 1 << 12
"""The flag of a message that notifies nobody."""


def a_long_day(count: int) -> bytes:
    """*The Long Day*: a chapter of so many paragraphs, and a short one."""
    parts = (
        "Title: The Long Day\nAuthor: A. Boatman",
        f"Chapter 1: Morning\n\n{paragraphs(1, count)}",
        f"Chapter 2: Evening\n\n{paragraphs(1_001, 2)}",
    )
    return "\n\n\n".join(parts).encode()


async def days_pass(fireside: Fireside, days: int = 1) -> None:
    """One day after another, each with all that it brings."""
    for _ in range(days):
        fireside.clock.advance(DAY)
        await all_tried(fireside)


async def brought(person: Person) -> list[Json]:
    """The messages that were sent unasked to the channel that a person is in, the oldest first."""
    return [message for message in await person.history() if is_notice(message)]


async def brought_directly(person: Person) -> list[Json]:
    """Those in a person's direct messages."""
    channel = person.channel_id
    await person.go_direct()
    found = await brought(person)
    person.go(channel)
    return found


async def paragraphs_brought(person: Person) -> list[list[int]]:
    """Which paragraphs (of `librarians.paragraphs`) each instalment in their direct messages has."""
    return [numbers_in(text_of(message)) for message in await brought_directly(person)]


def text_of(message: Json) -> str:
    """The passage of an instalment."""
    return passage(Reply("message", message))


def footing_of(message: Json) -> str:
    """The line below it, without the mark of small print."""
    return footing(Reply("message", message)).removeprefix("-# ")
