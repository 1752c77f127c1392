"""The screens of read-alongs for their members, and the post that everybody in the channel sees."""

from __future__ import annotations

from typing import Any

from discord import SelectOption, ui

from bot.language import _, ngettext
from bot.presses import value_of
from bot.reading.presses import GoTo, ReadStory
from bot.stories.models import page_of
from bot.together.models import Due, Finished, Plan, ReadAlongId, Reminder, Stage, State
from bot.together.presses import (
    ChooseReadAlong,
    ChooseReminder,
    JoinReadAlong,
    LeaveReadAlong,
    ShowDates,
    ShowDue,
    ShowFinished,
    ShowHosting,
    TellFinishing,
)
from cogs.together.naming import end_of, pace_name
from cogs.together.talk_screens import way_in
from cogs.ui.components import Item, button, done_note, framed, menu, page_turner, view_of
from cogs.ui.labels import clipped, day_of, moment, story_line, story_named

_PAGE, _THREADS = 10, 5


def public_post(plan: Plan) -> ui.LayoutView:
    """Returns the post by which people join a read-along."""
    identity, stages = plan.read_along.id, plan.stages
    first, last = stages[0].part.opens_at, stages[-1].part.opens_at
    begins = [_("It begins {moment}.", moment=moment(first))]
    lines = [
        f"### 📖 {_('Read with us: {story}', story=story_named(plan.story))}",
        *(_standing(plan) if plan.current else begins),
        ngettext(
            "{number} part, {pace}, until {day}.",
            "{number} parts, {pace}, until {day}.",
            len(stages),
            pace=pace_name(plan.read_along.pace),
            day=day_of(last),
        ),
        takes(plan),
        _("Your host is {host}.", host=f"<@{plan.read_along.host}>"),
        "-# "
        + _(
            "Join, and I’ll message you as each part begins, if you like. Nobody sees how far you are unless "
            "you let them."
        ),
    ]
    buttons = [
        button(_("Join"), JoinReadAlong(identity), main=True),
        button(_("What’s due"), ShowDue(identity)),
        button(_("Dates"), ShowDates(identity, 0)),
    ]
    return framed(ui.TextDisplay("\n".join(lines)), ui.ActionRow(*buttons), accent=plan.story.accent)


def takes(plan: Plan) -> str:
    """Returns how long the parts of a plan take to read."""
    minutes = [each.minutes for each in plan.stages]
    return ngettext(
        "Each takes about {number} minute to read.",
        "Each takes about {number} minutes to read.",
        max(1, round(sum(minutes) / len(minutes))),
    )


def due_panel(due: Due, done: str = "") -> ui.LayoutView:
    """Returns what is due to somebody; `done` says what was just done."""
    plan = due.plan
    heading = f"### {story_line(plan.story)}"
    lines = [heading, *_standing(plan, _left(due)), *_unreached(due), *_threads(due)]
    items: list[Item] = [*done_note(done), ui.TextDisplay("\n".join(lines))]
    items += [ui.ActionRow(*row) for row in _rows(due)]
    items += way_in(due.talks_next) if due.talks_next is not None else []
    return framed(*items, accent=plan.story.accent)


def dates(plan: Plan, finished: frozenset[int], page: int) -> ui.LayoutView:
    """Returns a page of the parts of a read-along; those are ticked that its reader has finished."""
    listing, identity = page_of(plan.stages, page, _PAGE), plan.read_along.id
    lines = [f"### {story_line(plan.story)}"]
    for each in listing.lines:
        tick = " ✓" if each.part.number in finished else ""
        lines.append(f"{stage_line(plan, each)}{tick}")
    return framed(
        ui.TextDisplay("\n".join(lines)),
        *page_turner(lambda number: ShowDates(identity, number), listing),
        ui.ActionRow(button(_("What’s due"), ShowDue(identity))),
        accent=plan.story.accent,
    )


def stage_line(plan: Plan, stage: Stage) -> str:
    """Returns a part on one line: its number, when it opens, how far it goes, how long it takes."""
    return _(
        "**{number}.** {moment} · {end} · {minutes} min",
        number=stage.part.number,
        moment=moment(stage.part.opens_at),
        end=end_of(plan, stage),
        minutes=stage.minutes,
    )


def read_along_list(plans: list[Plan]) -> ui.LayoutView:
    """Returns the list of a server's read-alongs."""
    lines = [f"### {_('Read-alongs')}"]
    if not plans:
        lines.append(_("Nothing is being read together here yet. `/together start` begins something."))
        return view_of(ui.TextDisplay("\n".join(lines)))
    lines += [f"{story_line(each.story)}\n-# {' '.join(_standing(each))}" for each in plans]
    options = [
        SelectOption(label=clipped(each.story.title, 100), value=value_of(each.read_along.id))
        for each in plans
    ]
    opens = menu(ChooseReadAlong(), _("Open a read-along"), options)
    return view_of(ui.TextDisplay("\n".join(lines)), opens)


def finished_list(found: Finished) -> ui.LayoutView:
    """Returns who has finished a part, of those who let others see it."""
    plan, number = found.plan, found.stage.part.number
    said = _("Nobody yet, of those who let others see it.")
    if found.readers:
        said = " ".join(f"<@{each}>" for each in found.readers)
    return framed(
        ui.TextDisplay(f"### {_('Who has finished part {number}', number=number)}\n{said}"),
        ui.ActionRow(button(_("What’s due"), ShowDue(plan.read_along.id))),
        accent=plan.story.accent,
    )


def left_note(read_along: ReadAlongId) -> ui.LayoutView:
    """Returns the note that somebody has left a read-along."""
    again = ui.ActionRow(button(_("Join again"), JoinReadAlong(read_along)))
    return view_of(*done_note(_("You’ve left the read-along.")), again)


def _standing(plan: Plan, left: str = "") -> list[str]:
    """Returns the lines that say how a read-along stands; `left` is what is left for somebody of the part
    that opened last."""
    state, current, coming = plan.read_along.state, plan.current, plan.next
    if state is State.ENDED:
        return [_("This read-along has ended.")]
    lines = [_("It’s paused; its host decides when it goes on.")] if state is State.PAUSED else []
    if current is not None:
        now = _(
            "Part {number} of {parts}: {end}.",
            number=current.part.number,
            parts=len(plan.stages),
            end=end_of(plan, current),
        )
        lines += [f"**{now}**", left] if left else [f"**{now}**"]
    if coming is not None and state is not State.PAUSED:
        lines.append(_coming(plan, coming))
    return lines


def _coming(plan: Plan, stage: Stage) -> str:
    if stage.part.waits:
        return _("Part {number} opens once its chapters are out.", number=stage.part.number)
    return _(
        "Part {number} opens {moment}: {end}.",
        number=stage.part.number,
        moment=moment(stage.part.opens_at),
        end=end_of(plan, stage),
    )


def _left(due: Due) -> str:
    if not due.minutes:
        return _("✓ You’ve read all of that.")
    takes = ngettext("About {number} minute for you.", "About {number} minutes for you.", due.minutes)
    if due.new is None:
        return takes
    new = _("Chapter {number} has something that was not there when you read it.", number=due.new.chapter)
    return f"{takes} {new}"


def _unreached(due: Due) -> list[str]:
    if not due.unreached or due.member is None or due.member.reminder is Reminder.NONE:
        return []
    said = _("My last reminder didn’t reach you. Do you take direct messages from this server?")
    return [f"⚠️ {said}"]


def _threads(due: Due) -> list[str]:
    """Returns the line with the last threads that a member is let into."""
    parts = [each.part for each in due.plan.stages if each.part.id in due.entered]
    found = [f"<#{each.thread}>" for each in parts if each.thread is not None][-_THREADS:]
    return [_("Your threads: {threads}", threads=" ".join(found))] if found else []


def _rows(due: Due) -> list[list[ui.Button[Any]]]:
    identity, plan, member = due.plan.read_along.id, due.plan, due.member
    reads = button(_("Read"), ReadStory(plan.story.id), main=member is not None)
    shows = [button(_("Dates"), ShowDates(identity, 0))]
    if due.hosts:
        shows.append(button(_("Host…"), ShowHosting(identity)))
    if plan.read_along.state is State.ENDED:
        return [[reads, *shows]]
    if due.new is not None:
        label = _("Read what’s new in chapter {number}", number=due.new.chapter)
        reads = button(label, GoTo(due.new.place), main=member is not None)
    if member is None:
        return [[button(_("Join"), JoinReadAlong(identity), main=True), reads, *shows]]
    if plan.current is not None:
        shows.insert(0, button(_("Who has finished"), ShowFinished(identity, plan.current.part.id)))
    return [[reads, *shows], _choices(due)]


def _choices(due: Due) -> list[ui.Button[Any]]:
    """Returns the buttons by which a member chooses what they are sent, and what others see of them."""
    identity, member = due.plan.read_along.id, due.member
    reminded = member is not None and member.reminder is Reminder.DIRECT
    tells = member is not None and member.tells_finishing
    turned = Reminder.NONE if reminded else Reminder.DIRECT
    return [
        button(_("✓ Reminders") if reminded else _("Remind me"), ChooseReminder(identity, turned)),
        button(
            _("✓ Others see what I finish") if tells else _("Let others see what I finish"),
            TellFinishing(identity, int(not tells)),
        ),
        button(_("Leave"), LeaveReadAlong(identity)),
    ]
