"""The feeds tied to stories, their known entries, and what comes of looking at them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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


class FetchOutcome(StrEnum):
    """The result of a fetch."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    GONE = "gone"
    """Gone for good: status 410."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Known:
    """The validators of the last answer, sent along so that the same content is not sent again."""

    etag: str = ""
    modified: str = ""


NOT_READ = Known()
"""What is known of an address that was never read."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The outcome of a fetch, with its answer.

    `address` is the one to fetch from now on: another one only where every redirect was permanent. `source`
    is the address that the body came from in the end. `not_before` is when the server asked to be tried
    again, UTC in seconds, if it did. `reason` is a sentence on why there is no body.
    """

    outcome: FetchOutcome
    address: str
    source: str = ""
    body: bytes = b""
    content_type: str = ""
    known: Known = NOT_READ
    not_before: int | None = None
    reason: str = ""
