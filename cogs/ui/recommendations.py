"""Suggestions of what to read next, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from discord import ui

from bot.models import Asked, Completion, Story, Suggested, Suggestions, Why
from cogs.ui import forms
from cogs.ui.labels import counted, escaped, reading_time, story_line
from cogs.ui.panel import Item, button, view_of
from cogs.ui.presses import Action, Press
from cogs.ui.replies import Interaction
from cogs.ui.shelf import save_for_later_button

_SHARED = 3
"""Things that two stories have in common that are named."""
_NAME_ROOM = 60
_A_YEAR = 365 * 86_400


def suggestion_list(found: Suggestions, now: int) -> ui.LayoutView:
    """What is suggested; `now` is UTC in seconds."""
    asked, vetoed = found.asked, found.vetoed
    items: list[Item] = [ui.TextDisplay(f"### {_heading(asked)}")]
    if vetoed is not None:
        undo = button("Undo", _press(Action.AFTER_ALL, asked, vetoed.id))
        told = f"✓ Not suggested to you any more: **{escaped(vetoed.title, _NAME_ROOM)}**"
        items.append(ui.Section(told, accessory=undo))
    for each in found.stories:
        items += [ui.TextDisplay(_suggestion(each, asked, now)), ui.ActionRow(*_buttons(each.story, asked))]
    if not found.stories:
        items.append(ui.TextDisplay(_nothing(asked)))
    onwards = [button("Never suggest…", _press(Action.AVOID_FORM, asked))]
    if found.stories:
        onwards.insert(0, button("Others", _press(Action.RECOMMEND, asked)))
    return view_of(*items, ui.Separator(), ui.ActionRow(*onwards))


async def show_avoid_form(interaction: Interaction, avoided: Sequence[str], press: Press) -> None:
    """Open the form for what is never to be suggested."""
    await forms.show_form(
        interaction,
        "Never suggest…",
        press,
        forms.lines(
            "tags",
            "Tags, warnings, fandoms",
            "\n".join(avoided),
            hint="One a line. Stories that have any of them are not suggested to you.",
        ),
    )


def _press(action: Action, asked: Asked, *before: int) -> Press:
    return Press(action, (*before, asked.like.id if asked.like else 0), asked.tag)


def _heading(asked: Asked) -> str:
    like = f"More like {escaped(asked.like.title, 120)}" if asked.like else "What to read next"
    return f"{like}, tagged “{escaped(asked.tag, 60)}”" if asked.tag else like


def _nothing(asked: Asked) -> str:
    if asked.tag:
        return "Nothing that you have not read goes by that tag here. Try another, or leave it out."
    if asked.like is not None:
        return "I know of nothing here that is like it and new to you. `/recommend` by itself looks wider."
    return "Nothing is left here that you have not read or saved for later. `/library` shows it all."


def _suggestion(each: Suggested, asked: Asked, now: int) -> str:
    lines = [story_line(each.story), f"-# {_facts(each, now)}"]
    reason = _reason(each, asked)
    return "\n".join([*lines, reason] if reason else lines)


def _facts(each: Suggested, now: int) -> str:
    story = each.story
    facts = [counted(story.chapters, "chapter"), reading_time(story.words), story.effective_rating.label]
    if story.content_warnings:
        facts.append("⚠️ " + escaped(", ".join(story.content_warnings), 120))
    state = _state(each, now)
    return " · ".join([*facts, state] if state else facts)


def _state(each: Suggested, now: int) -> str:
    """How it stands with its end: what waits for chapters that may not come is told so."""
    if each.story.completion is Completion.COMPLETE:
        return "complete"
    since = datetime.fromtimestamp(each.last_chapter_at, UTC)
    quiet = now - each.last_chapter_at > _A_YEAR
    if each.story.completion is Completion.ONGOING:
        return f"**unfinished, no new chapter since {since:%B %Y}**" if quiet else "goes on"
    return ""


def _reason(each: Suggested, asked: Asked) -> str:
    shared = ", ".join(escaped(term, _NAME_ROOM) for term in each.shared[:_SHARED])
    also = f"also: {shared}" if shared else ""
    if asked.like is not None and each.because is not None and each.because.id == asked.like.id:
        own = "read by those who read it" if each.why is Why.READ_TOO else "close to it in its words"
    elif each.because is not None:
        did = "you finished" if each.finished else "you are reading"
        own = f"because {did} **{escaped(each.because.title, _NAME_ROOM)}**"
        if each.why is Why.READ_TOO:
            own += ", which others read with this one"
    else:
        own = {Why.MUCH_READ: "read much here", Why.NEW: "" if asked.tag else "new in the library"}.get(
            each.why, ""
        )
    return " · ".join(filter(None, (own, also)))


def _buttons(story: Story, asked: Asked) -> list[ui.Button[ui.LayoutView]]:
    return [
        button("About it", Press(Action.LOOK_AT, (story.id,)), main=True),
        save_for_later_button(story.id),
        button("Not for me", _press(Action.NOT_FOR_ME, asked, story.id)),
    ]
