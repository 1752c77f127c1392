"""The sentences for errors of the search."""

from __future__ import annotations

from bot.errors import Sentences
from bot.search.errors import NothingToSearchForError

SENTENCES: Sentences = {
    NothingToSearchForError: "I need a word to search for. Try one you remember.",
}
