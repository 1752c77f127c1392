"""The screens of publishing: chapters that have been published, and those that are planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from discord import ui

from bot.editing.models import Release
from bot.editing.presses import EditStory
from bot.editing.publishing_presses import CallOff, EditRelease, ListPlanned, PublishNow, StartRelease
from bot.editing.writer import WrittenStory
from bot.language import _, ngettext
from bot.stories.changes import Fate
from bot.stories.ids import RoleId
from bot.stories.models import EarlyAccess, Story
from bot.text.direction import listed
from cogs.editing.editor import read_button, undo_button
from cogs.editing.effect_lines import twice_lines
from cogs.ui.components import button, view_of
from cogs.ui.labels import escaped, moment, story_named

_LINES = 12

ANNOUNCEMENT = "announcement"
"""The name of the form's field for the author's word to subscribers."""


def published_card(written: WrittenStory) -> ui.LayoutView:
    """Returns the note that a chapter has been published."""
    new = (*written.changes.names(Fate.ADDED), *written.changes.names(Fate.OPENED))
    names = f"**{escaped(listed(new) or _('The chapter'), 200)}**"
    done = _("{chapters} of {story} is published.", chapters=names, story=story_named(written.story))
    return view_of(
        ui.TextDisplay("\n".join([done, *twice_lines(written.twice)])),
        ui.ActionRow(
            read_button(written),
            button(_("Edit"), EditStory(written.story.id)),
            *undo_button(written.undoable),
        ),
    )


def early_card(written: WrittenStory, access: EarlyAccess) -> ui.LayoutView:
    """Returns the note that chapters are open to some readers, and when the first of them opens to all."""
    names = f"**{escaped(listed(written.changes.names(Fate.ADDED)) or _('The chapter'), 200)}**"
    done = _(
        "{roles} can read {chapters} of {story} now.",
        roles=roles_named(access.roles),
        chapters=names,
        story=story_named(written.story),
    )
    return view_of(
        ui.TextDisplay("\n".join([f"{done} {opening_of(access.opens_at)}", *twice_lines(written.twice)])),
        ui.ActionRow(
            button(_("Early chapters"), ListPlanned(written.story.id, 0), main=True),
            button(_("Edit"), EditStory(written.story.id)),
            *undo_button(written.undoable),
        ),
    )


def opening_of(opens_at: int | None) -> str:
    """Returns in a sentence when a chapter opens to everybody."""
    if opens_at:
        return _("Everybody else can on {moment}.", moment=moment(opens_at))
    return _("Everybody else can once you open it.")


def roles_named(roles: Iterable[RoleId]) -> str:
    """Returns the mentions of roles in a sentence."""
    return listed([f"<@&{role}>" for role in roles])


def planned_cards(story: Story, planned: Sequence[Release]) -> ui.LayoutView:
    """Returns the note that chapters will be published, each at its time."""
    if len(planned) == 1:
        return planned_card(story, planned[0])
    lines = [f"- **{escaped(each.title or _('A chapter'), 80)}** — {moment(each.due_at)}" for each in planned]
    shown = lines[:_LINES]
    if len(lines) > _LINES:
        shown.append("- " + _("… and {number} more", number=len(lines) - _LINES))
    what = ngettext(
        "{number} chapter of {story} will appear:",
        "{number} chapters of {story} will appear:",
        len(planned),
        story=story_named(story),
    )
    return view_of(
        ui.TextDisplay("\n".join([what, *shown])),
        ui.ActionRow(button(_("All planned"), ListPlanned(story.id, 0), main=True)),
    )


def planned_card(story: Story, release: Release) -> ui.LayoutView:
    """Returns the note that a chapter will be published."""
    name = f"**{escaped(release.title, 150)}**" if release.title else _("The next chapter")
    return view_of(
        ui.TextDisplay(
            _(
                "{chapter} of {story} will appear on {moment}.",
                chapter=name,
                story=story_named(story),
                moment=moment(release.due_at),
            )
        ),
        ui.ActionRow(
            button(_("Preview"), StartRelease(release.id), main=True),
            button(_("Publish now"), PublishNow(release.id)),
            button(_("Change"), EditRelease(release.id)),
            button(_("Cancel"), CallOff(release.id)),
            button(_("All planned"), ListPlanned(story.id, 0)),
        ),
    )
