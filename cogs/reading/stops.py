"""The screen before what a reader asked to be warned of."""

from __future__ import annotations

from discord import ui

from bot.language import _
from bot.reading.errors import WarnedError
from bot.reading.presses import ReadAllTheSame, SkipChapter
from bot.recommendations.presses import GiveUpStory
from bot.text.direction import listed
from cogs.ui.components import button, view_of
from cogs.ui.labels import escaped

_TITLE_ROOM, _NAMES_ROOM = 120, 600


def stop_screen(error: WarnedError) -> ui.LayoutView:
    """Returns the screen that asks whether to read on."""
    return view_of(ui.TextDisplay(f"⚠️ {stop_sentence(error)}"), ui.ActionRow(*stop_buttons(error)))


def stop_sentence(error: WarnedError) -> str:
    """Returns the sentence that says what is warned of."""
    title = f"**{escaped(error.story_title, _TITLE_ROOM)}**"
    names = f"**{escaped(listed(error.names), _NAMES_ROOM)}**"
    if not error.chapter:
        return _(
            "Before you read {title}: it has {names}, which you asked to be warned of.",
            title=title,
            names=names,
        )
    return _(
        "Before you read {chapter} of {title}: it has {names}, which you asked to be warned of.",
        chapter=escaped(error.chapter, _TITLE_ROOM),
        title=title,
        names=names,
    )


def stop_buttons(error: WarnedError) -> list[ui.Button[ui.LayoutView]]:
    """Returns the buttons below it: a chapter can be skipped, a story given up."""
    buttons = [button(_("Read"), ReadAllTheSame(error.place, error.how))]
    if error.chapter:
        buttons.append(button(_("Skip this chapter"), SkipChapter(error.place.chapter)))
    return [*buttons, button(_("Not for me"), GiveUpStory(error.story))]
