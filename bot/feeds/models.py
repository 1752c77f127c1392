"""The feeds tied to stories, and their known entries."""

from __future__ import annotations

from dataclasses import dataclass

from bot.stories.ids import ReaderId, StoryId


@dataclass(frozen=True, slots=True)
class TiedFeed:
    """The feed that a story's chapters come from. Times are UTC, in seconds since 1970.

    `since` is the date of the oldest entry when it was tied, if there was any. `interval` is in seconds.
    `next_at` is None where the feed is gone for good. `read_at` is when it could be read last, `failures` the
    number of failed attempts since then, and `told_at` when its librarian was told of them, if they were.
    """

    story: StoryId
    address: str
    tied_by: ReaderId
    tied_at: int
    since: int | None
    etag: str
    modified: str
    interval: int
    next_at: int | None
    tried_at: int
    read_at: int
    failures: int = 0
    error: str = ""
    told_at: int | None = None


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """An entry as last seen; `chapter_key` is the source key of its chapter, empty if it has none."""

    title: str
    digest: str
    chapter_key: str = ""
