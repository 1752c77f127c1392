"""What `/read` offers to somebody who is at the end of what they read last."""

from __future__ import annotations

from discord import ui

from bot.language import _
from bot.library.presses import BrowseLibrary
from bot.reading.models import Ended
from bot.reading.presses import GoTo, ReadStory
from bot.stories.details import Completion
from bot.text.direction import isolated
from cogs.reading.panel import onward_buttons
from cogs.ui.components import Item, button, view_of
from cogs.ui.labels import clipped, story_named

_TITLE_ROOM = 40


def what_next(ended: Ended) -> ui.LayoutView:
    """Returns what there is to go on with, and the way to the last page of what was read."""
    items: list[Item] = [ui.TextDisplay(_said(ended))]
    onward = [
        button(
            _("{title} · {percent}% ▶", title=_titled(each.story.title), percent=each.percent),
            ReadStory(each.story.id),
            main=ended.next_in_series is None and number == 0,
        )
        for number, each in enumerate(ended.under_way)
    ]
    if ended.next_in_series is not None:
        label = _("Next in the series: {title} ▶", title=_titled(ended.next_in_series.title))
        onward.insert(0, button(label, ReadStory(ended.next_in_series.id), main=True))
    if onward:
        items.append(ui.ActionRow(*onward))
    more = [*onward_buttons(ended.story), button(_("Library"), BrowseLibrary(0))]
    return view_of(*items, ui.ActionRow(*more, button(_("The last page"), GoTo(ended.last_page))))


def _said(ended: Ended) -> str:
    if ended.story.completion is Completion.COMPLETE:
        return _(
            "You have read {story} to its end. What would you like to read now?",
            story=story_named(ended.story),
        )
    return _(
        "You are up to date with {story}. What would you like to read meanwhile?",
        story=story_named(ended.story),
    )


def _titled(title: str) -> str:
    return clipped(isolated(title), _TITLE_ROOM)
