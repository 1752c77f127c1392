"""The reading panel as a message."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from discord import ui

from bot.language import N_, _
from bot.presses import Press
from bot.quotes.presses import PassageOnPanel, ShowSentences
from bot.reading.models import Panel
from bot.reading.presses import (
    Back,
    BeginAgain,
    ChangeLength,
    ClosePanel,
    Next,
    ReadAgain,
    ReadOnMyOwn,
    ReadStory,
    ShowChapters,
    ShowOptions,
    UndoAgain,
)
from bot.recommendations.presses import MoreLikeThis
from bot.shelf.presses import ShowEnd
from bot.stories.details import Completion
from bot.stories.ids import ReaderId, ReadingId
from bot.stories.models import Story
from bot.stories.naming import chapter_name
from bot.subscriptions.presses import Subscribe
from bot.text.direction import isolated
from cogs.readers.screens import length_buttons
from cogs.ui.components import Item, button, framed, view_of
from cogs.ui.labels import authors_of, clipped, escaped, percentage, story_named

# With the longest passage (3,600 characters), the whole panel stays within Discord's 4,000.
_WORDS_GONE = N_("The author took out the words you stopped at; this is where they were.")
_LENGTH_QUESTION = N_(
    "-# Pages are made for a phone. What do you read on? You can change it any time under ⋯."
)
_SEQUEL_ROOM = 78
_TITLE_ROOM, _AUTHORS_ROOM, _CHAPTER_ROOM = 80, 40, 80


def reading_panel(panel: Panel, opener: ReaderId | None = None) -> ui.LayoutView:
    """Returns the panel for its reader alone, or the public one that `opener` turns."""
    items = panel_items(panel, opener)
    if panel.begun_again is not None:
        undo = UndoAgain(panel.story.id, panel.begun_again, opener)
        items.append(ui.ActionRow(button(_("↶ Undo: back to where I was"), undo)))
    if panel.again is not None:
        items.append(ui.ActionRow(*_sequel_buttons(panel), *onward_buttons(panel.story)))
    row = ui.ActionRow(*_buttons(panel, opener))
    return view_of(*items, row, *(_length_question(panel) if opener is None else ()))


def _length_question(panel: Panel) -> list[Item]:
    """Returns the question that is asked once, on the first page that somebody reads."""
    if panel.asks_length is None:
        return []
    buttons = length_buttons(partial(ChangeLength, panel.place), None)
    return [ui.TextDisplay(_(_LENGTH_QUESTION)), ui.ActionRow(*buttons)]


def panel_items(panel: Panel, opener: ReaderId | None = None) -> list[Item]:
    """Returns the panel without its buttons: what it shows of the story."""
    items: list[Item] = [ui.TextDisplay(_heading(panel))]
    if panel.words_gone:
        items.append(ui.TextDisplay(f"-# {_(_WORDS_GONE)}"))
    if panel.notes:
        items += [ui.TextDisplay(panel.notes), ui.Separator()]
    items.append(ui.TextDisplay(panel.text))
    if panel.notes_after:
        items += [ui.Separator(), ui.TextDisplay(panel.notes_after)]
    items.append(ui.TextDisplay(_footing(panel, opener)))
    return items


def _sequel_buttons(panel: Panel) -> list[ui.Button[Any]]:
    sequel = panel.next_in_series
    if sequel is None:
        return []
    label = clipped(_("Next in the series: {story}", story=isolated(sequel.title)), _SEQUEL_ROOM)
    return [button(f"{label} ▶", ReadStory(sequel.id), main=True)]


def aloud_note(story: Story) -> ui.LayoutView:
    """Returns what the opener of a public panel is told."""
    title = escaped(story.title, _TITLE_ROOM)
    return view_of(
        ui.TextDisplay(
            _(
                "You are reading {story} aloud here: you turn the pages, and everybody sees them.",
                story=f"**{title}**",
            )
        )
    )


def onward_buttons(story: Story) -> list[ui.Button[Any]]:
    """Returns the buttons that lead on from a story: to similar stories and, if it may go on, to its
    subscription."""
    buttons = [button(_("More like this"), MoreLikeThis(story.id))]
    if story.completion is not Completion.COMPLETE:
        buttons.insert(0, button(_("Subscribe"), Subscribe(story.id)))
    return buttons


def _heading(panel: Panel) -> str:
    story = panel.story
    title = f"**{escaped(story.title, _TITLE_ROOM)}**"
    if story.authors:
        by = _("by {authors}", authors=escaped(authors_of(story.authors), _AUTHORS_ROOM))
        title = f"{title} · {by}"
    if story.chapters == 1 and panel.chapter.number and not panel.chapter.title:
        return title
    return f"{title}\n### {escaped(chapter_name(panel.chapter), _CHAPTER_ROOM)}"


def _footing(panel: Panel, opener: ReaderId | None) -> str:
    if panel.excerpt is not None:
        parts = [
            percentage(panel.percent),
            _("{page} of {pages}", page=panel.index + 1, pages=panel.count),
            _time_left(panel),
        ]
    elif panel.place.offset < 0:
        first = panel.chapter.number == 1
        parts = [_("before the story begins") if first else _("before the chapter begins")]
    else:
        parts = [
            percentage(panel.percent),
            _("after the chapter") if panel.again is None else _end_of(panel.story),
        ]
    if opener is not None:
        parts.append(_("read aloud by {reader}", reader=f"<@{opener}>"))
    return f"-# {' · '.join(parts)}"


def _end_of(story: Story) -> str:
    return _("the last chapter so far") if story.completion is Completion.ONGOING else _("the end")


def _time_left(panel: Panel) -> str:
    if panel.again is not None:
        return _end_of(panel.story)
    if panel.index + 1 == panel.count:
        return _("end of the chapter")
    minutes, chapters = panel.minutes_left, panel.story.chapters > 1
    if minutes == 0:
        return _("less than a minute left in this chapter") if chapters else _("less than a minute left")
    if chapters:
        return _("about {minutes} min left in this chapter", minutes=minutes)
    return _("about {minutes} min left", minutes=minutes)


def _buttons(panel: Panel, opener: ReaderId | None) -> Iterator[ui.Button[Any]]:
    back = panel.back or panel.place
    # A button needs a target of its own even where it is disabled: Discord refuses two of one custom_id.
    yield button(_("◀ Back"), Back(back, opener), disabled=panel.back is None)
    if panel.again is not None:
        if opener is None:
            yield button(_end_label(panel.story), ShowEnd(panel.story.id), main=panel.next_in_series is None)
    elif panel.next is not None:
        yield button(next_label(panel), Next(panel.next, opener), main=True)
    if opener is not None:
        shown = panel.excerpt.place if panel.excerpt else panel.place
        yield button(_("Read on my own"), ReadOnMyOwn(shown))
        yield button(_("✕ Close"), ClosePanel(opener))
        if panel.again is not None:
            yield button(_("Read again"), ReadAgain(panel.story.id, panel.again, opener))
        return
    if panel.story.chapters > 1:
        yield button(_("☰ Chapters"), ShowChapters(panel.place, None))
    if panel.excerpt is not None and panel.story.quotable:
        passage = PassageOnPanel(panel.place, panel.excerpt.place.offset, panel.excerpt.end)
        yield button(_("❝ Quote"), ShowSentences(passage, 0))
    yield button("⋯", ShowOptions(panel.place))


def again_question(panel: Panel, opener: ReaderId | None, reading: ReadingId) -> ui.LayoutView:
    """Returns the question whether a story is to be read again. `panel` is where its reader is."""
    story = panel.story
    stay: Press = ShowEnd(story.id) if opener is None else Back(panel.place, opener)
    return framed(
        ui.TextDisplay(
            _(
                "Read {story} again from its beginning? The read that you finished stays on your shelf, with "
                "its dates.",
                story=story_named(story),
            )
        ),
        ui.ActionRow(
            button(_("Keep my place"), stay),
            button(_("Read again"), BeginAgain(story.id, reading, opener)),
        ),
        accent=story.accent,
    )


def _end_label(story: Story) -> str:
    if story.completion is Completion.ONGOING:
        return _("You’re up to date")
    return _("The end")


def next_label(panel: Panel) -> str:
    """Returns the label of *Next*: at the end of a chapter it says where it leads."""
    if panel.next_chapter is None:
        return _("Next ▶")
    return f"{clipped(chapter_name(panel.next_chapter), 78)} ▶"
