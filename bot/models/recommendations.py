"""What suggests one story to who liked another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from bot.models.identities import StoryId
from bot.models.stories import Story

Term = NewType("Term", int)
"""A word of a text, or a detail of a story, by its number: 32 bits, the sign included."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A story that is alike in content to some that were asked about.

    `score` is from 0, nothing in common, to 1. `like` is the one that it is most like, of those that may be
    named to who asks, and `shared` what they may be told that the two have in common, the weightiest first:
    details as the story spells them, then words. Where none may be named, `like` is None and nothing is told.
    """

    story: Story
    score: float
    like: StoryId | None
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coreading:
    """A story that was read by the readers of another which this reader knows.

    `score` is above 0, and seldom above 1. `because` is the reader's own story that speaks for it most, and
    `readers` how many finished both, or went far in them: five at least.
    """

    story: Story
    score: float
    because: StoryId
    readers: int
