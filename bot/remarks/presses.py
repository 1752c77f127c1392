"""The presses on remarks: a reader's way to make one, and the librarians' lists."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presses import Press
from bot.quotes.presses import PassageOnPanel
from bot.remarks.models import RemarkSection
from bot.stories.ids import RemarkId, StoryId
from bot.stories.models import Place


@dataclass(frozen=True, slots=True)
class TellAuthor(Press, code="tell"):
    """Lists the sentences of the passage at a place, to choose one that the author is to be told of."""

    place: Place
    page: int


@dataclass(frozen=True, slots=True)
class ChooseRemarkedSentence(Press, code="tellof"):
    """Opens the form for a remark on the sentence that is chosen, a SentenceSpan."""

    passage: PassageOnPanel


@dataclass(frozen=True, slots=True)
class OpenRemarkForm(Press, code="remarkform"):
    """Opens the form for a remark on a whole passage."""

    passage: PassageOnPanel


@dataclass(frozen=True, slots=True)
class SendRemark(Press, code="remark"):
    """Submits the form for a remark on a stretch of text."""

    passage: PassageOnPanel


@dataclass(frozen=True, slots=True)
class TakeBackRemark(Press, code="unremark"):
    """Takes back a remark that was just made; `back` is the place that the button to the text leads to."""

    remark: RemarkId
    back: Place


@dataclass(frozen=True, slots=True)
class ListRemarks(Press, code="remarks"):
    """Shows a page of a list of remarks, on one story or on all that somebody looks after."""

    story: StoryId | None
    section: RemarkSection
    page: int


@dataclass(frozen=True, slots=True)
class ChooseRemark(Press, code="chooseremark"):
    """Shows the remark that is chosen from a page of the list."""

    story: StoryId | None
    section: RemarkSection
    page: int


@dataclass(frozen=True, slots=True)
class TakeOver(Press, code="takeover"):
    """Puts the correction of a remark into the story."""

    remark: RemarkId
    back: ListRemarks


@dataclass(frozen=True, slots=True)
class FinishRemark(Press, code="remarkdone"):
    """Marks a remark as done."""

    remark: RemarkId
    back: ListRemarks


@dataclass(frozen=True, slots=True)
class ReopenRemark(Press, code="remarkopen"):
    """Puts a remark that was done among the open ones again."""

    remark: RemarkId
    back: ListRemarks


@dataclass(frozen=True, slots=True)
class BlockReader(Press, code="remarkblock"):
    """Takes no more remarks of the reader who made this one."""

    remark: RemarkId
    back: ListRemarks


@dataclass(frozen=True, slots=True)
class UnblockReader(Press, code="remarkunblock"):
    """Takes remarks of this reader again."""

    remark: RemarkId
    back: ListRemarks
