"""A story with all that goes from one Fireside to another."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from bot.stories.chapters import NewChapter
from bot.stories.details import Details
from bot.stories.ids import ReaderId
from bot.stories.models import Origin


@dataclass(frozen=True, slots=True)
class ExportedChapter:
    """A chapter as it is now, and when its text was written, UTC in seconds."""

    content: NewChapter
    added_at: int


@dataclass(frozen=True, slots=True)
class ExportedStory:
    """A story as it is now: its details, and those that its file gave, read by this version of the reader
    (`reader`). `chosen` says that a librarian has chosen the cover, or that there is none. `added_at` is UTC
    in seconds."""

    origin: Origin
    reader: int
    details: Details
    file_details: Details
    owner: ReaderId | None
    added_at: int
    chapters: tuple[ExportedChapter, ...]
    cover: bytes | None = field(repr=False)
    chosen: bool


class BroughtIn(Enum):
    """What came of bringing an exported story in: it is new, was there, or has been taken down here."""

    NEW = "new"
    THERE = "there"
    TAKEN_DOWN = "taken down"
