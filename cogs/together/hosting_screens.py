"""The screens of read-alongs for their hosts: the form, the preview, the panel."""

from __future__ import annotations

from collections.abc import Mapping

from discord import ui

from bot.language import N_, _, ngettext
from bot.presses import Press
from bot.stories.models import Story
from bot.text.direction import isolated
from bot.together.models import Plan, State
from bot.together.presses import (
    AskToEnd,
    BeginReadAlong,
    CancelReadAlong,
    EndReadAlong,
    MoveReadAlong,
    OpenMoveForm,
    OpenPlanForm,
    PauseReadAlong,
    PostReadAlong,
    ResumeReadAlong,
    ShowDue,
    ShowHosting,
    ShowTalks,
)
from cogs.together.naming import pace_name
from cogs.together.screens import stage_line, takes
from cogs.ui import forms
from cogs.ui.components import Item, button, danger, done_note, framed
from cogs.ui.labels import day_of, story_line, story_named
from cogs.ui.replies import Interaction

_SHOWN = 12
"""The parts that a preview lists."""
_PACES = {
    "daily": N_("Every day"),
    "thrice": N_("Three times a week"),
    "twice": N_("Twice a week"),
    "weekly": N_("Once a week"),
    "dates": N_("On dates that I write below"),
    "evenly": N_("The same amount every day, until a last day"),
}
_GOES_ON = {"no": N_("Leave them out"), "yes": N_("They join it as they come out")}
USUAL = {"pace": "daily", "chapters": "1", "days": "", "first": "", "goes_on": "no"}
"""The entries that the form has at first."""


async def show_plan_form(
    interaction: Interaction, story: Story, zone: str, press: Press, entries: Mapping[str, str]
) -> None:
    """Opens the form that plans a read-along."""
    await forms.show_form(
        interaction,
        _("Read-along: {story}", story=isolated(story.title)),
        press,
        forms.choice("pace", _("When parts open"), _labels(_PACES), entries["pace"]),
        forms.line("chapters", _("Chapters in each part"), entries["chapters"], most=5),
        forms.lines(
            "days",
            _("Dates, or the last day"),
            entries["days"],
            hint=_("A date on each line, like 24 December, or 24 December: 3 for “up to chapter 3”."),
        ),
        forms.line(
            "first",
            _("First day"),
            entries["first"] or _("tomorrow"),
            hint=_("Like tomorrow, friday 18:00 or 24 December, in {zone} time.", zone=zone),
            required=True,
            most=forms.TIME_LIMIT,
        ),
        forms.choice("goes_on", _("Chapters that come out later"), _labels(_GOES_ON), entries["goes_on"]),
    )


def preview(plan: Plan) -> ui.LayoutView:
    """Returns what a read-along will be, for its host to begin or change."""
    identity, channel = plan.read_along.id, f"<#{plan.read_along.channel}>"
    where = _("I’ll post it in {channel}, for everybody there to join.", channel=channel)
    buttons = ui.ActionRow(
        button(_("Begin"), BeginReadAlong(identity), main=True),
        button(_("Change…"), OpenPlanForm(identity)),
        button(_("Cancel"), CancelReadAlong(identity)),
    )
    text = "\n".join([*_described(plan), where, f"-# {_in_own_zones(plan)}"])
    return framed(ui.TextDisplay(text), buttons, accent=plan.story.accent)


def host_panel(plan: Plan, offer: int, done: str = "") -> ui.LayoutView:
    """Returns the panel by which a read-along is changed; `done` says what was just done. `offer` is the one
    by which it is posted again."""
    lines = _described(plan)
    if plan.read_along.state is State.PAUSED:
        lines.append(_("It’s paused. When it goes on, all that is left moves by as many days."))
    if plan.read_along.state is State.ENDED:
        lines.append(_("This read-along has ended."))
    items: list[Item] = [*done_note(done), ui.TextDisplay("\n".join(lines)), *_changes(plan)]
    shows = [button(_("What’s due"), ShowDue(plan.read_along.id))]
    if plan.read_along.state is not State.ENDED:
        shows.append(button(_("Post it again"), PostReadAlong(plan.read_along.id, offer)))
    return framed(*items, ui.ActionRow(*shows), accent=plan.story.accent)


async def show_move_form(interaction: Interaction, press: MoveReadAlong) -> None:
    """Opens the form that moves a read-along."""
    hint = _("All that has not opened yet moves. Write -2 for two days earlier.")
    days = forms.line("days", _("By how many days"), "1", hint=hint, required=True, most=5)
    await forms.show_form(interaction, _("Move the read-along"), press, days)


def end_question(plan: Plan) -> ui.LayoutView:
    """Returns the question whether a read-along is to end."""
    identity = plan.read_along.id
    said = _(
        "End the read-along of {story}? No more parts open, and nobody is reminded any more. What has opened "
        "stays.",
        story=story_named(plan.story),
    )
    buttons = danger(_("End it"), EndReadAlong(identity)), button(_("Keep it"), ShowHosting(identity))
    return framed(ui.TextDisplay(said), ui.ActionRow(*buttons), accent=plan.story.accent)


def begun_note(plan: Plan) -> ui.LayoutView:
    """Returns the note that a read-along has begun."""
    identity = plan.read_along.id
    said = _(
        "The read-along of {story} is on its way: it’s posted in {channel}.",
        story=story_named(plan.story),
        channel=f"<#{plan.read_along.channel}>",
    )
    buttons = button(_("What’s due"), ShowDue(identity)), button(_("Host…"), ShowHosting(identity))
    return framed(*done_note(said), ui.ActionRow(*buttons), accent=plan.story.accent)


def cancelled_note() -> ui.LayoutView:
    """Returns the note that a plan was dropped."""
    return framed(*done_note(_("Called off. Nobody has seen any of it.")))


def _changes(plan: Plan) -> list[Item]:
    identity, state = plan.read_along.id, plan.read_along.state
    if state is State.ENDED:
        return []
    pause = button(_("Pause"), PauseReadAlong(identity))
    if state is State.PAUSED:
        pause = button(_("Go on"), ResumeReadAlong(identity), main=True)
    others = [
        button(_("Move…"), OpenMoveForm(identity)),
        button(_("Change the plan…"), OpenPlanForm(identity)),
        button(_("End it…"), AskToEnd(identity)),
    ]
    return [ui.ActionRow(pause, *others, button(_("Threads…"), ShowTalks(identity, 0)))]


def _described(plan: Plan) -> list[str]:
    stages = plan.stages
    lines = [
        f"### {story_line(plan.story)}",
        ngettext(
            "A read-along in {number} part, {pace}, from {first} to {last}.",
            "A read-along in {number} parts, {pace}, from {first} to {last}.",
            len(stages),
            pace=pace_name(plan.read_along.pace),
            first=day_of(stages[0].part.opens_at),
            last=day_of(stages[-1].part.opens_at),
        ),
        takes(plan),
    ]
    left = [each for each in stages if each.part.opened_at is None]
    lines += [stage_line(plan, each) for each in left[:_SHOWN]]
    if len(left) > _SHOWN:
        lines.append(_("… and {number} more", number=len(left) - _SHOWN))
    if plan.read_along.goes_on:
        lines.append(_("Chapters that come out later join it."))
    return lines


def _in_own_zones(plan: Plan) -> str:
    if plan.read_along.zone == "UTC":
        return _("That’s in UTC, because the server has no time zone yet. Set it in `/stories settings`.")
    return _(
        "Everybody sees these times by their own clock. The days are those of {zone}.",
        zone=plan.read_along.zone,
    )


def _labels(options: Mapping[str, str]) -> dict[str, str]:
    return {value: _(label) for value, label in options.items()}
