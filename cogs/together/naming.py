"""How read-alongs, their parts and their paces are called."""

from __future__ import annotations

from bot.language import NN_, _, ngettext
from bot.together.models import Plan, Stage
from bot.together.paces import Pace, PaceKind
from cogs.ui.labels import percentage

_RATES = {
    7: NN_("a chapter a day", "{number} chapters a day"),
    3: NN_("a chapter three times a week", "{number} chapters three times a week"),
    2: NN_("a chapter twice a week", "{number} chapters twice a week"),
    1: NN_("a chapter a week", "{number} chapters a week"),
}


def pace_name(pace: Pace) -> str:
    """Returns how fast a story is read, such as “a chapter a day”, as it stands within a sentence."""
    if pace.kind is PaceKind.EVENLY:
        return _("about the same every day")
    if pace.kind is PaceKind.DATES:
        return _("on chosen dates")
    return ngettext(*_RATES[pace.a_week], pace.chapters)


def end_of(plan: Plan, stage: Stage) -> str:
    """Returns how far a part goes, by numbers, which spoil nothing."""
    if stage is plan.stages[-1] and not plan.read_along.goes_on:
        return _("to the end")
    number = stage.end.chapter.number or 0
    if stage.percent == 100:
        return _("to the end of chapter {number}", number=number)
    if plan.story.chapters == 1:
        return _("to {percent} of the story", percent=percentage(stage.percent))
    return _("to {percent} of chapter {number}", percent=percentage(stage.percent), number=number)


def part_name(stage: Stage) -> str:
    """Returns what a part is called by itself: its number, which spoils nothing."""
    return _("Part {number}", number=str(stage.part.number))
