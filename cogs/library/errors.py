"""The sentences for errors about the library."""

from __future__ import annotations

from bot.errors import Sentences
from bot.library.errors import EmptyLibraryError, UnknownChapterError

SENTENCES: Sentences = {
    EmptyLibraryError: (
        "There are no stories to read here yet. Librarians bring them in with `/stories add`, whoever "
        "runs this bot with `python -m bot add`; EPUB, Word, HTML, Markdown and plain text are "
        "understood."
    ),
    UnknownChapterError: (
        "This story has no chapter “{typed:.80}”. Choose one from the list that appears while you "
        "type, or press ☰ on the panel."
    ),
}
