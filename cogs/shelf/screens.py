"""The screens of a reader's shelf: its lists, a story by itself, and the questions and notes there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from discord import SelectOption, ui

from bot.language import N_, _, ngettext
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
from cogs.ui.components import (
    MOST_OPTIONS,
    Item,
    button,
    framed,
    menu,
    page_buttons,
    page_note,
    page_turner,
    view_of,
)
from cogs.ui.covers import NO_COVERS, Thumbnails, beside_thumbnail
from cogs.ui.labels import (
    authors_of,
    bar,
    clipped,
    counted,
    day_of,
    escaped,
    reading_time,
    story_line,
    story_named,
)

_CHAPTER_ROOM = 60
"""Characters of a chapter's name: six stories to a page stay within Discord's 4,000."""
_GO_ON_ROOM = 40
_DATES = 3
"""The most dates that the list gives for a story that was finished several times: the latest."""
_ALL_DATES = 30
_NOTHING = N_("Your shelf is empty. Find a story in `/library`: what you begin or save for later comes here.")
_COUNTED = {
    ShelfSection.READING: N_("Reading now ({number})"),
    ShelfSection.WAITING: N_("Waiting ({number})"),
    ShelfSection.TO_READ: N_("To read ({number})"),
    ShelfSection.FINISHED: N_("Finished ({number})"),
    ShelfSection.STOPPED: N_("Stopped ({number})"),
}
_MARKING = N_(
    "For what you've read elsewhere: you'll go on after the chapter you choose, and search and quotes take "
    "in everything before that."
)
_EMPTY = {
    ShelfSection.READING: N_("You're not reading anything right now. Find a story in `/library`."),
    ShelfSection.WAITING: N_("Stories that are still being written wait here once you've read all there is."),
    ShelfSection.TO_READ: N_(
        "Nothing to read later yet. Press *Save for later* on a story's card (`/story`)."
    ),
    ShelfSection.FINISHED: N_("Stories come here when you reach their end."),
    ShelfSection.STOPPED: N_("Stories you've put away are kept here, at your place."),
}


def shelf_list(shelf: ShelfPage, ready: Thumbnails) -> ui.LayoutView:
    """Returns a page of one list, with buttons to the others, and with the small covers that are ready."""
    listing = shelf.lines
    page = f"\n{page_note(listing)}" if listing.pages > 1 else ""
    heading = _("My shelf · {list}", list=_(shelf.section.label))
    items: list[Item] = [ui.TextDisplay(f"### {heading}{page}")]
    if not any(shelf.counts.values()):
        return framed(*items, ui.TextDisplay(_(_NOTHING)))
    for number, line in enumerate(listing.lines):
        items += [ui.Separator()] if number else []
        items.append(beside_thumbnail(_line(line, shelf.section), line.story, ready))
    if listing.lines:
        items += [*_going_on(shelf), _choice(shelf)]
    else:
        items.append(ui.TextDisplay(_(_EMPTY[shelf.section])))
    items.append(ui.ActionRow(*(_list_button(shelf, each) for each in ShelfSection)))
    turns = page_buttons(partial(TurnSection, shelf.section), listing.page, listing.pages)
    export = button(_("Export as CSV"), ExportShelf())
    turning = turns if listing.pages > 1 else ()
    return framed(*items, ui.ActionRow(*_first_going_on(shelf), *turning, export))


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
        menu(MarkRead(story.id, back), _("The last chapter you've read"), options),
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
            _(
                "{story}: you're at {percent} %. Start again from the beginning? You'll get a new place, "
                "and I'll keep this read among your earlier ones.",
                percent=now.percent,
                story=story_named(story),
            )
        ),
        ui.ActionRow(
            button(_("Keep my place"), ShowEntry(story.id, back)),
            button(_("Start again"), StartAnew(story.id, now.reading.id)),
        ),
    )


def save_for_later_button(story: StoryId, *, saved: bool = False) -> ui.Button[ui.LayoutView]:
    """Returns the *Save for later* button of a card or a suggestion; for a story that is `saved`, the button
    to take it off."""
    if saved:
        return button(_("✓ Saved for later"), NotForLater(story))
    return button(_("Save for later"), SaveForLater(story))


def saved_note(story: Story) -> ui.LayoutView:
    """Returns the note that a story was saved for later, with a button to undo that."""
    return view_of(
        ui.TextDisplay(
            _(
                "✓ Saved for later: {story}\n-# It's on your `/shelf`, under *To read*.",
                story=story_named(story),
            )
        ),
        ui.ActionRow(button(_("Undo"), TakeOff(story.id)), _to_read_button()),
    )


def taken_off_note(story: Story) -> ui.LayoutView:
    """Returns the note that a story was taken off the list to read, with a button to undo that."""
    return view_of(
        ui.TextDisplay(_("Taken off your reading list: {story}", story=story_named(story))),
        ui.ActionRow(button(_("Undo"), SaveAfterAll(story.id)), _to_read_button()),
    )


def stars_of(stars: int) -> str:
    """Returns a rating from one to five as stars."""
    return "★" * stars + "☆" * (5 - stars)


def _to_read_button() -> ui.Button[ui.LayoutView]:
    return button(_("My shelf"), OpenSection(ShelfSection.TO_READ))


def _list_button(shelf: ShelfPage, section: ShelfSection) -> ui.Button[ui.LayoutView]:
    # Where a story can be gone on with, that is the primary button.
    marked = section is shelf.section and not (section is ShelfSection.READING and shelf.lines.lines)
    return button(_(_COUNTED[section], number=shelf.counts[section]), OpenSection(section), main=marked)


def _choice(shelf: ShelfPage) -> Item:
    press = ChooseShelved(shelf.section, shelf.lines.page)
    says = _("Look at a story, or go on with it")
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
    return ngettext("{number} new chapter since", "{number} new chapters since", line.new_chapters)


def _waited(line: ShelfLine) -> str:
    if line.open is None:
        return ""
    return ngettext(
        "{number} chapter read, on {day}",
        "all {number} chapters read, the last on {day}",
        line.story.chapters,
        day=day_of(line.open.reading.read_at),
    )


def _to_read(line: ShelfLine) -> str:
    story = line.story
    facts = [counted(story.chapters, "chapter"), reading_time(story)]
    if line.saved_at is not None:
        facts.append(_("saved on {day}", day=day_of(line.saved_at)))
    return " · ".join(facts)


def _finished(line: ShelfLine, most: int = _DATES) -> str:
    dates = [day_of(each) for each in line.finished]
    if len(dates) < 2:
        return _("finished on {day}", day=dates[0]) if dates else _("read to the end")
    cut = "… " if len(dates) > most else ""
    when = cut + ", ".join(dates[-most:])
    return ngettext("read {number} time: {dates}", "read {number} times: {dates}", len(dates), dates=when)


def _stopped(line: ShelfLine) -> str:
    away = line.open.reading.put_away_at if line.open else None
    return f"{_progress(line)} · {day_of(away)}" if away is not None else _progress(line)


def _facts(line: ShelfLine) -> Iterator[str]:
    """Yields the lines with all that the shelf knows of a story, to stand below its title."""
    now = line.open
    if now is None:
        yield f"-# {_to_read(line)}"
        return
    reading = now.reading
    yield f"{bar(now.percent)} {escaped(_place_in(line, now), 160)}"
    if line.new_chapters:
        yield ngettext(
            "**{number} new chapter** since you were last there.",
            "**{number} new chapters** since you were last there.",
            line.new_chapters,
        )
    begun, read = day_of(reading.started_at), day_of(reading.read_at)
    yield "-# " + _("Begun on {begun}, last read on {read}", begun=begun, read=read)
    if line.finished:
        finished = _finished(line, _ALL_DATES)
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
