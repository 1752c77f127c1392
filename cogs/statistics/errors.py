"""The sentences for errors of the statistics, and those errors that only the cog raises."""

from __future__ import annotations

from bot.errors import FiresideError, Sentences
from bot.statistics.errors import NothingReadError


class CannotShowError(FiresideError):
    """Somebody's numbers cannot be posted in this channel."""


SENTENCES: Sentences = {
    CannotShowError: (
        "I can’t show that in this channel, because you or I may not post here. Try another one."
    ),
    NothingReadError: (
        "You haven’t read anything yet, so there’s nothing to count. `/read` opens a story, and your reading "
        "adds up here from the first page."
    ),
}
