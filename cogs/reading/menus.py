"""The chapter menu and the ⋯ menu of the private panel."""

from __future__ import annotations

from functools import partial

from discord import SelectOption, ui

from bot.language import N_, _
from bot.library.presses import AboutStory
from bot.presses import value_of
from bot.reading.models import ChapterLine, Contents, Options, Progress
from bot.reading.presses import (
    ChangeLength,
    GoTo,
    GoToChapter,
    ReadAloud,
    ShowChapters,
    TurnChapters,
    UndoJump,
)
from bot.remarks.presses import TellAuthor
from bot.shelf.service import CHAPTERS_A_PAGE
from bot.stories.models import ChapterKind, Place
from bot.stories.naming import chapter_name
from bot.together.models import ReadAlongId
from bot.together.presses import ShowDue
from cogs.readers.screens import length_buttons, length_note
from cogs.ui.components import MOST_OPTIONS, Item, button, menu, page_buttons, page_note, view_of
from cogs.ui.labels import clipped, counted, escaped

_MARKS = {Progress.READ: "✓ ", Progress.HERE: "▸ ", Progress.NEW: ""}
_WORDS = {
    Progress.READ: N_("read · {words}"),
    Progress.HERE: N_("you are here · {words}"),
    Progress.NEW: N_("not read yet · {words}"),
}


def chapter_menu(contents: Contents) -> ui.LayoutView:
    """Returns the chapter menu of a story, 25 chapters at a time."""
    chapters = contents.chapters
    items: list[Item] = [
        ui.TextDisplay(f"**{escaped(contents.story.title, 120)}**\n### {_('Chapters')}"),
        menu(GoToChapter(), _("Go to a chapter"), [_option(line) for line in chapters.lines]),
    ]
    if chapters.pages > 1:
        items.append(ui.TextDisplay(page_note(chapters)))
        if chapters.pages > 2:
            items.append(_pages(contents))
        turned_to = partial(ShowChapters, contents.place)
        items.append(ui.ActionRow(*page_buttons(turned_to, chapters.page, chapters.pages)))
    items.append(ui.ActionRow(_return(contents.place)))
    return view_of(*items)


def options_menu(
    options: Options, offer: int | None, talk: tuple[ReadAlongId, int] | None = None
) -> ui.LayoutView:
    """Returns the ⋯ menu of a place. `offer` identifies the offer to read aloud, None where that is not
    possible; `talk` is the read-along, and the number of the part of it, in whose thread they may be next."""
    place = options.place
    others = []
    if options.undo is not None:
        others.append(button(_("↶ Undo jump"), UndoJump(options.undo)))
    others.append(button(_("About this story"), AboutStory(options.story.id, place)))
    if offer is not None:
        others.append(button(_("Read aloud here"), ReadAloud(place, offer)))
    if options.remarks and place.is_in_text:
        others.append(button(_("Tell the author"), TellAuthor(place, 0)))
    if talk is not None:
        others.append(button(_("Talk about part {number}", number=talk[1]), ShowDue(talk[0])))
    return view_of(
        ui.TextDisplay(f"**{escaped(options.story.title, 120)}**\n{length_note(options.length)}"),
        ui.ActionRow(*length_buttons(partial(ChangeLength, place), options.length)),
        ui.ActionRow(*others),
        ui.ActionRow(_return(place)),
    )


def _pages(contents: Contents) -> Item:
    """Returns the menu of the pages, of the nearest of them where it cannot hold all."""
    here, pages = contents.chapters.page, contents.chapters.pages
    first = max(0, min(here - MOST_OPTIONS // 2, pages - MOST_OPTIONS))
    options = [
        SelectOption(
            label=_(
                "Chapters {first} to {last} of the list",
                first=page * CHAPTERS_A_PAGE + 1,
                last=min((page + 1) * CHAPTERS_A_PAGE, contents.chapters.total),
            ),
            value=value_of(page),
            default=page == here,
        )
        for page in range(first, min(pages, first + MOST_OPTIONS))
    ]
    return menu(TurnChapters(contents.place), _("Other chapters"), options)


def _return(place: Place) -> ui.Button[ui.LayoutView]:
    return button(_("Back to the text"), GoTo(place), main=True)


def _said_of(line: ChapterLine) -> str:
    """Returns how far a chapter is read, which front and back matter never is, and its length."""
    words = counted(line.chapter.words, "word")
    counts = line.chapter.kind is ChapterKind.BODY or line.progress is Progress.HERE
    return _(_WORDS[line.progress], words=words) if counts else words


def _option(line: ChapterLine) -> SelectOption:
    chapter = line.chapter
    return SelectOption(
        label=clipped(_MARKS[line.progress] + chapter_name(chapter), 100),
        description=_said_of(line),
        value=value_of(Place(chapter.id, chapter.revision, 0)),
    )
