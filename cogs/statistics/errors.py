"""The sentences for errors of the statistics, and those errors that only the cog raises."""

from __future__ import annotations

from bot.errors import FiresideError, Sentences
from bot.statistics.errors import NothingReadError


class CannotShowError(FiresideError):
    """Somebody's numbers cannot be posted in this channel."""


class AlreadyShownError(FiresideError):
    """The offer to show somebody's numbers was taken before."""


SENTENCES: Sentences = {
    AlreadyShownError: "That has been shown here already. Use `/stats` again to show it once more.",
    CannotShowError: (
        "That can't be shown in this channel: either you or I may not post in it. Try it in another one."
    ),
    NothingReadError: (
        "You have not read anything yet, so there is nothing to count. `/read` opens a story, and from "
        "its first page on your reading adds up here."
    ),
}
