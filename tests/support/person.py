"""A person on the playground, for tests: types commands, presses what they see, reads what comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from io import BytesIO
from types import TracebackType
from typing import Any, Self

import aiohttp

from bot.playground import Playground
from tests.support.filled_forms import filled
from tests.support.replies import BUTTON, LOADING, SELECT, Json, Reply, readable, walk

PATIENCE = 120.0
"""Seconds that a person waits for what is to come before they give up: a busy machine may take long."""
WORKING = "⏳"
"""What a message begins with as long as the bot is at work on the answer."""


async def a_moment() -> None:
    """Lets the bot work on: whoever looks again at once takes the processor from it."""
    await asyncio.sleep(0.02)


class Refused(Exception):  # noqa: N818 - what Discord's client shows, not a fault of the test
    """Discord itself would not let the person do that."""

    def __init__(self, status: int, body: Json) -> None:
        self.status = status
        self.body = body
        super().__init__(f"{status}: {body}")


class Person:
    """Somebody (by name or id) in a channel (by name or id). Use it as an asynchronous context.

    `last` is the latest reply that showed a message; presses and choices go to it unless told otherwise.
    """

    def __init__(self, playground: Playground, who: str, channel: str = "reading-room") -> None:
        self.playground = playground
        world = playground.world
        self.user = world.users[who] if who in world.users else world.person_named(who)
        self.channel_id = ""
        self.last = Reply("nothing yet")
        self.patience = PATIENCE
        self.events: list[Json] = []
        self._arrived = asyncio.Condition()
        self.go(channel)

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(f"{self.playground.url}/", cookie_jar=aiohttp.DummyCookieJar())
        self._socket = await self._session.ws_connect("playground/events", params=self._as)
        self._listening = asyncio.create_task(self._listen())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()
        await self._listening
        await self._session.close()

    @property
    def _as(self) -> Mapping[str, str]:
        return {"as": self.user.id}

    def go(self, channel: str) -> None:
        """Turns to another channel."""
        world = self.playground.world
        self.channel_id = channel if channel in world.channels else world.channel_named(channel).id

    async def go_direct(self) -> None:
        """Turns to the direct messages with the bot."""
        self.channel_id = (await self.call("POST", "dms"))["id"]

    async def speak(self, locale: str) -> None:
        """Chooses the language of their Discord."""
        await self.call("POST", "locale", json={"locale": locale})

    async def slash(self, name: str, **options: Any) -> Reply:
        """Gives a command; of a subcommand the name is `group command`."""
        return await self._act(2, self._command(name, options), {})

    async def autocomplete(self, name: str, option: str, typed: str, **others: Any) -> list[Json]:
        """The choices offered while typing in an option, with the other options as they stand."""
        data = self._command(name, others | {option: typed}, focused=option)
        return list((await self._act(4, data, {})).choices)

    async def menu(self, name: str, target: Reply | Json) -> Reply:
        """Uses a menu's command on a message or a user."""
        data = self._command(name, {}) | {"target_id": _message(target)["id"]}
        del data["options"]
        return await self._act(2, data, {})

    async def press(self, says: str, message: Reply | Json | None = None) -> Reply:
        """Presses the button that says this, on the last message shown or on another."""
        on = self._on(message)
        button = Reply("", on).button(says)
        return await self._act(3, {"component_type": BUTTON, "custom_id": button["custom_id"]}, on)

    async def choose(self, *options: str, message: Reply | Json | None = None, among: str = "") -> Reply:
        """Chooses the options with these labels, or labels that contain these words, in the one menu that has
        them, and whose own words contain `among`; of several with the same label the first."""
        on = self._on(message)
        for menu in walk(on.get("components", [])):
            by_label = {option["label"]: option["value"] for option in reversed(menu.get("options", []))}
            exact = [by_label[says] for says in options if says in by_label]
            found = exact or [value for says in options for text, value in by_label.items() if says in text]
            if options and len(found) == len(options) and among in str(menu.get("placeholder")):
                data = {"component_type": menu["type"], "custom_id": menu["custom_id"], "values": found}
                return await self._act(3, data, on)
        raise AssertionError(f"no menu offers {options}")

    async def fill(self, form: Reply | Json, **entries: Any) -> Reply:
        """Sends a form; entries go by custom_id or by label in lower case with `_` for a space."""
        modal: Json = form.modal or {} if isinstance(form, Reply) else form
        given = dict(entries)
        components = [filled(component, given) for component in modal["components"]]
        assert not given, f"the form has no {', '.join(given)}"
        return await self._act(5, {"custom_id": modal["custom_id"], "components": components}, {})

    async def forge(
        self, custom_id: str, message: Reply | Json | None = None, chosen: str | None = None
    ) -> Reply:
        """Presses what is not there, or chooses a value; needs a playground with its controls on."""
        data: Json = {"component_type": BUTTON, "custom_id": custom_id}
        if chosen is not None:
            data = {"component_type": SELECT, "custom_id": custom_id, "values": [chosen]}
        return await self._act(3, data, self._on(message), forged=True)

    async def upload(self, name: str, content: bytes) -> str:
        """Sends a file for a form or an option: its id."""
        form = aiohttp.FormData()
        form.add_field("file", BytesIO(content), filename=name)
        return str((await self.call("POST", "attachments", data=form))["id"])

    async def fetch(self, url: str) -> bytes:
        """The file at an address that a message names."""
        async with self._session.get(url) as response:
            response.raise_for_status()
            return await response.read()

    async def say(self, content: str) -> Json:
        """Says something in the channel: the message."""
        return dict(
            await self.call("POST", f"channels/{self.channel_id}/messages", json={"content": content})
        )

    async def vote(self, message: Json, *answers: int) -> Json:
        """Votes for these answers, by their ids, in a message's poll: the message as it is then."""
        path = f"channels/{message['channel_id']}/messages/{message['id']}/votes"
        return dict(await self.call("POST", path, json={"answers": list(answers)}))

    async def history(self) -> list[Json]:
        """The channel's messages as everyone sees them, oldest first."""
        return list(await self.call("GET", f"channels/{self.channel_id}/messages"))

    async def state(self) -> Json:
        """What the page knows when it opens."""
        return dict(await self.call("GET", "state"))

    async def call(self, method: str, path: str, **body: Any) -> Any:
        """One of the calls of docs/playground.md; Refused if it does not succeed."""
        async with self._session.request(method, f"playground/{path}", params=self._as, **body) as response:
            answer = await response.json()
            if response.status >= 400:
                raise Refused(response.status, answer)
            return answer

    async def event(
        self, kind: str | tuple[str, ...], fits: Callable[[Any], bool] = bool, *, since: int = 0
    ) -> Any:
        """The data of the first such event since the nth, awaited if need be."""
        kinds = (kind,) if isinstance(kind, str) else kind
        async with asyncio.timeout(self.patience), self._arrived:
            while True:
                for event in self.events[since:]:
                    if event["type"] in kinds and fits(event["data"]):
                        return event["data"]
                await self._arrived.wait()

    async def _listen(self) -> None:
        async for message in self._socket:
            async with self._arrived:
                self.events.append(message.json())
                self._arrived.notify_all()

    def _on(self, message: Reply | Json | None) -> Json:
        return _message(self.last if message is None else message)

    def _command(self, name: str, options: Json, focused: str = "") -> Json:
        root, *subcommands = name.split(" ")
        commands = self.playground.registry.all()
        command = next(c for c in commands if c["name"] in (root, name))
        if command["name"] == name:
            subcommands = []
        level = command
        for subcommand in subcommands:
            level = next(option for option in level["options"] if option["name"] == subcommand)
        kinds = {option["name"]: option["type"] for option in level.get("options") or ()}
        given: list[Json] = [
            {"name": key, "type": kinds.get(key, 3), "value": value}
            | ({"focused": True} if key == focused else {})
            for key, value in options.items()
        ]
        for depth, subcommand in reversed(list(enumerate(subcommands, start=1))):
            kind = 1 if depth == len(subcommands) else 2
            given = [{"name": subcommand, "type": kind, "options": given}]
        return {"id": command["id"], "name": command["name"], "type": command["type"], "options": given}

    async def _act(self, kind: int, data: Json, on: Json, *, forged: bool = False) -> Reply:
        body: Json = {"type": kind, "channel_id": on.get("channel_id", self.channel_id), "data": data}
        if on:
            body["message_id"] = on["id"]
        if forged:
            body["forged"] = True
        since = len(self.events)
        answer = await self.call("POST", "interactions", json=body)
        reply = Reply(
            answer["outcome"],
            answer.get("message"),
            tuple(answer.get("choices", ())),
            answer.get("modal"),
            answer.get("error", ""),
        )
        return self._see(await self._settled(reply, on, since))

    async def _settled(self, reply: Reply, on: Json, since: int) -> Reply:
        """Awaits what follows an answer that takes time: the message as it then is, or that it is gone."""
        if reply.outcome not in ("deferred", "deferred_update") and not reply.text.startswith(WORKING):
            return reply
        awaited = (reply.message or on)["id"]

        def follows(message: Json) -> bool:
            done = not message.get("flags", 0) & LOADING and not readable(message).startswith(WORKING)
            beside = reply.outcome == "deferred_update" and _answered_by(message) == awaited
            return done and (beside or bool(message["id"] == awaited))

        kinds = ("message_update", "message_delete", "message_create")
        message = await self.event(kinds, follows, since=since)
        return Reply(reply.outcome, message if "components" in message else None)

    def _see(self, reply: Reply) -> Reply:
        if reply.message is not None:
            self.last = reply
        return reply


def _answered_by(message: Json) -> str | None:
    """The message that this one is a reply to."""
    reference = message.get("message_reference") or {}
    return reference.get("message_id")


def _message(shown: Reply | Json) -> Json:
    message = shown.message if isinstance(shown, Reply) else shown
    assert message is not None, "there is no message to press anything on"
    return message
