"""Remarks, and the lists that librarians have of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from bot.stories.ids import ReaderId, RemarkId
from bot.stories.models import Chapter, Excerpt, Listing, Story
from bot.text import markup

LONGEST_NOTE = 1_000
"""Characters of what a reader writes to the author about a passage."""
LONGEST_CORRECTION = 4_000
"""Characters of the words as a reader would have them."""


class RemarkSection(IntEnum):
    """A list of remarks. The numbers stand in the custom ids of buttons."""

    OPEN = 0
    DONE = 1
    BLOCKED = 2
    """Those whose readers were blocked for them."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A reader's remark on a passage.

    `excerpt` is the place where the words stood when it was made, and `words` their stored text then.
    `correction` is plain text, how the words should read; it is empty where none is proposed, and so is
    `note`, the reader's own words. Times are UTC in seconds; `done_at` is None while it is open. `blocked`
    says that remarks of this reader are no longer taken.
    """

    id: RemarkId
    story: Story
    chapter: Chapter
    excerpt: Excerpt
    words: str
    correction: str
    note: str
    reader: ReaderId
    made_at: int
    done_at: int | None
    blocked: bool

    @property
    def plain(self) -> str:
        """The words as plain text."""
        return markup.strip(self.words)


@dataclass(frozen=True, slots=True)
class RemarkFound:
    """A remark with its words' place in the story as it is now; `chapter` is the chapter there. `in_text`
    says whether the very words still stand there."""

    remark: Remark
    chapter: Chapter
    excerpt: Excerpt
    in_text: bool


@dataclass(frozen=True, slots=True)
class RemarkPage:
    """A page of one of the lists, with the number of remarks in each."""

    section: RemarkSection
    remarks: Listing[Remark]
    counts: tuple[int, int, int]
