"""Errors about adding and changing stories."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.editing.models import Draft
from bot.errors import BadEntryError, FiresideError


@dataclass(eq=False)
class AlreadyInLibraryError(FiresideError):
    """A file with the very same contents was added before, as a story of this title."""

    title: str


@dataclass(eq=False)
class TooManyDraftsError(FiresideError):
    """An author has as many drafts as they may have at once."""

    most: int


class AlreadyHandedInError(FiresideError):
    """A draft is in the hands of the librarians, so that its author cannot change it."""


@dataclass(eq=False)
class ToBeHandedInError(FiresideError):
    """An author wanted to make an edit that a librarian has to accept: it is a draft of theirs, and not
    made."""

    draft: Draft = field(repr=False)


@dataclass(eq=False)
class ChangedSinceError(FiresideError):
    """A story is not as it was when the card of an edit was made that was to be accepted: this is its card of
    today."""

    draft: Draft = field(repr=False)


class TakenBackError(FiresideError):
    """A draft is in its author's hands: it was taken back or given back, or never handed in."""


# Things that no longer exist


class DraftGoneError(FiresideError):
    """A draft was discarded or kept, or the story that it became is taken down."""


class ReleaseGoneError(FiresideError):
    """A planned chapter has appeared, or was called off."""


class ChangeGoneError(FiresideError):
    """A story's history does not have that change, or not of that chapter."""


# Entries that a form refuses


class NoTitleError(BadEntryError):
    """A story was to have no title."""


@dataclass(eq=False)
class TooManyNamesError(BadEntryError):
    """There are more names in one list than `most`."""

    most: int


@dataclass(eq=False)
class UnknownOptionError(BadEntryError):
    """The entry for a detail that is chosen from a list is no option of it; `noun` names the options."""

    noun: str


# Chapters


@dataclass(eq=False)
class NoSuchNumberError(BadEntryError):
    """The chapters among which one can be moved are numbered from `first` to `last`."""

    first: int
    last: int


class OnlyChapterError(BadEntryError):
    """A story's only chapter was to be taken out."""


class NoTextError(BadEntryError):
    """A chapter was to have no words."""


@dataclass(eq=False)
class UnknownMomentError(BadEntryError):
    """The typed text is no time."""

    typed: str


class MomentPastError(BadEntryError):
    """The time at which something was to appear has gone by."""


class TooFarOffError(BadEntryError):
    """The time at which something was to appear is more than ten years off."""


@dataclass(eq=False)
class UnknownRhythmError(BadEntryError):
    """The typed text is no rhythm."""

    typed: str


class NotEarlyError(BadEntryError):
    """A chapter was to be open early to the role that everybody has."""


class NoRolesHereError(BadEntryError):
    """A chapter was to be open to a role where there is no server."""


class OpenAlreadyError(BadEntryError):
    """A chapter is open to everybody already, or is no longer there."""


# Restorations that are not possible


class ChapterThereError(BadEntryError):
    """The chapter that was to be put back is there again already."""


class ChapterRemovedSinceError(BadEntryError):
    """The chapter whose text was to be restored has been removed since."""


class ChapterUnchangedError(BadEntryError):
    """The chapter is as it was then."""


class BuiltOnError(BadEntryError):
    """The change that was to be taken back has others upon it by now."""


class AlreadyUndoneError(BadEntryError):
    """The change that was to be taken back is taken back already."""


class NotUndoableError(BadEntryError):
    """The change cannot be taken back as a whole: it brought the story in, took it down or put it back, or
    it is too long ago."""


class TakenDownByOthersError(FiresideError):
    """A story that its author wants back was taken down by a librarian."""


class AddedAgainError(BadEntryError):
    """The file of the story that was to be put back has been added again since."""
