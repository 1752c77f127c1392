"""The service by which a server's data goes: some time after the bot was removed, or at once by command."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database, overwriting
from bot.librarians.service import managed_guild
from bot.privacy import erasures
from bot.privacy.going_stories import GoingStories
from bot.privacy.queries import people, servers
from bot.stories.ids import GuildId
from bot.stories.models import Credentials
from bot.stories.queries import stories
from bot.workers import Batch, Worker

log = logging.getLogger(__name__)

_A_DAY = 86_400
DAYS = 30
"""The days from the bot's removal to the erasure."""

IsThere = Callable[[GuildId], Awaitable[bool]]
"""Asks Discord whether the bot is in a server. Raises where Discord cannot say."""


class Servers:
    """Erases what is stored of servers. `taken_down` is called once their stories are; `stories` has them go.

    As with people, the list beside the database knows of it first.
    """

    def __init__(self, database: Database, clock: Clock, taken_down: Callable[[], None]) -> None:
        self.stories = GoingStories(database, clock)
        self._database = database
        self._clock = clock
        self._taken_down = taken_down
        self._woken = asyncio.Event()

    async def left(self, guild: GuildId) -> None:
        """Records that the bot was removed from a server: its data goes in thirty days."""
        await self._note({guild}, set())

    async def is_there(self, guild: GuildId) -> None:
        """Records that the bot is in a server: nothing of it goes."""
        if guild in await self._database.read(servers.left):
            await self._note(set(), {guild})

    async def session_began(self, there: Collection[GuildId], is_of_it: Callable[[GuildId], bool]) -> None:
        """Records which of the servers that belong to a session with Discord the bot is in (`there`), and
        which it is not in any more. Servers in an outage are among the former."""
        known, left = await self._database.read(
            lambda connection: (servers.known(connection), servers.left(connection))
        )
        gone = {guild for guild in known - left if is_of_it(guild)}.difference(there)
        if gone or left.intersection(there):
            await self._note(gone, left.intersection(there))

    async def stories_of(self, who: Credentials) -> int:
        """Returns the number of stories of the server that they manage. Raises NotALibrarianError."""
        guild = managed_guild(who)
        return await self._database.read(lambda connection: stories.count_of_guild(connection, guild))

    async def erase(self, who: Credentials) -> None:
        """Erases what is stored of the server that they manage. Raises NotALibrarianError."""
        guild, now = managed_guild(who), self._clock.now()
        await self._erase(guild, posts_until=now + _A_DAY)

    def worker(self, is_there: IsThere) -> Worker[GuildId]:
        """Returns the worker that erases servers once their time has come."""

        async def erase(guild: GuildId) -> None:
            if await is_there(guild):  # the clock, or what Discord said, was wrong
                await self._note(set(), {guild})
            else:
                await self._erase(guild, posts_until=self._clock.now())

        return Worker("servers left", self._clock, self._due, erase, self._woken)

    async def _due(self, waiting: Collection[GuildId]) -> Batch[GuildId]:
        found = await self._database.read(lambda connection: servers.next_to_erase(connection, waiting))
        if found is None:
            return Batch()
        guild, erase_at = found
        now = self._clock.now()
        if erase_at > now + DAYS * _A_DAY:
            await self._database.transaction(partial(servers.set_right, latest=now + DAYS * _A_DAY))
        return Batch([guild]) if erase_at <= now else Batch(next_at=erase_at)

    async def _note(self, gone: Collection[GuildId], there: Collection[GuildId]) -> None:
        erase_at = self._clock.now() + DAYS * _A_DAY

        def job(connection: Connection) -> None:
            servers.note_left(connection, gone, erase_at)
            servers.note_there(connection, there)

        await self._database.transaction(job)
        self._woken.set()

    async def _erase(self, guild: GuildId, posts_until: int) -> None:
        mark, now = erasures.new_mark(guild), self._clock.now()

        def job(connection: Connection) -> None:
            with overwriting(connection):
                servers.erase(connection, guild, now, posts_until)
            people.note(connection, {mark})

        await asyncio.to_thread(erasures.write_down, self._database.path, [mark])
        await self._database.transaction(job, alone=True)
        log.info("What was stored of the server %d goes", guild)
        self._taken_down()
        self.stories.look()
