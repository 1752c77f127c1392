"""The stories suggested to a reader, and the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import NewType

from bot.stories.ids import StoryId
from bot.stories.models import Story

Term = NewType("Term", int)
"""A word of a text, or a detail of a story, by its number: 32 bits, the sign included."""


@dataclass(frozen=True, slots=True)
class SimilarStory:
    """A story that is alike in content to some that were asked about.

    `score` is from 0, nothing in common, to 1. `like` is the story that it is most like, of those that may be
    named to the reader, and `shared` what the two have in common and may be revealed, the weightiest first:
    details as the story spells them, then words. Where none may be named, `like` is None and `shared` is
    empty.
    """

    story: Story
    score: float
    like: StoryId | None
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coreading:
    """A story that was read by the readers of another which this reader knows.

    `score` is above 0, and seldom above 1. `because` is the reader's own story that speaks for it most, and
    `readers` the number of those who finished both, or read far in them: at least five.
    """

    story: Story
    score: float
    because: StoryId
    readers: int


class Why(Enum):
    """The reason for a suggestion."""

    READ_TOO = auto()
    """Readers of a story of the reader's read this, too."""
    ALIKE = auto()
    """It is like a story of the reader's, or the one that was asked about."""
    TAGGED = auto()
    """It has the tag that was asked for."""
    MUCH_READ = auto()
    """Many read it here."""
    NEW = auto()
    """It came to the library lately."""


@dataclass(frozen=True, slots=True)
class StoryRead:
    """A story that a reader has begun, in whatever reading, and the share of it that they read, from 0 to 1;
    `stars` are those that they gave it, from 1 to 5, None for none.
    """

    story: StoryId
    share: float
    finished: bool
    put_away: bool
    stars: int | None = None


@dataclass(frozen=True, slots=True)
class Suggested:
    """A story to read next.

    `because` is the story that it follows from, if there is one that may be named, and `finished` whether its
    reader has finished that one. `shared` is what the two have in common, the weightiest first; for a story
    that is suggested for its tag, that tag as it spells it. `last_chapter_at` is when its own latest chapter
    came, UTC in seconds.
    """

    story: Story
    why: Why
    because: Story | None
    finished: bool
    shared: tuple[str, ...]
    last_chapter_at: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for suggestions: like a story, or, with none, like all that the reader has read; and with a
    tag, if any. `listed` are those that the reader has before them, which stay as far as possible.
    """

    like: StoryId | None = None
    tag: str = ""
    listed: tuple[StoryId, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The stories suggested, the one that they are to be like, if any, the request, whether there are more,
    and the story just vetoed.
    """

    asked: Asked
    like: Story | None
    stories: tuple[Suggested, ...]
    more: bool
    vetoed: Story | None = None
