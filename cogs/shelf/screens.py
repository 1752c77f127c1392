"""The screens of a reader's shelf: its lists, a story by itself, and the questions and notes there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

import discord
from discord import SelectOption, ui

from bot.language import _, ngettext
from bot.presses import value_of
from bot.reading.presses import ReadStory
from bot.shelf.models import Reach, ShelfEntry, ShelfLine, ShelfPage, ShelfSection, Unread
from bot.shelf.presses import (
    ChooseRead,
    ChooseShelved,
    DeleteRead,
    ExportShelf,
    GoOnReading,
    MarkRead,
    NotForLater,
    OpenSection,
    PutAway,
    SaveAfterAll,
    SaveForLater,
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
from bot.stories.ids import ReadingId, StoryId
from bot.stories.models import Story
from bot.stories.naming import chapter_name, name_beside
from bot.text.direction import isolated
from cogs.ui.components import Item, button, framed, menu, page_buttons, page_turner, view_of
from cogs.ui.covers import NO_COVERS, Thumbnails, beside_thumbnail
from cogs.ui.labels import authors_of, bar, clipped, counted, escaped, reading_time, story_line, story_named

_CHAPTER_ROOM = 60
"""Characters of a chapter's name: six stories to a page stay within Discord's 4,000."""
_GO_ON_ROOM = 40
_DATES = 3
"""The most dates that the list gives for a story that was finished several times: the latest."""
_ALL_DATES = 30
_NOTHING = (
    "Nothing on it yet. `/library` shows what can be read here; what you begin or save for later comes here."
)
_EMPTY = {
    ShelfSection.READING: "Nothing just now. `/read` opens a story, `/library` shows what can be read here.",
    ShelfSection.WAITING: "Nothing. A story that goes on waits here once you have read all there is of it.",
    ShelfSection.TO_READ: "Nothing yet. *Save for later* on a story’s card (`/story`) puts it here.",
    ShelfSection.FINISHED: "Nothing yet. A story comes here when you reach its end.",
    ShelfSection.STOPPED: "Nothing. *Put away*, on a story that you choose from the shelf, keeps it here.",
}


def shelf_list(shelf: ShelfPage, ready: Thumbnails) -> ui.LayoutView:
    """Returns a page of one list, with buttons to the others, and with the small covers that are ready."""
    listing = shelf.lines
    page = f"\n-# Page {listing.page + 1} of {listing.pages:,}" if listing.pages > 1 else ""
    items: list[Item] = [ui.TextDisplay(f"### My shelf · {shelf.section.label}{page}")]
    if not any(shelf.counts.values()):
        return framed(*items, ui.TextDisplay(_NOTHING))
    for number, line in enumerate(listing.lines):
        items += [ui.Separator()] if number else []
        items.append(beside_thumbnail(_line(line, shelf.section), line.story, ready))
    if listing.lines:
        items += [*_going_on(shelf), _choice(shelf)]
    else:
        items.append(ui.TextDisplay(_EMPTY[shelf.section]))
    items.append(ui.ActionRow(*(_list_button(shelf, each) for each in ShelfSection)))
    turns = page_buttons(partial(TurnSection, shelf.section), listing.page, listing.pages)
    export = button("Export as CSV", ExportShelf())
    turning = turns if listing.pages > 1 else ()
    return framed(*items, ui.ActionRow(*_first_going_on(shelf), *turning, export))


def shelf_entry(
    entry: ShelfEntry, back: TurnSection, note: str = "", ready: Thumbnails = NO_COVERS
) -> ui.LayoutView:
    """Returns the screen of a story of the shelf, with its small cover if that is ready; `note` says what was
    just done."""
    line = entry.line
    by = f"by {escaped(authors_of(line.story.authors), 200)}" if line.story.authors else ""
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
        ui.TextDisplay(
            f"{story_named(story)}\n### Mark as read up to…\n"
            "For what you have read elsewhere: you go on after the chapter that you choose, and search and "
            "quotes take in all before that."
        ),
        menu(MarkRead(story.id, back), "The last chapter that you have read", options),
    ]
    items += page_turner(partial(ShowUnread, story.id, back), chapters)
    return view_of(*items, ui.ActionRow(button("Back", ShowEntry(story.id, back))))


def reads_menu(line: ShelfLine, back: TurnSection) -> ui.LayoutView:
    """Returns the menu of a story's reads, to delete one that was a mistake."""
    options = [
        SelectOption(label=clipped(_read_named(number, each), 100), value=value_of(each.reading.id))
        for number, each in enumerate(line.reads[-25:], max(1, len(line.reads) - 24))
    ]
    heading = f"{story_named(line.story)}\n### {_('Delete a read')}"
    items: list[Item] = [ui.TextDisplay(f"{heading}\n{_('For one that was a mistake.')}")]
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
            button(_("Delete it"), DeleteRead(line.story.id, reading, back)),
            button(_("Keep it"), ShowEntry(line.story.id, back), main=True),
        ),
    )


def _read_named(number: int, each: Reach) -> str:
    """Returns a read by its number and dates, in UTC: a menu's options cannot show the reader's own."""
    begun = f"{datetime.fromtimestamp(each.reading.started_at, UTC):%Y-%m-%d}"
    if each.reading.finished_at is None:
        return _("{number}. begun {begun}, {percent} %", number=number, begun=begun, percent=each.percent)
    finished = f"{datetime.fromtimestamp(each.reading.finished_at, UTC):%Y-%m-%d}"
    return _("{number}. begun {begun}, finished {finished}", number=number, begun=begun, finished=finished)


def start_again_question(line: ShelfLine, back: TurnSection) -> ui.LayoutView:
    """Returns the question whether a story is to be begun anew."""
    story, now = line.story, line.open
    assert now is not None  # noqa: S101 - what was not begun cannot be begun again
    return view_of(
        ui.TextDisplay(
            f"You are at {now.percent} % of {story_named(story)}. Start again from its beginning? This "
            "read is kept among your earlier ones; you then have a new place."
        ),
        ui.ActionRow(
            button("Keep my place", ShowEntry(story.id, back)),
            button("Start again", StartAnew(story.id, now.reading.id)),
        ),
    )


def save_for_later_button(story: StoryId, *, saved: bool = False) -> ui.Button[ui.LayoutView]:
    """Returns the *Save for later* button of a card or a suggestion; for a story that is `saved`, the button
    to take it off."""
    if saved:
        return button("✓ Saved for later", NotForLater(story))
    return button("Save for later", SaveForLater(story))


def saved_note(story: Story) -> ui.LayoutView:
    """Returns the note that a story was saved for later, with a button to undo that."""
    return view_of(
        ui.TextDisplay(f"✓ Saved for later: {story_named(story)}\n-# `/shelf` has it under *To read*."),
        ui.ActionRow(button("Undo", TakeOff(story.id)), _to_read_button()),
    )


def taken_off_note(story: Story) -> ui.LayoutView:
    """Returns the note that a story was taken off the list to read, with a button to undo that."""
    return view_of(
        ui.TextDisplay(f"Taken off your list to read: {story_named(story)}"),
        ui.ActionRow(button("Undo", SaveAfterAll(story.id)), _to_read_button()),
    )


def stars_of(stars: int) -> str:
    """Returns a rating from one to five as stars."""
    return "★" * stars + "☆" * (5 - stars)


def _to_read_button() -> ui.Button[ui.LayoutView]:
    return button("My shelf", OpenSection(ShelfSection.TO_READ))


def _list_button(shelf: ShelfPage, section: ShelfSection) -> ui.Button[ui.LayoutView]:
    name = section.label.partition(" for ")[0]  # five of them in a row
    # Where a story can be gone on with, that is the primary button.
    marked = section is shelf.section and not (section is ShelfSection.READING and shelf.lines.lines)
    return button(f"{name} ({shelf.counts[section]:,})", OpenSection(section), main=marked)


def _choice(shelf: ShelfPage) -> Item:
    press = ChooseShelved(shelf.section, shelf.lines.page)
    says = "Look at a story, or go on with it"
    if shelf.section is ShelfSection.READING:
        says = _("More about a story…")
    return menu(press, says, _story_options(shelf))


def _going_on(shelf: ShelfPage) -> list[Item]:
    """Returns the menu of the stories that are being read, with which their reader goes on."""
    if shelf.section is not ShelfSection.READING:
        return []
    return [menu(GoOnReading(), _("Go on reading…"), _story_options(shelf))]


def _first_going_on(shelf: ShelfPage) -> list[ui.Button[ui.LayoutView]]:
    """Returns the button that goes on with the story that was read last."""
    if shelf.section is not ShelfSection.READING or not shelf.lines.lines:
        return []
    story = shelf.lines.lines[0].story
    return [button(f"{clipped(isolated(story.title), _GO_ON_ROOM)} ▶", ReadStory(story.id), main=True)]


def _story_options(shelf: ShelfPage) -> list[SelectOption]:
    return [
        SelectOption(
            label=clipped(line.story.title, 100), description=_where(line), value=value_of(line.story.id)
        )
        for line in shelf.lines.lines
    ]


def _where(line: ShelfLine) -> str | None:
    now = line.open
    return clipped(_place_in(line, now), 100) if now else None


def _place_in(line: ShelfLine, now: Reach) -> str:
    return " · ".join(filter(None, (f"{now.percent} %", name_beside(line.story, now.chapter))))


def _line(line: ShelfLine, section: ShelfSection) -> str:
    describe = {
        ShelfSection.READING: _progress,
        ShelfSection.WAITING: _waited,
        ShelfSection.TO_READ: _to_read,
        ShelfSection.FINISHED: _finished,
        ShelfSection.STOPPED: _stopped,
    }
    return f"{story_line(line.story)}\n-# {describe[section](line)}"


def _progress(line: ShelfLine) -> str:
    now = line.open
    if now is None:
        return ""
    place = f"{bar(now.percent)} {escaped(_place_in(line, now), _CHAPTER_ROOM)}"
    return f"{place} · {_news(line)}" if line.new_chapters else place


def _news(line: ShelfLine) -> str:
    return f"{counted(line.new_chapters, 'new chapter')} since"


def _waited(line: ShelfLine) -> str:
    read = counted(line.story.chapters, "chapter")
    return f"all {read} read, the last on {_day(line.open.reading.read_at)}" if line.open else ""


def _to_read(line: ShelfLine) -> str:
    story = line.story
    saved = "" if line.saved_at is None else f" · saved on {_day(line.saved_at)}"
    return f"{counted(story.chapters, 'chapter')} · {reading_time(story)}{saved}"


def _finished(line: ShelfLine, most: int = _DATES) -> str:
    dates = [_day(each) for each in line.finished]
    if len(dates) < 2:
        return f"finished on {dates[0]}" if dates else "read to the end"
    cut = "… " if len(dates) > most else ""
    when = cut + ", ".join(dates[-most:])
    return ngettext("read {number} time: {dates}", "read {number} times: {dates}", len(dates), dates=when)


def _stopped(line: ShelfLine) -> str:
    away = line.open.reading.put_away_at if line.open else None
    return f"{_progress(line)} · {_day(away)}" if away is not None else _progress(line)


def _facts(line: ShelfLine) -> Iterator[str]:
    """Yields the lines with all that the shelf knows of a story, to stand below its title."""
    now = line.open
    if now is None:
        yield f"-# {_to_read(line)}"
        return
    reading = now.reading
    yield f"{bar(now.percent)} {escaped(_place_in(line, now), 160)}"
    if line.new_chapters:
        yield f"**{counted(line.new_chapters, 'new chapter')}** since you were last there."
    yield f"-# Begun on {_day(reading.started_at)}, last read on {_day(reading.read_at)}"
    if line.finished:
        finished = _finished(line, _ALL_DATES)
        yield f"-# {finished[0].upper()}{finished[1:]}"
    if line.opinion.stars:
        yield f"-# {_('Your rating: {stars}', stars=stars_of(line.opinion.stars))}"
    if reading.put_away_at is not None:
        yield f"-# Put away on {_day(reading.put_away_at)}"
    if line.saved_at is not None:
        yield f"-# Saved for later on {_day(line.saved_at)}"


def _buttons(entry: ShelfEntry, back: TurnSection) -> Iterator[ui.Button[ui.LayoutView]]:
    line = entry.line
    story, section, now = line.story.id, line.section, line.open
    ended = section is ShelfSection.FINISHED
    label = "Read" if now is None else "Open at my place" if ended else "Go on reading"
    yield button(label, ReadStory(story), main=True)
    if section in (ShelfSection.READING, ShelfSection.WAITING):
        yield button("Put away", PutAway(story, back))
    if section is ShelfSection.STOPPED:
        yield button("Take up again", TakeUp(story, back))
    if now is not None:
        label = "Read again" if ended else "Start again"
        yield button(label, StartAgain(story, now.reading.id, back))
    if section not in (ShelfSection.FINISHED, ShelfSection.WAITING):
        yield button("Mark as read up to…", ShowUnread(story, back, 0))
    if now is not None:
        yield button(_("Delete a read…"), ShowReads(story, back))
    if entry.mark is not None:
        yield button("Undo the mark", Unmark(story, entry.mark, back))
    if line.saved_at is not None and section in (ShelfSection.TO_READ, ShelfSection.FINISHED):
        yield button("Take off the list", TakeOff(story))
    elif section in (None, ShelfSection.FINISHED):
        yield save_for_later_button(story)
    yield button("My shelf", back)


def _day(when: int) -> str:
    return discord.utils.format_dt(datetime.fromtimestamp(when, UTC), "D")
