"""The sentences for errors about subscriptions, and those errors that only the cog raises."""

from __future__ import annotations

from bot.errors import Sentences
from bot.language import _
from bot.subscriptions.errors import (
    AlreadyCompleteError,
    ChannelManagersOnlyError,
    NextPieceSentError,
    NoMorePiecesError,
    NotTheirChannelError,
    RatingNotDeliveredError,
    ReadToItsEndError,
    SubscriptionGoneError,
    SubscriptionRefusedError,
    UnknownTimeOfDayError,
)


class StoryNotNamedError(SubscriptionRefusedError):
    """The subscription needs a story, and none was named."""


class NotOfOneStoryError(SubscriptionRefusedError):
    """A story was named for a quote of the day, which is not of one story."""


class OnlyInChannelsError(SubscriptionRefusedError):
    """A role or threads were asked for, but not in a channel."""


class NeedlessTimeError(SubscriptionRefusedError):
    """A time was given for a subscription that has no schedule."""


class BotMayNotPostHereError(SubscriptionRefusedError):
    """The bot may not post in this channel."""


class UnpingableRoleError(SubscriptionRefusedError):
    """Whoever asked may not ping that role."""


class ThreadsOfChaptersOnlyError(SubscriptionRefusedError):
    """Threads were asked for with something else than new chapters."""


class ThreadWithinThreadError(SubscriptionRefusedError):
    """Threads were asked for within a thread."""


class BotMayNotOpenThreadsError(SubscriptionRefusedError):
    """The bot may not open threads in this channel."""


def _rating_not_delivered(error: RatingNotDeliveredError) -> str:
    return _(
        "That story is rated {rating}, so I can only send it once you’ve asked for it in an age-restricted "
        "channel. Subscribe there, or read a page there first.",
        rating=_(error.rating),
    )


SENTENCES: Sentences = {
    AlreadyCompleteError: "That story is already complete. `/read` opens it.",
    BotMayNotOpenThreadsError: (
        "I may not open threads in this channel. Whoever manages it can give me “Create Public Threads” here."
    ),
    BotMayNotPostHereError: (
        "I may not post in this channel. Whoever manages it can give me “View Channel”, “Send Messages” and "
        "“Read Message History” here."
    ),
    ChannelManagersOnlyError: (
        "Only people who manage this channel can have me post in it. Choose a way to *deliver* that goes to "
        "you, and I’ll send it as a direct message."
    ),
    NeedlessTimeError: (
        "That comes as soon as there’s news, so it needs no time. Leave *at* out, or choose a way to "
        "*deliver* that comes daily or weekly."
    ),
    NotOfOneStoryError: (
        "A quote of the day comes from all your stories, so leave *story* out. `/quote` can quote just one."
    ),
    NextPieceSentError: "You already have the next instalment: it’s further down.",
    NoMorePiecesError: "That’s all there is so far. The next instalment comes as soon as there’s more.",
    NotTheirChannelError: (
        "That one is for everybody here, so only people who manage this channel can change it."
    ),
    OnlyInChannelsError: (
        "I can only ping a role or open threads in a channel. Choose a way to *deliver* that ends in “in "
        "this channel”, or leave them out."
    ),
    RatingNotDeliveredError: _rating_not_delivered,
    ReadToItsEndError: (
        "You’ve read that story to its end. *Read again* on its last page starts it over, and then it can "
        "come as a serial."
    ),
    StoryNotNamedError: "Which *story* should it be? Please name one.",
    SubscriptionGoneError: (
        "That subscription has ended: it was stopped, or its story was taken down. `/subscriptions` shows "
        "what I send you, and `/subscribe` starts a new one."
    ),
    ThreadsOfChaptersOnlyError: "I only open threads about new chapters. Please leave *threads* out.",
    ThreadWithinThreadError: "A thread can’t have threads of its own. Please leave *threads* out.",
    UnknownTimeOfDayError: (
        "I don’t understand the time “{typed:.60}”. Try “18:00”, “7 am” or “sunday 10:00”."
    ),
    UnpingableRoleError: (
        "You can’t ping that role. Choose one that everybody may mention, or leave *role* out."
    ),
}
