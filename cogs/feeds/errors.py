"""The sentences for errors about a story's feed."""

from __future__ import annotations

from bot.errors import Sentences
from bot.feeds.errors import FeedGoneError, FeedNotFetchedError

SENTENCES: Sentences = {
    FeedGoneError: "That story no longer has a feed. You can add one with `/stories feed`.",
    FeedNotFetchedError: "I can’t read that feed: {fault}. Nothing has changed.",
}
