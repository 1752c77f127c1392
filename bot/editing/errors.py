"""What can go wrong when stories are added and changed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import BadEntryError, FiresideError


@dataclass(eq=False)
class AlreadyInLibraryError(FiresideError):
    """A file with the very same contents was added before, as a story of this title."""

    title: str


# What is there no more


class DraftGoneError(FiresideError):
    """A draft was kept or discarded, or the story that it became is taken down."""


class ReleaseGoneError(FiresideError):
    """A planned chapter has appeared, or was called off."""


class ChangeGoneError(FiresideError):
    """A story's history does not have that change, or not of that chapter."""


# What cannot be entered in a form


class NoTitleError(BadEntryError):
    """A story was to have no title."""


@dataclass(eq=False)
class TooManyNamesError(BadEntryError):
    """There are more names in one list than `most`."""

    most: int


@dataclass(eq=False)
class UnknownOptionError(BadEntryError):
    """Of a detail that is chosen from a list, that is no option; `noun` is what the options are called."""

    noun: str


# Chapters


@dataclass(eq=False)
class NoSuchNumberError(BadEntryError):
    """The chapters of the story are numbered from 1 to `last`."""

    last: int


class OnlyChapterError(BadEntryError):
    """A story's only chapter was to be taken out."""


class NoTextError(BadEntryError):
    """A chapter was to have no words."""


@dataclass(eq=False)
class UnknownMomentError(BadEntryError):
    """That is no time at which something could appear."""

    typed: str


class MomentPastError(BadEntryError):
    """The time at which something was to appear has gone by."""


class TooFarOffError(BadEntryError):
    """The time at which something was to appear is more than ten years off."""


# What cannot be restored


class ChapterThereError(BadEntryError):
    """The chapter that was to be put back is there again already."""


class ChapterRemovedSinceError(BadEntryError):
    """The chapter whose text was to be restored has been removed since."""


class ChapterUnchangedError(BadEntryError):
    """The chapter is as it was then."""


class AddedAgainError(BadEntryError):
    """The file of the story that was to be put back has been added again since."""
