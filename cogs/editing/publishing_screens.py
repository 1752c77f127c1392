"""The screens of publishing: chapters that have been published, and those that are planned."""

from __future__ import annotations

from functools import partial

from discord import ui

from bot.editing.models import Release
from bot.editing.presses import CallOff, EditStory, ListPlanned, PublishNow, StartRelease
from bot.editing.writer import WrittenStory
from bot.stories.changes import Fate
from bot.stories.models import Listing, Story
from bot.text.direction import listed
from cogs.editing.editor import back_to_editor, read_button, undo_button
from cogs.ui.components import Item, button, done_note, page_turner, view_of
from cogs.ui.labels import escaped, moment, story_line, story_named


def published_card(written: WrittenStory) -> ui.LayoutView:
    """Returns the note that a chapter has been published."""
    names = listed(written.changes.names(Fate.ADDED)) or "That chapter"
    return view_of(
        ui.TextDisplay(f"**{escaped(names, 200)}** of {story_named(written.story)} is published."),
        ui.ActionRow(
            read_button(written),
            button("Edit", EditStory(written.story.id)),
            *undo_button(written.undoable),
        ),
    )


def planned_card(story: Story, release: Release) -> ui.LayoutView:
    """Returns the note that a chapter will be published."""
    name = f"**{escaped(release.title, 150)}**" if release.title else "The next chapter"
    return view_of(
        ui.TextDisplay(f"{name} of {story_named(story)} will appear on {moment(release.due_at)}."),
        ui.ActionRow(
            button("Preview", StartRelease(release.id), main=True),
            button("Publish now", PublishNow(release.id)),
            button("Call off", CallOff(release.id)),
            button("All planned", ListPlanned(story.id, 0)),
        ),
    )


def planned_list(story: Story, releases: Listing[Release], done: str = "") -> ui.LayoutView:
    """Returns a page of a story's planned chapters, the next first, with buttons to publish or call off
    each."""
    items: list[Item] = [ui.TextDisplay(f"### Planned chapters\n{story_line(story)}"), *done_note(done)]
    if not releases.lines:
        items.append(
            ui.TextDisplay("None. `/stories publish` with a time in *at* lets a chapter appear by itself.")
        )
    for each in releases.lines:
        items.append(ui.TextDisplay(f"**{escaped(each.title or 'A chapter', 150)}** — {moment(each.due_at)}"))
        items.append(
            ui.ActionRow(
                button("Preview", StartRelease(each.id)),
                button("Publish now", PublishNow(each.id)),
                button("Call off", CallOff(each.id)),
            )
        )
    items += page_turner(partial(ListPlanned, story.id), releases)
    items.append(ui.ActionRow(back_to_editor(story)))
    return view_of(*items)
