"""What may be subscribed to, and by whom a subscription may be changed."""

from __future__ import annotations

from bot.database import Connection
from bot.errors import StaleButtonError, SubscriptionRefusedError
from bot.reading.divided_texts import Texts
from bot.stories.ids import SubscriptionId
from bot.stories.models import Audience, Completion, Credentials, Story
from bot.stories.queries import stories
from bot.subscriptions.instalments import has_more
from bot.subscriptions.models import Manner, Subject, Subscribed
from bot.subscriptions.queries import subscriptions


def require_direct(connection: Connection, audience: Audience, story: Story) -> None:
    """Raise SubscriptionRefusedError where a story's rating is not served to a reader directly."""
    guilds = frozenset({story.guild} if story.guild else ())
    directly = Audience(audience.reader, direct=True, member_of=guilds)
    seen = stories.seen_by(connection, story.id, directly)
    if seen is None or not seen[1]:
        raise SubscriptionRefusedError(
            f"That story is rated {story.effective_rating.label}, so you are told of it only once "
            "you have opened it in an age-restricted channel. Read a page of it there, then "
            "subscribe."
        )


def require_sense(connection: Connection, texts: Texts, subscription: SubscriptionId, story: Story) -> None:
    """Raise SubscriptionRefusedError where nothing would ever come of a subscription of a story."""
    kept = present(connection, subscription).subscription
    if story.completion is not Completion.COMPLETE:
        return
    if kept.manner is Manner.COMPLETE:
        raise SubscriptionRefusedError("It is complete already: `/read` opens it.")
    if kept.subject is Subject.SERIAL and not has_more(connection, texts, kept):
        raise SubscriptionRefusedError(
            "You have read it to its end. *Read again* on its last page starts a new read; the serial "
            "then begins with it."
        )


def present(connection: Connection, subscription: SubscriptionId) -> Subscribed:
    """A subscription, whoever's it is. Raises StaleButtonError where there is none, or its story is gone."""
    found = subscriptions.get(connection, subscription)
    if found is None:
        raise StaleButtonError
    return found


def theirs(connection: Connection, who: Credentials, subscription: SubscriptionId) -> Subscribed:
    """A subscription that these credentials let somebody change.

    Raises StaleButtonError where it is another's, SubscriptionRefusedError where it is of a channel that they
    are not in or do not manage.
    """
    found = present(connection, subscription)
    channel = found.subscription.channel
    if channel is None and found.subscription.reader != who.reader:
        raise StaleButtonError
    if channel is not None and (found.subscription.guild != who.guild or channel != who.channel):
        raise SubscriptionRefusedError(
            "That is for everybody here. Only those who may manage this channel can change it."
        )
    return found


def going_on(connection: Connection, who: Credentials, subscription: SubscriptionId) -> Subscribed:
    """As `theirs`; raises StaleButtonError for one that was stopped, too: nobody takes that up by mistake."""
    found = theirs(connection, who, subscription)
    if found.subscription.stopped:
        raise StaleButtonError
    return found
