"""The forms in which a story's details are corrected, one for each of four groups.

Each field is named for its detail and marked with a checksum of its entry, so that sending a form changes
only the entries that were changed in it, whatever another librarian has done meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from discord import SelectOption, ui

from bot.editing.detail_entries import entry_of
from bot.editing.draft_presses import CorrectDraft, RateDraft
from bot.editing.presses import CorrectDetails, RateStory
from bot.language import _
from bot.presses import Press, value_of
from bot.stories.detail_kinds import Choice, MarkdownText, NameList
from bot.stories.details import DETAILS, DetailField, DetailGroup, Details, Rating, fields_of
from bot.stories.reports import unclear_rating
from cogs.ui import forms
from cogs.ui.components import Item, button, menu
from cogs.ui.labels import escaped
from cogs.ui.replies import Interaction, chosen

_QUESTION_ROOM = 300


def group_buttons(form_of: Callable[[DetailGroup], Press]) -> list[ui.Button[Any]]:
    """Returns a button for each form; `form_of` gives the press that opens it."""
    return [button(f"✎ {_(each.label)}", form_of(each)) for each in DetailGroup]


def rating_question(details: Details, press: RateDraft | RateStory) -> list[Item]:
    """Returns the question what is meant by a rating that is not understood, with a menu to answer it;
    nothing where none is unclear."""
    if not details.unclear_rating:
        return []
    options = [SelectOption(label=_(each.label), value=value_of(each)) for each in Rating]
    said = escaped(unclear_rating(details), _QUESTION_ROOM)
    return [ui.TextDisplay(f"⚠️ {said}"), menu(press, _("What is its rating?"), options)]


def rating_chosen(interaction: Interaction) -> dict[str, str]:
    """Returns the entry for the rating that was chosen in the menu of `rating_question`."""
    return {"rating": chosen(interaction, Rating).name.lower()}


async def show_details_form(
    interaction: Interaction, press: CorrectDraft | CorrectDetails, details: Details
) -> None:
    """Opens the form of a group with the current details. A detail that is too long for a field is only
    named."""
    fields = fields_of(press.group)
    entries = await asyncio.to_thread(lambda: [entry_of(details, each) for each in fields])
    await forms.show_form(interaction, _(press.group.label), press, *map(_field, fields, entries))


def details_changed(interaction: Interaction) -> dict[str, str]:
    """Returns the entries of a sent form that differ from those it was shown with, by the names of the
    details."""
    changed = forms.entries_changed(interaction)
    return {name: entry for name, entry in changed.items() if name in DETAILS}


def _field(detail: DetailField, entry: str) -> ui.Item[Any]:
    if len(entry) > forms.FIELD_LIMIT:
        return ui.TextDisplay(
            _("**{detail}** is too long for a form. Change it in the story’s file.", detail=_(detail.label))
        )
    marked, label, hint = forms.marked(detail.name, entry), _(detail.label), _(detail.hint)
    match detail.kind:
        case Choice() as choice:
            options = {each.word: _(each.label) for each in choice.options}
            return forms.choice(marked, label, options, entry, hint=hint)
        case MarkdownText() | NameList():
            return forms.lines(marked, label, entry, hint=hint)
    return forms.line(marked, label, entry, hint=hint, required=detail.name == "title")
