"""Librarians' presses: on drafts, in the story editor, and on a story's history."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presses import Press
from bot.stories.details import DetailGroup
from bot.stories.ids import ChangeId, ChapterId, DraftId, ReleaseId, RoleId, StoryId
from bot.stories.models import Place


@dataclass(frozen=True, slots=True)
class KeepDraft(Press, code="keep"):
    """Takes a draft into the library."""

    draft: DraftId


@dataclass(frozen=True, slots=True)
class DiscardDraft(Press, code="discard"):
    """Throws a draft away."""

    draft: DraftId


@dataclass(frozen=True, slots=True)
class OpenDraftForm(Press, code="draftform"):
    """Opens the form with a group of a draft's details."""

    draft: DraftId
    group: DetailGroup


@dataclass(frozen=True, slots=True)
class CorrectDraft(Press, code="draftdetails"):
    """Submits the form with a group of a draft's details."""

    draft: DraftId
    group: DetailGroup


@dataclass(frozen=True, slots=True)
class RateDraft(Press, code="ratedraft"):
    """Says the rating of a draft whose file gives it in words that are not understood: the one chosen."""

    draft: DraftId


@dataclass(frozen=True, slots=True)
class RateStory(Press, code="rate"):
    """Says the rating of a story whose file gives it in words that are not understood: the one chosen."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class ShowDraft(Press, code="draft"):
    """Shows the card of a draft."""

    draft: DraftId


@dataclass(frozen=True, slots=True)
class TakeAsUpdate(Press, code="asupdate"):
    """Makes a draft the newer version of a story."""

    draft: DraftId
    story: StoryId


@dataclass(frozen=True, slots=True)
class TakeAsNew(Press, code="asnew"):
    """Makes a draft a new story."""

    draft: DraftId


@dataclass(frozen=True, slots=True)
class PreviewDraft(Press, code="preview"):
    """Shows a draft as its readers will see it: `at` names a chapter by its position, without a revision."""

    draft: DraftId
    at: Place


@dataclass(frozen=True, slots=True)
class StartPreview(Press, code="startpreview"):
    """Shows where readers will begin a draft."""

    draft: DraftId


@dataclass(frozen=True, slots=True)
class ListPreview(Press, code="previewchapters"):
    """Shows a page of the chapters of a draft."""

    draft: DraftId
    page: int


@dataclass(frozen=True, slots=True)
class ChoosePreview(Press, code="previewchapter"):
    """Shows the chapter of a draft that is chosen from such a page, as a Place."""

    draft: DraftId


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


AT_ONCE, IN_RHYTHM = 0, -1


@dataclass(frozen=True, slots=True)
class PublishChapter(Press, code="publish"):
    """Submits the form with a story's next chapter.

    `due_at` is when it appears, UTC in seconds; 0 is long past, so that it appears at once. IN_RHYTHM is the
    next free day of the story's rhythm.
    """

    story: StoryId
    due_at: int


@dataclass(frozen=True, slots=True)
class ListPlanned(Press, code="planned"):
    """Shows a page of the chapters that are to appear in a story."""

    story: StoryId
    page: int


@dataclass(frozen=True, slots=True)
class PublishNow(Press, code="release"):
    """Publishes a planned chapter before its time."""

    release: ReleaseId


@dataclass(frozen=True, slots=True)
class PreviewRelease(Press, code="previewplanned"):
    """Shows a planned chapter as its readers will see it; `at` is as for PreviewDraft."""

    release: ReleaseId
    at: Place


@dataclass(frozen=True, slots=True)
class StartRelease(Press, code="previewrelease"):
    """Shows where readers will begin a planned chapter."""

    release: ReleaseId


@dataclass(frozen=True, slots=True)
class CallOff(Press, code="calloff"):
    """Calls off a planned chapter."""

    release: ReleaseId


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


@dataclass(frozen=True, slots=True)
class ListDrafts(Press, code="drafts"):
    """Shows a page of the drafts that wait for somebody."""

    page: int


@dataclass(frozen=True, slots=True)
class ChooseDraft(Press, code="choosedraft"):
    """Shows the draft that is chosen from such a page."""


@dataclass(frozen=True, slots=True)
class HandIn(Press, code="handin"):
    """Hands a draft in to the librarians."""

    draft: DraftId


@dataclass(frozen=True, slots=True)
class TakeDraftBack(Press, code="takedraftback"):
    """Takes a draft back that waits for a librarian."""

    draft: DraftId


@dataclass(frozen=True, slots=True)
class OpenGiveBackForm(Press, code="givebackform"):
    """Opens the form with which a draft is given back to its author."""

    draft: DraftId


@dataclass(frozen=True, slots=True)
class GiveBack(Press, code="giveback"):
    """Submits that form."""

    draft: DraftId


@dataclass(frozen=True, slots=True)
class EditRelease(Press, code="editplanned"):
    """Shows all that can be changed in a planned chapter."""

    release: ReleaseId


@dataclass(frozen=True, slots=True)
class OpenReleaseForm(Press, code="plannedform"):
    """Opens the form for a planned chapter's title and time."""

    release: ReleaseId


@dataclass(frozen=True, slots=True)
class CorrectRelease(Press, code="planneddetails"):
    """Submits the form for a planned chapter's title and time."""

    release: ReleaseId


@dataclass(frozen=True, slots=True)
class OpenReleaseUpload(Press, code="plannedfileform"):
    """Opens the form for a planned chapter's new text."""

    release: ReleaseId


@dataclass(frozen=True, slots=True)
class UploadRelease(Press, code="plannedupload"):
    """Submits the form for a planned chapter's new text."""

    release: ReleaseId


@dataclass(frozen=True, slots=True)
class ReleaseEarly(Press, code="plannedearly"):
    """Publishes a planned chapter for those with the roles that are chosen."""

    release: ReleaseId


@dataclass(frozen=True, slots=True)
class OpenRhythmForm(Press, code="rhythmform"):
    """Opens the form for the rhythm of a story's chapters."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class SetRhythm(Press, code="rhythm"):
    """Submits the form for the rhythm of a story's chapters."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class PublishEarly(Press, code="publishearly"):
    """Submits the form with a story's next chapter, which those with a role may read early. `due_at` is as
    PublishChapter's."""

    story: StoryId
    role: RoleId
    due_at: int


@dataclass(frozen=True, slots=True)
class ChooseEarly(Press, code="chooseearly"):
    """Shows all that can be changed in the early chapter that is chosen."""


@dataclass(frozen=True, slots=True)
class EditEarly(Press, code="early"):
    """Shows all that can be changed in an early chapter."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class SetEarlyRoles(Press, code="earlyroles"):
    """Opens an early chapter to the roles that are chosen, instead of those before."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class OpenOpeningForm(Press, code="openingform"):
    """Opens the form for the time at which an early chapter opens to everybody."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class SetOpening(Press, code="opening"):
    """Submits the form for the time at which an early chapter opens to everybody."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class OpenChapter(Press, code="openchapter"):
    """Opens an early chapter to everybody."""

    chapter: ChapterId
