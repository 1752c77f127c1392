"""Who follows which story, and what they are told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.models.identities import DeliveryId, GuildId, ReaderId, RoleId, StoryId, SubscriptionId
from bot.models.stories import Chapter, Story


class Obstacle(StrEnum):
    """Why a notice does not reach its subscriber."""

    CLOSED = "closed"
    """They take no direct messages from the bot."""
    NO_SERVER = "no server"
    """They share no server with the bot."""
    NO_ACCESS = "no access"
    """The bot may not see the channel, or not post there."""
    GONE = "gone"
    """The channel was deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A wish to be told of a story's new chapters: by the reader who asked, or in a channel of a server.

    `channel` is None where the reader is told by direct message. `role` is pinged in the channel. `told` is
    the last announcement that went to it. `snoozed_until` is UTC in seconds. `suspended` says why the last
    notice did not arrive; the next new chapter tries once more.
    """

    id: SubscriptionId
    reader: ReaderId
    story: StoryId
    guild: GuildId | None = None
    channel: int | None = None
    role: RoleId | None = None
    told: int = 0
    snoozed_until: int = 0
    suspended: Obstacle | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription with its story."""

    subscription: Subscription
    story: Story


@dataclass(frozen=True, slots=True)
class Delivery:
    """A notice that is being delivered.

    `channel` is where it goes, None where the direct messages with the reader are not open yet. `nonce` is
    what its message is known by. `attempts` counts this one. `upto` is the last announcement that it tells,
    `first_tried_at` UTC in seconds.
    """

    id: DeliveryId
    subscription: Subscription
    channel: int | None
    nonce: int
    attempts: int
    upto: int
    first_tried_at: int


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says: the chapters that are new, and where its reader stopped, if it is for one who has
    begun the story."""

    story: Story
    chapters: tuple[Chapter, ...]
    stopped_in: Chapter | None
