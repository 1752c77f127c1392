"""The sentences for errors about subscriptions, and those errors that only the cog raises."""

from __future__ import annotations

from bot.errors import Sentences
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


SENTENCES: Sentences = {
    AlreadyCompleteError: "It is complete already: `/read` opens it.",
    BotMayNotOpenThreadsError: (
        "I may not open threads in this channel. Somebody who manages it can give me “Create Public "
        "Threads” here."
    ),
    BotMayNotPostHereError: (
        "I may not post in this channel. Somebody who manages it can give me “View Channel”, “Send Messages” "
        "and “Read Message History” here."
    ),
    ChannelManagersOnlyError: (
        "Only those who may manage this channel can have me post in it. Choose one of the ways to "
        "*deliver* that go to you, and you get it by direct message."
    ),
    NeedlessTimeError: (
        "That comes as soon as there is something to tell. Leave *at* out, or choose one of the ways to "
        "*deliver* that come daily or weekly."
    ),
    NextPieceSentError: "You have the next piece already: it’s further down.",
    NoMorePiecesError: "That’s all there is so far. The next piece comes once there’s more.",
    NotOfOneStoryError: "A quote of the day is not of one story: leave *story* out. `/quote` takes one.",
    NotTheirChannelError: (
        "That is for everybody here. Only those who may manage this channel can change it."
    ),
    OnlyInChannelsError: (
        "A role can only be pinged, and a thread only be opened, in a channel. Choose one of the ways to "
        "*deliver* that end in “in this channel”, or leave them out."
    ),
    RatingNotDeliveredError: (
        "That story is rated {rating}, so you are told of it only once you have opened it in an "
        "age-restricted channel. Read a page of it there, then subscribe."
    ),
    ReadToItsEndError: (
        "You have read it to its end. *Read again* on its last page starts a new read; the serial then "
        "begins with it."
    ),
    StoryNotNamedError: "Name the *story* that it is to be.",
    SubscriptionGoneError: (
        "That subscription has ended: it was stopped, or its story was taken down. `/subscriptions` "
        "shows what you are sent; `/subscribe` starts it again."
    ),
    ThreadsOfChaptersOnlyError: "Threads go with new chapters only. Leave *threads* out.",
    ThreadWithinThreadError: "There can be no threads within a thread. Leave *threads* out.",
    UnknownTimeOfDayError: (
        "“{typed:.60}” is no time of day that I understand. Try “18:00”, “7 am” or “sunday 10:00”."
    ),
    UnpingableRoleError: (
        "You may not ping that role. Choose one that everybody may mention, or leave *role* out."
    ),
}
