"""The screens of chapters to come: planned ones, and those that some readers may read early."""

from __future__ import annotations

from collections.abc import Sequence
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
from bot.presses import value_of
from bot.stories.chapters import count_words
from bot.stories.models import Story
from bot.stories.naming import chapter_name
from cogs.editing.editor import back_to_editor
from cogs.editing.publishing_screens import opening_of, roles_named
from cogs.ui.components import Item, button, done_note, menu, page_turner, role_menu, view_of
from cogs.ui.labels import block_quote, clipped, counted, escaped, moment, story_line

_MENU, _LINES, _EXCERPT, _ANNOUNCEMENT_ROOM = 25, 5, 600, 500
_NONE = "None. `/stories publish` with a time in *at* lets a chapter appear by itself."
_NO_RHYTHM = "-# With a rhythm, each chapter that you publish waits for its next free day."


def planned_list(plans: Plans, early: Sequence[EarlyChapter], done: str = "") -> ui.LayoutView:
    """Returns a page of a story's planned chapters, the next first, with those that are early."""
    story, rhythm = plans.story, plans.rhythm
    items: list[Item] = [ui.TextDisplay(f"### Planned chapters\n{story_line(story)}"), *done_note(done)]
    if early:
        items += [
            ui.TextDisplay(_early_lines(early)),
            menu(ChooseEarly(), "Change an early chapter", _options(early)),
        ]
    items += [ui.TextDisplay(_NONE)] if not plans.releases.lines else []
    for each in plans.releases.lines:
        items += [
            ui.TextDisplay(f"**{escaped(each.title or 'A chapter', 150)}** — {moment(each.due_at)}"),
            ui.ActionRow(
                button("Preview", StartRelease(each.id)),
                button("Publish now", PublishNow(each.id)),
                button("Change", EditRelease(each.id)),
                button("Call off", CallOff(each.id)),
            ),
        ]
    items += page_turner(partial(ListPlanned, story.id), plans.releases)
    items.append(ui.TextDisplay(f"**Rhythm:** {rhythm.spoken}" if rhythm else _NO_RHYTHM))
    items.append(ui.ActionRow(button("Rhythm", OpenRhythmForm(story.id)), back_to_editor(story)))
    return view_of(*items)


def release_editor(story: Story, release: Release, done: str = "") -> ui.LayoutView:
    """Returns the screen with everything that can be changed in a planned chapter."""
    name, words = escaped(release.title or "A chapter", 150), counted(count_words(release.text), "word")
    return view_of(
        ui.TextDisplay(f"{story_line(story)}\n### {name}\n-# {moment(release.due_at)} · {words}"),
        *done_note(done),
        ui.TextDisplay(block_quote(release.text, _EXCERPT)),
        *_announcement(release),
        ui.ActionRow(
            button("Preview", StartRelease(release.id), main=True),
            button("Upload text", OpenReleaseUpload(release.id)),
            button("Title and time", OpenReleaseForm(release.id)),
        ),
        role_menu(ReleaseEarly(release.id), "Show it to a role now"),
        ui.ActionRow(
            button("Publish now", PublishNow(release.id)),
            button("Call off", CallOff(release.id)),
            button("All planned", ListPlanned(story.id, 0)),
        ),
    )


def _announcement(release: Release) -> list[Item]:
    words = release.notes.announcement
    return [ui.TextDisplay(f"-# To subscribers: {escaped(words, _ANNOUNCEMENT_ROOM)}")] if words else []


def early_editor(early: EarlyChapter, done: str = "") -> ui.LayoutView:
    """Returns the screen with everything that can be changed in an early chapter."""
    story, chapter, access = early.story, early.chapter, early.access
    return view_of(
        ui.TextDisplay(
            f"{story_line(story)}\n### {escaped(chapter_name(chapter), 150)}\n"
            f"There for {roles_named(access.roles)}. {opening_of(access.opens_at)}\n"
            "-# It opens with the early chapters before it. Until then nobody else sees that it is there."
        ),
        *done_note(done),
        role_menu(SetEarlyRoles(chapter.id), "Who reads it early", access.roles),
        ui.ActionRow(
            button("Open to everybody", OpenChapter(chapter.id), main=True),
            button("Another time", OpenOpeningForm(chapter.id)),
            button("Edit chapter", EditChapter(chapter.id)),
            button("All planned", ListPlanned(story.id, 0)),
        ),
    )


def _early_lines(early: Sequence[EarlyChapter]) -> str:
    lines = [
        f"- **{escaped(chapter_name(each.chapter), 60)}** — {_until(each)}, {roles_named(each.access.roles)}"
        for each in early[:_LINES]
    ]
    more = [f"- … and {len(early) - _LINES} more"] if len(early) > _LINES else []
    return "\n".join(["**Early**", *lines, *more])


def _until(early: EarlyChapter) -> str:
    return f"until {moment(early.access.opens_at)}" if early.access.opens_at else "until you open it"


def _options(early: Sequence[EarlyChapter]) -> list[SelectOption]:
    return [
        SelectOption(label=clipped(chapter_name(each.chapter), 100), value=value_of(each.chapter.id))
        for each in early[:_MENU]
    ]
