"""The forms in which a story's details are corrected: four groups of them.

Each field is named for its detail and marked by what it showed, so that sending a form changes only what was
changed in it, whatever another librarian has done meanwhile.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from discord import ui

from bot.editing.corrections import LISTS, NO, NOT_GIVEN, TEXTS, YES, entry_of
from bot.editing.presses import CorrectDetails, CorrectDraft, DetailGroup
from bot.presses import Press
from bot.stories.models import Completion, Details, Rating
from cogs.ui import forms
from cogs.ui.components import button
from cogs.ui.replies import Interaction

_RATINGS = {NOT_GIVEN: "Not given (served as Teen)", **{r.name.lower(): r.label for r in Rating}}
_STATUSES = {NOT_GIVEN: "Not said", **{each.value: each.label.capitalize() for each in Completion}}
_MENUS = {"rating": _RATINGS, "completion": _STATUSES, "quotable": {YES: "Yes", NO: "No, never"}}
_A_LINE_EACH = "One a line."
_FIELDS = {
    "title": ("Title", ""),
    "authors": ("Authors", _A_LINE_EACH),
    "language": ("Language", "A code such as en or pt-BR."),
    "summary": ("Summary", "Markdown is understood."),
    "source": ("Source", "Where it comes from; a web address becomes a link."),
    "rating": ("Rating", "Mature and Explicit are served in age-restricted channels only."),
    "content_warnings": ("Content warnings", _A_LINE_EACH),
    "completion": ("Status", "To a complete story nobody is offered to subscribe."),
    "fandoms": ("Fandoms", _A_LINE_EACH),
    "relationships": ("Relationships", _A_LINE_EACH),
    "characters": ("Characters", "One a line; somebody’s other names after a bar: Tom Reed | Captain Reed"),
    "tags": ("Tags", _A_LINE_EACH),
    "notes": ("Author’s note", "Stands before the story. Markdown is understood."),
    "disclaimer": ("Disclaimer", ""),
    "licence": ("Licence", ""),
    "quotable": ("May be quoted", "Whether the bot may give lines of it as quotes."),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Details that are corrected in one form."""

    name: str
    details: tuple[str, ...]


GROUPS = {
    DetailGroup.TITLE: Group("Title & author", ("title", "authors", "summary", "language", "source")),
    DetailGroup.RATING: Group("Rating, warnings & status", ("rating", "content_warnings", "completion")),
    DetailGroup.TAGS: Group("Tags", ("fandoms", "relationships", "characters", "tags")),
    DetailGroup.NOTES: Group("Notes & rights", ("notes", "disclaimer", "licence", "quotable")),
}


def group_buttons(form_of: Callable[[DetailGroup], Press]) -> list[ui.Button[Any]]:
    """A button for each form; `form_of` is the press that opens it."""
    return [button(f"✎ {GROUPS[each].name}", form_of(each)) for each in DetailGroup]


async def show_details_form(
    interaction: Interaction, press: CorrectDraft | CorrectDetails, details: Details
) -> None:
    """Open the form of a group with what the details are now. What is too long for a field is named only."""
    group = GROUPS[press.group]
    fields = [_field(name, await asyncio.to_thread(entry_of, details, name)) for name in group.details]
    await forms.show_form(interaction, group.name, press, *fields)


def entries_changed(interaction: Interaction) -> dict[str, str]:
    """What was entered in a form of details otherwise than it was shown, by the names of the details."""
    entered = ((*name.split(":"), entry) for name, entry in forms.entries_of(interaction).items())
    return {name: entry for name, *shown, entry in entered if name in _FIELDS and shown != [_mark(entry)]}


def _mark(entry: str) -> str:
    return f"{zlib.crc32(entry.strip().encode()):x}"


def _field(name: str, entry: str) -> ui.Item[Any]:
    label, hint = _FIELDS[name]
    if len(entry) > forms.FIELD_LIMIT:
        return ui.TextDisplay(f"**{label}** is too long for a form; change it in the story’s file.")
    marked = f"{name}:{_mark(entry)}"
    if name in _MENUS:
        return forms.choice(marked, label, _MENUS[name], entry, hint=hint)
    kind: Callable[..., ui.Label[Any]] = forms.lines if name in LISTS | TEXTS else forms.line
    return kind(marked, label, entry, hint=hint, required=name == "title")
