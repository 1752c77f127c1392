"""A reader's shelf: the stories on it, and the reads of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.language import N_
from bot.reading.models import Reading
from bot.stories.ids import MarkId
from bot.stories.models import Chapter, Listing, Place, Story


class ShelfSection(StrEnum):
    """A list of the shelf. The list of a story follows from how far it was read, and whether it goes on."""

    READING = "reading"
    WAITING = "waiting"
    """Read to the present end of a story that is known to go on."""
    TO_READ = "to read"
    FINISHED = "finished"
    """Read to the end in any read of it. A story without a status counts as complete."""
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        """The list's name in English, which is translated where it is shown."""
        return _LABELS[self]

    @property
    def under_way(self) -> bool:
        """Whether its stories were begun and are not finished."""
        return self in (ShelfSection.READING, ShelfSection.WAITING, ShelfSection.STOPPED)


_LABELS = {
    ShelfSection.READING: N_("Reading now"),
    ShelfSection.WAITING: N_("Waiting for chapters"),
    ShelfSection.TO_READ: N_("To read"),
    ShelfSection.FINISHED: N_("Finished"),
    ShelfSection.STOPPED: N_("Stopped"),
}


@dataclass(frozen=True, slots=True)
class Reach:
    """The progress of a read of a story: the chapter that its reader is in, the percent they have read, and
    when it was finished, UTC in seconds, None where it is not."""

    reading: Reading
    chapter: Chapter
    percent: int
    finished_at: int | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reader thinks of a story, for themselves alone: stars from 1 to 5, None for none given, and a
    plain note, which may be empty."""

    stars: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """A story as the shelf shows it, with every read of it, the open one last.

    `section` is None where it is on no list. `saved_at` is when it was saved for later, UTC in seconds;
    `new_chapters` counts those that have appeared since its reader was last there.
    """

    story: Story
    section: ShelfSection | None = None
    saved_at: int | None = None
    reads: tuple[Reach, ...] = ()
    new_chapters: int = 0
    opinion: Opinion = Opinion()

    @property
    def open(self) -> Reach | None:
        """The read that the reader's place is in, or None if they have not begun the story."""
        return self.reads[-1] if self.reads else None

    @property
    def finished(self) -> tuple[int, ...]:
        """The times at which reads were finished, UTC in seconds, the first one first."""
        return tuple(at for each in self.reads if (at := each.finished_at) is not None)

    @property
    def saved(self) -> bool | None:
        """Whether it is saved for later; None where its reader has it under way."""
        if self.section is not None and self.section.under_way:
            return None
        return self.saved_at is not None


@dataclass(frozen=True, slots=True)
class ShelfPage:
    """A page of one list of a shelf, and the number of stories on each of its lists."""

    section: ShelfSection
    counts: Mapping[ShelfSection, int]
    lines: Listing[ShelfLine]


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """A story of the shelf by itself. `mark` is the last mark as read, None where none can be undone."""

    line: ShelfLine
    mark: MarkId | None


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a story, as its reader comes to it.

    `goes_on` says that there may be more of it one day. `finished_at` is when they came to its end, UTC in
    seconds; `seconds` is an estimate of the time that they spent, on so many `days`. `place` is their place
    in the text."""

    story: Story
    reading: Reading
    place: Place
    goes_on: bool
    finished_at: int
    seconds: int
    days: int
    opinion: Opinion
    next_in_series: Story | None


@dataclass(frozen=True, slots=True)
class Unread:
    """The chapters of a story's body that its reader has not read to the end, one page of them."""

    story: Story
    chapters: Listing[Chapter]
