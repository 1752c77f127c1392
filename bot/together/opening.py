"""The worker that keeps read-alongs going: their parts open, new chapters join them, and they end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.posts.models import new_mark
from bot.stories.ids import ReaderId
from bot.stories.models import Audience
from bot.stories.queries import chapters, stories
from bot.together.ends import ends_of, follow_edits
from bot.together.models import ReadAlong, ReadAlongId, State, Subject
from bot.together.plans import add_new_chapters
from bot.together.queries import messages, read_alongs, threads
from bot.together.threads import Task
from bot.workers import Batch, Worker

_A_DAY = 86_400
_EVERYBODY = Audience(ReaderId(0))
"""Who sees what is open to all."""


class Openings:
    """Opens the parts of read-alongs at their time. `opened` is called where something did; `wake` has the
    worker look at once."""

    def __init__(self, database: Database, clock: Clock, opened: Callable[[], None]) -> None:
        self._database = database
        self._clock = clock
        self._opened = opened
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Has the worker look at once for what is due."""
        self._woken.set()

    def worker(self) -> Worker[ReadAlongId]:
        """Returns the worker, which takes one read-along after the other."""
        # Each is advanced in one transaction, after which it is not due any more.
        return Worker("read-alongs", self._clock, self._due, self._advance, self._woken, everywhere=True)

    async def _due(self, waiting: Collection[ReadAlongId]) -> Batch[ReadAlongId]:
        now = self._clock.now()
        found, next_at = await self._database.read(
            partial(read_alongs.next_to_open, passing_over=waiting, now=now)
        )
        if found is not None:
            return Batch([found])
        await self._database.transaction(partial(read_alongs.forget_planned, before=now - _A_DAY))
        return Batch(next_at=next_at)

    async def _advance(self, identity: ReadAlongId) -> None:
        await self._database.transaction(partial(advance, identity=identity, now=self._clock.now()))
        self._opened()


def advance(connection: Connection, identity: ReadAlongId, now: int) -> None:
    """Does what is due in a read-along: ends it, follows the edits of its story, opens parts."""
    read_along = read_alongs.get(connection, identity)
    if read_along is None:
        return
    if read_alongs.has_ended(connection, identity, now):
        _end(connection, read_along, now)
        return
    follow_edits(connection, read_along)
    if read_along.goes_on:
        add_new_chapters(connection, read_along, now)
    if read_along.state is State.GOING:
        _open_due(connection, read_along, now)


def _end(connection: Connection, read_along: ReadAlong, now: int) -> None:
    """Ends a read-along that is over, which its channel is told, unless its story was taken down."""
    under_way = (State.GOING, State.PAUSED)
    read_alongs.set_state(connection, read_along.id, State.ENDED, now, only_from=under_way)
    if stories.get(connection, read_along.story):
        last = read_alongs.parts(connection, read_along.id)[-1]
        threads.ask_for(connection, last.id, Task.END, new_mark(), now)


def _open_due(connection: Connection, read_along: ReadAlong, now: int) -> None:
    """Opens the parts whose time has come, in order, up to one whose chapters are not out: that one waits,
    and the host is told once. Members are reminded of the last that opens."""
    parts = read_alongs.parts(connection, read_along.id)
    ends, opened = ends_of(connection, read_along.story, parts), None
    for part, end in zip(parts, ends, strict=True):
        if part.opened_at is not None:
            continue
        if part.opens_at > now:
            break
        if chapters.get(connection, end.chapter.id, _EVERYBODY) is None:
            read_alongs.have_wait(connection, part.id)
            if read_along.host:  # nobody, where they had themselves erased
                messages.tell(connection, part.id, [read_along.host], Subject.WAITS, now)
            break
        read_alongs.open_part(connection, part.id, now)
        threads.enlist(connection, part, now)
        opened = part
    if opened is not None:
        messages.remind_members(connection, opened, now)
