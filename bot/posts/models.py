"""Public posts, as they are wanted, written down and sent."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from bot.stories.ids import ChapterId, StoryId

PostId = NewType("PostId", int)
_SMALLEST_MARK, _MARK_BITS = 1 << 30, 30

PATIENCE = 60
"""Seconds of real time that an attempt to send may take."""
CLAIM = 2 * PATIENCE
"""Seconds for which nobody else sends a post that is being sent."""


class Obstacle(StrEnum):
    """The reason why messages do not reach their channel or reader."""

    CLOSED = "closed"
    """They take no direct messages from the bot."""
    NO_SERVER = "no server"
    """They share no server with the bot."""
    NO_ACCESS = "no access"
    """The bot may not see the channel, or not post or read there."""
    LOCKED = "locked"
    """The channel is a thread that is archived and locked."""
    GONE = "gone"
    """The channel, or the message in it, was deleted."""
    REFUSED = "refused"
    """Something that nobody foresaw; the reason says what."""


@dataclass(frozen=True, slots=True)
class PostedPicture:
    """A PNG picture that is posted with a message, the name by which the message refers to it, and its
    description."""

    name: str
    alt: str
    content: bytes


@dataclass(frozen=True, slots=True)
class WantedPost:
    """A message that somebody wants everybody in a channel to see.

    `mark` is the id of one of the `components`, which are JSON as Discord takes it. `story` and `chapter` are
    those whose text they show, if any. `offer` is the offer that is taken by it, which works once.
    """

    channel: int
    mark: int
    components: str
    story: StoryId | None = None
    chapter: ChapterId | None = None
    picture: PostedPicture | None = None
    offer: int | None = None


@dataclass(frozen=True, slots=True)
class PublicPost:
    """A message that everybody in a channel sees, or is about to.

    `mark` is what it is found by in its channel, None for one posted before there were marks. `components`
    are what is to be sent, None where that has been sent or is a delivery's to send. `written_at` is UTC in
    seconds. `message` is None until it is known to have arrived.
    """

    id: PostId
    mark: str | None
    channel: int
    story: StoryId | None
    components: str | None
    written_at: int
    message: int | None
    picture: PostedPicture | None = None


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """A message that was found by its mark. `rich` says that it is made of components alone, without
    content."""

    id: int
    rich: bool


def new_mark() -> int:
    """Returns a mark for a new post: the id of a component, 32 bits for Discord, and none of those that it
    numbers itself."""
    return _SMALLEST_MARK | secrets.randbits(_MARK_BITS)


def is_mark(component: int | None) -> bool:
    """Returns whether a component's id is a mark."""
    return component is not None and component >= _SMALLEST_MARK
