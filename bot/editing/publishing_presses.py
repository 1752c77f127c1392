"""Librarians' presses on chapters that are published, planned or early."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presses import Press
from bot.stories.ids import ChapterId, ReleaseId, RoleId, StoryId
from bot.stories.models import Place

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
class PlanAgain(Press, code="planagain"):
    """Plans what was called off at a time, UTC in seconds, as it was planned before."""

    story: StoryId
    called_off_at: int


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
