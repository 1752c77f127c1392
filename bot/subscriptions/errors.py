"""Errors about subscriptions."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import BadEntryError, FiresideError


class SubscriptionGoneError(FiresideError):
    """A subscription was stopped, or its story is gone."""


class SubscriptionRefusedError(FiresideError):
    """A subscription is not possible, or somebody may not change it; each reason is a type of its own."""


@dataclass(eq=False)
class RatingNotDeliveredError(SubscriptionRefusedError):
    """The story's rating is not served to this reader directly."""

    rating: str


class AlreadyCompleteError(SubscriptionRefusedError):
    """The story is complete, and a subscription was to tell only that."""


class ReadToItsEndError(SubscriptionRefusedError):
    """The story is complete, and a serial of it would bring nothing new."""


class NextPieceSentError(FiresideError):
    """The instalment after this one was sent already."""


class NoMorePiecesError(FiresideError):
    """A serial has brought all that there is of its story so far."""


class NotTheirChannelError(SubscriptionRefusedError):
    """The subscription belongs to a channel that they are not in or do not manage."""


class ChannelManagersOnlyError(SubscriptionRefusedError):
    """Only those who may manage a channel can subscribe it to something."""


@dataclass(eq=False)
class UnknownTimeOfDayError(BadEntryError):
    """The typed text is no time of day."""

    typed: str
