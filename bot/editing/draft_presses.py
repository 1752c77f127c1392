"""Librarians' and authors' presses on drafts: looked at, kept, handed in."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presses import Press
from bot.stories.details import DetailGroup
from bot.stories.ids import DraftId, StoryId
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
