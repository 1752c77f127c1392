"""What a reader is told to read next, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from bot.models.identities import StoryId
from bot.models.stories import Story


class Why(Enum):
    """Where a suggestion comes from."""

    READ_TOO = auto()
    """Who read a story of the reader's read this, too."""
    ALIKE = auto()
    """It is like a story of the reader's, or the one that was asked about."""
    TAGGED = auto()
    """It has the tag that was asked for."""
    MUCH_READ = auto()
    """Many read it here."""
    NEW = auto()
    """It came to the library lately."""


@dataclass(frozen=True, slots=True)
class Read:
    """A story that a reader has begun, in whatever reading: how much of it they read, from 0 to 1."""

    story: StoryId
    share: float
    finished: bool
    put_away: bool


@dataclass(frozen=True, slots=True)
class Suggested:
    """A story to read next.

    `because` is the story that it follows from, if there is one that may be named, and `finished` whether its
    reader has finished that one. `shared` is what the two have in common, the weightiest first; of one that
    is there for its tag, that tag as it spells it. `last_chapter_at` is when its own latest chapter came, UTC
    in seconds.
    """

    story: Story
    why: Why
    because: Story | None
    finished: bool
    shared: tuple[str, ...]
    last_chapter_at: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What suggestions are to be: like a story, or, with none, like all that the reader has read; and with a
    tag, if any. `listed` are those that the reader has before them, which stay as far as they may."""

    like: StoryId | None = None
    tag: str = ""
    listed: tuple[StoryId, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Stories to read next, the one that they are to be like, if any, what else was asked for, whether there
    are more, and what has just been put out of them."""

    asked: Asked
    like: Story | None
    stories: tuple[Suggested, ...]
    more: bool
    vetoed: Story | None = None
