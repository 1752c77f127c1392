"""Who is still a member of which server, as far as it decides what follows them into direct messages."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.clock import Clock
from bot.database import Connection, Database
from bot.readers.queries import readers
from bot.stories.ids import GuildId, ReaderId

_A_DAY = 86_400

Ask = Callable[[ReaderId, GuildId], Awaitable[bool | None]]
"""Asks Discord whether somebody is a member of a server; None if Discord cannot say just now."""


async def nobody_knows(reader: ReaderId, guild: GuildId) -> bool | None:
    """Answers as long as there is no Discord to ask."""
    return None


class Membership:
    """Membership as Discord told it, remembered for a day."""

    def __init__(self, database: Database, clock: Clock, ask: Ask = nobody_knows) -> None:
        self._database = database
        self._clock = clock
        self.ask = ask

    async def guilds_of(self, reader: ReaderId) -> frozenset[GuildId]:
        """The servers of whose own stories they have begun any, or subscribed to any, and of which they are
        still a member."""
        since = self._clock.now() - _A_DAY

        def job(connection: Connection) -> dict[GuildId, bool | None]:
            begun = readers.guilds(connection, reader)
            return {guild: readers.membership(connection, reader, guild, since) for guild in begun}

        known = await self._database.read(job)
        unknown = [guild for guild, member in known.items() if member is None]
        told = await asyncio.gather(*(self.asked(reader, guild) for guild in unknown))
        known.update(zip(unknown, told, strict=True))
        return frozenset(guild for guild, member in known.items() if member)

    async def remembered(self, reader: ReaderId, guild: GuildId) -> bool | None:
        """Whether they are a member of a server, as it was told within a day; None if it was not."""
        since = self._clock.now() - _A_DAY
        return await self._database.read(
            lambda connection: readers.membership(connection, reader, guild, since)
        )

    async def asked(self, reader: ReaderId, guild: GuildId) -> bool | None:
        """Whether they are a member of a server, as Discord says now; None if it cannot say."""
        member = await self.ask(reader, guild)
        if member is None:
            return None
        now = self._clock.now()
        await self._database.transaction(
            lambda connection: readers.remember_membership(connection, reader, guild, now, member=member)
        )
        return member
