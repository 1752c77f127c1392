"""Suggestions of what to read next, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from discord import ui

from bot.language import N_, _
from bot.language.names import MONTHS
from bot.library.presses import LookAtStory
from bot.reading.presses import ReadStory
from bot.recommendations.models import Asked, Suggested, Suggestions, Why
from bot.recommendations.presses import (
    Avoid,
    ForMeAfterAll,
    NotForMe,
    OpenAvoidForm,
    SuggestOthers,
    TakeStoryBack,
)
from bot.stories.details import Completion
from bot.stories.models import Story
from bot.text.direction import listed
from cogs.shelf.saving import save_for_later_button
from cogs.ui import forms
from cogs.ui.components import Item, button, framed, view_of
from cogs.ui.covers import Thumbnails, beside_thumbnail
from cogs.ui.labels import counted, escaped, rating_of, reading_time, story_line, story_named, summary_of
from cogs.ui.replies import Interaction

_SHARED = 3
"""The number of common terms that a reason names."""
_NAME_ROOM = 60
_SUMMARY_ROOM = 140
_A_YEAR = 365 * 86_400
_BECAUSE = {
    (True, False): N_("because you finished {story}"),
    (True, True): N_("because you finished {story}, like others who read this"),
    (False, False): N_("because you are reading {story}"),
    (False, True): N_("because you are reading {story}, like others who read this"),
}
"""The reasons by whether the reader has finished the other story, and whether others read both."""


def given_up_note(story: Story) -> ui.LayoutView:
    """Returns the note that a story was given up, with a button to undo that."""
    note = _("✓ {story} is put away, and I won’t suggest it.", story=story_named(story))
    return view_of(ui.TextDisplay(note), ui.ActionRow(button(_("Undo"), TakeStoryBack(story.id))))


def taken_back_note(story: Story) -> ui.LayoutView:
    """Returns the note that giving a story up was undone."""
    note = _("✓ Taken back: {story} is where it was.", story=story_named(story))
    return view_of(ui.TextDisplay(note), ui.ActionRow(button(_("Read"), ReadStory(story.id))))


def suggestion_list(found: Suggestions, now: int, ready: Thumbnails) -> ui.LayoutView:
    """Returns the list of suggestions, with the small covers that are ready; `now` is UTC in seconds."""
    asked = found.asked
    items: list[Item] = [ui.TextDisplay(f"### {_heading(found)}")]
    if found.vetoed is not None:
        undo = button(_("Undo"), ForMeAfterAll(found.vetoed.id, asked.like, asked.tag))
        vetoed = f"**{escaped(found.vetoed.title, _NAME_ROOM)}**"
        note = _("✓ I won’t suggest {story} any more.", story=vetoed)
        items.append(ui.Section(note, accessory=undo))
    for each in found.stories:
        items += [ui.Separator(), beside_thumbnail(_suggestion(each, found, now), each.story, ready)]
        items.append(ui.ActionRow(*_buttons(each.story, asked)))
    if not found.stories:
        items.append(ui.TextDisplay(_nothing(asked)))
    onwards = [button(_("Never suggest…"), OpenAvoidForm(asked.like, asked.tag))]
    if found.more:
        onwards.insert(0, button(_("Show others"), SuggestOthers(asked.like, asked.tag)))
    return framed(*items, ui.ActionRow(*onwards))


async def show_avoid_form(interaction: Interaction, avoided: Sequence[str], press: Avoid) -> None:
    """Opens the form for tags that are never to be suggested."""
    await forms.show_form(
        interaction,
        _("Never suggest…"),
        press,
        forms.lines(
            "tags",
            _("Tags, warnings, fandoms"),
            "\n".join(avoided),
            hint=_("One on each line; a word is enough. I won’t suggest stories that have any of them."),
        ),
    )


def _heading(found: Suggestions) -> str:
    heading = _("What to read next")
    if found.like:
        heading = _("More like {story}", story=escaped(found.like.title, 120))
    if not found.asked.tag:
        return heading
    return _("{heading}, tagged “{tag}”", heading=heading, tag=escaped(found.asked.tag, 60))


def _nothing(asked: Asked) -> str:
    if asked.tag:
        return _("I have nothing new for you with that tag. Try another, or leave it out.")
    if asked.like is not None:
        return _("I know nothing like it here that is new to you. `/recommend` by itself looks further.")
    return _("You have begun, saved or ruled out everything here. `/library` shows it all.")


def _suggestion(each: Suggested, found: Suggestions, now: int) -> str:
    story = each.story
    summary = f"\n{summary_of(story, _SUMMARY_ROOM)}" if story.summary else ""
    return f"{story_line(story)}{summary}\n-# {_facts(each, now)}\n{reason(each, found.like)}"


def _facts(each: Suggested, now: int) -> str:
    story = each.story
    facts = [counted(story.chapters, "chapter"), reading_time(story), rating_of(story)]
    if story.content_warnings:
        facts.append("⚠️ " + escaped(listed(story.content_warnings), 120))
    state = _state(each, now)
    return " · ".join([*facts, state] if state else facts)


def _state(each: Suggested, now: int) -> str:
    """Returns whether the story is complete, with a warning where it goes on but has had no new chapter for a
    year."""
    completion = each.story.completion
    if completion is Completion.ONGOING and now - each.last_chapter_at > _A_YEAR:
        since = datetime.fromtimestamp(each.last_chapter_at, UTC)
        month = _(MONTHS[since.month - 1])
        told = _("unfinished, no new chapter since {month} {year}", month=month, year=str(since.year))
        return f"**{told}**"
    return _(completion.label) if completion is not None else ""


def reason(each: Suggested, like: Story | None) -> str:
    """Returns the reason for a suggestion, as Markdown; `like` is the story that it is to be like, if any."""
    shared = ", ".join(escaped(term, _NAME_ROOM) for term in each.shared[:_SHARED])
    if each.why is Why.TAGGED:
        return _("tagged: {names}", names=shared)
    also = _("also: {names}", names=shared) if shared else ""
    return " · ".join(filter(None, (_why(each, like), also))) or _("written in similar words")


def _why(each: Suggested, like: Story | None) -> str:
    """Returns the reason for a suggestion, or an empty string where only the common terms explain it."""
    plain = {Why.MUCH_READ: _("popular here"), Why.NEW: _("new in the library")}.get(each.why)
    if plain or like is not None:
        return plain or (_("liked by the same readers") if each.why is Why.READ_TOO else "")
    if each.because is None:
        return _("like what you have read")
    sentence = _BECAUSE[each.finished, each.why is Why.READ_TOO]
    return _(sentence, story=f"**{escaped(each.because.title, _NAME_ROOM)}**")


def _buttons(story: Story, asked: Asked) -> list[ui.Button[ui.LayoutView]]:
    return [
        button(_("About this story"), LookAtStory(story.id)),
        save_for_later_button(story.id),
        button(_("Not for me"), NotForMe(story.id, asked.like, asked.tag)),
    ]
