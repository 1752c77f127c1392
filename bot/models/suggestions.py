"""What a reader is told to read next, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from bot.models.stories import Story


class Why(Enum):
    """Where a suggestion comes from."""

    READ_TOO = auto()
    """Who read a story of the reader's read this, too."""
    ALIKE = auto()
    """It is like a story of the reader's, or the one that was asked about."""
    MUCH_READ = auto()
    """Many read it here."""
    NEW = auto()
    """It came to the library lately."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A story to read next.

    `because` is the story that it follows from, if it follows from one that may be named, and `finished`
    whether its reader has finished that one. `shared` is what the two have in common, the weightiest first.
    `last_chapter_at` is when the story's latest chapter came, UTC in seconds.
    """

    story: Story
    why: Why
    because: Story | None
    finished: bool
    shared: tuple[str, ...]
    last_chapter_at: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What suggestions are to be like: a story, or, with none, all that the reader has read; and a tag that
    they are to have, if any."""

    like: Story | None
    tag: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Stories to read next, what was asked for, and what has just been put out of them, if anything."""

    asked: Asked
    stories: tuple[Suggested, ...]
    vetoed: Story | None = None
