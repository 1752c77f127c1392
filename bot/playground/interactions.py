"""Interactions in progress: their tokens, their time limits, and the first answer that people wait for."""

from __future__ import annotations

import asyncio
import base64
import secrets
import time
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum

from bot.playground.attachments import LARGEST
from bot.playground.entities import Channel, Guild, User
from bot.playground.gateway import Gateway
from bot.playground.messages import Message
from bot.playground.permissions import in_channel
from bot.playground.refusals import Code, Refusal
from bot.playground.rules.commands import GROUP
from bot.playground.wire import Json
from bot.playground.world import World

ANSWER_SECONDS = 3.0
TOKEN_SECONDS = 15 * 60.0


class InteractionKind(IntEnum):
    """Interaction types."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    FORM = 5


@dataclass(eq=False)
class Interaction:
    """One action of a person. Its token ages by real time (`born`, seconds of the monotonic clock).

    `message` is the one whose component was pressed, `original` the one that the first answer made or
    changes. `answered` holds the outcome for the person's client.
    """

    id: str
    token: str
    kind: InteractionKind
    person: User
    channel: Channel
    data: Json
    message: Message | None
    answered: asyncio.Future[Json]
    born: float = field(default_factory=time.monotonic)
    acknowledged: bool = False
    original: Message | None = None
    deferred: bool = False

    def age(self) -> float:
        """Returns the seconds since it began."""
        return time.monotonic() - self.born

    def metadata(self) -> Json:
        """Returns the `interaction_metadata` of the messages that result from it."""
        owner = self.channel.guild.id if self.channel.guild else "0"
        metadata: Json = {
            "id": self.id,
            "type": int(self.kind),
            "user": self.person.payload(),
            "authorizing_integration_owners": {"0": owner},
        }
        if self.kind is InteractionKind.COMMAND:
            metadata |= {"name": _full_name(self.data), "command_type": self.data["type"]}
        elif self.kind is InteractionKind.COMPONENT and self.message is not None:
            metadata["interacted_message_id"] = self.message.id
        elif self.kind is InteractionKind.FORM:
            metadata["triggering_interaction_metadata"] = metadata | {"type": int(InteractionKind.COMMAND)}
        return metadata


class Interactions:
    """Every interaction whose token may still be valid."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway
        self._by_token: dict[str, Interaction] = {}
        self._in_order: deque[Interaction] = deque()

    async def begin(
        self,
        kind: InteractionKind,
        person: User,
        channel: Channel,
        data: Json,
        message: Message | None = None,
    ) -> Json:
        """Sends an interaction to the bot, and returns the outcome for the person's client,
        within 3 seconds.
        """
        identity = self._world.new_id()
        interaction = Interaction(
            identity,
            _token(identity),
            kind,
            person,
            channel,
            data,
            message,
            asyncio.get_running_loop().create_future(),
        )
        self._forget_the_old()
        self._by_token[interaction.token] = interaction
        self._in_order.append(interaction)
        guild = channel.guild.id if channel.guild else None
        self._gateway.dispatch("INTERACTION_CREATE", self._payload(interaction), guild=guild)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                outcome = await interaction.answered
        except TimeoutError:
            outcome = {"outcome": "failed", "error": "The application did not respond"}
        return {"interaction_id": interaction.id} | outcome

    def unanswered(self, identity: str, token: str) -> Interaction:
        """Returns the interaction that awaits its first answer.

        Refuses with 10062 if none does, 40060 if it had one.
        """
        interaction = self._by_token.get(token)
        if interaction is None or interaction.id != identity:
            raise Refusal(Code.UNKNOWN_INTERACTION)
        if interaction.acknowledged:
            raise Refusal(Code.ALREADY_ANSWERED)
        if interaction.age() > ANSWER_SECONDS:
            raise Refusal(Code.UNKNOWN_INTERACTION)
        return interaction

    def acknowledged(self, token: str) -> Interaction:
        """Returns the interaction with this token, for messages that follow its first answer.

        Refuses with 50027 once the token is 15 minutes old (or was never one), 10015 while there was no first
        answer.
        """
        interaction = self._by_token.get(token)
        if interaction is None or interaction.age() > TOKEN_SECONDS:
            raise Refusal(Code.EXPIRED_TOKEN)
        if not interaction.acknowledged:
            raise Refusal(Code.UNKNOWN_WEBHOOK)
        return interaction

    def settle(self, interaction: Interaction, outcome: Json) -> None:
        """Records the first answer and passes it on to the person who waits for it."""
        interaction.acknowledged = True
        if not interaction.answered.done():
            interaction.answered.set_result(outcome)

    def age(self, seconds: float) -> None:
        """Makes every token older by so many seconds, for tests."""
        for interaction in self._in_order:
            interaction.born -= seconds

    def _forget_the_old(self) -> None:
        while self._in_order and self._in_order[0].age() > TOKEN_SECONDS:
            del self._by_token[self._in_order.popleft().token]

    def _payload(self, interaction: Interaction) -> Json:
        person, channel = interaction.person, interaction.channel
        payload: Json = {
            "id": interaction.id,
            "application_id": self._world.application_id,
            "type": int(interaction.kind),
            "data": interaction.data,
            "token": interaction.token,
            "version": 1,
            "channel_id": channel.id,
            "locale": person.locale,
            "app_permissions": str(in_channel(channel, self._world.bot.id)),
            "entitlements": [],
            "entitlement_sku_ids": [],
            "attachment_size_limit": LARGEST,
        }
        if interaction.message is not None:
            payload["message"] = interaction.message.payload
        if channel.guild is None:
            return payload | self._in_direct(person, channel)
        return payload | _in_guild(person, channel, channel.guild)

    def _in_direct(self, person: User, channel: Channel) -> Json:
        return {
            "context": 1,
            "authorizing_integration_owners": {"0": "0"},
            "user": person.payload(),
            "channel": channel.payload(self._world.bot.id),
        }


def _in_guild(person: User, channel: Channel, guild: Guild) -> Json:
    permissions = str(in_channel(channel, person.id))
    return {
        "context": 0,
        "authorizing_integration_owners": {"0": guild.id},
        "guild_id": guild.id,
        "guild": {"id": guild.id, "locale": guild.locale, "features": []},
        "guild_locale": guild.locale,
        "member": guild.members[person.id].payload() | {"permissions": permissions},
        "channel": channel.partial() | {"guild_id": guild.id, "permissions": permissions},
    }


def _full_name(data: Json) -> str:
    """Returns a command's name with those of its group and subcommand."""
    inner: list[Json] = data.get("options") or []
    deeper = inner[:1] if inner and inner[0]["type"] <= GROUP else []
    return " ".join([data["name"], *map(_full_name, deeper)])


def _token(identity: str) -> str:
    """Returns a token like Discord's, which hold the interaction's id and a secret."""
    secret = f"interaction:{identity}:{secrets.token_urlsafe(96)}"
    return base64.urlsafe_b64encode(secret.encode()).decode().rstrip("=")
