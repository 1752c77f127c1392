"""Membership of servers, which decides the stories that a reader has in direct messages."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from bot.clock import Clock
from bot.database import Connection, Database
from bot.readers.models import MembershipAnswer
from bot.readers.queries import readers
from bot.stories.ids import GuildId, ReaderId

log = logging.getLogger(__name__)

_A_DAY = 86_400
_AT_ONCE = 1.0
"""Seconds to wait before Discord is told that the answer takes longer; it allows three."""
_PATIENCE = 10.0
"""Seconds to wait for Discord after that."""

Ask = Callable[[ReaderId, GuildId], Awaitable[bool | None]]
"""Asks Discord whether somebody is a member of a server. Returns None if Discord cannot say now."""
Question = asyncio.Task[bool | None]


async def membership_unknown(reader: ReaderId, guild: GuildId) -> bool | None:
    """Returns None: there is no Discord to ask."""
    return None


@dataclass(frozen=True, slots=True)
class Memberships:
    """The servers that somebody is a member of. `complete` is set where the answer is known for every server
    asked about."""

    member_of: frozenset[GuildId]
    complete: bool


class Membership:
    """Membership of servers as Discord last reported it. After a day Discord is asked again; the last answer
    serves until then."""

    def __init__(self, database: Database, clock: Clock, ask: Ask = membership_unknown) -> None:
        self._database = database
        self._clock = clock
        self._questions: dict[tuple[ReaderId, GuildId], Question] = {}
        self.ask = ask

    async def guilds_of(
        self, reader: ReaderId, defer: Callable[[], Awaitable[None]] | None = None
    ) -> Memberships:
        """Returns the servers of which the reader is still a member and whose own stories they have begun,
        saved for later or subscribed to.

        Waits for an answer only where Discord has never given one about a server: a second, and several more
        after `defer` was called where it is given. Servers without an answer are left out.
        """

        def job(connection: Connection) -> dict[GuildId, MembershipAnswer | None]:
            begun = readers.guilds(connection, reader)
            return {guild: readers.membership(connection, reader, guild) for guild in begun}

        answers = await self._database.read(job)
        old = [guild for guild, answer in answers.items() if not self._is_fresh(answer)]
        questions = {guild: self._question(reader, guild) for guild in old}
        known = {guild: answer.member for guild, answer in answers.items() if answer is not None}
        unknown = {guild: asked for guild, asked in questions.items() if guild not in known}
        if unknown and not await _all_done(unknown.values(), _AT_ONCE) and defer is not None:
            await defer()
            await _all_done(unknown.values(), _PATIENCE)
        fresh = {guild: asked.result() if asked.done() else None for guild, asked in unknown.items()}
        return Memberships(
            frozenset(guild for guild, member in (known | fresh).items() if member),
            complete=None not in fresh.values(),
        )

    async def remembered(self, reader: ReaderId, guild: GuildId) -> bool | None:
        """Returns whether the reader is a member of a server by an answer of the last day, or None without
        such an answer."""
        answer = await self._database.read(lambda connection: readers.membership(connection, reader, guild))
        return answer.member if answer is not None and self._is_fresh(answer) else None

    async def asked(self, reader: ReaderId, guild: GuildId) -> bool | None:
        """Returns whether the reader is a member of a server, by asking Discord now. None if Discord cannot
        say."""
        # Others may wait for the same answer, so whoever is cancelled does not cancel the question.
        return await asyncio.shield(self._question(reader, guild))

    async def close(self) -> None:
        """Cancels the questions that are still open."""
        questions = list(self._questions.values())
        for question in questions:
            question.cancel()
        await asyncio.gather(*questions, return_exceptions=True)

    def _is_fresh(self, answer: MembershipAnswer | None) -> bool:
        return answer is not None and answer.asked_at >= self._clock.now() - _A_DAY

    def _question(self, reader: ReaderId, guild: GuildId) -> Question:
        """Returns the running question about a membership, begun where there is none."""
        about = reader, guild
        if about not in self._questions:
            question = asyncio.create_task(self._answer(reader, guild))
            question.add_done_callback(lambda _: self._questions.pop(about))
            self._questions[about] = question
        return self._questions[about]

    async def _answer(self, reader: ReaderId, guild: GuildId) -> bool | None:
        """Asks Discord, stores the answer and returns it. Returns None, and raises nothing, if there is no
        answer."""
        try:
            member = await self.ask(reader, guild)
            if member is not None:
                now = self._clock.now()
                await self._database.transaction(
                    lambda connection: readers.remember_membership(
                        connection, reader, guild, now, member=member
                    )
                )
        except Exception:
            log.exception("Whether %d is a member of %d could not be asked", reader, guild)
            return None
        return member


async def _all_done(questions: Collection[Question], seconds: float) -> bool:
    _, waiting = await asyncio.wait(questions, timeout=seconds)
    return not waiting
