"""The notes that a chapter has been published, or will be."""

from __future__ import annotations

from discord import ui

from bot.editing.models import Release
from bot.editing.presses import CallOff, EditStory, ListPlanned, PublishNow
from bot.editing.writer import WrittenStory
from bot.reading.presses import ReadStory
from bot.stories.changes import Fate
from bot.stories.models import Story
from cogs.ui.components import button, view_of
from cogs.ui.labels import escaped, moment, story_named


def published_card(written: WrittenStory) -> ui.LayoutView:
    """Returns the note that a chapter has been published."""
    names = ", ".join(written.changes.names(Fate.ADDED)) or "That chapter"
    return view_of(
        ui.TextDisplay(f"**{escaped(names, 200)}** of {story_named(written.story)} is published."),
        ui.ActionRow(
            button("Read", ReadStory(written.story.id), main=True),
            button("Edit", EditStory(written.story.id)),
        ),
    )


def planned_card(story: Story, release: Release) -> ui.LayoutView:
    """Returns the note that a chapter will be published."""
    name = f"**{escaped(release.title, 150)}**" if release.title else "The next chapter"
    return view_of(
        ui.TextDisplay(f"{name} of {story_named(story)} will appear on {moment(release.due_at)}."),
        ui.ActionRow(
            button("Publish now", PublishNow(release.id)),
            button("Call off", CallOff(release.id)),
            button("All planned", ListPlanned(story.id, 0)),
        ),
    )
