"""REST: the first answer to an interaction, and the follow-ups by the interaction's token."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from bot.playground.attachments import UploadedFile
from bot.playground.interactions import Interaction, InteractionKind, Interactions
from bot.playground.messages import CONTEXT_MENU, REPLY, SLASH, Message, Messages
from bot.playground.people.forms import Forms
from bot.playground.refusals import Code, Refusal
from bot.playground.rest.api import DONE, Answer, Call, Route
from bot.playground.rules.commands import CHAT_INPUT, check_choices
from bot.playground.rules.messages import Flag, check_form, check_message
from bot.playground.rules.shapes import Flaws, one_of
from bot.playground.wire import Json
from bot.playground.world import World

_FOLLOW_UPS = "/webhooks/{application}/{token}"
_ONE = _FOLLOW_UPS + "/messages/{message}"


class Reply(IntEnum):
    """Types of a first answer."""

    MESSAGE = 4
    DEFERRED = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    AUTOCOMPLETE = 8
    MODAL = 9


_ANSWERING = {
    InteractionKind.COMMAND: {Reply.MESSAGE, Reply.DEFERRED, Reply.MODAL},
    InteractionKind.COMPONENT: {
        Reply.MESSAGE,
        Reply.DEFERRED,
        Reply.DEFERRED_UPDATE,
        Reply.UPDATE,
        Reply.MODAL,
    },
    InteractionKind.AUTOCOMPLETE: {Reply.AUTOCOMPLETE},
    InteractionKind.FORM: {Reply.MESSAGE, Reply.DEFERRED, Reply.DEFERRED_UPDATE, Reply.UPDATE},
}


class CallbackRoutes:
    """Answers the bot's requests on an interaction."""

    def __init__(self, world: World, messages: Messages, interactions: Interactions, forms: Forms) -> None:
        self._world = world
        self._messages = messages
        self._interactions = interactions
        self._forms = forms

    def routes(self) -> list[Route]:
        """Returns the routes answered here."""
        return [
            Route("POST", "/interactions/{interaction}/{token}/callback", self._callback, by_token=True),
            Route("POST", _FOLLOW_UPS, self._follow_up, by_token=True),
            Route("GET", _ONE, self._get, by_token=True),
            Route("PATCH", _ONE, self._edit, by_token=True),
            Route("DELETE", _ONE, self._delete, by_token=True),
        ]

    def _callback(self, call: Call) -> Answer:
        interaction = self._interactions.unanswered(call.path["interaction"], call.path["token"])
        reply = _reply_type(interaction, call.form)
        data = call.form.get("data") or {}
        outcome = self._answer(interaction, reply, data, call.files)
        self._interactions.settle(interaction, outcome | {"outcome": reply.name.lower()})
        if call.query.get("with_response") in ("1", "true"):
            return Answer(_with_response(interaction, reply))
        return DONE

    def _answer(
        self, interaction: Interaction, reply: Reply, data: Json, files: Mapping[str, UploadedFile]
    ) -> Json:
        if reply is Reply.AUTOCOMPLETE:
            check_choices(data)
            return {"choices": data["choices"]}
        if reply is Reply.MODAL:
            check_form(data)
            return {"modal": self._forms.show(interaction.person, data, interaction.message)}
        check_message(data)
        if reply is Reply.MESSAGE:
            interaction.original = self._post(interaction, data, files)
        elif reply is Reply.DEFERRED:
            interaction.original = self._post(interaction, data, files, loading=True)
            interaction.deferred = True
        else:
            interaction.original = interaction.message
            if reply is Reply.DEFERRED_UPDATE or interaction.message is None:
                return {}
            self._messages.edit(interaction.message, data, files)
        return {"message": interaction.original.payload} if interaction.original else {}

    def _follow_up(self, call: Call) -> Answer:
        """Posts a follow-up; the first one after a deferral fills in the deferred message,
        whatever its own flags say.
        """
        interaction = self._by_token(call)
        check_message(call.form)
        if interaction.deferred and interaction.original:
            interaction.deferred = False
            self._messages.edit(interaction.original, call.form, call.files)
            return Answer(interaction.original.payload)
        return Answer(self._post(interaction, call.form, call.files, follow_up=True).payload)

    def _get(self, call: Call) -> Answer:
        return Answer(self._message(call).payload)

    def _edit(self, call: Call) -> Answer:
        message = self._message(call)
        check_message(call.form)
        self._messages.edit(message, call.form, call.files)
        self._by_token(call).deferred = False
        return Answer(message.payload)

    def _delete(self, call: Call) -> Answer:
        self._messages.delete(self._message(call))
        return DONE

    def _by_token(self, call: Call) -> Interaction:
        if call.path["application"] != self._world.application_id:
            raise Refusal(Code.UNKNOWN_WEBHOOK)
        return self._interactions.acknowledged(call.path["token"])

    def _message(self, call: Call) -> Message:
        """Returns the original message, or a follow-up of this very interaction."""
        interaction = self._by_token(call)
        original = interaction.original
        wanted = original.id if call.path["message"] == "@original" and original else call.path["message"]
        message = self._messages.get(wanted)
        made_by = message.payload.get("interaction_metadata", {}).get("id")
        if message is not original and made_by != interaction.id:
            raise Refusal(Code.UNKNOWN_MESSAGE)
        return message

    def _post(
        self,
        interaction: Interaction,
        data: Json,
        files: Mapping[str, UploadedFile],
        *,
        loading: bool = False,
        follow_up: bool = False,
    ) -> Message:
        private = Flag.EPHEMERAL & (data.get("flags") or 0)
        extra: Json = {
            "type": _message_type(interaction, follow_up=follow_up),
            "flags": private | (Flag.LOADING if loading else 0),
            "application_id": self._world.application_id,
            "webhook_id": self._world.application_id,
            "interaction_metadata": interaction.metadata(),
        }
        replied_to = interaction.original if follow_up else interaction.message
        if replied_to is not None:
            reference = {"type": 0, "channel_id": interaction.channel.id, "message_id": replied_to.id}
            extra["message_reference"] = reference
        only = interaction.person.id if private else None
        return self._messages.post(interaction.channel, self._world.bot, data, files, only=only, extra=extra)


def _reply_type(interaction: Interaction, body: Json) -> Reply:
    allowed = _ANSWERING[interaction.kind]
    if interaction.kind is InteractionKind.FORM and interaction.message is None:
        allowed = allowed - {Reply.UPDATE, Reply.DEFERRED_UPDATE}
    flaws = Flaws()
    one_of(*sorted(allowed))(body.get("type"), ("type",), flaws)
    flaws.refuse()
    return Reply(body["type"])


def _message_type(interaction: Interaction, *, follow_up: bool) -> int:
    if follow_up or interaction.kind is not InteractionKind.COMMAND:
        return REPLY
    return SLASH if interaction.data["type"] == CHAT_INPUT else CONTEXT_MENU


def _with_response(interaction: Interaction, reply: Reply) -> Json:
    about: Json = {"id": interaction.id, "type": int(interaction.kind)}
    message = interaction.original
    if message is None or reply is Reply.DEFERRED_UPDATE:
        return {"interaction": about}
    about |= {
        "response_message_id": message.id,
        "response_message_loading": bool(message.payload["flags"] & Flag.LOADING),
        "response_message_ephemeral": message.only is not None,
    }
    return {"interaction": about, "resource": {"type": int(reply), "message": message.payload}}
