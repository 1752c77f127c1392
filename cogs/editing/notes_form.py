"""The form in which a chapter's notes and content warnings are corrected."""

from __future__ import annotations

import asyncio
from typing import Any

from discord import ui

from bot.editing.notes_entries import LABELS, WARNINGS, entries_of
from bot.editing.presses import CorrectNotes
from bot.language import _
from bot.stories.chapter_notes import ChapterNotes
from cogs.ui import forms
from cogs.ui.replies import Interaction


async def show_notes_form(interaction: Interaction, press: CorrectNotes, notes: ChapterNotes) -> None:
    """Opens the form with a chapter's notes. One that is too long for a field is only named."""
    entries = await asyncio.to_thread(entries_of, notes)
    await forms.show_form(interaction, _("Notes & warnings"), press, *map(_field, entries, entries.values()))


def _field(name: str, entry: str) -> ui.Item[Any]:
    label = _(LABELS[name])
    if len(entry) > forms.FIELD_LIMIT:
        return ui.TextDisplay(
            _("**{detail}** is too long for a form. Change it in the chapter’s file.", detail=label)
        )
    hint = _("One on each line.") if name == WARNINGS else _("Markdown works here.")
    return forms.lines(forms.marked(name, entry), label, entry, hint=hint)
