"""Where readers are, what they chose, and what they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.models.identities import ChapterId, GuildId, ReaderId, ReadingId, StoryId
from bot.models.lists import Listing
from bot.models.stories import Chapter, Story


class Length(StrEnum):
    """How much of a story one message shows."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"

    @property
    def limit(self) -> int:
        """Characters at most of a passage as it is shown."""
        return {Length.SHORT: 900, Length.MEDIUM: 1_800, Length.LONG: 3_600}[self]


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The part of every day in which nothing is to arrive: minutes of the local day, maybe past midnight."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """How long they are."""
        return (self.end - self.start) % (24 * 60)


class Spoilers(StrEnum):
    """What is kept from a reader of a story beyond the furthest place that they have reached in it."""

    OFF = "off"
    TEXT = "text"
    TITLES = "titles"
    """The text, and the titles of chapters."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a story's text, as every button names it: it stays true when a passage length changes.

    `offset` counts characters of the chapter's stored text in `revision`. Below 0 it counts back from the
    text into the pages of the author's notes before a story's first chapter: -1 is the last of them.
    """

    chapter: ChapterId
    revision: int
    offset: int


@dataclass(frozen=True, slots=True)
class Slice:
    """A slice of a chapter's stored text: from a place up to the offset `end`."""

    place: Place
    end: int


LONGEST_SLICE = 8_000
"""Characters of stored text that a saved quote has at most: more than any passage."""


class Spot(NamedTuple):
    """A place that can be compared: the chapter's position in its story, then the offset in its text."""

    position: int
    offset: int


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where a reader is: the start of the passage last shown, the end of the furthest one reached, and the
    place that the last jump left, if any."""

    current: Spot
    furthest: Spot
    undo: Spot | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One read of a story by one reader. Times are UTC, in seconds since 1970.

    `finished_at` is when they reached the end, the one that the story had then. `words_gone` is set where an
    edit took the words that they had stopped at, until they come back. `put_away_at` is when they put the
    story away, until they go on with it.
    """

    id: ReadingId
    story: StoryId
    bookmark: Bookmark
    started_at: int
    read_at: int
    finished_at: int | None
    words_gone: bool = False
    put_away_at: int | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """Who looks, and from where: it decides which stories may be shown.

    `guild` is the server the bot is installed in, if they are in one; `direct` is a direct message with the
    bot, and `member_of` then the servers whose stories follow the reader there.
    """

    reader: ReaderId
    guild: GuildId | None = None
    direct: bool = False
    age_restricted: bool = False
    member_of: frozenset[GuildId] = frozenset()


@dataclass(frozen=True, slots=True)
class Panel:
    """One page of a story as the reading panel shows it.

    `slice` is the passage, None on a page of notes. `text` is Markdown ready to be shown; `notes` stands
    before it, set apart. `index` counts the passages of the chapter from 0. `back` and `next` are where the
    buttons lead, None at the ends of the story. `next_chapter` is set where *Next* leaves the chapter.
    `again` is set at the end of the story: the read that *Read again* would close.
    """

    story: Story
    chapter: Chapter
    place: Place
    slice: Slice | None
    text: str
    notes: str
    index: int
    count: int
    percent: int
    minutes_left: int
    back: Place | None
    next: Place | None
    next_chapter: Chapter | None
    again: ReadingId | None
    words_gone: bool


class Progress(StrEnum):
    """How far a reader is in a chapter."""

    READ = "read"
    HERE = "here"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ChapterLine:
    """A chapter as the chapter menu lists it."""

    chapter: Chapter
    progress: Progress


@dataclass(frozen=True, slots=True)
class Contents:
    """A story's chapters as the chapter menu lists them, one page of them, and the place to go back to."""

    story: Story
    place: Place
    chapters: Listing[ChapterLine]


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a reader has chosen for themselves; `time_zone` is empty and `quiet` None where nothing is set."""

    length: Length
    spoilers: Spoilers
    time_zone: str
    quiet: QuietHours | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a menu offers it: where it stands in its chapter's stored text, and its plain text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a slice of a story, one page of them."""

    story: Story
    slice: Slice
    sentences: Listing[Sentence]


@dataclass(frozen=True, slots=True)
class Options:
    """What the ⋯ menu of a panel offers at a place."""

    story: Story
    place: Place
    length: Length
    undo: Place | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A story as autocomplete offers it; `percent` is how far its reader is, None where not begun."""

    story: StoryId
    title: str
    authors: tuple[str, ...]
    percent: int | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that was searched for: its chapter, and the place at which the match begins.

    `line` is the sentence as plain text, cut to a size that lists can show; `matches` are the stretches of it
    (start, end) that were searched for.
    """

    story: Story
    chapter: Chapter
    place: Place
    line: str
    matches: tuple[tuple[int, int], ...]
