"""The presses on a reader's shelf, and *Save for later* wherever it is offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.presses import Press
from bot.shelf.models import ShelfSection
from bot.stories.ids import MarkId, ReadingId, StoryId

_NumberedSection = Annotated[
    ShelfSection,
    {
        ShelfSection.READING: 0,
        ShelfSection.WAITING: 1,
        ShelfSection.TO_READ: 2,
        ShelfSection.FINISHED: 3,
        ShelfSection.STOPPED: 4,
    },
]


@dataclass(frozen=True, slots=True)
class OpenSection(Press, code="shelf"):
    """Shows a list of the shelf from its beginning."""

    section: _NumberedSection


@dataclass(frozen=True, slots=True)
class TurnSection(Press, code="shelfpage"):
    """Shows a page of a list of the shelf."""

    section: _NumberedSection
    page: int


@dataclass(frozen=True, slots=True)
class ChooseShelved(Press, code="shelved"):
    """Shows the story that is chosen from a page of the shelf."""

    section: _NumberedSection
    page: int


@dataclass(frozen=True, slots=True)
class GoOnReading(Press, code="goon"):
    """Opens the story that is chosen from a list at the reader's place."""


@dataclass(frozen=True, slots=True)
class ShowEntry(Press, code="entry"):
    """Shows a story of the shelf by itself; `back` leads to the page that it was chosen from."""

    story: StoryId
    back: TurnSection


@dataclass(frozen=True, slots=True)
class PutAway(Press, code="putaway"):
    """Puts a story among those that the reader has stopped reading."""

    story: StoryId
    back: TurnSection


@dataclass(frozen=True, slots=True)
class TakeUp(Press, code="takeup"):
    """Takes up a story again that was put away."""

    story: StoryId
    back: TurnSection


@dataclass(frozen=True, slots=True)
class ShowUnread(Press, code="unread"):
    """Lists the chapters up to which a story can be marked as read, one page of them."""

    story: StoryId
    back: TurnSection
    page: int


@dataclass(frozen=True, slots=True)
class MarkRead(Press, code="mark"):
    """Marks a story as read up to the chapter that is chosen."""

    story: StoryId
    back: TurnSection


@dataclass(frozen=True, slots=True)
class Unmark(Press, code="unmark"):
    """Undoes a mark as read."""

    story: StoryId
    mark: MarkId
    back: TurnSection


@dataclass(frozen=True, slots=True)
class ShowReads(Press, code="reads"):
    """Lists the reads of a story, to delete one."""

    story: StoryId
    back: TurnSection


@dataclass(frozen=True, slots=True)
class ChooseRead(Press, code="chooseread"):
    """Asks whether the read that is chosen is to be deleted."""

    story: StoryId
    back: TurnSection


@dataclass(frozen=True, slots=True)
class DeleteRead(Press, code="deleteread"):
    """Deletes a read of a story."""

    story: StoryId
    reading: ReadingId
    back: TurnSection


@dataclass(frozen=True, slots=True)
class StartAgain(Press, code="startagain"):
    """Asks whether a story is to be begun anew; `reading` is the open read."""

    story: StoryId
    reading: ReadingId
    back: TurnSection


@dataclass(frozen=True, slots=True)
class StartAnew(Press, code="startanew"):
    """Begins a story anew without asking; `reading` is the read that this closes."""

    story: StoryId
    reading: ReadingId


@dataclass(frozen=True, slots=True)
class SaveForLater(Press, code="saveforlater"):
    """Puts a story on the list to read; the answer appears beside the card."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class SaveAfterAll(Press, code="saveafterall"):
    """Puts a story back on the list to read; the answer replaces the note."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class NotForLater(Press, code="notforlater"):
    """Takes a story off the list to read; the answer appears beside the card."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class TakeOff(Press, code="takeoff"):
    """Takes a story off the list to read; the answer replaces the note."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class ShowEnd(Press, code="theend"):
    """Shows the end of a story that was read to it."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class RateStory(Press, code="stars"):
    """Keeps the stars that are chosen from a menu, from one to five; none takes them back."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class OpenNoteForm(Press, code="noteform"):
    """Opens the form for a note on a story, for oneself."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class KeepNote(Press, code="keepnote"):
    """Submits the form for a note on a story."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class DrawEnd(Press, code="drawend"):
    """Shows the end of a story as a picture, beside it."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class PostEnd(Press, code="postend"):
    """Posts that picture in the channel. It works once: `offer` is the id of the interaction that offered
    it."""

    story: StoryId
    offer: int


@dataclass(frozen=True, slots=True)
class ExportShelf(Press, code="exportshelf"):
    """Sends the whole shelf as a file."""
