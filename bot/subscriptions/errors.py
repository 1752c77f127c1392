"""Subscriptions that cannot be had or changed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import BadEntryError, FiresideError


class SubscriptionGoneError(FiresideError):
    """A subscription was stopped, or its story is gone."""


class SubscriptionRefusedError(FiresideError):
    """A subscription cannot be had, or not be changed by them; each reason is a type of its own."""


@dataclass(eq=False)
class RatingNotDeliveredError(SubscriptionRefusedError):
    """The story's rating is not served to this reader directly."""

    rating: str


class AlreadyCompleteError(SubscriptionRefusedError):
    """The story is complete, and only that was to be told."""


class ReadToItsEndError(SubscriptionRefusedError):
    """The story is complete, and a serial of it would bring nothing that was not read."""


class NotTheirChannelError(SubscriptionRefusedError):
    """It is a channel's that they are not in or do not manage."""


class ChannelManagersOnlyError(SubscriptionRefusedError):
    """Only those who may manage a channel can have something sent to it."""


@dataclass(eq=False)
class UnknownTimeOfDayError(BadEntryError):
    """That is no time of day."""

    typed: str
