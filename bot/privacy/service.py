"""The service that gives people what is stored about them, and erases it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from bot.clock import Clock
from bot.database import Connection, Database, overwriting
from bot.privacy import erasures
from bot.privacy.export import archive
from bot.privacy.queries import people, servers
from bot.stories.ids import GuildId, ReaderId

log = logging.getLogger(__name__)

_A_DAY = 86_400

T = TypeVar("T", ReaderId, GuildId)


class Privacy:
    """Exports and erases what is stored about people. `erased` is called for whoever was erased, once that is
    stored."""

    def __init__(self, database: Database, clock: Clock, erased: Callable[[ReaderId], None]) -> None:
        self._database = database
        self._clock = clock
        self._erased = erased

    async def export(self, reader: ReaderId) -> bytes:
        """Returns everything that is stored about a person, as a zip."""
        tables = await self._database.read(partial(people.tables, reader=reader))
        return await asyncio.to_thread(archive, tables, self._clock.now())

    async def erase(self, reader: ReaderId) -> None:
        """Erases everything about a person. What is on its way to them is called off.

        The list beside the database knows of it first: whatever ends this, it is done at the next start.
        Raises a DatabaseError.
        """
        mark = erasures.new_mark(reader)
        await asyncio.to_thread(erasures.write_down, self._database.path, [mark])
        await self._database.transaction(
            lambda connection: self._erase(connection, [reader], {mark}), alone=True
        )
        self._erased(reader)

    async def erase_again(self) -> None:
        """Erases from a restored backup what had been erased since it was made. Raises a DatabaseError."""
        listed = await asyncio.to_thread(erasures.marks_beside, self._database.path)
        seen = await self._database.read(people.marks)
        if missing := seen - listed:  # the list was left behind when the library moved
            await asyncio.to_thread(erasures.write_down, self._database.path, missing)
        if unseen := listed - seen:
            everybody = await self._database.read(lambda connection: list(people.everybody(connection)))
            every_server = await self._database.read(servers.known)
            found = await asyncio.to_thread(_meant, everybody, unseen)
            guilds = await asyncio.to_thread(_meant, every_server, unseen)
            await self._database.transaction(
                lambda connection: self._erase(connection, found, unseen, guilds), alone=True
            )
            log.info(
                "Erased again what had been erased since the backup: %d people, %d servers",
                len(found),
                len(guilds),
            )

    def _erase(
        self,
        connection: Connection,
        readers: Iterable[ReaderId],
        marks: set[str],
        guilds: Iterable[GuildId] = (),
    ) -> None:
        now = self._clock.now()
        with overwriting(connection):
            for reader in readers:
                people.erase(connection, reader)
            for guild in guilds:
                servers.erase(connection, guild, now, posts_until=now + _A_DAY)
        people.hasten_training(connection, now - _A_DAY)
        people.note(connection, marks)


def _meant(ids: Iterable[T], marks: set[str]) -> list[T]:
    return [each for each in ids if any(erasures.is_of(mark, each) for mark in marks)]
