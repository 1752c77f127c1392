"""The sentences for posts that did not come about, and those errors that only the cogs raise."""

from __future__ import annotations

from bot.errors import Sentences
from bot.posts.errors import NotPostedError, PostDelayedError

SENTENCES: Sentences = {
    NotPostedError: (
        "Discord doesn't let me post in this channel, so nothing was posted. Somebody who manages it can see "
        "to that; until then, try another one."
    ),
    PostDelayedError: (
        "Discord hasn't told me whether it took the post. If it did not, I try again in a few minutes; you "
        "need not do anything."
    ),
}
