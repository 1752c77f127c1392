"""Threads, polls and events of read-alongs on Discord."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import discord
from discord import ui
from discord.http import Route

from bot.language import speaking
from bot.posts.messenger import Rejected, Unreachable
from bot.posts.models import Obstacle, PostId, PublicPost
from bot.stories.ids import GuildId, ReaderId
from bot.together.models import Plan, Stage
from bot.together.threads import Meeting, OpenedThread, Opening, Poll
from cogs.posts.messenger import DiscordMessenger, raise_for_5xx, translated
from cogs.together.ending_screens import ended_message
from cogs.together.openings import event_of, opening_message, questions_message, thread_name

_ANNOUNCEMENT_THREAD: Final = 10
_PUBLIC_THREAD: Final = 11
_PRIVATE_THREAD: Final = 12
_A_WEEK: Final = 10_080
"""Minutes without a message before a thread leaves the list of channels: the longest that Discord offers."""
_ARCHIVED, _UNKNOWN_EVENT = 50083, 10070
_NOT_THERE = {10007, 30033}
"""Discord's codes for who is not in the server, and for a thread that is full."""
_NO_ACCESS = 50001
_A_MINUTE, _PAGE = 60, 100


class DiscordVenue(DiscordMessenger):
    """Opens threads, posts and asks in them, and schedules meetings (`Venue`)."""

    async def open_thread(
        self, plan: Plan, stage: Stage, known: frozenset[int], since: int | None
    ) -> OpenedThread:
        """Opens the thread of a part, or finds the one that was opened since then. Raises as `Venue` says."""
        with translated():
            parent = await self._parent(plan.read_along.channel)
            with speaking(await self._language_of(plan.read_along.guild)):
                name = thread_name(plan, stage)
            if since is not None:
                for found in await self._threads_named(parent, name, since):
                    if found.id not in known:
                        return found
            private = not parent.is_news() and (await self._permissions_in(parent)).create_private_threads
        if private:
            try:
                return await self._open(parent, name, _PRIVATE_THREAD)
            except (Unreachable, Rejected) as error:
                if isinstance(error, Unreachable) and error.obstacle is not Obstacle.NO_ACCESS:
                    raise
        return await self._open(parent, name, _ANNOUNCEMENT_THREAD if parent.is_news() else _PUBLIC_THREAD)

    async def say(self, thread: int, mark: int, opening: Opening) -> int:
        """Posts the first message of a thread. Raises as `Venue` says."""
        return await self._post(thread, mark, opening.plan, lambda: opening_message(opening))

    async def say_questions(self, thread: int, mark: int, opening: Opening) -> int:
        """Posts the host's questions. Raises as `Venue` says."""
        return await self._post(thread, mark, opening.plan, lambda: questions_message(opening))

    async def say_end(self, plan: Plan, mark: int) -> int:
        """Posts that a read-along has ended. Raises as `Venue` says."""
        return await self._post(plan.read_along.channel, mark, plan, lambda: ended_message(plan))

    async def ask(self, thread: int, mark: int, poll: Poll, since: int | None) -> int:
        """Posts a poll, or finds it. Raises as `Venue` says."""
        if since is not None:
            await self._require_history(thread)
            with translated():
                for message in await self._said_since(thread, since):
                    if _asks(message, poll):
                        return int(message["id"])
        answers = [{"poll_media": {"text": each}} for each in poll.answers]
        question = {"question": {"text": poll.question}, "answers": answers, "duration": poll.hours}
        body = {"poll": question, "nonce": str(mark), "enforce_nonce": True}
        with translated():
            made = await self.bot.http.request(
                Route("POST", "/channels/{channel_id}/messages", channel_id=thread), json=body
            )
        return int(made["id"])

    async def schedule(self, guild: GuildId, meeting: Meeting, since: int | None) -> int:
        """Schedules a meeting, changes its event, or finds the one scheduled since then. Raises as `Venue`
        says."""
        with translated():
            parent = await self._parent(meeting.plan.read_along.channel)
            with speaking(await self._language_of(guild)):
                event = event_of(meeting, parent.name)
            if meeting.event is not None and await self._changed(guild, meeting.event, event):
                return meeting.event
            if since is not None and (found := await self._scheduled(guild, event)):
                return found
            made = await self.bot.http.request(
                Route("POST", "/guilds/{guild_id}/scheduled-events", guild_id=guild),
                json=event,
                raise_for_status=raise_for_5xx,
            )
        return int(made["id"])

    async def call_off(self, guild: GuildId, event: int) -> None:
        """Deletes an event, or does nothing where it is gone. Raises as `Venue` says."""
        with translated():
            try:
                await self.bot.http.request(_event_route("DELETE", guild, event))
            except discord.NotFound as error:
                if error.code != _UNKNOWN_EVENT:
                    raise

    async def add(self, thread: int, reader: ReaderId) -> None:
        """Adds somebody to a thread, which is opened before where it is archived. Raises as `Venue` says."""
        with translated():
            try:
                await self.bot.http.add_user_to_thread(thread, reader)
            except discord.HTTPException as error:
                if error.code in _NOT_THERE or await self._is_theirs(error, thread):
                    raise Unreachable(Obstacle.NO_SERVER) from error
                if error.code != _ARCHIVED:
                    raise
                await self.bot.http.edit_channel(thread, archived=False)
                await self.bot.http.add_user_to_thread(thread, reader)

    async def _is_theirs(self, error: discord.HTTPException, thread: int) -> bool:
        """Returns whether it is the person who does not see the channel, and not the bot."""
        if error.code != _NO_ACCESS:
            return False
        await self.bot.http.get_channel(thread)
        return True

    async def _open(self, parent: discord.TextChannel, name: str, kind: int) -> OpenedThread:
        body: dict[str, Any] = {"name": name, "type": kind, "auto_archive_duration": _A_WEEK}
        if kind == _PRIVATE_THREAD:
            body["invitable"] = False  # members cannot add others
        with translated():
            made = await self.bot.http.request(
                Route("POST", "/channels/{channel_id}/threads", channel_id=parent.id),
                json=body,
                raise_for_status=raise_for_5xx,
            )
        return OpenedThread(int(made["id"]), private=kind == _PRIVATE_THREAD)

    async def _threads_named(self, parent: discord.TextChannel, name: str, since: int) -> list[OpenedThread]:
        """Returns the bot's threads of this name in a channel that were opened since then."""
        http, me = self.bot.http, self.bot.user.id if self.bot.user else 0
        active = await http.get_active_threads(parent.guild.id)
        archived = await http.get_joined_private_archived_threads(parent.id, limit=_PAGE)
        found = [*active["threads"], *archived["threads"]]
        return [
            OpenedThread(int(each["id"]), private=each["type"] == _PRIVATE_THREAD)
            for each in found
            if int(each["owner_id"]) == me and int(each["parent_id"]) == parent.id and each["name"] == name
            if _moment(each["thread_metadata"]["create_timestamp"]) >= since - _A_MINUTE
        ]

    async def _post(self, thread: int, mark: int, plan: Plan, made: Callable[[], ui.LayoutView]) -> int:
        """Posts a message that is found by the mark. Raises as `Venue` says."""
        with translated():
            language = await self._language_of(plan.read_along.guild)
        with speaking(language):
            components: list[Any] = made().to_components()  # type: ignore[no-untyped-call]
        components[0]["id"] = mark
        now = self.bot.app.clock.now()
        return await self.post(
            PublicPost(PostId(0), str(mark), thread, None, json.dumps(components), now, None)
        )

    async def _said_since(self, thread: int, since: int) -> list[Any]:
        """Returns the messages of a thread since then, the newest first, and maybe some older ones."""
        found, before = list[Any](), None
        while True:
            page = await self.bot.http.logs_from(thread, _PAGE, before=before)
            found += page
            if len(page) < _PAGE or _moment(page[-1]["timestamp"]) < since - _A_MINUTE:
                return found
            before = int(page[-1]["id"])

    async def _changed(self, guild: GuildId, event: int, body: dict[str, Any]) -> bool:
        """Changes an event. Returns False where it is gone."""
        try:
            await self.bot.http.request(_event_route("PATCH", guild, event), json=body)
        except discord.NotFound as error:
            if error.code != _UNKNOWN_EVENT:
                raise
            return False
        return True

    async def _scheduled(self, guild: GuildId, event: dict[str, Any]) -> int | None:
        """Returns the bot's event of this name that begins at the same time, or None."""
        begins = datetime.fromisoformat(event["scheduled_start_time"])
        for each in await self.bot.http.get_scheduled_events(guild, with_user_count=False):
            same = (each["name"], datetime.fromisoformat(each["scheduled_start_time"]))
            mine = self.bot.user is not None and str(each.get("creator_id")) == str(self.bot.user.id)
            if mine and same == (event["name"], begins):
                return int(each["id"])
        return None

    async def _parent(self, channel: int) -> discord.TextChannel:
        """Returns the text channel that threads are opened in: of a thread, the one that it is in."""
        parent = await self._parent_of(channel)
        if not isinstance(parent, discord.TextChannel):
            raise Unreachable(Obstacle.REFUSED)
        return parent

    async def _language_of(self, guild: GuildId) -> str:
        found = self.bot.get_guild(guild) or await self.bot.fetch_guild(guild, with_counts=False)
        return found.preferred_locale.value


def _moment(written: str) -> float:
    return datetime.fromisoformat(written).timestamp()


def _event_route(method: str, guild: GuildId, event: int) -> Route:
    path = "/guilds/{guild_id}/scheduled-events/{event_id}"
    return Route(method, path, guild_id=guild, event_id=event)


def _asks(message: Any, poll: Poll) -> bool:
    """Returns whether a message has this poll."""
    found = message.get("poll")
    if not found or found["question"].get("text") != poll.question:
        return False
    return [each["poll_media"].get("text") for each in found["answers"]] == list(poll.answers)
