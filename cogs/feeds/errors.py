"""The sentences for errors about a story's feed."""

from __future__ import annotations

from bot.errors import Sentences
from bot.feeds.errors import FeedGoneError, FeedNotFetchedError
from bot.language import _
from cogs.ui.reasons import reason_told


def _not_fetched(error: FeedNotFetchedError) -> str:
    return _("I can’t read that feed. {reason} Nothing has changed.", reason=reason_told(error.fault))


SENTENCES: Sentences = {
    FeedGoneError: "That story no longer has a feed. You can add one with `/stories feed`.",
    FeedNotFetchedError: _not_fetched,
}
