"""A person's actions with the bot: commands, presses, choices, forms."""

from __future__ import annotations

from bot.playground.attachments import Attachments
from bot.playground.entities import Channel, User
from bot.playground.interactions import InteractionKind, Interactions
from bot.playground.messages import Messages
from bot.playground.people.forms import Forms, filled_in
from bot.playground.people.invocations import check_available, invoked
from bot.playground.people.presses import pressed
from bot.playground.people.resolved import Resolved
from bot.playground.refusals import Code, Refusal
from bot.playground.registry import Registry
from bot.playground.rules.commands import CHAT_INPUT, MESSAGE_MENU, USER, USER_MENU
from bot.playground.wire import Json
from bot.playground.world import World


class Actions:
    """Checks what a person's client sends, as Discord does, and passes it on to the bot.

    `controls` lets a press or a form be forged: sent without any check, as nobody could on Discord.
    """

    def __init__(
        self,
        world: World,
        registry: Registry,
        messages: Messages,
        attachments: Attachments,
        interactions: Interactions,
        forms: Forms,
        *,
        controls: bool,
    ) -> None:
        self._world = world
        self._registry = registry
        self._messages = messages
        self._attachments = attachments
        self._interactions = interactions
        self._forms = forms
        self._controls = controls

    async def act(self, person: User, body: Json) -> Json:
        """Carries out an action, and returns the outcome for the person's client: see docs/playground.md."""
        channel = self._world.channel(str(body.get("channel_id")), person.id)
        data = body.get("data") or {}
        if body.get("forged"):
            return await self._forge(person, channel, body)
        match body.get("type"):
            case InteractionKind.COMMAND | InteractionKind.AUTOCOMPLETE as kind:
                return await self._command(InteractionKind(kind), person, channel, data)
            case InteractionKind.COMPONENT:
                message = self._messages.seen(str(body.get("message_id")), person.id)
                channel = message.channel
                press = pressed(message.payload, data, self._resolved(channel, person))
                return await self._interactions.begin(
                    InteractionKind.COMPONENT, person, channel, press, message
                )
            case InteractionKind.FORM:
                shown = self._forms.shown(person, str(data.get("custom_id")))
                form = filled_in(shown.form, data.get("components"), self._resolved(channel, person))
                return await self._interactions.begin(
                    InteractionKind.FORM, person, channel, form, shown.message
                )
            case _:
                raise Refusal(Code.INVALID_FORM, "type is 2, 3, 4 or 5.")

    async def _command(self, kind: InteractionKind, person: User, channel: Channel, data: Json) -> Json:
        command = self._registry.get(str(data.get("id")))
        check_available(command, channel, person, self._world.bot.id)
        resolved = self._resolved(channel, person)
        if command["type"] == USER_MENU:
            resolved.add(USER, str(data.get("target_id")))
        elif command["type"] == MESSAGE_MENU:
            resolved.add_message(self._messages.public(channel, str(data.get("target_id"))).payload)
        if kind is InteractionKind.AUTOCOMPLETE and command["type"] != CHAT_INPUT:
            raise Refusal(Code.INVALID_FORM, "A menu has no options.")
        invocation = invoked(command, data, resolved, typing=kind is InteractionKind.AUTOCOMPLETE)
        return await self._interactions.begin(kind, person, channel, invocation)

    async def _forge(self, person: User, channel: Channel, body: Json) -> Json:
        if not self._controls:
            raise Refusal(Code.INVALID_FORM, "The controls are off.")
        message = body.get("message_id") and self._messages.seen(str(body["message_id"]), person.id)
        return await self._interactions.begin(
            InteractionKind(body["type"]), person, channel, body["data"], message or None
        )

    def _resolved(self, channel: Channel, person: User) -> Resolved:
        return Resolved(self._world, self._attachments, channel, person)
