"""Membership of servers, and roles there: they decide which stories a reader has in direct messages, and
which chapters are open to them early."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.readers.models import MembershipAnswer, Standing
from bot.readers.queries import readers
from bot.stories.ids import GuildId, ReaderId, RoleId
from bot.stories.queries import early

log = logging.getLogger(__name__)

AN_HOUR, A_DAY = 3_600, 86_400
"""Seconds for which an answer holds: about somebody's roles, and about whether they are a member."""
_AT_ONCE = 1.0
"""Seconds to wait before Discord is told that the answer takes longer; it allows three."""
_PATIENCE = 10.0
"""Seconds to wait for Discord after that."""

Ask = Callable[[ReaderId, GuildId], Awaitable[Standing | None]]
"""Asks Discord for somebody's standing in a server. Returns None if Discord cannot say now."""
Question = asyncio.Task[Standing | None]


async def membership_unknown(reader: ReaderId, guild: GuildId) -> Standing | None:
    """Returns None: there is no Discord to ask."""
    return None


@dataclass(frozen=True, slots=True)
class Memberships:
    """The servers that somebody is a member of, and the roles by which chapters may be open to them early.
    `complete` is set where the membership is known for every server asked about."""

    member_of: frozenset[GuildId]
    roles: frozenset[RoleId]
    complete: bool


class Membership:
    """Membership of servers as Discord last reported it. After a day Discord is asked again; the last answer
    serves until then. Roles hold for an hour: what is not known by then counts as none."""

    def __init__(self, database: Database, clock: Clock, ask: Ask = membership_unknown) -> None:
        self._database = database
        self._clock = clock
        self._questions: dict[tuple[ReaderId, GuildId], Question] = {}
        self.ask = ask

    async def guilds_of(
        self, reader: ReaderId, defer: Callable[[], Awaitable[None]] | None = None
    ) -> Memberships:
        """Returns the servers of which the reader is still a member and whose own stories they have begun,
        saved for later or subscribed to, and their roles in those whose roles open chapters of such stories.

        Waits for an answer only where there is none that serves: a second, and several more after `defer` was
        called where it is given. Servers without an answer are left out.
        """

        begun, gated, answers = await self._database.read(partial(_answers, reader=reader))
        recent = {guild for guild in gated if self._holds(answers.get(guild), AN_HOUR)}
        wanted = {guild for guild in begun if guild not in answers} | {*gated} - recent
        old = {guild for guild in begun if not self._holds(answers.get(guild), A_DAY)}
        questions = {guild: self._question(reader, guild) for guild in wanted | old}
        awaited = {questions[guild] for guild in wanted}
        if awaited and not await _all_done(awaited, _AT_ONCE) and defer is not None:
            await defer()
            await _all_done(awaited, _PATIENCE)
        told = {guild: questions[guild].result() for guild in wanted if questions[guild].done()}
        known = {guild: Standing(each.member, each.roles or ()) for guild, each in answers.items()}
        known |= {guild: standing for guild, standing in told.items() if standing is not None}
        sure = recent | {guild for guild, standing in told.items() if standing is not None}
        return Memberships(
            frozenset(guild for guild in begun if guild in known and known[guild].member),
            frozenset(role for guild in sure for role in known[guild].roles),
            complete=all(guild in known for guild in begun),
        )

    async def remembered(self, reader: ReaderId, guild: GuildId, seconds: int = A_DAY) -> Standing | None:
        """Returns the reader's standing in a server by an answer not older than this, or None without one."""
        answer = await self._database.read(lambda connection: readers.membership(connection, reader, guild))
        if answer is None or not self._holds(answer, seconds):
            return None
        return Standing(answer.member, answer.roles or ())

    async def asked(self, reader: ReaderId, guild: GuildId) -> Standing | None:
        """Returns the reader's standing in a server, by asking Discord now. None if Discord cannot say."""
        # Others may wait for the same answer, so whoever is cancelled does not cancel the question.
        return await asyncio.shield(self._question(reader, guild))

    async def close(self) -> None:
        """Cancels the questions that are still open."""
        questions = list(self._questions.values())
        for question in questions:
            question.cancel()
        await asyncio.gather(*questions, return_exceptions=True)

    def _holds(self, answer: MembershipAnswer | None, seconds: int) -> bool:
        if answer is None or not 0 <= self._clock.now() - answer.asked_at <= seconds:
            return False  # one from the future is from a clock that was wrong
        return seconds > AN_HOUR or answer.roles is not None

    def _question(self, reader: ReaderId, guild: GuildId) -> Question:
        """Returns the running question about a membership, begun where there is none."""
        about = reader, guild
        if about not in self._questions:
            question = asyncio.create_task(self._answer(reader, guild))
            question.add_done_callback(lambda _: self._questions.pop(about))
            self._questions[about] = question
        return self._questions[about]

    async def _answer(self, reader: ReaderId, guild: GuildId) -> Standing | None:
        """Asks Discord, stores the answer and returns it. Returns None, and raises nothing, if there is no
        answer."""
        try:
            standing = await self.ask(reader, guild)
            if standing is not None:
                answer = partial(_keep, reader=reader, guild=guild, standing=standing, now=self._clock.now())
                await self._database.transaction(answer)
        except Exception:
            log.exception("Whether %d is a member of %d could not be asked", reader, guild)
            return None
        return standing


def _answers(
    connection: Connection, reader: ReaderId
) -> tuple[list[GuildId], list[GuildId], dict[GuildId, MembershipAnswer]]:
    """Returns the servers whose stories a reader has, those whose roles count, and the answers about them."""
    begun, gated = readers.guilds(connection, reader), early.guilds_for(connection, reader)
    answers = {each: readers.membership(connection, reader, each) for each in {*begun, *gated}}
    return begun, gated, {guild: answer for guild, answer in answers.items() if answer is not None}


def _keep(connection: Connection, reader: ReaderId, guild: GuildId, standing: Standing, now: int) -> None:
    """Stores an answer, unless the reader or the server was erased while it was on its way."""
    if guild in readers.guilds(connection, reader) or guild in early.guilds_for(connection, reader):
        readers.remember_membership(connection, reader, guild, standing, now)


async def _all_done(questions: Collection[Question], seconds: float) -> bool:
    _, waiting = await asyncio.wait(questions, timeout=seconds)
    return not waiting
