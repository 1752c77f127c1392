"""The entries that every kind of feed is read into, before any of them is a chapter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.stories import chapter_notes
from bot.stories.chapter_notes import NO_NOTES, ChapterNotes


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed.

    `key` identifies it within its feed from one reading to the next. `title`, `link` (an address, or empty)
    and `author` are plain text; `text` and `summary` are stored Markdown. `text` is empty where the feed has
    only a part of it. Times are UTC, in seconds since 1970, and None where the feed gives none, or an
    impossible one. `notes` is what the author says beside the text.
    """

    key: str
    title: str
    link: str = ""
    published_at: int | None = None
    updated_at: int | None = None
    text: str = ""
    summary: str = ""
    author: str = ""
    notes: ChapterNotes = NO_NOTES


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read, its entries oldest first; `warnings` are full sentences."""

    title: str
    link: str
    entries: tuple[FeedEntry, ...]
    warnings: tuple[str, ...] = ()


def to_lines(feed: Feed) -> list[str]:
    """Returns the feed as lines of JSON: one for the feed, then one for each entry.

    `from_lines` gives it back.
    """
    values = asdict(feed)
    entries = values.pop("entries")
    return [json.dumps(each) for each in (values, *entries)]


def from_lines(lines: Sequence[str | bytes]) -> Feed:
    """Returns the feed that `to_lines` was given."""
    values = json.loads(lines[0])
    entries = tuple(_entry(json.loads(line)) for line in lines[1:])
    return Feed(values["title"], values["link"], entries, tuple(values["warnings"]))


def _entry(values: dict[str, Any]) -> FeedEntry:
    return FeedEntry(**{**values, "notes": chapter_notes.of_json(values["notes"])})
