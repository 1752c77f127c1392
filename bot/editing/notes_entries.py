"""A chapter's notes converted to the entries of a form and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.editing.chapter_file import as_markdown, from_markdown
from bot.editing.detail_entries import Entry, names_entered
from bot.language import N_
from bot.stories.chapter_notes import ChapterNotes

WARNINGS = "content_warnings"
LABELS = {
    WARNINGS: N_("Content warnings"),
    "summary": N_("Summary"),
    "before": N_("Author’s note before the chapter"),
    "after": N_("Author’s note after the chapter"),
}
"""The fields of the form: their names are those of the notes."""


def entries_of(notes: ChapterNotes) -> dict[str, Entry]:
    """Returns the entries that the form shows. To be called in a thread, as `notes_entered` is."""
    return {
        name: "\n".join(notes.content_warnings) if name == WARNINGS else as_markdown(getattr(notes, name))
        for name in LABELS
    }


def notes_entered(notes: ChapterNotes, entries: Mapping[str, Entry]) -> ChapterNotes:
    """Returns the notes with the entries that have changed. Raises TooManyNamesError, or UnreadableFileError
    for text that is nested too deeply."""
    values: dict[str, Any] = {
        name: names_entered(entry) if name == WARNINGS else from_markdown(entry)
        for name, entry in entries.items()
        if name in LABELS
    }
    return replace(notes, **values)
