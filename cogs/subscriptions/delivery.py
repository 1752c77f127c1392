"""The Discord half of delivering: messages sent, threads opened."""

from __future__ import annotations

from typing import Final

import discord
from discord.http import Route

from bot.language import speaking
from bot.stories.ids import ReaderId
from bot.subscriptions.models import Delivery, Notice, Sent, SuspensionNote
from cogs.posts.messenger import DiscordMessenger, raise_for_5xx, translated
from cogs.subscriptions.messages import message_of, thread_name
from cogs.subscriptions.suspensions import suspension_message
from cogs.ui.pushes import rows_of

_HAS_THREAD = 160004
_ANNOUNCEMENT_THREAD: Final = 10
_PUBLIC_THREAD: Final = 11
_A_WEEK: Final = 10_080
"""Minutes without a message before a thread leaves the list of channels: the longest that Discord offers."""
_THREADS = 10
"""The most threads that are opened for one notice."""


class DiscordPost(DiscordMessenger):
    """Sends deliveries by Discord (`Post`)."""

    async def open(self, reader: ReaderId) -> int:
        """Opens the direct messages with a reader, and returns their channel. Raises as `Post` says."""
        with translated():
            return int((await self.bot.http.start_private_message(reader))["id"])

    async def send(self, delivery: Delivery, channel: int, sent: Sent) -> int:
        """Posts what is sent, and returns the message. Raises as `Post` says."""
        with translated():
            language = await self._language_for(delivery)
        with translated(), speaking(language):
            made = message_of(delivery, sent)
            message = await self.bot.get_partial_messageable(channel).send(
                made.content,
                embeds=[discord.Embed(description=made.covered)] if made.covered else [],
                view=rows_of(*made.rows),
                # discord.py sends it enforced: within some minutes Discord posts it once.
                nonce=delivery.nonce,
                # A chapter of several messages rings once.
                silent=delivery.part > 1,
                allowed_mentions=_mentions(delivery),
            )
        return message.id

    async def edit(self, delivery: Delivery, channel: int, message: int, sent: Sent) -> None:
        """Makes a message that was sent say, or bring, this instead. Raises as `Post` says."""
        with translated():
            language = await self._language_for(delivery)
        with translated(), speaking(language):
            found = self.bot.get_partial_messageable(channel).get_partial_message(message)
            await found.edit(
                content=None,
                embeds=[],
                view=message_of(delivery, sent).layout,
                allowed_mentions=_mentions(delivery),  # an edit rings nowhere
            )

    async def tell_owner(self, note: SuspensionNote, channel: int) -> None:
        """Tells the owner of a channel's subscription that it is suspended. Raises as `Post` says."""
        with translated(), speaking(note.locale):
            made = suspension_message(note)
            await self.bot.get_partial_messageable(channel).send(
                made.content, view=rows_of(*made.rows), nonce=note.mark
            )

    async def _language_for(self, delivery: Delivery) -> str:
        """Returns the locale of who will read a delivery: the reader's, or the server's for a channel."""
        guild = delivery.subscription.guild
        if guild is None or delivery.subscription.channel is None:
            return delivery.locale
        found = self.bot.get_guild(guild) or await self.bot.fetch_guild(guild, with_counts=False)
        return found.preferred_locale.value

    async def discuss(self, channel: int, message: int, notice: Notice, *, again: bool) -> None:
        """Opens the threads of new chapters: on the message if it tells of one, beside it if it tells of
        more. Raises as `Post` says."""
        names = [thread_name(notice, chapter) for chapter in notice.chapters[:_THREADS]]
        with translated():
            if len(names) == 1:
                await self._open_on(channel, message, names[0])
                return
            parent = self.bot.get_channel(channel) or await self.bot.fetch_channel(channel)
            if isinstance(parent, discord.TextChannel):
                found = await self._threads_in(parent) if again else set()
                for name in names:
                    if name not in found:
                        await self._open_beside(parent, name)

    async def _open_on(self, channel: int, message: int, name: str) -> None:
        try:
            await self.bot.http.start_thread_with_message(
                channel, message, name=name, auto_archive_duration=_A_WEEK
            )
        except discord.HTTPException as error:
            if error.code != _HAS_THREAD:
                raise

    async def _open_beside(self, parent: discord.TextChannel, name: str) -> None:
        kind = _ANNOUNCEMENT_THREAD if parent.is_news() else _PUBLIC_THREAD
        await self.bot.http.request(
            Route("POST", "/channels/{channel_id}/threads", channel_id=parent.id),
            json={"name": name, "type": kind, "auto_archive_duration": _A_WEEK},
            # discord.py would try again after a 5xx, and might open a second thread beside the first.
            raise_for_status=raise_for_5xx,
        )

    async def _threads_in(self, parent: discord.TextChannel) -> set[str]:
        """Returns the names of the threads that are open in a channel."""
        active = await self.bot.http.get_active_threads(parent.guild.id)
        return {thread["name"] for thread in active["threads"] if int(thread["parent_id"]) == parent.id}


def _mentions(delivery: Delivery) -> discord.AllowedMentions:
    role = delivery.subscription.role
    roles = [discord.Object(role)] if role else False
    return discord.AllowedMentions(everyone=False, users=False, roles=roles)
