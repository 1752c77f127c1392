"""REST: channels and the messages in them."""

from __future__ import annotations

from bot.playground.entities import Channel, Thread
from bot.playground.messages import Message, Messages
from bot.playground.permissions import Permission, in_channel
from bot.playground.polls import opened
from bot.playground.refusals import Code, Refusal
from bot.playground.rest.api import DONE, Answer, Call, Route
from bot.playground.rules.messages import check_message
from bot.playground.rules.shapes import Flaws, whole
from bot.playground.wire import Json
from bot.playground.world import World

_MESSAGES = "/channels/{channel}/messages"
_ONE = _MESSAGES + "/{message}"
_VIEW = Permission.VIEW_CHANNEL
_HISTORY = _VIEW | Permission.READ_MESSAGE_HISTORY


class ChannelRoutes:
    """Answers the bot's requests on channels outside of interactions."""

    def __init__(self, world: World, messages: Messages) -> None:
        self._world = world
        self._messages = messages

    def routes(self) -> list[Route]:
        """Returns the routes answered here."""
        return [
            Route("GET", "/channels/{channel}", self._get),
            Route("POST", "/channels/{channel}/typing", self._typing),
            Route("GET", _MESSAGES, self._history),
            Route("POST", _MESSAGES, self._post),
            Route("GET", _ONE, self._one),
            Route("PATCH", _ONE, self._edit),
            Route("DELETE", _ONE, self._delete),
        ]

    def _get(self, call: Call) -> Answer:
        return Answer(self._channel(call, _VIEW).payload(self._world.bot.id))

    def _typing(self, call: Call) -> Answer:
        self._to_speak_in(call)
        return DONE

    def _history(self, call: Call) -> Answer:
        channel = self._channel(call, _VIEW)
        limit = _number(call, "limit") or 50
        flaws = Flaws()
        whole(1, 100)(limit, ("limit",), flaws)
        flaws.refuse()
        if not in_channel(channel, self._world.bot.id) & Permission.READ_MESSAGE_HISTORY:
            return Answer([])  # Discord refuses nothing here: it shows a channel without a past
        around = _number(call, "around")
        if around is not None:
            newer = self._messages.latest(channel, limit // 2, after=around)
            return Answer(newer + self._messages.latest(channel, limit - len(newer), before=around + 1))
        before, after = _number(call, "before"), _number(call, "after")
        return Answer(self._messages.latest(channel, limit, before=before, after=after))

    def _post(self, call: Call) -> Answer:
        channel = self._to_speak_in(call)
        if call.files:
            self._channel(call, Permission.ATTACH_FILES)
        self._check_reach(channel)
        check_message(call.form, in_channel=True)
        extra = {"poll": self._poll(call)} if call.form.get("poll") else {}
        return Answer(
            self._messages.post_once(channel, self._world.bot, call.form, call.files, extra).payload
        )

    def _poll(self, call: Call) -> Json:
        self._channel(call, Permission.SEND_POLLS)
        return opened(call.form["poll"], self._world.clock())

    def _one(self, call: Call) -> Answer:
        message = self._messages.public(self._channel(call, _HISTORY), call.path["message"])
        return Answer(self._messages.as_read(message))

    def _edit(self, call: Call) -> Answer:
        message = self._own(call)
        if isinstance(message.channel, Thread) and message.channel.archived:
            raise Refusal(Code.ARCHIVED_THREAD)
        if "poll" in message.payload:
            raise Refusal(Code.POLL_FIXED)
        check_message(call.form)
        self._messages.edit(message, call.form, call.files)
        return Answer(message.payload)

    def _delete(self, call: Call) -> Answer:
        message = self._messages.public(self._channel(call, _VIEW), call.path["message"])
        if message.payload["author"]["id"] != self._world.bot.id:
            self._channel(call, Permission.MANAGE_MESSAGES)
        self._messages.delete(message)
        return DONE

    def _own(self, call: Call) -> Message:
        message = self._messages.public(self._channel(call, _VIEW), call.path["message"])
        if message.payload["author"]["id"] != self._world.bot.id:
            raise Refusal(Code.NOT_THE_AUTHOR)
        return message

    def _channel(self, call: Call, needed: int) -> Channel:
        return self._world.channel(call.path["channel"], self._world.bot.id, needed)

    def _to_speak_in(self, call: Call) -> Channel:
        return self._world.channel_to_speak_in(call.path["channel"], self._world.bot.id)

    def _check_reach(self, channel: Channel) -> None:
        """Refuses direct messages to a person who takes none, or shares no server with the bot."""
        for person in channel.parties.values():
            if person.bot:
                continue
            if not self._world.shares_a_guild(person):
                raise Refusal(Code.NO_MUTUAL_GUILD)
            if not person.takes_messages:
                raise Refusal(Code.CANNOT_REACH_PERSON)


def _number(call: Call, key: str) -> int | None:
    return int(call.query[key]) if call.query.get(key, "").isdecimal() else None
