"""The screen of a story of the shelf by itself, with the menus and questions that lead on from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from discord import SelectOption, ui

from bot.language import N_, _, ngettext
from bot.presses import value_of
from bot.reading.presses import ReadStory
from bot.shelf.models import Reach, ShelfEntry, ShelfLine, ShelfSection, Unread
from bot.shelf.presses import (
    ChooseRead,
    DeleteRead,
    MarkRead,
    PutAway,
    ShowEntry,
    ShowReads,
    ShowUnread,
    StartAgain,
    StartAnew,
    TakeOff,
    TakeUp,
    TurnSection,
    Unmark,
)
from bot.stories.ids import ReadingId
from bot.stories.naming import chapter_name
from cogs.shelf.facts import place_in, stars_of, to_read, when_finished
from cogs.shelf.saving import save_for_later_button
from cogs.ui.components import MOST_OPTIONS, Item, button, danger, framed, menu, page_turner, view_of
from cogs.ui.covers import NO_COVERS, Thumbnails, beside_thumbnail
from cogs.ui.labels import authors_of, bar, clipped, day_of, escaped, story_named

_ALL_DATES = 30
_MARKING = N_(
    "For what you’ve read elsewhere: you’ll go on after the chapter you choose, and search and quotes take "
    "in everything before that."
)


def shelf_entry(
    entry: ShelfEntry, back: TurnSection, note: str = "", ready: Thumbnails = NO_COVERS
) -> ui.LayoutView:
    """Returns the screen of a story of the shelf, with its small cover if that is ready; `note` says what was
    just done."""
    line = entry.line
    authors = line.story.authors
    by = _("by {authors}", authors=escaped(authors_of(authors), 200)) if authors else ""
    text = [f"## {escaped(line.story.title, 300)}", *filter(None, (by, *_facts(line)))]
    if note:
        text.append(note)
    buttons = list(_buttons(entry, back))
    rows = [ui.ActionRow(*buttons[start : start + 4]) for start in range(0, len(buttons), 4)]
    items = [beside_thumbnail("\n".join(text), line.story, ready), *rows]
    return framed(*items, accent=line.story.accent)


def unread_menu(unread: Unread, back: TurnSection) -> ui.LayoutView:
    """Returns the menu of chapters up to which a story can be marked as read, 25 at a time."""
    story, chapters = unread.story, unread.chapters
    options = [
        SelectOption(label=clipped(chapter_name(each), 100), value=value_of(each.id))
        for each in chapters.lines
    ]
    items: list[Item] = [
        ui.TextDisplay(f"{story_named(story)}\n### {_('Mark as read up to…')}\n{_(_MARKING)}"),
        menu(MarkRead(story.id, back), _("The last chapter you’ve read"), options),
    ]
    items += page_turner(partial(ShowUnread, story.id, back), chapters)
    return view_of(*items, ui.ActionRow(button(_("Back"), ShowEntry(story.id, back))))


def reads_menu(line: ShelfLine, back: TurnSection) -> ui.LayoutView:
    """Returns the menu of a story's reads, to delete one that was a mistake."""
    options = [
        SelectOption(label=clipped(_read_named(number, each), 100), value=value_of(each.reading.id))
        for number, each in list(enumerate(line.reads, 1))[-MOST_OPTIONS:]
    ]
    heading = f"{story_named(line.story)}\n### {_('Delete a read')}"
    items: list[Item] = [ui.TextDisplay(f"{heading}\n{_('For a read you began by mistake.')}")]
    if options:
        items.append(menu(ChooseRead(line.story.id, back), _("Which read?"), options))
    return view_of(*items, ui.ActionRow(button(_("Back"), ShowEntry(line.story.id, back))))


def delete_read_question(line: ShelfLine, reading: ReadingId, back: TurnSection) -> ui.LayoutView:
    """Returns the question whether a read is to be deleted."""
    number = next((at for at, each in enumerate(line.reads, 1) if each.reading.id == reading), 0)
    named = _read_named(number, line.reads[number - 1]) if number else ""
    question = _(
        "Delete this read of {story}?\n{read}\nIts days no longer count in `/stats`. This can’t be undone.",
        story=story_named(line.story),
        read=named,
    )
    return view_of(
        ui.TextDisplay(question),
        ui.ActionRow(
            danger(_("Delete it"), DeleteRead(line.story.id, reading, back)),
            button(_("No, keep it"), ShowEntry(line.story.id, back)),
        ),
    )


def _read_named(number: int, each: Reach) -> str:
    """Returns a read by its number and dates, in UTC: a menu's options cannot show the reader's own."""
    begun = f"{datetime.fromtimestamp(each.reading.started_at, UTC):%Y-%m-%d}"
    if each.reading.finished_at is None:
        return _("{number}. begun {begun}, {percent}%", number=number, begun=begun, percent=each.percent)
    finished = f"{datetime.fromtimestamp(each.reading.finished_at, UTC):%Y-%m-%d}"
    return _("{number}. begun {begun}, finished {finished}", number=number, begun=begun, finished=finished)


def start_again_question(line: ShelfLine, back: TurnSection) -> ui.LayoutView:
    """Returns the question whether a story is to be begun anew."""
    story, now = line.story, line.open
    assert now is not None  # noqa: S101 - what was not begun cannot be begun again
    return view_of(
        ui.TextDisplay(
            _(
                "{story}: you’re at {percent}%. Start again from the beginning? You’ll get a new place, "
                "and I’ll keep this read among your earlier ones.",
                percent=now.percent,
                story=story_named(story),
            )
        ),
        ui.ActionRow(
            button(_("Keep my place"), ShowEntry(story.id, back)),
            button(_("Start again"), StartAnew(story.id, now.reading.id)),
        ),
    )


def _facts(line: ShelfLine) -> Iterator[str]:
    """Yields the lines with all that the shelf knows of a story, to stand below its title."""
    now = line.open
    if now is None:
        yield f"-# {to_read(line)}"
        return
    reading = now.reading
    yield f"{bar(now.percent)} {escaped(place_in(line, now), 160)}"
    if line.new_chapters:
        yield ngettext(
            "**{number} new chapter** since you were last there.",
            "**{number} new chapters** since you were last there.",
            line.new_chapters,
        )
    begun, read = day_of(reading.started_at), day_of(reading.read_at)
    yield "-# " + _("Begun on {begun}, last read on {read}", begun=begun, read=read)
    if line.finished:
        finished = when_finished(line, _ALL_DATES)
        yield f"-# {finished[0].upper()}{finished[1:]}"
    if line.opinion.stars:
        yield f"-# {_('Your rating: {stars}', stars=stars_of(line.opinion.stars))}"
    if reading.put_away_at is not None:
        yield "-# " + _("Put away on {day}", day=day_of(reading.put_away_at))
    if line.saved_at is not None:
        yield "-# " + _("Saved for later on {day}", day=day_of(line.saved_at))


def _buttons(entry: ShelfEntry, back: TurnSection) -> Iterator[ui.Button[ui.LayoutView]]:
    line = entry.line
    story, section, now = line.story.id, line.section, line.open
    ended = section is ShelfSection.FINISHED
    label = _("Read") if now is None else _("Open at my place") if ended else _("Go on reading")
    yield button(label, ReadStory(story), main=True)
    if section in (ShelfSection.READING, ShelfSection.WAITING):
        yield button(_("Put away"), PutAway(story, back))
    if section is ShelfSection.STOPPED:
        yield button(_("Take up again"), TakeUp(story, back))
    if now is not None:
        label = _("Read again") if ended else _("Start again")
        yield button(label, StartAgain(story, now.reading.id, back))
    if section not in (ShelfSection.FINISHED, ShelfSection.WAITING):
        yield button(_("Mark as read up to…"), ShowUnread(story, back, 0))
    if now is not None:
        yield button(_("Delete a read…"), ShowReads(story, back))
    if entry.mark is not None:
        yield button(_("Undo the mark"), Unmark(story, entry.mark, back))
    if line.saved_at is not None and section in (ShelfSection.TO_READ, ShelfSection.FINISHED):
        yield button(_("Take off the list"), TakeOff(story))
    elif section in (None, ShelfSection.FINISHED):
        yield save_for_later_button(story)
    yield button(_("My shelf"), back)
