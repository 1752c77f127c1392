"""The Discord half of threads, as an interface for the services."""

from __future__ import annotations

from typing import Protocol

from bot.posts.messenger import Messenger
from bot.stories.ids import GuildId, ReaderId
from bot.together.models import Plan, Stage
from bot.together.threads import Meeting, OpenedThread, Opening, Poll


class Venue(Messenger, Protocol):
    """Opens threads, posts and asks in them, and schedules meetings.

    Each method raises as `Messenger` says. With `since`, UTC in seconds, it looks first for what an earlier
    attempt may have done since then.
    """

    async def open_thread(
        self, plan: Plan, stage: Stage, known: frozenset[int], since: int | None
    ) -> OpenedThread:
        """Opens the thread of a part in the channel of its read-along: a private one, or a public one where
        that is not possible. None of those that are `known` is taken for it."""
        ...

    async def say(self, thread: int, mark: int, opening: Opening) -> int:
        """Posts the first message of a thread, once however often it is called within some minutes, and
        returns it."""
        ...

    async def say_questions(self, thread: int, mark: int, opening: Opening) -> int:
        """Posts the host's questions in a thread, as `say` does."""
        ...

    async def ask(self, thread: int, mark: int, poll: Poll, since: int | None) -> int:
        """Posts a poll in a thread, as `say` does."""
        ...

    async def say_end(self, plan: Plan, mark: int) -> int:
        """Posts that a read-along has ended in its channel, as `say` does."""
        ...

    async def schedule(self, guild: GuildId, meeting: Meeting, since: int | None) -> int:
        """Schedules a meeting, or changes its event, and returns the event."""
        ...

    async def call_off(self, guild: GuildId, event: int) -> None:
        """Deletes an event, or does nothing where it is gone."""
        ...

    async def add(self, thread: int, reader: ReaderId) -> None:
        """Adds somebody to a thread, which is opened before where it is archived. Who is in it stays there.
        Raises Unreachable with GONE where the thread is, NO_SERVER for who is not, or does not see the
        channel, or where the thread is full."""
        ...
