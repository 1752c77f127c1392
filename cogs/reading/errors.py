"""The sentences for errors about reading panels, and those errors that only the cog raises."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import FiresideError, Sentences
from bot.language import _
from bot.reading.errors import WarnedError
from bot.stories.ids import ReaderId
from cogs.reading.stops import stop_sentence


@dataclass(eq=False)
class NotYourPanelError(FiresideError):
    """The public panel belongs to somebody else, `opener`."""

    opener: ReaderId


class ReadOnSinceError(FiresideError):
    """The reader has read on since they began a story anew, so that the former read stays closed."""


class CannotReadAloudError(FiresideError):
    """A public panel cannot be posted in this channel; each reason is a type below."""


class AloudNeedsServerError(CannotReadAloudError):
    """This is no server, or none that has added the bot."""


@dataclass(eq=False)
class BotMayNotPostError(CannotReadAloudError):
    """The bot may not post in this channel or thread, or not find there what it has posted."""

    in_thread: bool


class ReaderMayNotPostError(CannotReadAloudError):
    """Whoever asked may not post in this channel."""


def _bot_may_not_post(error: BotMayNotPostError) -> str:
    needed = _("Send Messages in Threads") if error.in_thread else _("Send Messages")
    return _(
        "I may not post in this channel. Whoever manages it can give me “View Channel”, “{needed}” and "
        "“Read Message History” here; until then, read by yourself, or aloud in another channel.",
        needed=needed,
    )


SENTENCES: Sentences = {
    WarnedError: stop_sentence,
    NotYourPanelError: (
        "<@{opener}> is turning these pages. Press *Read on my own* to go on from here by yourself."
    ),
    ReadOnSinceError: (
        "You’ve read on since then, so your new read stays. The one you finished is on your `/shelf`, with "
        "its dates."
    ),
    AloudNeedsServerError: (
        "I can only read aloud in servers that have added me. Leave out *where* to read by yourself."
    ),
    BotMayNotPostError: _bot_may_not_post,
    ReaderMayNotPostError: "You can’t post in this channel, so I can’t read aloud here for you.",
}
