"""The Discord half of delivering: messages posted, and looked for after a crash; threads opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import discord
from discord.http import Route

from bot.stories.ids import ReaderId
from bot.subscriptions.models import Delivery, Notice, Obstacle, Sent
from bot.subscriptions.post import OpenedTooFast, Postponed, Rejected, Unreachable
from cogs.subscriptions.messages import mark_of, message_of, thread_name
from cogs.ui.refusals import OPENED_TOO_FAST, is_temporary

if TYPE_CHECKING:
    from bot.client import StoryBot


_OBSTACLES = {
    50007: Obstacle.CLOSED,
    50278: Obstacle.NO_SERVER,
    50001: Obstacle.NO_ACCESS,
    50013: Obstacle.NO_ACCESS,
    10003: Obstacle.GONE,
    10004: Obstacle.GONE,
}
"""The obstacles by Discord's error codes ("Opcodes and Status Codes", JSON)."""
_HAS_THREAD = 160004
_ANNOUNCEMENT_THREAD: Final = 10
_PUBLIC_THREAD: Final = 11
_A_WEEK: Final = 10_080
"""Minutes without a message before a thread leaves the list of channels: the longest that Discord offers."""
_THREADS = 10
"""The most threads that are opened for one notice."""
_A_MINUTE = 60
_PAGE = 100


class DiscordPost:
    """Sends deliveries by Discord (`Post`)."""

    def __init__(self, bot: StoryBot) -> None:
        self._bot = bot

    async def is_age_restricted(self, channel: int) -> bool:
        """Returns whether a channel, or the channel of a thread, is age-restricted. Raises as `Post` says."""
        with _translated():
            found = self._bot.get_channel(channel) or await self._bot.fetch_channel(channel)
        nsfw = getattr(found, "is_nsfw", None)
        return bool(nsfw and nsfw())

    async def open(self, reader: ReaderId) -> int:
        """Opens the direct messages with a reader, and returns their channel. Raises as `Post` says."""
        with _translated():
            return int((await self._bot.http.start_private_message(reader))["id"])

    async def look_for(self, delivery: Delivery, channel: int) -> int | None:
        """Returns the delivery's message, if it is among those posted since it was first tried, else None.
        Raises as `Post` says.

        A channel whose history the bot may not read counts as one without it.
        """
        mark, before = mark_of(delivery), None
        while True:
            try:
                with _translated():
                    found = await self._bot.http.logs_from(channel, _PAGE, before=before)
            except Unreachable:
                return None
            for message in found:
                if mark in str(message["components"]):
                    return int(message["id"])
            if len(found) < _PAGE or _moment(found[-1]) < delivery.first_tried_at - _A_MINUTE:
                return None
            before = int(found[-1]["id"])

    async def send(self, delivery: Delivery, channel: int, sent: Sent) -> int:
        """Posts what is sent, and returns the message. Raises as `Post` says."""
        role = delivery.subscription.role
        roles = [discord.Object(role)] if role else False
        with _translated():
            message = await self._bot.get_partial_messageable(channel).send(
                view=message_of(delivery, sent),
                # discord.py sends it enforced: within some minutes Discord posts it once.
                nonce=delivery.nonce,
                # A chapter of several messages rings once.
                silent=delivery.part > 1,
                allowed_mentions=discord.AllowedMentions(everyone=False, users=False, roles=roles),
            )
        return message.id

    async def edit(self, delivery: Delivery, channel: int, message: int, sent: Sent) -> None:
        """Makes a message that was sent say this instead. Raises as `Post` says."""
        with _translated():
            found = self._bot.get_partial_messageable(channel).get_partial_message(message)
            await found.edit(view=message_of(delivery, sent), allowed_mentions=discord.AllowedMentions.none())

    async def discuss(self, channel: int, message: int, notice: Notice, *, again: bool) -> None:
        """Opens the threads of new chapters: on the message if it tells of one, beside it if it tells of
        more. Raises as `Post` says."""
        names = [thread_name(notice, chapter) for chapter in notice.chapters[:_THREADS]]
        with _translated():
            if len(names) == 1:
                await self._open_on(channel, message, names[0])
                return
            parent = self._bot.get_channel(channel) or await self._bot.fetch_channel(channel)
            if isinstance(parent, discord.TextChannel):
                found = await self._threads_in(parent) if again else set()
                for name in names:
                    if name not in found:
                        await self._open_beside(parent, name)

    async def _open_on(self, channel: int, message: int, name: str) -> None:
        try:
            await self._bot.http.start_thread_with_message(
                channel, message, name=name, auto_archive_duration=_A_WEEK
            )
        except discord.HTTPException as error:
            if error.code != _HAS_THREAD:
                raise

    async def _open_beside(self, parent: discord.TextChannel, name: str) -> None:
        kind = _ANNOUNCEMENT_THREAD if parent.is_news() else _PUBLIC_THREAD
        await self._bot.http.request(
            Route("POST", "/channels/{channel_id}/threads", channel_id=parent.id),
            json={"name": name, "type": kind, "auto_archive_duration": _A_WEEK},
            # discord.py would try again after a 5xx, and might open a second thread beside the first.
            raise_for_status=_raise_for_5xx,
        )

    async def _threads_in(self, parent: discord.TextChannel) -> set[str]:
        """Returns the names of the threads that are open in a channel."""
        active = await self._bot.http.get_active_threads(parent.guild.id)
        return {thread["name"] for thread in active["threads"] if int(thread["parent_id"]) == parent.id}


@contextmanager
def _translated() -> Iterator[None]:
    """Translates Discord's errors into those of `Post`."""
    try:
        yield
    except discord.HTTPException as error:
        if error.code in _OBSTACLES:
            raise Unreachable(_OBSTACLES[error.code]) from error
        if error.code == OPENED_TOO_FAST:
            raise OpenedTooFast from error
        if error.status == 401 or is_temporary(error):
            raise Postponed(str(error)) from error
        raise Rejected(str(error)) from error
    except (aiohttp.ClientError, OSError, discord.InvalidData) as error:
        raise Postponed(repr(error)) from error


async def _raise_for_5xx(response: aiohttp.ClientResponse) -> None:
    if response.status >= 500:
        response.raise_for_status()


def _moment(message: Any) -> float:
    return datetime.fromisoformat(message["timestamp"]).timestamp()
