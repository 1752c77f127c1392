"""Librarians' presses in the story editor and on a story's history."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presses import Press
from bot.stories.details import DetailGroup
from bot.stories.ids import ChangeId, ChapterId, StoryId


@dataclass(frozen=True, slots=True)
class RateStory(Press, code="rate"):
    """Says the rating of a story whose file gives it in words that are not understood: the one chosen."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class EditStory(Press, code="edit"):
    """Shows all that can be changed in a story."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class OpenDetailsForm(Press, code="detailsform"):
    """Opens the form with a group of a story's details."""

    story: StoryId
    group: DetailGroup


@dataclass(frozen=True, slots=True)
class CorrectDetails(Press, code="details"):
    """Submits the form with a group of a story's details."""

    story: StoryId
    group: DetailGroup


@dataclass(frozen=True, slots=True)
class ShowCover(Press, code="cover"):
    """Shows a story's cover, to be changed."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class OpenCoverForm(Press, code="coverform"):
    """Opens the form for a story's cover."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class UploadCover(Press, code="uploadcover"):
    """Submits the form for a story's cover."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class RemoveCover(Press, code="removecover"):
    """Takes a story's cover away."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class UndoCover(Press, code="undocover"):
    """Puts the cover back that a story had before the last choice."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class EditChapters(Press, code="editchapters"):
    """Shows a page of a story's chapters."""

    story: StoryId
    page: int


@dataclass(frozen=True, slots=True)
class ChooseChapter(Press, code="editchapter"):
    """Shows all that can be changed in the chapter that is chosen from such a page."""


@dataclass(frozen=True, slots=True)
class EditChapter(Press, code="lookatchapter"):
    """Shows all that can be changed in a chapter."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class DownloadChapter(Press, code="download"):
    """Sends a chapter's text as a file."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class OpenUploadForm(Press, code="uploadform"):
    """Opens the form for a chapter's new text."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class UploadChapter(Press, code="upload"):
    """Submits the form for a chapter's new text."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class OpenRenameForm(Press, code="renameform"):
    """Opens the form for a chapter's title."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class RenameChapter(Press, code="rename"):
    """Submits the form for a chapter's title."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class OpenNotesForm(Press, code="notesform"):
    """Opens the form for a chapter's notes and content warnings."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class CorrectNotes(Press, code="notes"):
    """Submits the form for a chapter's notes and content warnings."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class OpenMoveForm(Press, code="moveform"):
    """Opens the form for a chapter's number."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class MoveChapter(Press, code="move"):
    """Submits the form for a chapter's number."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class AskToRemove(Press, code="asktoremove"):
    """Asks whether a chapter is really to be removed."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class RemoveChapter(Press, code="remove"):
    """Removes a chapter."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class TakeDown(Press, code="takedown"):
    """Takes a story out of the library."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class PutBackStory(Press, code="putback"):
    """Puts a story back that was taken down."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class TurnHistory(Press, code="history"):
    """Shows a page of a story's history."""

    story: StoryId
    page: int


@dataclass(frozen=True, slots=True)
class ChooseChange(Press, code="change"):
    """Shows the change that is chosen from such a page."""


@dataclass(frozen=True, slots=True)
class ShowFormerChapter(Press, code="former"):
    """Shows the chapter that is chosen as it was before a change."""

    change: ChangeId


@dataclass(frozen=True, slots=True)
class RestoreChapter(Press, code="restore"):
    """Restores a chapter as it was before a change."""

    change: ChangeId
    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class RestoreLater(Press, code="restorelater"):
    """Restores a chapter as a change left it."""

    change: ChangeId
    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class RestoreDetails(Press, code="restoredetails"):
    """Restores the details that a change touched as they were before it."""

    change: ChangeId


@dataclass(frozen=True, slots=True)
class RestoreLaterDetails(Press, code="laterdetails"):
    """Restores the details that a change touched as the change left them."""

    change: ChangeId


@dataclass(frozen=True, slots=True)
class LookAtChange(Press, code="lookatchange"):
    """Shows a change."""

    change: ChangeId


@dataclass(frozen=True, slots=True)
class UndoChange(Press, code="undochange"):
    """Takes a change back as a whole."""

    change: ChangeId
