"""What an edit would do that is handed in, on its draft's card."""

from __future__ import annotations

from discord import ui

from bot.editing.models import Draft, DraftFacts
from bot.language import _
from cogs.editing.history_screens import detail_lines
from cogs.editing.publishing_screens import opening_of, roles_named
from cogs.ui.components import Item
from cogs.ui.labels import moment, story_line


def edit_items(draft: Draft) -> list[Item]:
    """Returns the story that an edit changes, the old and new values of details, and the difference of a
    chapter in words."""
    facts = draft.facts
    items: list[Item] = [ui.TextDisplay(story_line(draft.story))]
    if when := _when(facts):
        items.append(ui.TextDisplay(when))
    if facts.details:
        items.append(ui.TextDisplay(detail_lines(facts.details)))
    if facts.difference:
        items.append(ui.TextDisplay(facts.difference))
    return items


def _when(facts: DraftFacts) -> str:
    """Returns in a sentence when new chapters are to appear, and for whom first; empty for at once."""
    if facts.roles:
        first = _("{roles} can read it first.", roles=roles_named(facts.roles))
        return f"{first} {opening_of(facts.due_at)}"
    if facts.due_at is None:
        return ""
    if facts.due_at:
        return _("It appears on {moment}.", moment=moment(facts.due_at))
    return _("It appears on the next free day of the story’s rhythm.")
