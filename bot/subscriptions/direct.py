"""The way to readers' direct messages, at the one pace that everything sent unasked keeps to."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Protocol

from bot.database import Connection, Database
from bot.posts.messenger import OpenedTooFast, Postponed
from bot.readers.membership import A_DAY, AN_HOUR, Membership
from bot.readers.models import Standing
from bot.stories.ids import GuildId, ReaderId, RoleId
from bot.stories.models import Audience
from bot.subscriptions.queries import direct_channels
from bot.subscriptions.throttle import Throttle

RATE = 40
"""Requests a second: four fifths of what Discord allows a bot in all (its documentation, "Rate Limits"), so
that readers' presses never wait for notices."""
_OPENINGS = 2
"""Direct messages opened a second. Most are open already, since subscribing opens them."""


Wanted = Callable[[Connection, ReaderId], bool]
"""Returns whether anything is still to be sent to a reader: they may have been erased meanwhile."""


class Opening(Protocol):
    """Opens direct messages."""

    async def open(self, reader: ReaderId) -> int:
        """Opens the direct messages with a reader, and returns their channel. Raises as `Messenger` says."""
        ...


class DirectMessages:
    """Readers' direct messages: their channels, and the audiences of what is sent there. So many `processes`
    keep to the pace together."""

    def __init__(self, database: Database, membership: Membership, processes: Callable[[], int]) -> None:
        self._database = database
        self._membership = membership
        self._requests, self._openings = Throttle(RATE, processes), Throttle(_OPENINGS, processes)

    async def turn(self, requests: int = 1) -> None:
        """Waits for the turn to make so many requests."""
        await self._requests.turn(requests)

    async def open(self, post: Opening, reader: ReaderId, requests: int, wanted: Wanted) -> int:
        """Opens the direct messages with a reader, after waiting for its turn, in which so many requests
        follow, and returns their channel, which is stored while it is `wanted`. Raises as `Opening` does."""
        await self._openings.turn()
        await self._requests.turn(1 + requests)
        try:
            channel = await post.open(reader)
        except OpenedTooFast:
            self._openings.slow_down()
            raise
        self._openings.recover()
        await self.remember(reader, channel, wanted)
        return channel

    async def remember(self, reader: ReaderId, channel: int, wanted: Wanted) -> None:
        """Stores the channel of the direct messages with a reader, if anything is still `wanted` there."""

        def job(connection: Connection) -> None:
            if wanted(connection, reader):
                direct_channels.remember(connection, reader, channel)

        await self._database.transaction(job)

    async def forget(self, reader: ReaderId) -> None:
        """Has the direct messages with a reader opened anew, since their channel is gone."""
        await self._database.transaction(lambda connection: direct_channels.forget(connection, reader))

    async def audience(
        self, reader: ReaderId, guilds: Collection[GuildId], gated: Collection[GuildId] = ()
    ) -> Audience:
        """Returns the audience of a direct message about something of these servers. In those that are
        `gated`, roles open chapters early. Raises Postponed where Discord cannot say."""
        member_of, roles = set[GuildId](), set[RoleId]()
        for guild in {*guilds, *gated}:
            standing = await self._standing(reader, guild, AN_HOUR if guild in gated else A_DAY)
            if standing.member:
                member_of.add(guild)
                roles.update(standing.roles if guild in gated else ())
        return Audience(reader, direct=True, member_of=frozenset(member_of), roles=frozenset(roles))

    async def _standing(self, reader: ReaderId, guild: GuildId, seconds: int) -> Standing:
        standing = await self._membership.remembered(reader, guild, seconds)
        if standing is None:
            await self._requests.turn()
            standing = await self._membership.asked(reader, guild)
        if standing is None:
            raise Postponed
        return standing
