"""The sentences for errors about remarks."""

from __future__ import annotations

from bot.errors import Sentences
from bot.remarks.errors import (
    CorrectionByHandError,
    EmptyRemarkError,
    RemarkDoneError,
    RemarkedWordsGoneError,
    RemarkGoneError,
    RemarksBlockedError,
    RemarksOffError,
    TooManyRemarksError,
)

SENTENCES: Sentences = {
    CorrectionByHandError: (
        "That correction reaches across italics, bold or the like, so I’d rather not guess. *Open the "
        "chapter* leads to its text."
    ),
    EmptyRemarkError: "There was nothing to send: correct the words, or write something below them.",
    RemarkDoneError: "That has already been dealt with, thank you.",
    RemarkedWordsGoneError: (
        "Those words have been changed since, so there is nothing left to correct. *Done* puts the remark "
        "away."
    ),
    RemarkGoneError: (
        "That remark is gone: its reader has taken it back, or somebody else looks after the story now."
    ),
    RemarksBlockedError: (
        "Whoever looks after this story isn’t taking remarks from you at the moment. Everything else works "
        "as before: read on, save lines, subscribe."
    ),
    RemarksOffError: "“{title:.120}” isn’t taking remarks from readers.",
    TooManyRemarksError: (
        "You have sent {most:,} remarks today, and I don’t pass on more in a day. Please tell the author the "
        "rest tomorrow."
    ),
}
