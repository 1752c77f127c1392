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
        "That correction reaches across italics, bold or the like, so I'd rather not guess. *Open the "
        "chapter* leads to its text."
    ),
    EmptyRemarkError: "Nothing was sent: correct the words, or write something below them.",
    RemarkDoneError: "That has already been dealt with, thank you.",
    RemarkedWordsGoneError: (
        "Those words have been changed since, so there is nothing left to correct. *Done* puts the remark "
        "away."
    ),
    RemarkGoneError: (
        "That remark is no longer there: its reader has taken it back, or others look after its story."
    ),
    RemarksBlockedError: (
        "Whoever looks after this story isn't taking remarks from you at the moment. Everything else works "
        "as before: read on, save lines, subscribe."
    ),
    RemarksOffError: "“{title:.120}” takes no remarks from readers.",
    TooManyRemarksError: (
        "You have made {most:,} remarks within a day, as many as I pass on. Please tell the author more "
        "tomorrow."
    ),
}
