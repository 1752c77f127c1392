"""The sentences for errors about a story's feed."""

from __future__ import annotations

from bot.errors import Sentences
from bot.feeds.errors import FeedGoneError, FeedNotFetchedError

SENTENCES: Sentences = {
    FeedGoneError: ("That story no longer has a feed. `/stories feed` ties one to it."),
    FeedNotFetchedError: "That feed cannot be read: {fault}. Nothing was changed.",
}
