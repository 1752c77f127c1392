"""What digests tell of: two stories, the reader who follows both, and what reaches her."""

from __future__ import annotations

from tests.support.delivered_notices import is_notice, next_notice
from tests.support.librarians import TITLE, ferry
from tests.support.person import Person
from tests.support.replies import readable

MILL = "The Mill"
DAILY, WEEKLY = "new chapters, in my daily digest", "new chapters, in my weekly digest"


BOTH = {"ferry.txt": ferry(), "mill.txt": ferry(title=MILL)}
"""The files of *The Ferry* and *The Mill*, two chapters each."""


async def follow_both(reader: Person, deliver: str = DAILY, at: str = "18:00") -> None:
    """Both stories in a digest."""
    for story in (TITLE, MILL):
        await reader.slash("subscribe", story=story, deliver=deliver, at=at)


async def digests(reader: Person) -> list[str]:
    """What is in a reader's direct messages of what was sent unasked, the oldest first."""
    channel = reader.channel_id
    await reader.go_direct()
    found = [readable(message) for message in await reader.history() if is_notice(message)]
    reader.go(channel)
    return found


async def next_digest(reader: Person, of: str = "digest") -> str:
    """The digest that comes next, or the first that comes and says this."""
    return (await next_notice(reader, of)).text
