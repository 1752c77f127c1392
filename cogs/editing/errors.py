"""The sentences for errors about adding and changing stories, and those errors that only the cogs raise."""

from __future__ import annotations

from bot.editing.errors import (
    AddedAgainError,
    AlreadyHandedInError,
    AlreadyInLibraryError,
    AlreadyUndoneError,
    BuiltOnError,
    ChangeGoneError,
    ChapterRemovedSinceError,
    ChapterThereError,
    ChapterUnchangedError,
    DraftGoneError,
    MomentPastError,
    NoRolesHereError,
    NoSuchNumberError,
    NotEarlyError,
    NoTextError,
    NoTitleError,
    NotUndoableError,
    OnlyChapterError,
    OpenAlreadyError,
    ReleaseGoneError,
    TakenDownByOthersError,
    TooFarOffError,
    TooManyDraftsError,
    TooManyNamesError,
    UnknownMomentError,
    UnknownOptionError,
    UnknownRhythmError,
)
from bot.errors import BadEntryError, Sentences
from bot.pictures.errors import UnreadablePictureError


class NoServerHereError(BadEntryError):
    """A story was to be added for this server where there is none that has added the bot."""


SENTENCES: Sentences = {
    AddedAgainError: "Its file has been added again since, so it is in the library already.",
    AlreadyHandedInError: "It is in the librarians' hands. *Take it back* first, then change it.",
    AlreadyInLibraryError: (
        "This very file is in the library already, as “{title:.120}”. Nothing was changed."
    ),
    AlreadyUndoneError: "That has been undone already.",
    BuiltOnError: (
        "The story has been changed since, so that can't be undone as a whole. *History* in `/stories edit` "
        "undoes the last change first, and restores single chapters and details."
    ),
    ChangeGoneError: (
        "That change is no longer in the story's history. *History* in `/stories edit` shows the "
        "changes that are."
    ),
    ChapterRemovedSinceError: (
        "That chapter has been removed since: put it back first, from the change that did."
    ),
    ChapterThereError: "That chapter is there again already.",
    ChapterUnchangedError: "That chapter is as it was then; there is nothing to restore.",
    DraftGoneError: (
        "That draft is gone: it was kept or discarded, or its story was taken down. To start over, "
        "upload the file again with `/stories add`."
    ),
    NotEarlyError: "Everybody has that role. To show the chapter to all, publish it without a role.",
    MomentPastError: "That time has gone by. Leave the time out to publish the chapter now.",
    NoServerHereError: "There is no server here that has added me. Use this in one that has.",
    NoRolesHereError: "Roles belong to a server. Use this in the one whose readers are to see it first.",
    NoSuchNumberError: "The chapters are numbered from {first} to {last}.",
    NotUndoableError: (
        "That can't be undone as a whole: it brought the story in, took it down or put it back, or too much "
        "has happened since. Its chapters and details can still be restored one by one."
    ),
    NoTextError: "A chapter needs some text.",
    NoTitleError: "A story needs a title.",
    OnlyChapterError: "That is the story's only chapter. `/stories remove` takes the whole story down.",
    OpenAlreadyError: "That chapter is open to everybody already, or it is no longer there.",
    ReleaseGoneError: (
        "That chapter is no longer planned: it has been published or called off. *Planned* in `/stories "
        "edit` shows what is still to come."
    ),
    TakenDownByOthersError: "A librarian took that story down. Ask them to put it back.",
    TooFarOffError: "That is too far off; a chapter can be planned for the next ten years.",
    TooManyDraftsError: (
        "You have {most} drafts, as many as there may be. `/stories drafts` shows them: discard some, or "
        "wait for the librarians."
    ),
    TooManyNamesError: "There are more than {most} names in one list; leave some out.",
    UnreadablePictureError: (
        "That is no picture that I can read. PNG, JPEG, GIF and WebP are understood, of up to 50 megapixels."
    ),
    UnknownMomentError: (
        "“{typed:.60}” is no time that I understand. Try “tomorrow 18:00”, “in 3 days” or “2027-01-31 18:00”."
    ),
    UnknownRhythmError: (
        "“{typed:.60}” isn't a rhythm I understand. Try “fridays 18:00”, “mon, thu 9am” or “daily 20:00”."
    ),
    UnknownOptionError: "That is no {noun}. Choose one from the list.",
}
