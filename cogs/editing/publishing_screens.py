"""The screens of publishing: chapters that have been published, and those that are planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from discord import ui

from bot.editing.models import Release
from bot.editing.presses import EditStory
from bot.editing.publishing_presses import CallOff, EditRelease, ListPlanned, PublishNow, StartRelease
from bot.editing.writer import WrittenStory
from bot.stories.changes import Fate
from bot.stories.ids import RoleId
from bot.stories.models import EarlyAccess, Story
from bot.text.direction import listed
from cogs.editing.editor import read_button, undo_button
from cogs.ui.components import button, view_of
from cogs.ui.labels import escaped, moment, story_named

_LINES = 12

ANNOUNCEMENT = "announcement"
"""The name of the form's field for the author's word to subscribers."""


def published_card(written: WrittenStory) -> ui.LayoutView:
    """Returns the note that a chapter has been published."""
    new = (*written.changes.names(Fate.ADDED), *written.changes.names(Fate.OPENED))
    names = listed(new) or "That chapter"
    return view_of(
        ui.TextDisplay(f"**{escaped(names, 200)}** of {story_named(written.story)} is published."),
        ui.ActionRow(
            read_button(written),
            button("Edit", EditStory(written.story.id)),
            *undo_button(written.undoable),
        ),
    )


def early_card(written: WrittenStory, access: EarlyAccess) -> ui.LayoutView:
    """Returns the note that chapters are open to some readers, and when the first of them opens to all."""
    names = listed(written.changes.names(Fate.ADDED)) or "That chapter"
    return view_of(
        ui.TextDisplay(
            f"**{escaped(names, 200)}** of {story_named(written.story)} is there for"
            f" {roles_named(access.roles)}. {opening_of(access.opens_at)}"
        ),
        ui.ActionRow(
            button("Early chapters", ListPlanned(written.story.id, 0), main=True),
            button("Edit", EditStory(written.story.id)),
            *undo_button(written.undoable),
        ),
    )


def opening_of(opens_at: int | None) -> str:
    """Returns in a sentence when a chapter opens to everybody."""
    when = f"on {moment(opens_at)}" if opens_at else "when you say so"
    return f"It opens to everybody {when}."


def roles_named(roles: Iterable[RoleId]) -> str:
    """Returns the mentions of roles in a sentence."""
    return listed([f"<@&{role}>" for role in roles])


def planned_cards(story: Story, planned: Sequence[Release]) -> ui.LayoutView:
    """Returns the note that chapters will be published, each at its time."""
    if len(planned) == 1:
        return planned_card(story, planned[0])
    lines = [f"- **{escaped(each.title or 'A chapter', 80)}** — {moment(each.due_at)}" for each in planned]
    shown = lines[:_LINES] + ([f"- … and {len(lines) - _LINES} more"] if len(lines) > _LINES else [])
    return view_of(
        ui.TextDisplay(f"{len(planned)} chapters of {story_named(story)} will appear:\n" + "\n".join(shown)),
        ui.ActionRow(button("All planned", ListPlanned(story.id, 0), main=True)),
    )


def planned_card(story: Story, release: Release) -> ui.LayoutView:
    """Returns the note that a chapter will be published."""
    name = f"**{escaped(release.title, 150)}**" if release.title else "The next chapter"
    return view_of(
        ui.TextDisplay(f"{name} of {story_named(story)} will appear on {moment(release.due_at)}."),
        ui.ActionRow(
            button("Preview", StartRelease(release.id), main=True),
            button("Publish now", PublishNow(release.id)),
            button("Change", EditRelease(release.id)),
            button("Call off", CallOff(release.id)),
            button("All planned", ListPlanned(story.id, 0)),
        ),
    )
