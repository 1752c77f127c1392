"""The screens of a draft, before it is kept and after."""

from __future__ import annotations

from functools import partial

from discord import ui

from bot.editing.models import ChangeKind, Draft
from bot.editing.presses import DiscardDraft, EditStory, KeepDraft, OpenDraftForm, RateDraft, StartPreview
from bot.editing.writer import WrittenStory
from bot.reading.presses import ReadStory
from bot.stories.reports import describe_changes
from bot.text.direction import listed
from cogs.editing.details_forms import group_buttons, rating_question
from cogs.editing.editor import REPORT_ROOM, undo_button
from cogs.library.cards import story_items
from cogs.ui.components import Item, button, view_of
from cogs.ui.labels import block_quote, escaped, story_named

_ROOM = 1_700
"""Characters for the details; the rest is for the text around them."""
_WARNINGS_SHOWN = 5
_BEGINNING_ROOM = 400


def draft_card(draft: Draft) -> ui.LayoutView:
    """Returns the card of a draft as it was understood, to be corrected, kept or discarded."""
    facts, story = draft.facts, draft.story
    heading = f"### A newer version: {escaped(facts.report, 300)}" if facts.former else "### A new story"
    whose = "for every server" if draft.origin.guild is None else "for this server"
    return view_of(
        ui.TextDisplay(f"{heading}\n-# {whose}, not kept yet: read what was understood, then keep it"),
        *story_items(story, None, room=_ROOM),
        *rating_question(story, RateDraft(draft.id)),
        ui.TextDisplay(_contents(draft)),
        *_beginning(draft),
        ui.ActionRow(*group_buttons(partial(OpenDraftForm, draft.id))),
        ui.ActionRow(
            button("Keep it", KeepDraft(draft.id), main=True),
            button("Preview", StartPreview(draft.id)),
            button("Discard", DiscardDraft(draft.id)),
        ),
    )


def kept_card(written: WrittenStory) -> ui.LayoutView:
    """Returns the card that says that a story is in the library now."""
    if written.kind in (ChangeKind.UPDATED, ChangeKind.PUT_BACK):
        done = f"has been brought up to date: {escaped(describe_changes(written.changes), REPORT_ROOM)}."
    else:
        where = ", in age-restricted channels" if written.story.effective_rating.restricted else ""
        done = f"is in the library. Readers find it with `/library` and `/read`{where}."
    return view_of(
        ui.TextDisplay(f"{story_named(written.story)} {done}"),
        ui.ActionRow(
            button("Read", ReadStory(written.story.id), main=True),
            button("Edit", EditStory(written.story.id)),
            *undo_button(written.undoable),
        ),
    )


def discarded_card() -> ui.LayoutView:
    """Returns the card that says that a draft was discarded."""
    return view_of(ui.TextDisplay("Discarded; nothing was changed."))


def _beginning(draft: Draft) -> list[Item]:
    facts = draft.facts
    if not facts.beginning:
        return []
    return [
        ui.TextDisplay(
            f"-# {escaped(facts.begins, 120)} begins:\n{block_quote(facts.beginning, _BEGINNING_ROOM)}"
        )
    ]


def _contents(draft: Draft) -> str:
    facts = draft.facts
    more = facts.chapters - len(facts.contents)
    names = escaped(listed(facts.contents), 700) + (f" and {more:,} more" if more > 0 else "")
    warnings = [f"⚠️ {escaped(each, 150)}" for each in facts.warnings[:_WARNINGS_SHOWN]]
    return "\n".join([f"-# {names}", *warnings])
