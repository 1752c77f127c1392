"""Readers' places in stories, and the panels shown to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.readers.models import Length
from bot.stories.ids import ReadingId, StoryId
from bot.stories.models import Chapter, Excerpt, Listing, Place, Spot, Story


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A reader's place in a story.

    `current` is the start of the passage last shown, and `undo` the place that the last jump left, if any.
    """

    current: Spot
    undo: Spot | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One read of a story by one reader. Times are UTC, in seconds since 1970.

    `words` is how many of the body they have passed, `again` that they had read the story before, and `seen`
    the edition of the story at their last press. `finished_at` is when they reached the end that the story
    had then. `put_away_at` is when they put the story away, None once they go on with it. `displaced`
    is set while the words at which they stopped are missing because of an edit, so that the bookmark is
    beside them, and `told_gone` once they know. `shown` says that a page of it was shown to them alone.
    """

    id: ReadingId
    story: StoryId
    bookmark: Bookmark
    started_at: int
    read_at: int
    finished_at: int | None
    put_away_at: int | None = None
    words: float = 0
    again: bool = False
    seen: int = 0
    told_gone: bool = False
    displaced: bool = False
    shown: bool = True

    @property
    def words_gone(self) -> bool:
        """Whether they are to be told that the words at which they stopped are gone."""
        return self.displaced and not self.told_gone

    @property
    def ended_at(self) -> int:
        """When somebody who is at the end came to it."""
        return self.finished_at or self.read_at

    def percent_of(self, story: Story) -> int:
        """Returns the share of the story's words that were passed, in whole percent: 100 for all of them
        only."""
        if self.words >= story.words - 0.5:  # a stretch's words are a fraction
            return 100
        return min(99, round(100 * self.words / story.words))


@dataclass(frozen=True, slots=True)
class Panel:
    """One page of a story as the reading panel shows it.

    `excerpt` is the passage, None on a page of notes. `text` is Markdown ready to be shown; `notes` stands
    before it and `notes_after` behind it, set apart. `index` counts the passages of the chapter from 0.
    `back` and `next` are the places that the buttons lead to, None at the ends of the story. `next_chapter`
    is set where *Next* leaves the chapter. `again` is set at the end of the story: the read that *Read again*
    would close, and `next_in_series` may be the story that follows. `asks_length` is set on the first page
    that somebody ever reads: the length that it has, of which they have not been asked yet. `begun_again` is
    set at the beginning of a read that has gone no further: the one that was closed for it.
    """

    story: Story
    chapter: Chapter
    place: Place
    excerpt: Excerpt | None
    text: str
    notes: str
    notes_after: str
    index: int
    count: int
    percent: int
    minutes_left: int
    back: Place | None
    next: Place | None
    next_chapter: Chapter | None
    again: ReadingId | None
    words_gone: bool
    next_in_series: Story | None = None
    asks_length: Length | None = None
    begun_again: ReadingId | None = None


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A story that a reader has begun, and how much of it they have read, in whole percent."""

    story: Story
    percent: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A story whose end its reader has come to, with what they may go on with."""

    story: Story
    last_page: Place
    next_in_series: Story | None
    under_way: tuple[UnderWay, ...]


class Progress(StrEnum):
    """A reader's progress in a chapter."""

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
    """One page of a story's chapters as the chapter menu lists them, and the place to go back to."""

    story: Story
    place: Place
    chapters: Listing[ChapterLine]


@dataclass(frozen=True, slots=True)
class Options:
    """The contents of a panel's ⋯ menu at a place. `remarks` says whether the story takes remarks, and
    `open_to_all` that the chapter is open to everybody, so that it may be read aloud."""

    story: Story
    place: Place
    length: Length
    undo: Place | None
    remarks: bool
    open_to_all: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the reader's own calendar on which they read; `seconds` is an estimate."""

    date: date
    words: int
    seconds: int
