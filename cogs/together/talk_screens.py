"""The screens about the threads of parts: who is let in, and what hosts write for them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from discord import SelectOption, ui

from bot.language import _
from bot.presses import value_of
from bot.stories.models import page_of
from bot.together.models import Plan, Stage
from bot.together.presses import EnterThread, OpenTalkForm, ShowDue, ShowHosting, ShowTalks, WriteTalk
from bot.together.threads import Entered, Talk, Task
from bot.together.writing import (
    ANSWERS,
    LONGEST_PLACE,
    LONGEST_POLL,
    LONGEST_QUESTIONS,
    MEETING,
    PLACE,
    POLL,
    QUESTIONS,
)
from cogs.together.naming import part_name
from cogs.ui import forms
from cogs.ui.components import MOST_OPTIONS, Item, button, channel_link, done_note, framed, menu, page_turner
from cogs.ui.labels import escaped, moment, story_line
from cogs.ui.replies import Interaction

_ANSWERS_ROOM = 700


def way_in(stage: Stage) -> list[Item]:
    """Returns the button by which somebody says that they have read a part, below what others see of that."""
    note = _(
        "Press it when you want to talk: whoever is in the thread of part {number}, and moderators who "
        "manage threads, will see that you’re there.",
        number=stage.part.number,
    )
    says = button(_("I have read part {number}", number=stage.part.number), EnterThread(stage.part.id))
    return [ui.TextDisplay(f"-# {note}"), ui.ActionRow(says)]


def entered_note(entered: Entered) -> ui.LayoutView:
    """Returns the note that somebody is let into the thread of a part."""
    thread, read_along = entered.stage.part.thread, entered.plan.read_along
    said = _said(entered)
    items: list[Item] = [ui.TextDisplay(f"⚠️ {said}")] if entered.hindered else done_note(said)
    if not entered.private:
        warning = _("Everybody who sees the channel can read it: please cover what gives something away.")
        items.append(ui.TextDisplay(f"⚠️ {warning}"))
    buttons = [button(_("What’s due"), ShowDue(read_along.id))]
    if thread is not None:  # mentioned, it would have no name for who is not in it yet
        buttons.insert(0, channel_link(read_along.guild, thread, _("Go to the thread")))
    return framed(*items, ui.ActionRow(*buttons), accent=entered.plan.story.accent)


def talk_list(plan: Plan, page: int) -> ui.LayoutView:
    """Returns a page of the parts of a read-along, of which one is chosen to write for."""
    listing, identity = page_of(plan.stages, page, MOST_OPTIONS), plan.read_along.id
    said = _(
        "What would you like to bring to the thread of a part: questions to begin with, a poll, a time to "
        "meet?"
    )
    options = [SelectOption(label=part_name(each), value=value_of(each.part.id)) for each in listing.lines]
    return framed(
        ui.TextDisplay(f"### {story_line(plan.story)}\n{said}"),
        menu(OpenTalkForm(identity), _("Choose a part"), options),
        *page_turner(lambda number: ShowTalks(identity, number), listing),
        ui.ActionRow(button(_("Host…"), ShowHosting(identity))),
        accent=plan.story.accent,
    )


async def show_talk_form(interaction: Interaction, talk: Talk) -> None:
    """Opens the form for the thread of a part, with what is written already."""
    zone = talk.plan.read_along.zone
    await forms.show_form(
        interaction,
        _("For the thread of part {number}", number=talk.stage.part.number),
        WriteTalk(talk.stage.part.id),
        forms.lines(
            QUESTIONS,
            _("Questions to talk about"),
            talk.questions,
            hint=_fixed(talk, Task.QUESTIONS),
            most=LONGEST_QUESTIONS,
        ),
        forms.line(
            POLL, _("A poll: its question"), talk.poll, hint=_fixed(talk, Task.POLL), most=LONGEST_POLL
        ),
        forms.lines(
            ANSWERS,
            _("Its answers"),
            "\n".join(talk.answers),
            hint=_("One on each line, at least two."),
            most=_ANSWERS_ROOM,
        ),
        forms.line(
            MEETING,
            _("When you meet"),
            _typed(talk, zone),
            hint=_("Like friday 20:00, in {zone} time; empty for no meeting.", zone=zone),
            most=forms.TIME_LIMIT,
        ),
        forms.line(
            PLACE, _("Where you meet"), talk.place, hint=_("If empty, the channel."), most=LONGEST_PLACE
        ),
    )


def written_note(talk: Talk) -> ui.LayoutView:
    """Returns what a host has written for the thread of a part."""
    identity = talk.plan.read_along.id
    lines = [f"### {part_name(talk.stage)} · {story_line(talk.plan.story)}"]
    if talk.questions:
        lines += [_("**Questions**"), escaped(talk.questions, 600)]
    if talk.poll:
        lines.append(_("**Poll:** {question}", question=escaped(talk.poll, 320)))
        lines += [f"- {escaped(each, 80)}" for each in talk.answers]
    if talk.starts_at is not None:
        place = escaped(talk.place, 120) or f"<#{talk.plan.read_along.channel}>"
        lines.append(_("**You meet** {moment}: {place}", moment=moment(talk.starts_at), place=place))
    others = button(_("Another part"), ShowTalks(identity, 0)), button(_("Host…"), ShowHosting(identity))
    return framed(
        *done_note(_("I’ve noted that.")),
        ui.TextDisplay("\n".join(lines)),
        ui.ActionRow(*others),
        accent=talk.plan.story.accent,
    )


def _fixed(talk: Talk, task: Task) -> str:
    return _("It’s posted already, and stays as it is.") if talk.fixed(task) else ""


def _typed(talk: Talk, zone: str) -> str:
    if talk.starts_at is None:
        return ""
    return f"{datetime.fromtimestamp(talk.starts_at, UTC).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def _said(entered: Entered) -> str:
    number = entered.stage.part.number
    if entered.hindered:
        return _(
            "I can’t open the thread of part {number} yet; its host knows. You’ll be in it once it’s there.",
            number=number,
        )
    if entered.stage.part.thread is None:
        return _("The thread of part {number} opens in a moment, and you’ll be in it.", number=number)
    return _("You’re in the thread of part {number}. It may take a moment to show up.", number=number)
