"""The screens of a story's past: its history, one change of it, and a former chapter."""

from __future__ import annotations

from functools import partial

from discord import SelectOption, ui

from bot.editing.history import FormerChapter
from bot.editing.models import Change, ChangeKind
from bot.editing.presses import ChooseChange, RateStory, RestoreChapter, ShowFormerChapter, TurnHistory
from bot.presses import value_of
from bot.stories.changes import ChangedChapter, Changes, Fate
from bot.stories.chapters import count_words
from bot.stories.models import Listing, Story
from bot.stories.reports import describe_changes
from bot.text import markup
from bot.text.direction import listed
from cogs.editing.details_forms import rating_question
from cogs.editing.editor import back_to_editor
from cogs.ui.components import Item, button, menu, page_turner, view_of
from cogs.ui.labels import block_quote, clipped, counted, escaped, moment, story_line

_CHAPTERS_SHOWN = 25
_EXCERPT = 1_500


def history_list(story: Story, changes: Listing[Change]) -> ui.LayoutView:
    """Returns a page of a story's history: the changes, with who made them and when."""
    lines = [f"{moment(each.made_at)} · {_who(each)} · {_what(each)}" for each in changes.lines]
    items: list[Item] = [
        ui.TextDisplay(f"### History\n{story_line(story)}"),
        ui.TextDisplay("\n".join(lines) or "Nothing has been changed yet."),
        *rating_question(story, RateStory(story.id)),
    ]
    options = [
        SelectOption(label=clipped(markup.strip(_what(each)), 100), value=value_of(each.id))
        for each in changes.lines
        if any(chapter.revision is not None for chapter in each.chapters)
    ]
    if options:
        items.append(menu(ChooseChange(), "Look at a change", options))
    items += page_turner(partial(TurnHistory, story.id), changes)
    items.append(ui.ActionRow(back_to_editor(story)))
    return view_of(*items)


def change_card(story: Story, change: Change) -> ui.LayoutView:
    """Returns the card of one change, with a menu of its chapters as they were before."""
    items: list[Item] = [
        ui.TextDisplay(
            f"### A change\n{story_line(story)}\n{moment(change.made_at)} · {_who(change)} · {_what(change)}"
        )
    ]
    options = [
        SelectOption(
            label=clipped(each.name, 100), description=f"was {each.fate}", value=value_of(each.chapter)
        )
        for each in change.chapters
        if can_be_restored(each)
    ]
    if options:
        press = ShowFormerChapter(change.id)
        items.append(menu(press, "See a chapter as it was before", options[:_CHAPTERS_SHOWN]))
    items.append(ui.ActionRow(button("Back", TurnHistory(story.id, 0))))
    return view_of(*items)


def former_card(former: FormerChapter) -> ui.LayoutView:
    """Returns the card of a former chapter with its beginning, to be restored."""
    words = counted(count_words(former.text), "word")
    return view_of(
        ui.TextDisplay(
            f"{story_line(former.story)}\n### {escaped(former.chapter.name, 200)}\n"
            f"-# as it was before {moment(former.change.made_at)} · {words}"
        ),
        ui.TextDisplay(block_quote(former.text, _EXCERPT)),
        ui.ActionRow(
            button("Restore it", RestoreChapter(former.change.id, former.chapter.chapter), main=True),
            button("Back", TurnHistory(former.story.id, 0)),
        ),
    )


def can_be_restored(chapter: ChangedChapter) -> bool:
    """Returns whether a change replaced a chapter's text, or removed the chapter."""
    return chapter.fate in (Fate.EDITED, Fate.REMOVED)


def _who(change: Change) -> str:
    return "whoever runs the bot" if change.by is None else f"<@{change.by}>"


def _what(change: Change) -> str:
    did = escaped(describe_changes(Changes(change.chapters)), 160)
    note = escaped(change.note, 80)
    names = escaped(listed(each.name for each in change.chapters), 160)
    descriptions = {
        ChangeKind.ADDED: f"added from {note}",
        ChangeKind.UPDATED: f"updated from {note}: {did}",
        ChangeKind.REREAD: f"read anew from {note}: {did}",
        ChangeKind.DETAILS: f"corrected: {note}",
        ChangeKind.PUBLISHED: f"published {names}",
        ChangeKind.RESTORED: f"restored {names}",
        ChangeKind.PUT_BACK: f"put back from {note}" if note else "put back",
        ChangeKind.CHAPTERS: did,
    }
    return descriptions.get(change.kind, str(change.kind))
