"""The HTTP calls of the page and of the tests; docs/playground.md is their contract."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import BodyPartReader, web

from bot.playground.attachments import LARGEST_OF_PEOPLE, Attachments, UploadedFile
from bot.playground.entities import Guild, User
from bot.playground.events import Events
from bot.playground.gateway import Gateway
from bot.playground.messages import Messages
from bot.playground.people.actions import Actions
from bot.playground.people.controls import Controls
from bot.playground.permissions import Permission, in_channel
from bot.playground.refusals import Code, Refusal
from bot.playground.registry import Registry
from bot.playground.rules import commands
from bot.playground.scheduled_events import ahead
from bot.playground.wire import Json, to_json
from bot.playground.world import World

_Call = Callable[[web.Request], Awaitable[Any]]


class Calls:
    """Answers the calls of people."""

    def __init__(
        self,
        world: World,
        gateway: Gateway,
        registry: Registry,
        messages: Messages,
        attachments: Attachments,
        events: Events,
        actions: Actions,
        controls: Controls,
    ) -> None:
        self._world = world
        self._gateway = gateway
        self._registry = registry
        self._messages = messages
        self._attachments = attachments
        self._events = events
        self._actions = actions
        self._controls = controls

    def mount(self, app: web.Application) -> None:
        """Adds the routes of the calls."""
        for method, path, call in (
            ("GET", "state", self._state),
            ("GET", "channels/{channel}/messages", self._history),
            ("POST", "channels/{channel}/messages", self._say),
            ("POST", "dms", self._open_direct),
            ("POST", "attachments", self._upload),
            ("POST", "interactions", self._interact),
            ("POST", "locale", self._set_locale),
            ("POST", "clock", self._advance),
            ("POST", "afresh", self._begin_anew),
        ):
            app.router.add_route(method, f"/playground/{path}", answering(call))
        app.router.add_route("GET", "/playground/events", self._watch)

    async def _state(self, request: web.Request) -> Json:
        you = self._person(request) if "as" in request.query else self._world.people()[0]
        guilds = [guild for guild in self._world.guilds.values() if you.id in guild.members]
        return {
            "now": self._world.clock(),
            "you": you.payload() | {"locale": you.locale},
            "people": [person.payload() for person in self._world.people()],
            "guilds": [self._guild(guild, you) for guild in guilds],
            "dms": [channel.payload(you.id) for channel in self._world.direct_of(you.id)],
            "commands": self._registry.all(),
            "bot": {"user": self._world.bot.payload(), "online": self._gateway.online},
            "controls": self._controls.move_clock is not None,
            "afresh": self._controls.start_afresh is not None,
        }

    def _guild(self, guild: Guild, you: User) -> Json:
        return {
            "id": guild.id,
            "name": guild.name,
            "channels": [
                channel.payload(you.id) | {"permissions": str(in_channel(channel, you.id))}
                for channel in (*guild.channels.values(), *guild.threads.values())
                if channel.visible_to(you.id)
            ],
            "members": [member.payload() for member in guild.members.values()],
            "roles": [role.payload() for role in guild.roles.values()],
            "events": ahead(guild, self._world.clock()),
        }

    async def _history(self, request: web.Request) -> list[Json]:
        person = self._person(request).id
        channel = self._world.channel(request.match_info["channel"], person)
        if not in_channel(channel, person) & Permission.READ_MESSAGE_HISTORY:
            return []
        return self._messages.latest(channel)[::-1]

    async def _say(self, request: web.Request) -> Json:
        person = self._person(request)
        channel = self._world.channel_to_speak_in(request.match_info["channel"], person.id)
        content = str((await form_of(request)).get("content", ""))
        if len(content) > 2000:
            raise Refusal(Code.INVALID_FORM, "Must be 2000 or fewer in length.")
        return self._messages.post(channel, person, {"content": content}, {}).payload

    async def _open_direct(self, request: web.Request) -> Json:
        person = self._person(request)
        channel, opened = self._world.direct(person)
        payload = channel.payload(person.id)
        if opened:
            self._events.tell("channel_create", payload, lambda who: who == person.id)
        return payload

    async def _upload(self, request: web.Request) -> Json:
        person = self._person(request)
        if request.content_type == "multipart/form-data":
            async for part in await request.multipart():
                if isinstance(part, BodyPartReader) and part.filename:
                    sent = UploadedFile(part.filename, bytes(await part.read()))
                    return self._attachments.keep(sent, person.id, largest=LARGEST_OF_PEOPLE)
        raise Refusal(Code.INVALID_FORM, "Send one file, as multipart/form-data.")

    async def _interact(self, request: web.Request) -> Json:
        return await self._actions.act(self._person(request), await form_of(request))

    async def _set_locale(self, request: web.Request) -> Json:
        """Sets the language of a person's own client."""
        person, locale = self._person(request), (await form_of(request)).get("locale")
        if locale not in commands.LOCALES:
            raise Refusal(Code.INVALID_FORM, "locale is one of Discord's.")
        person.locale = locale
        return {"locale": locale}

    async def _advance(self, request: web.Request) -> Json:
        if self._controls.move_clock is None:
            raise Refusal(Code.MISSING_ACCESS, "The controls are off.")
        seconds = (await form_of(request)).get("advance")
        if not isinstance(seconds, int | float) or seconds < 0:
            raise Refusal(Code.INVALID_FORM, "advance is a number of seconds, not negative.")
        self._controls.move_clock(float(seconds))
        now: Json = {"now": self._world.clock()}
        self._events.tell("clock", now)
        return now

    async def _begin_anew(self, request: web.Request) -> Json:
        self._person(request)
        if self._controls.start_afresh is None:
            raise Refusal(Code.MISSING_ACCESS, "Nothing is kept here that could be started afresh.")
        self._events.tell("afresh", {})
        self._controls.start_afresh()
        return {}

    async def _watch(self, request: web.Request) -> web.StreamResponse:
        try:
            return await self._events.serve(request, self._person(request).id)
        except Refusal as refusal:
            return _json(refusal.body(), refusal.status)

    def _person(self, request: web.Request) -> User:
        return person_of(request, self._world)


def person_of(request: web.Request, world: World) -> User:
    """Returns the person who calls."""
    user = world.user(request.query.get("as", ""))
    if user.bot:
        raise Refusal(Code.UNKNOWN_USER)
    return user


def answering(
    call: Callable[[web.Request], Awaitable[Any]],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Returns the handler that answers with what a call returns, or with its refusal."""

    async def handle(request: web.Request) -> web.Response:
        try:
            return _json(await call(request))
        except Refusal as refusal:
            return _json(refusal.body(), refusal.status)

    return handle


async def form_of(request: web.Request) -> Json:
    """Returns the JSON object that a request carries."""
    try:
        form = json.loads(await request.read())
    except ValueError as error:
        raise Refusal(Code.INVALID_JSON) from error
    if not isinstance(form, dict):
        raise Refusal(Code.INVALID_JSON)
    return form


def _json(body: Any, status: int = 200) -> web.Response:
    return web.Response(body=to_json(body).encode(), status=status, content_type="application/json")
