"""Polls: how they are posted, voted in and ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from bot.playground.entities import User
from bot.playground.messages import POLL_RESULT, Message, Messages
from bot.playground.refusals import Code, Refusal
from bot.playground.snowflakes import timestamp
from bot.playground.wire import Json
from bot.playground.world import World

A_DAY = 24
"""The hours that a poll takes unless its author says otherwise."""


def opened(form: Json, now: float) -> Json:
    """Returns the poll of a checked form as its message carries it."""
    hours = form.get("duration") or A_DAY
    return {
        "question": form["question"],
        "answers": [
            {"answer_id": number, "poll_media": answer["poll_media"]}
            for number, answer in enumerate(form["answers"], start=1)
        ],
        "expiry": timestamp(now + hours * 3600),
        "allow_multiselect": form.get("allow_multiselect") or False,
        "layout_type": form.get("layout_type") or 1,
        "results": {"is_finalized": False, "answer_counts": []},
    }


class Polls:
    """The polls in messages, and the votes in them."""

    def __init__(self, world: World, messages: Messages) -> None:
        self._world = world
        self._messages = messages

    def vote(self, message: Message, person: User, answers: Collection[int]) -> None:
        """Has a person choose these answers of a poll instead of those that they had chosen, none to take
        their vote back. Refuses with 520001 once it has ended, 50035 for answers that it does not have."""
        found = message.payload.get("poll")
        if found is None:
            raise Refusal(Code.INVALID_FORM, "The message has no poll.")
        if found["results"]["is_finalized"]:
            raise Refusal(Code.POLL_ENDED)
        offered = {answer["answer_id"] for answer in found["answers"]}
        if not set(answers) <= offered or (len(answers) > 1 and not found["allow_multiselect"]):
            raise Refusal(Code.INVALID_FORM, "The poll has no such answers.")
        message.votes[person.id] = sorted(set(answers))
        self._count(message, ended=False)

    def end_due(self) -> None:
        """Ends the polls whose time is over."""
        now = self._world.now()
        for message in self._messages.with_polls():
            poll = message.payload["poll"]
            if not poll["results"]["is_finalized"] and poll["expiry"] <= now:
                self._count(message, ended=True)
                self._tell_result(message)

    def _tell_result(self, message: Message) -> None:
        author = self._world.users[message.payload["author"]["id"]]
        reference = {"type": 0, "channel_id": message.channel.id, "message_id": message.id}
        self._messages.post_system(message.channel, author, POLL_RESULT, "", {"message_reference": reference})

    def _count(self, message: Message, *, ended: bool) -> None:
        votes = Counter(answer for chosen in message.votes.values() for answer in chosen)
        counts = [{"id": answer, "count": count, "me_voted": False} for answer, count in votes.items()]
        results = {"is_finalized": ended, "answer_counts": sorted(counts, key=lambda each: each["id"])}
        self._messages.recount(message, message.payload["poll"] | {"results": results}, ended=ended)
