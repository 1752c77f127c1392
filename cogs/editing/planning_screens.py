"""The screens of chapters to come: planned ones, and those that some readers may read early."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from discord import SelectOption, ui

from bot.editing.early import EarlyChapter
from bot.editing.models import Release
from bot.editing.planning import Plans
from bot.editing.presses import EditChapter
from bot.editing.publishing_presses import (
    CallOff,
    ChooseEarly,
    EditRelease,
    ListPlanned,
    OpenChapter,
    OpenOpeningForm,
    OpenReleaseForm,
    OpenReleaseUpload,
    OpenRhythmForm,
    PublishNow,
    ReleaseEarly,
    SetEarlyRoles,
    StartRelease,
)
from bot.editing.rhythm import Rhythm
from bot.language import N_, _
from bot.language.names import WEEKDAYS
from bot.presses import Press, value_of
from bot.stories.chapters import count_words
from bot.stories.models import Story
from bot.stories.naming import chapter_name
from bot.text.daytimes import clock_face
from bot.text.direction import listed
from cogs.editing.editor import back_to_editor
from cogs.editing.publishing_screens import opening_of, roles_named
from cogs.ui.components import Item, button, done_note, menu, page_turner, role_menu, view_of
from cogs.ui.labels import block_quote, clipped, counted, escaped, joined, moment, story_line

_HIDDEN = N_("It opens with the early chapters before it. Until then, nobody else sees that it exists.")
_MENU, _LINES, _EXCERPT, _ANNOUNCEMENT_ROOM = 25, 5, 600, 500
_NONE = N_("No chapter is planned. To plan one, use `/stories publish` with a time in *at*.")
_NO_RHYTHM = N_("With a rhythm, each chapter you publish waits for the next free day.")


def planned_list(
    plans: Plans, early: Sequence[EarlyChapter], done: str = "", undo: Press | None = None
) -> ui.LayoutView:
    """Returns a page of a story's planned chapters, the next first, with those that are early; `done` says
    what was just done, and `undo` takes it back."""
    story, rhythm = plans.story, plans.rhythm
    heading = f"### {_('Planned chapters')}\n{story_line(story)}"
    items: list[Item] = [ui.TextDisplay(heading), *done_note(done, undo)]
    if early:
        items += [
            ui.TextDisplay(_early_lines(early)),
            menu(ChooseEarly(), _("Change an early chapter"), _options(early)),
        ]
    items += [ui.TextDisplay(_(_NONE))] if not plans.releases.lines else []
    for each in plans.releases.lines:
        items += [
            ui.TextDisplay(f"**{escaped(each.title or _('A chapter'), 150)}** — {moment(each.due_at)}"),
            ui.ActionRow(
                button(_("Preview"), StartRelease(each.id)),
                button(_("Publish now"), PublishNow(each.id)),
                button(_("Change"), EditRelease(each.id)),
                button(_("Cancel"), CallOff(each.id)),
            ),
        ]
    items += page_turner(partial(ListPlanned, story.id), plans.releases)
    items.append(ui.TextDisplay(_rhythm(rhythm) if rhythm else f"-# {_(_NO_RHYTHM)}"))
    items.append(ui.ActionRow(button(_("Rhythm"), OpenRhythmForm(story.id)), back_to_editor(story)))
    return view_of(*items)


def release_editor(story: Story, release: Release, done: str = "") -> ui.LayoutView:
    """Returns the screen with everything that can be changed in a planned chapter."""
    name, words = escaped(release.title or _("A chapter"), 150), counted(count_words(release.text), "word")
    return view_of(
        ui.TextDisplay(f"{story_line(story)}\n### {name}\n-# {moment(release.due_at)} · {words}"),
        *done_note(done),
        ui.TextDisplay(block_quote(release.text, _EXCERPT)),
        *_announcement(release),
        ui.ActionRow(
            button(_("Preview"), StartRelease(release.id), main=True),
            button(_("Upload text"), OpenReleaseUpload(release.id)),
            button(_("Title and time"), OpenReleaseForm(release.id)),
        ),
        role_menu(ReleaseEarly(release.id), _("Show it to a role now")),
        ui.ActionRow(
            button(_("Publish now"), PublishNow(release.id)),
            button(_("Cancel"), CallOff(release.id)),
            button(_("All planned"), ListPlanned(story.id, 0)),
        ),
    )


def rhythm_line(rhythm: Rhythm) -> str:
    """Returns a rhythm as it can be typed: “Monday, Thursday 09:00”."""
    return f"{_days(rhythm, listed)} {clock_face(rhythm.minute)}"


def _rhythm(rhythm: Rhythm) -> str:
    days, time = _days(rhythm, joined), clock_face(rhythm.minute)
    return _("**Rhythm:** {days} at {time} ({zone})", days=days, time=time, zone=rhythm.zone)


def _days(rhythm: Rhythm, in_a_row: Callable[[list[str]], str]) -> str:
    named = [_(WEEKDAYS[day]) for day in rhythm.days]
    return _("every day") if len(named) == len(WEEKDAYS) else in_a_row(named)


def _announcement(release: Release) -> list[Item]:
    words = release.notes.announcement
    if not words:
        return []
    told = _("To subscribers: {words}", words=escaped(words, _ANNOUNCEMENT_ROOM))
    return [ui.TextDisplay(f"-# {told}")]


def early_editor(early: EarlyChapter, done: str = "") -> ui.LayoutView:
    """Returns the screen with everything that can be changed in an early chapter."""
    story, chapter, access = early.story, early.chapter, early.access
    readable = _("{roles} can read it now.", roles=roles_named(access.roles))
    return view_of(
        ui.TextDisplay(
            f"{story_line(story)}\n### {escaped(chapter_name(chapter), 150)}\n"
            f"{readable} {opening_of(access.opens_at)}\n-# {_(_HIDDEN)}"
        ),
        *done_note(done),
        role_menu(SetEarlyRoles(chapter.id), _("Who reads it early"), access.roles),
        ui.ActionRow(
            button(_("Open to everybody"), OpenChapter(chapter.id), main=True),
            button(_("Another time"), OpenOpeningForm(chapter.id)),
            button(_("Edit chapter"), EditChapter(chapter.id)),
            button(_("All planned"), ListPlanned(story.id, 0)),
        ),
    )


def _early_lines(early: Sequence[EarlyChapter]) -> str:
    lines = [
        f"- **{escaped(chapter_name(each.chapter), 60)}** — {_until(each)}, {roles_named(each.access.roles)}"
        for each in early[:_LINES]
    ]
    more = ["- " + _("… and {number} more", number=len(early) - _LINES)] if len(early) > _LINES else []
    return "\n".join([f"**{_('Early')}**", *lines, *more])


def _until(early: EarlyChapter) -> str:
    return (
        _("until {moment}", moment=moment(early.access.opens_at))
        if early.access.opens_at
        else _("until you open it")
    )


def _options(early: Sequence[EarlyChapter]) -> list[SelectOption]:
    return [
        SelectOption(label=clipped(chapter_name(each.chapter), 100), value=value_of(each.chapter.id))
        for each in early[:_MENU]
    ]
