"""The form in which a chapter's notes and content warnings are corrected."""

from __future__ import annotations

import asyncio
from typing import Any

from discord import ui

from bot.editing.notes_entries import LABELS, WARNINGS, entries_of
from bot.editing.presses import CorrectNotes
from bot.stories.chapter_notes import ChapterNotes
from cogs.ui import forms
from cogs.ui.replies import Interaction


async def show_notes_form(interaction: Interaction, press: CorrectNotes, notes: ChapterNotes) -> None:
    """Opens the form with a chapter's notes. One that is too long for a field is only named."""
    entries = await asyncio.to_thread(entries_of, notes)
    await forms.show_form(interaction, "Notes & warnings", press, *map(_field, entries, entries.values()))


def _field(name: str, entry: str) -> ui.Item[Any]:
    label = LABELS[name]
    if len(entry) > forms.FIELD_LIMIT:
        return ui.TextDisplay(f"**{label}** is too long for a form; change it in the chapter’s file.")
    hint = "One a line." if name == WARNINGS else "Markdown is understood."
    return forms.lines(forms.marked(name, entry), label, entry, hint=hint)
