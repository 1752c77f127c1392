"""The sentences for errors about a story's feed."""

from __future__ import annotations

from bot.errors import Sentences
from bot.feeds.errors import FeedGoneError, FeedNotFetchedError

SENTENCES: Sentences = {
    FeedGoneError: (
        "That story has no feed any more, so there is nothing to look at. `/stories feed` ties one to it."
    ),
    FeedNotFetchedError: "That feed cannot be read: {fault}. Nothing was changed.",
}
