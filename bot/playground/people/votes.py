"""The call by which people vote in polls."""

from __future__ import annotations

from aiohttp import web

from bot.playground.messages import Messages
from bot.playground.people.calls import answering, form_of, person_of
from bot.playground.polls import Polls
from bot.playground.refusals import Code, Refusal
from bot.playground.wire import Json
from bot.playground.world import World


class VoteCalls:
    """Answers the calls of people who vote."""

    def __init__(self, world: World, messages: Messages, polls: Polls) -> None:
        self._world = world
        self._messages = messages
        self._polls = polls

    def mount(self, app: web.Application) -> None:
        """Adds the route of the call."""
        path = "/playground/channels/{channel}/messages/{message}/votes"
        app.router.add_route("POST", path, answering(self._vote))

    async def _vote(self, request: web.Request) -> Json:
        """Votes in a message's poll, instead of what was voted before."""
        person = person_of(request, self._world)
        message = self._messages.seen(request.match_info["message"], person.id)
        answers = (await form_of(request)).get("answers")
        if not isinstance(answers, list):
            raise Refusal(Code.INVALID_FORM, "answers is a list of their ids.")
        self._polls.vote(message, person, answers)
        return message.payload
