"""What outlives a playground: all that people have heard of, kept as they hear of it."""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from bot.playground.attachments import Attachments, UploadedFile
from bot.playground.entities import Channel, Thread
from bot.playground.memory import Memory
from bot.playground.messages import Message, Messages
from bot.playground.registry import Registry
from bot.playground.rules.messages import Flag
from bot.playground.wire import Json, to_json
from bot.playground.world import World

PRIVATE_KEPT = 500
"""Of private messages, which no page shows once it is loaded anew, only so many of the latest are kept."""
_HERE = "http://playground.invalid"
"""What the playground's own address is kept as: it may have another one the next time."""


class Keeping:
    """Keeps messages with their files, direct messages, threads, events, members' roles, commands and the
    clock."""

    def __init__(
        self, memory: Memory, world: World, messages: Messages, attachments: Attachments, registry: Registry
    ) -> None:
        self._memory = memory
        self._world = world
        self._messages = messages
        self._attachments = attachments
        self._registry = registry
        self._files: set[str] = set()

    def clock(self, move: Callable[[float], None]) -> Callable[[float], None]:
        """Moves the clock as far ahead as it was. Returns what moves it, and keeps how far."""
        ahead: float = self._memory.values.get("clock", 0.0)
        move(ahead)

        def move_on(seconds: float) -> None:
            nonlocal ahead
            ahead += seconds
            move(seconds)
            self._memory.put("clock", ahead)

        return move_on

    def restore(self) -> None:
        """Brings back what was kept, forgets what is of no use any more, and begins to keep what changes."""
        kept: dict[str, dict[str, Any]] = defaultdict(dict)
        for key, value in self._memory.values.items():
            kind, _, name = key.partition(" ")
            kept[kind][name] = value
        self._registry.restore(kept["commands"].get("", []))
        for person, channel in kept["direct"].items():
            self._restore_direct(person, channel)
        for thread in kept["thread"].values():
            self._restore_thread(thread)
        for event in kept["event"].values():
            self._world.guilds[event["guild_id"]].events[event["id"]] = event
        for place, roles in kept["roles"].items():
            guild, person = place.split()
            self._world.guilds[guild].members[person].roles = roles
        messages = self._restore_messages(kept["message"])
        self._restore_files(kept["file"], messages)
        self._forget(kept, messages)
        self._memory.open()

    def hear(self, kind: str, data: Any) -> None:
        """Keeps what an event tells of, as it now is."""
        match kind.split("_"):
            case ["message", "delete"]:
                self._memory.put(f"message {data['id']}", None)
            case ["message", _]:
                self._keep_message(self._messages.get(data["id"]))
            case ["channel", "delete"]:
                self._memory.put(f"thread {data['id']}", None)
            case ["channel", _]:
                self._keep_channel(self._world.channels[data["id"]])
            case ["member", _]:
                self._memory.put(f"roles {data['guild_id']} {data['user']['id']}", data["roles"])
            case ["event", what]:
                self._memory.put(f"event {data['id']}", None if what == "delete" else data)
            case ["commands"]:
                self._memory.put("commands", data)

    # --- keeping ---

    def _keep_message(self, message: Message) -> None:
        for attachment in message.payload["attachments"]:
            self._keep_file(attachment["id"])
        payload = to_json(message.payload).replace(self._attachments.base, _HERE)
        kept = {"payload": json.loads(payload), "only": message.only, "votes": message.votes}
        self._memory.put(f"message {message.id}", kept)

    def _keep_file(self, attachment: str) -> None:
        if attachment in self._files:
            return
        self._files.add(attachment)
        file = self._attachments.files[attachment]
        content = base64.b64encode(file.content).decode()
        self._memory.put(f"file {attachment}", {"name": file.name, "content": content})

    def _keep_channel(self, channel: Channel) -> None:
        if isinstance(channel, Thread):
            self._memory.put(f"thread {channel.id}", channel.kept())
            if starter := self._messages.starter(channel):
                self._keep_message(starter)
        for person in channel.parties.values():
            if not person.bot:
                self._memory.put(f"direct {person.id}", channel.id)

    # --- bringing back ---

    def _restore_direct(self, person: str, channel: str) -> None:
        parties = {user.id: user for user in (self._world.bot, self._world.users[person])}
        self._world.channels[channel] = Channel(channel, parties=parties)

    def _restore_thread(self, kept: Json) -> None:
        parent, owner = self._world.channels[kept.pop("parent")], self._world.users[kept.pop("owner")]
        if parent.guild is not None:
            self._world.add_thread(Thread(**kept, guild=parent.guild, parent=parent, owner=owner))

    def _restore_messages(self, kept: dict[str, Json]) -> list[Message]:
        latest = sorted(kept, key=int)
        private = [message for message in latest if kept[message]["only"]]
        forgotten = set(private[:-PRIVATE_KEPT])
        restored = []
        for message in latest:
            payload = json.loads(to_json(kept[message]["payload"]).replace(_HERE, self._attachments.base))
            channel = self._world.channels.get(payload["channel_id"])
            if channel is not None and message not in forgotten:
                votes = kept[message].get("votes", {})
                restored.append(Message(channel, _settled(payload), kept[message]["only"], votes))
                self._messages.restore(restored[-1])
        return restored

    def _restore_files(self, kept: dict[str, Json], messages: list[Message]) -> None:
        attached = [attachment for message in messages for attachment in message.payload["attachments"]]
        for attachment in attached:
            if file := kept.get(attachment["id"]):
                content = base64.b64decode(file["content"])
                self._attachments.restore(attachment, UploadedFile(file["name"], content))
                self._files.add(attachment["id"])

    def _forget(self, kept: dict[str, dict[str, Any]], messages: list[Message]) -> None:
        here = {"message": {message.id for message in messages}, "file": self._files}
        for kind, names in here.items():
            for name in kept[kind].keys() - names:
                del self._memory.values[f"{kind} {name}"]


def _settled(payload: Json) -> Json:
    """Returns a message that was still "thinking" as Discord shows it once no answer can come any more."""
    if not payload["flags"] & Flag.LOADING:
        return payload
    failed = {"content": "The application did not respond", "flags": payload["flags"] & ~Flag.LOADING}
    return payload | failed
