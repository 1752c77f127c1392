"""*Save for later*: its button, and the notes that follow it."""

from __future__ import annotations

import discord
from discord import ui

from bot.language import _
from bot.shelf.models import ShelfSection
from bot.shelf.presses import NotForLater, OpenSection, SaveAfterAll, SaveForLater, TakeOff
from bot.stories.ids import StoryId
from bot.stories.models import Story
from cogs.ui.components import button, view_of
from cogs.ui.labels import story_named


def save_for_later_button(story: StoryId, *, saved: bool = False) -> ui.Button[ui.LayoutView]:
    """Returns the *Save for later* button of a card or a suggestion; for a story that is `saved`, the button
    to take it off."""
    if saved:
        return button(_("✓ Saved for later"), NotForLater(story))
    return button(_("Save for later"), SaveForLater(story))


def with_button(message: discord.Message, story: StoryId, *, saved: bool) -> ui.LayoutView:
    """Returns a card or a list whose *Save for later* was pressed, with that button as it is now. Its covers
    stay attached."""
    view = ui.LayoutView.from_message(message)
    view.stop()
    now, before = (save_for_later_button(story, saved=each) for each in (saved, not saved))
    covers = {each.url: each.filename for each in message.attachments}
    for each in view.walk_children():
        if isinstance(each, ui.Button) and each.custom_id == before.custom_id:
            each.label, each.custom_id = now.label, now.custom_id
        elif isinstance(each, ui.Thumbnail) and each.media.url in covers:
            each.media = f"attachment://{covers[each.media.url]}"
    return view


def saved_note(story: Story) -> ui.LayoutView:
    """Returns the note that a story was saved for later, with a button to undo that."""
    return view_of(
        ui.TextDisplay(
            _(
                "✓ Saved for later: {story}\n-# It’s on your `/shelf`, under *To read*.",
                story=story_named(story),
            )
        ),
        ui.ActionRow(button(_("Undo"), TakeOff(story.id)), _to_read_button()),
    )


def taken_off_note(story: Story) -> ui.LayoutView:
    """Returns the note that a story was taken off the list to read, with a button to undo that."""
    return view_of(
        ui.TextDisplay(_("Taken off your reading list: {story}", story=story_named(story))),
        ui.ActionRow(button(_("Undo"), SaveAfterAll(story.id)), _to_read_button()),
    )


def _to_read_button() -> ui.Button[ui.LayoutView]:
    return button(_("My shelf"), OpenSection(ShelfSection.TO_READ))
