"""The checks of subscriptions: which are possible, and who may change them."""

from __future__ import annotations

from bot.database import Connection
from bot.errors import StaleButtonError
from bot.posts.models import Obstacle
from bot.reading.divided_texts import PassageCache
from bot.stories.details import Completion
from bot.stories.ids import SubscriptionId
from bot.stories.models import Audience, Credentials, Story
from bot.stories.queries import stories
from bot.subscriptions.errors import (
    AlreadyCompleteError,
    NotTheirChannelError,
    RatingNotDeliveredError,
    ReadToItsEndError,
    SubscriptionGoneError,
)
from bot.subscriptions.instalments import has_more
from bot.subscriptions.models import Manner, Subject, Subscribed
from bot.subscriptions.queries import subscriptions


def require_direct(connection: Connection, audience: Audience, story: Story) -> None:
    """Raises RatingNotDeliveredError where a story's rating is not served to a reader by direct message."""
    guilds = frozenset({story.guild} if story.guild else ())
    directly = Audience(audience.reader, direct=True, member_of=guilds)
    seen = stories.seen_by(connection, story.id, directly)
    if seen is None or not seen[1]:
        raise RatingNotDeliveredError(story.effective_rating.label)


def require_usefulness(
    connection: Connection, texts: PassageCache, subscription: SubscriptionId, story: Story
) -> None:
    """Raises AlreadyCompleteError or ReadToItsEndError where a subscription of a story would never bring
    anything. Raises SubscriptionGoneError where there is no such subscription."""
    kept = existing_subscription(connection, subscription).subscription
    if story.completion is not Completion.COMPLETE:
        return
    if kept.manner is Manner.COMPLETE:
        raise AlreadyCompleteError
    if kept.subject is Subject.SERIAL and not has_more(connection, texts, kept):
        raise ReadToItsEndError


def existing_subscription(connection: Connection, subscription: SubscriptionId) -> Subscribed:
    """Returns a subscription, whoever owns it. Raises SubscriptionGoneError where there is none, or its story
    is gone."""
    found = subscriptions.get(connection, subscription)
    if found is None:
        raise SubscriptionGoneError
    return found


def changeable_subscription(
    connection: Connection, who: Credentials, subscription: SubscriptionId
) -> Subscribed:
    """Returns a subscription that these credentials allow to change.

    Raises SubscriptionGoneError where there is none, StaleButtonError where it is another reader's, and
    NotTheirChannelError where it belongs to a channel that they are not in or do not manage. Where the
    channel was deleted, its owner can change it from anywhere.
    """
    found = existing_subscription(connection, subscription)
    channel = found.subscription.channel
    if found.subscription.suspended is Obstacle.GONE and found.subscription.reader == who.reader:
        return found
    if channel is None and found.subscription.reader != who.reader:
        raise StaleButtonError
    if channel is not None and (found.subscription.guild != who.guild or channel != who.channel):
        raise NotTheirChannelError
    return found


def active_subscription(connection: Connection, who: Credentials, subscription: SubscriptionId) -> Subscribed:
    """Returns a subscription as `changeable_subscription` does. Raises SubscriptionGoneError also for one
    that was stopped, so that nobody takes it up by mistake."""
    found = changeable_subscription(connection, who, subscription)
    if found.subscription.stopped:
        raise SubscriptionGoneError
    return found
