"""The sentences for errors about the library."""

from __future__ import annotations

from bot.errors import Sentences
from bot.library.errors import EmptyLibraryError, UnknownChapterError

SENTENCES: Sentences = {
    EmptyLibraryError: (
        "There’s nothing to read here yet. Librarians bring stories in with `/stories add`, and whoever runs "
        "me with `python -m bot add`. I understand EPUB, Word, HTML, Markdown and plain text."
    ),
    UnknownChapterError: (
        "This story has no chapter “{typed:.80}”. Please pick one from the list that appears as you type, or "
        "press ☰ on the panel."
    ),
}
