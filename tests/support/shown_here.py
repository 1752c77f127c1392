"""What people show to everybody in a channel, by a command with *where: here*."""

from __future__ import annotations

from typing import Any

from tests.support.person import Person
from tests.support.replies import EPHEMERAL, Reply

_DONE = ("You are reading", "I’ve posted a line from")


async def shown_here(person: Person, command: str, **options: Any) -> Reply:
    """Gives a command with *where: here*: the message that everybody sees, to which presses go then, or the
    private answer where there is none."""
    since = len(person.events)
    answer = await person.slash(command, where="here", **options)
    if not answer.text.startswith(_DONE):
        return answer
    assert answer.ephemeral
    message = await person.event(
        "message_create", lambda each: each["components"] and not each["flags"] & EPHEMERAL, since=since
    )
    person.last = Reply("seen", message)
    return person.last
