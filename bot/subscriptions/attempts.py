"""Attempts to send a delivery: its audience, its contents, its channel, each as they are at the time."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace

from bot.database import Database
from bot.errors import DatabaseError
from bot.posts.messenger import Postponed, Rejected, Unreachable
from bot.posts.models import PATIENCE, FoundMessage, Obstacle
from bot.stories.ids import ReaderId
from bot.stories.models import Audience
from bot.subscriptions.contents import DeliveryContents
from bot.subscriptions.direct import DirectMessages
from bot.subscriptions.models import Delivery, Instalment, Notice, Sent, SuspensionNote
from bot.subscriptions.post import Post
from bot.subscriptions.presses import mark_of
from bot.subscriptions.queries import deliveries, subscriptions

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """The outcome of an attempt: a message, an obstacle, the reason of an unforeseen `refusal`, or that it is
    to be tried `again`. None of these where there was nothing to send. `lacks` says what a message came
    without."""

    delivery: Delivery
    message: int | None = None
    obstacle: Obstacle | None = None
    refusal: str = ""
    again: bool = False
    lacks: str = ""

    @property
    def name(self) -> str:
        """What it is counted as."""
        if self.obstacle is not None:
            return "suspended"
        if self.again or self.refusal:
            return "tried again" if self.again else "refused"
        if self.message is None:
            return "nothing to send"
        return f"sent without {self.lacks}" if self.lacks else "sent"


class DeliveryAttempts:
    """Attempts deliveries through `post`, at a steady pace. A message that an earlier attempt has sent is
    found in its channel, and not sent again."""

    def __init__(
        self, database: Database, direct: DirectMessages, contents: DeliveryContents, post: Post
    ) -> None:
        self._database = database
        self._direct = direct
        self._contents = contents
        self.post = post

    async def outcome(self, delivery: Delivery) -> DeliveryOutcome:
        """Attempts a delivery, and returns what came of it. Raises nothing."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._attempt(delivery)
        except Unreachable as error:
            return DeliveryOutcome(delivery, obstacle=error.obstacle)
        except (Postponed, TimeoutError, DatabaseError) as error:
            log.info("The notice %d is tried again later: %s", delivery.id, error)
            return DeliveryOutcome(delivery, again=True)
        except Rejected as error:
            log.warning("The notice %d was refused: %s", delivery.id, error)
            return DeliveryOutcome(delivery, refusal=error.reason)
        except Exception as error:
            log.exception("While delivering the notice %d", delivery.id)
            return DeliveryOutcome(delivery, refusal=type(error).__name__)

    async def correct(self, delivery: Delivery, message: int) -> None:
        """Makes a message that was delivered say what is so now, where it may be shown to its audience at
        all. Raises as `Post` says."""
        audience = await self._audience(delivery)
        sent = await self._contents.corrected(delivery, audience)
        if sent is not None and delivery.channel is not None:
            await self._direct.turn()
            await self.post.edit(delivery, delivery.channel, message, sent)

    async def tell_owner(self, note: SuspensionNote) -> None:
        """Tells the owner of a channel's subscription that it is suspended, unless an earlier attempt did.
        Raises as `Post` says."""
        channel = note.channel or await self._opened(note.subscribed.subscription.reader, 2)
        if note.first_tried_at is not None:
            await self._direct.turn()
            if await self.post.look_for(str(note.mark), channel, note.first_tried_at):
                return
        await self._direct.turn()
        await self.post.tell_owner(note, channel)

    async def _attempt(self, delivery: Delivery) -> DeliveryOutcome:
        message, rich = None, not delivery.is_enriched
        if delivery.attempts > 1:
            found = await self._found(delivery)
            if found is None:
                delivery = await self._extended(delivery)
            else:
                message, rich = found.id, rich or found.rich
                if rich and not delivery.subscription.threads:
                    return DeliveryOutcome(delivery, message)
        audience = await self._audience(delivery)
        sent = None if delivery.subscription.stopped else await self._contents.compose(delivery, audience)
        if sent is None:
            return DeliveryOutcome(delivery, message)
        channel = await self._channel(delivery)
        if message is None:
            message = await self.post.send(delivery, channel, sent)
        lacks = ""
        if not rich and isinstance(sent, Instalment):
            lacks = await self._enrich(delivery, channel, message, sent)
        if delivery.subscription.threads and isinstance(sent, Notice):
            lacks = await self._discuss(delivery, channel, message, sent)
        return DeliveryOutcome(delivery, message, lacks=lacks)

    async def _enrich(self, delivery: Delivery, channel: int, message: int, sent: Sent) -> str:
        """Makes a message that says what is here bring it. Where Discord will not have that, the message
        stands as it is, with buttons to the text. Returns what it lacks."""
        try:
            await self.post.edit(delivery, channel, message, sent)
        except (Unreachable, Rejected) as error:
            log.warning("The notice %d stays without its text: %r", delivery.id, error)
            return "text"
        return ""

    async def _discuss(self, delivery: Delivery, channel: int, message: int, notice: Notice) -> str:
        """Opens the threads of new chapters. Where the bot may not, the notice stands without them. Returns
        what it lacks."""
        await self._direct.turn(len(notice.chapters))
        try:
            await self.post.discuss(channel, message, notice, again=delivery.attempts > 1)
        except (Unreachable, Rejected) as error:
            log.warning("No thread could be opened in channel %d: %r", channel, error)
            return "threads"
        return ""

    async def _found(self, delivery: Delivery) -> FoundMessage | None:
        """Returns the message of a delivery that arrived though the attempt seemed to fail, or None."""
        if delivery.channel is None:
            return None
        # The turn is for sending as well: otherwise all searches after a crash would come before any message.
        await self._direct.turn(1 + _requests_of(delivery))
        return await self.post.look_for(mark_of(delivery), delivery.channel, delivery.first_tried_at)

    async def _channel(self, delivery: Delivery) -> int:
        """Returns the channel for a delivery, opening direct messages where needed, after waiting for its
        turn."""
        if delivery.channel is None:
            return await self._opened(delivery.subscription.reader, _requests_of(delivery))
        if delivery.attempts == 1:
            await self._direct.turn(_requests_of(delivery))
        return delivery.channel

    async def _opened(self, reader: ReaderId, requests: int) -> int:
        return await self._direct.open(self.post, reader, requests, wanted=subscriptions.has_any)

    async def _extended(self, delivery: Delivery) -> Delivery:
        """Returns the delivery with everything announced since it was tried in vain, so that an outage ends
        with one notice."""
        upto = await self._database.transaction(lambda connection: deliveries.extend(connection, delivery.id))
        return replace(delivery, upto=upto)

    async def _audience(self, delivery: Delivery) -> Audience:
        """Returns the audience of a delivery as it is today. Raises Postponed where Discord cannot say."""
        subscription = delivery.subscription
        if subscription.channel is not None:
            restricted = await self.post.is_age_restricted(subscription.channel)
            return Audience(subscription.reader, subscription.guild, age_restricted=restricted)
        guilds, gated = await self._database.read(
            lambda connection: (
                subscriptions.guilds_of(connection, subscription),
                subscriptions.early_guilds_of(connection, subscription),
            )
        )
        return await self._direct.audience(subscription.reader, guilds, gated)


def _requests_of(delivery: Delivery) -> int:
    """Returns how many requests it takes to send a delivery."""
    return 2 if delivery.is_enriched else 1
