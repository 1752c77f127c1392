"""Who is in which thread, and the news of it."""

from __future__ import annotations

from bot.playground.entities import Thread, User
from bot.playground.events import Events
from bot.playground.gateway import Gateway, Intent
from bot.playground.wire import Json
from bot.playground.world import World


class Attendance:
    """Has users join threads and leave them, and tells who may know.

    Without the members intent the bot learns only of its own coming and going.
    """

    def __init__(self, world: World, gateway: Gateway, events: Events) -> None:
        self._world = world
        self._gateway = gateway
        self._events = events

    def join(self, thread: Thread, user: User) -> bool:
        """Makes a user a member of a thread. Returns False where they are one."""
        if user.id in thread.members:
            return False
        thread.members[user.id] = self._world.now()
        self._tell_bot(thread, user, added=[thread.membership(user.id)])
        self._tell_people(thread)
        return True

    def leave(self, thread: Thread, user: User) -> None:
        """Ends a user's membership of a thread, if they are a member."""
        if thread.members.pop(user.id, None) is None:
            return
        if not thread.visible_to(user.id):
            gone = {"id": thread.id, "guild_id": thread.guild.id}
            self._events.tell("channel_delete", gone, lambda who: who == user.id)
        self._tell_bot(thread, user, removed=[user.id])
        self._tell_people(thread)

    def tell_changed(self, thread: Thread) -> None:
        """Tells whoever sees a thread how it is now."""
        if thread.visible_to(self._world.bot.id):
            data = thread.payload(self._world.bot.id)
            self._gateway.dispatch("THREAD_UPDATE", data, guild=thread.guild.id, intent=Intent.GUILDS)
        self._tell_people(thread)

    def _tell_people(self, thread: Thread) -> None:
        self._events.tell("channel_update", thread.payload(""), thread.visible_to)

    def _tell_bot(
        self, thread: Thread, user: User, *, added: list[Json] | None = None, removed: list[str] | None = None
    ) -> None:
        if user is not self._world.bot:
            return
        data: Json = {
            "id": thread.id,
            "guild_id": thread.guild.id,
            "member_count": len(thread.members),
            "added_members": added or [],
            "removed_member_ids": removed or [],
        }
        self._gateway.dispatch("THREAD_MEMBERS_UPDATE", data, guild=thread.guild.id, intent=Intent.GUILDS)
