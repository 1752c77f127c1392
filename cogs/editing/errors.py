"""The sentences for errors about adding and changing stories, and those errors that only the cogs raise."""

from __future__ import annotations

from bot.editing.errors import (
    AddedAgainError,
    AlreadyHandedInError,
    AlreadyInLibraryError,
    AlreadyUndoneError,
    BuiltOnError,
    ChangedSinceError,
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
    TakenBackError,
    TakenDownByOthersError,
    ToBeHandedInError,
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
    AddedAgainError: "Somebody has added its file again since, so it’s already in the library.",
    AlreadyHandedInError: "The librarians have it now. Press *Take it back* first, then change it.",
    AlreadyInLibraryError: (
        "This very file is already in the library, as “{title:.120}”. Nothing has changed."
    ),
    AlreadyUndoneError: "That has already been undone.",
    BuiltOnError: (
        "The story has changed since, so I can’t undo all of that. *History* in `/stories edit` lets you "
        "undo the latest change first, or restore single chapters and details."
    ),
    ChangeGoneError: (
        "That change is no longer in the story’s history. *History* in `/stories edit` shows what is."
    ),
    ChangedSinceError: (
        "The story has changed since that was handed in. `/stories drafts` shows what it would do now."
    ),
    ChapterRemovedSinceError: (
        "That chapter has been removed since. Put it back first, from the change that removed it."
    ),
    ChapterThereError: "That chapter is already back.",
    ChapterUnchangedError: "That chapter is just as it was then, so there’s nothing to restore.",
    DraftGoneError: (
        "That draft is gone: it was added or discarded, or its story was taken down. To start over, upload "
        "the file again with `/stories add`."
    ),
    NotEarlyError: "Everybody has that role. To show the chapter to everybody, publish it without one.",
    MomentPastError: "That time has already passed. Leave it out to publish the chapter now.",
    NoServerHereError: "This only works in a server that has added me.",
    NoRolesHereError: (
        "Roles belong to a server. Use this in the one whose readers should see the chapter first."
    ),
    NoSuchNumberError: "The chapters are numbered from {first} to {last}.",
    NotUndoableError: (
        "I can’t undo all of that: it brought the story in, took it down or put it back, or too much has "
        "happened since. You can still restore its chapters and details one by one."
    ),
    NoTextError: "A chapter needs some text.",
    NoTitleError: "A story needs a title.",
    OnlyChapterError: "That’s the story’s only chapter. To take the whole story down, use `/stories remove`.",
    OpenAlreadyError: "That chapter is already open to everybody, or it’s no longer there.",
    ReleaseGoneError: (
        "That chapter is no longer planned: it has been published or cancelled. *Planned* in `/stories edit` "
        "shows what is still to come."
    ),
    TakenBackError: "Its author has that draft again. `/stories drafts` shows what waits for you.",
    TakenDownByOthersError: (
        "A librarian took that story down, so only they can put it back. Please ask them."
    ),
    ToBeHandedInError: (
        "A librarian looks at that first. It’s among your drafts now: `/stories drafts` lets you hand it in."
    ),
    TooFarOffError: "That’s too far away. You can plan chapters up to ten years ahead.",
    TooManyDraftsError: (
        "You have {most:,} drafts, and I can’t keep more. `/stories drafts` shows them: discard some, or "
        "wait for the librarians."
    ),
    TooManyNamesError: "One of the lists has more than {most:,} names. Please leave some out.",
    UnreadablePictureError: (
        "I can’t read that picture. I understand PNG, JPEG, GIF and WebP, up to 50 megapixels."
    ),
    UnknownMomentError: (
        "I don’t understand the time “{typed:.60}”. Try “tomorrow 18:00”, “in 3 days” or “2027-01-31 18:00”."
    ),
    UnknownRhythmError: (
        "I don’t understand the rhythm “{typed:.60}”. Try “fridays 18:00”, “mon, thu 9am” or “daily 20:00”."
    ),
    UnknownOptionError: "That isn’t on the list. Please pick one that is.",
}
