"""What Fireside is about: stories, readers and places, as frozen data that crosses every border."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Generic, NamedTuple, NewType, TypeVar

StoryId = NewType("StoryId", int)
ChapterId = NewType("ChapterId", int)
ReaderId = NewType("ReaderId", int)
GuildId = NewType("GuildId", int)
ReadingId = NewType("ReadingId", int)

T = TypeVar("T")

WORDS_A_MINUTE = 238
"""Silent reading of English fiction by adults: Brysbaert, "How many words do we read per minute?" (2019)."""


class Length(StrEnum):
    """How much of a story one message shows."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"

    @property
    def limit(self) -> int:
        """Characters at most of a passage as it is shown."""
        return {Length.SHORT: 900, Length.MEDIUM: 1_800, Length.LONG: 3_600}[self]


class Rating(IntEnum):
    """For whom a story is meant; the order is the order of severity."""

    GENERAL = 0
    TEEN = 1
    MATURE = 2
    EXPLICIT = 3

    @property
    def label(self) -> str:
        """The rating as a reader sees it."""
        return self.name.capitalize()

    @property
    def restricted(self) -> bool:
        """Whether it is served only where readers are known to be of age."""
        return self >= Rating.MATURE


UNRATED = Rating.TEEN
"""What a story without a rating counts as."""


class Kind(StrEnum):
    """Where a chapter stands in its book. Only the body is counted, quoted and searched."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Story:
    """A story's details. `summary`, `notes` and `disclaimer` are stored Markdown; the rest is plain text.

    `chapters` and `words` count the body. `guild` is None where the story belongs to the whole installation.
    """

    id: StoryId
    title: str
    authors: tuple[str, ...]
    language: str
    summary: str
    notes: str
    disclaimer: str
    rating: Rating | None
    tags: tuple[str, ...]
    source: str
    licence: str
    guild: GuildId | None
    chapters: int
    words: int

    @property
    def effective_rating(self) -> Rating:
        """The rating that decides where the story may be shown."""
        return UNRATED if self.rating is None else self.rating


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter without its text.

    `position` is its place in reading order from 0, front and back matter included; `number` counts the body
    from 1 and is None elsewhere. `characters` is the length of the text of `revision`; `words_before` counts
    the words of the body in front of it.
    """

    id: ChapterId
    story: StoryId
    position: int
    number: int | None
    title: str
    kind: Kind
    revision: int
    characters: int
    words: int
    words_before: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a story's text, as every button names it: it stays true when a passage length changes.

    `offset` counts characters of the chapter's stored text in `revision`. Below 0 it counts back from the
    text into the pages of the author's notes before a story's first chapter: -1 is the last of them.
    """

    chapter: ChapterId
    revision: int
    offset: int


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

    `words_gone` is set where an edit took the words that they had stopped at, until they come back.
    """

    id: ReadingId
    story: StoryId
    bookmark: Bookmark
    started_at: int
    read_at: int
    finished_at: int | None
    words_gone: bool = False


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

    `text` is Markdown ready to be shown; `notes` stands before it, set apart. `index` counts the passages of
    the chapter from 0. `back` and `next` are where the buttons lead, None at the ends of the story.
    `next_chapter` is set where *Next* leaves the chapter. `again` is set at the end of the story: the read
    that *Read again* would close.
    """

    story: Story
    chapter: Chapter
    place: Place
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
class Listing(Generic[T]):
    """One page of a longer list; `page` counts from 0."""

    lines: tuple[T, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Contents:
    """A story's chapters as the chapter menu lists them, one page of them, and the place to go back to."""

    story: Story
    place: Place
    chapters: Listing[ChapterLine]


@dataclass(frozen=True, slots=True)
class Options:
    """What the ⋯ menu of a panel offers at a place."""

    story: Story
    place: Place
    length: Length
    undo: Place | None


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """A story as the shelf lists it: where its reader is, and how far they have read, in percent."""

    story: Story
    reading: Reading
    chapter: Chapter
    percent: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A story as autocomplete offers it; `percent` is how far its reader is, None where not begun."""

    story: StoryId
    title: str
    authors: tuple[str, ...]
    percent: int | None
