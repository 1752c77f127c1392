"""REST: users, servers, members and the gateway's address."""

from __future__ import annotations

import binascii
from base64 import b64decode

from bot.playground.entities import Guild
from bot.playground.events import Events
from bot.playground.gateway import Gateway
from bot.playground.permissions import in_guild
from bot.playground.refusals import Code, Refusal
from bot.playground.rest.api import Answer, Call, Route
from bot.playground.wire import Json
from bot.playground.world import World


class PlaceRoutes:
    """Answers requests on users, servers and members."""

    def __init__(self, world: World, gateway: Gateway, events: Events) -> None:
        self._world = world
        self._gateway = gateway
        self._events = events

    def routes(self) -> list[Route]:
        """Returns the routes answered here."""
        return [
            Route("GET", "/gateway", self._address),
            Route("GET", "/gateway/bot", self._starts),
            Route("GET", "/users/@me", self._me),
            Route("PATCH", "/users/@me", self._change_me),
            Route("GET", "/users/@me/guilds", self._guilds),
            Route("POST", "/users/@me/channels", self._open_direct),
            Route("GET", "/users/{user}", self._user),
            Route("GET", "/guilds/{guild}", self._guild),
            Route("GET", "/guilds/{guild}/channels", self._guild_channels),
            Route("GET", "/guilds/{guild}/roles", self._roles),
            Route("GET", "/guilds/{guild}/members/{user}", self._member),
        ]

    def _address(self, call: Call) -> Answer:
        return Answer({"url": self._gateway.url})

    def _starts(self, call: Call) -> Answer:
        return Answer(self._gateway.starts())

    def _me(self, call: Call) -> Answer:
        return Answer(self._world.bot.payload() | {"verified": True, "mfa_enabled": False, "flags": 0})

    def _change_me(self, call: Call) -> Answer:
        bot = self._world.bot
        for kind in ("avatar", "banner"):
            if kind in call.form:
                bot.pictures.pop(kind, None)
                if call.form[kind] is not None:
                    bot.pictures[kind] = _png(str(call.form[kind]))
        return self._me(call)

    def _guilds(self, call: Call) -> Answer:
        mine = [guild for guild in self._world.guilds.values() if self._world.bot.id in guild.members]
        return Answer([self._mine(guild) for guild in mine])

    def _mine(self, guild: Guild) -> Json:
        allowed = in_guild(guild, guild.members[self._world.bot.id])
        return guild.payload() | {"owner": False, "permissions": str(allowed)}

    def _user(self, call: Call) -> Answer:
        return Answer(self._world.user(call.path["user"]).payload())

    def _open_direct(self, call: Call) -> Answer:
        person = self._world.user(str(call.form.get("recipient_id")))
        if person.bot:
            raise Refusal(Code.CANNOT_REACH_PERSON)
        channel, opened = self._world.direct(person)
        if opened:
            self._events.tell("channel_create", channel.payload(person.id), lambda who: who == person.id)
        return Answer(channel.payload(self._world.bot.id))

    def _guild(self, call: Call) -> Answer:
        return Answer(self._guild_of(call).payload())

    def _guild_channels(self, call: Call) -> Answer:
        channels = self._guild_of(call).channels.values()
        return Answer([channel.payload(self._world.bot.id) for channel in channels])

    def _roles(self, call: Call) -> Answer:
        return Answer([role.payload() for role in self._guild_of(call).roles.values()])

    def _member(self, call: Call) -> Answer:
        member = self._guild_of(call).members.get(call.path["user"])
        if member is None:
            self._world.user(call.path["user"])
            raise Refusal(Code.UNKNOWN_MEMBER)
        return Answer(member.payload())

    def _guild_of(self, call: Call) -> Guild:
        return self._world.guild(call.path["guild"], self._world.bot.id)


def _png(data: str) -> bytes:
    """Returns the picture in a data URI. Refuses what is no PNG."""
    head, _, encoded = data.partition(",")
    try:
        image = b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise Refusal(Code.INVALID_FORM) from error
    if head != "data:image/png;base64" or not image.startswith(b"\x89PNG"):
        raise Refusal(Code.INVALID_FORM)
    return image
