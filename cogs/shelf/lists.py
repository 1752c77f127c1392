"""The lists of a reader's shelf."""

from __future__ import annotations

from functools import partial

from discord import SelectOption, ui

from bot.language import N_, _, ngettext
from bot.presses import value_of
from bot.reading.presses import ReadStory
from bot.shelf.models import ShelfLine, ShelfPage, ShelfSection
from bot.shelf.presses import ChooseShelved, ExportShelf, GoOnReading, OpenSection, TurnSection
from bot.text.direction import isolated
from cogs.shelf.facts import place_in, to_read, when_finished
from cogs.ui.components import Item, button, framed, menu, page_buttons, page_note
from cogs.ui.covers import Thumbnails, beside_thumbnail
from cogs.ui.labels import bar, clipped, day_of, escaped, story_line

_CHAPTER_ROOM = 60
"""Characters of a chapter's name: six stories to a page stay within Discord's 4,000."""
_GO_ON_ROOM = 40
_NOTHING = N_("Your shelf is empty. Find a story in `/library`: what you begin or save for later comes here.")
_COUNTED = {
    ShelfSection.READING: N_("Reading now ({number})"),
    ShelfSection.WAITING: N_("Waiting ({number})"),
    ShelfSection.TO_READ: N_("To read ({number})"),
    ShelfSection.FINISHED: N_("Finished ({number})"),
    ShelfSection.STOPPED: N_("Stopped ({number})"),
}
_EMPTY = {
    ShelfSection.READING: N_("You’re not reading anything right now. Find a story in `/library`."),
    ShelfSection.WAITING: N_("Stories that are still being written wait here once you’ve read all there is."),
    ShelfSection.TO_READ: N_(
        "Nothing to read later yet. Press *Save for later* on a story’s card (`/story`)."
    ),
    ShelfSection.FINISHED: N_("Stories come here when you reach their end."),
    ShelfSection.STOPPED: N_("Stories you’ve put away are kept here, at your place."),
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
    """Returns the menu of the stories that are being read, with which their reader goes on; none for a single
    one, which has its button."""
    if shelf.section is not ShelfSection.READING or len(shelf.lines.lines) < 2:
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
    return clipped(place_in(line, now), 100) if now else None


def _line(line: ShelfLine, section: ShelfSection) -> str:
    describe = {
        ShelfSection.READING: _progress,
        ShelfSection.WAITING: _waited,
        ShelfSection.TO_READ: to_read,
        ShelfSection.FINISHED: when_finished,
        ShelfSection.STOPPED: _stopped,
    }
    return f"{story_line(line.story)}\n-# {describe[section](line)}"


def _progress(line: ShelfLine) -> str:
    now = line.open
    if now is None:
        return ""
    place = f"{bar(now.percent)} {escaped(place_in(line, now), _CHAPTER_ROOM)}"
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
        day=day_of(line.open.reading.ended_at),
    )


def _stopped(line: ShelfLine) -> str:
    away = line.open.reading.put_away_at if line.open else None
    return f"{_progress(line)} · {day_of(away)}" if away is not None else _progress(line)
