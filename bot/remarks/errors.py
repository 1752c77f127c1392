"""Errors about remarks."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import BadEntryError, FiresideError, NotVisibleError


class RemarkGoneError(NotVisibleError):
    """A remark was taken back by its reader, or is on a story that others look after."""


class RemarkDoneError(FiresideError):
    """A remark is to be taken back that a librarian has dealt with."""


@dataclass(eq=False)
class RemarksOffError(FiresideError):
    """A story takes no remarks: the author or the server does not want any."""

    title: str


class RemarksBlockedError(FiresideError):
    """Remarks of this reader are not taken by whoever looks after the story."""


@dataclass(eq=False)
class TooManyRemarksError(FiresideError):
    """A reader has made as many remarks within a day as anybody may."""

    most: int


class EmptyRemarkError(BadEntryError):
    """A remark was sent without a word changed or added."""


class RemarkedWordsGoneError(FiresideError):
    """The words of a remark no longer stand in the story, so its correction cannot be taken over."""


class CorrectionByHandError(FiresideError):
    """A correction reaches over the formatting of the text in a way that only a person can carry out."""
