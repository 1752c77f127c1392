"""The sentences for posts that did not come about, and those errors that only the cogs raise."""

from __future__ import annotations

from bot.errors import Sentences
from bot.posts.errors import NotPostedError, PostDelayedError

SENTENCES: Sentences = {
    NotPostedError: (
        "Discord won’t let me post in this channel, so nothing was posted. Whoever manages it can change "
        "that; until then, try another channel."
    ),
    PostDelayedError: (
        "Discord hasn’t told me whether your post went through. If it didn’t, I’ll try again in a few "
        "minutes; there’s nothing you need to do."
    ),
}
