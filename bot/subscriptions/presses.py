"""The presses that begin, change and end subscriptions."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presses import Press
from bot.stories.ids import StoryId, SubscriptionId
from bot.stories.models import Excerpt, Place
from bot.subscriptions.models import Delivery


@dataclass(frozen=True, slots=True)
class Subscribe(Press, code="subscribe"):
    """Subscribes the reader to a story's new chapters."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class ListSubscriptions(Press, code="subscriptions"):
    """Shows a page of the subscriptions."""

    page: int


@dataclass(frozen=True, slots=True)
class Snooze(Press, code="snooze"):
    """Silences a subscription for a week; `page` is the page of the list that is shown afterwards."""

    subscription: SubscriptionId
    page: int


@dataclass(frozen=True, slots=True)
class Resume(Press, code="unsnooze"):
    """Ends the silence, or the suspension, of a subscription."""

    subscription: SubscriptionId
    page: int


@dataclass(frozen=True, slots=True)
class Unsubscribe(Press, code="unsubscribe"):
    """Ends a subscription."""

    subscription: SubscriptionId
    page: int


@dataclass(frozen=True, slots=True)
class OpenSubscriptionForm(Press, code="changesubform"):
    """Opens the form that changes a subscription."""

    subscription: SubscriptionId
    page: int


@dataclass(frozen=True, slots=True)
class ChangeSubscription(Press, code="changesub"):
    """Submits the form that changes a subscription."""

    subscription: SubscriptionId
    page: int


@dataclass(frozen=True, slots=True)
class StopThese(Press, code="stopthese"):
    """Ends a subscription from a message that it brought; `nonce` identifies that message."""

    subscription: SubscriptionId
    nonce: int


@dataclass(frozen=True, slots=True)
class Piece:
    """An instalment of a serial: the text from a place up to the offset `end`."""

    subscription: SubscriptionId
    place: Place
    end: int

    @property
    def excerpt(self) -> Excerpt:
        """The text that it brought."""
        return Excerpt(self.place, self.end)


@dataclass(frozen=True, slots=True)
class MarkPieceRead(Press, code="pieceread"):
    """Marks an instalment as read, with those that came before it."""

    piece: Piece


@dataclass(frozen=True, slots=True)
class ReadOnFromPiece(Press, code="piecereadon"):
    """Marks an instalment as read as `MarkPieceRead` does, and opens the story behind it."""

    piece: Piece


@dataclass(frozen=True, slots=True)
class SendNextPiece(Press, code="piecenext"):
    """Marks an instalment as read as `MarkPieceRead` does, and has the next one sent at once. `nonce`
    identifies the message of this one."""

    piece: Piece
    nonce: int


def stop_these(delivery: Delivery) -> StopThese:
    """Returns the press of the button on a delivery's message."""
    return StopThese(delivery.subscription.id, delivery.nonce)


def mark_of(delivery: Delivery) -> str:
    """Returns the mark that identifies a delivery's message: no other message carries this `custom_id`."""
    return stop_these(delivery).custom_id
