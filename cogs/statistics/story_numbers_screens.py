"""The screens of a story's numbers, for those who look after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from discord import MediaGalleryItem, SelectOption, ui

from bot.presses import value_of
from bot.statistics.disclosure import FEWEST
from bot.statistics.models import QuotedLine, Readers, Stop, StoryNumbers
from bot.statistics.presses import ChooseNumbers, DrawNumbers
from bot.stories.models import Story
from bot.stories.naming import chapter_name
from cogs.ui.components import Item, button, menu, view_of
from cogs.ui.labels import block_quote, clipped, counted, escaped, story_line

PICTURE_FILE = "readers.png"
_STOPS_SHOWN = 30
_LINE_ROOM = 240
_TOO_FEW = "fewer than five"


def numbers_card(numbers: StoryNumbers, alt: str = "") -> ui.LayoutView:
    """Returns the card of a story's numbers; `alt` describes the picture of the curve, if it is attached."""
    readers = numbers.readers
    items: list[Item] = [
        ui.TextDisplay(f"### Readers in numbers\n{story_line(numbers.story)}"),
        ui.TextDisplay("\n".join(_counts(numbers))),
    ]
    if readers.total is not None:
        items.append(ui.TextDisplay("\n".join(_stops(readers))))
    if alt:
        picture = MediaGalleryItem(f"attachment://{PICTURE_FILE}", description=alt)
        items.append(ui.MediaGallery(picture))
    items.append(ui.TextDisplay("\n".join(_quoted(numbers.lines))))
    if readers.stops and not alt:
        items.append(ui.ActionRow(button("As a curve", DrawNumbers(numbers.story.id))))
    return view_of(*items)


def most_read_list(found: Sequence[tuple[Story, Readers]]) -> ui.LayoutView:
    """Returns the list of the stories that most people read, to choose one."""
    if not found:
        return view_of(ui.TextDisplay("There are no stories to count yet. `/stories add` brings one in."))
    options = [SelectOption(label=clipped(story.title, 100), value=value_of(story.id)) for story, _ in found]
    lines = (
        f"{story_line(story)}\n-# readers: {_number(readers.total)} · finished it: {_finished(readers)}"
        for story, readers in found
    )
    return view_of(
        ui.TextDisplay("### Readers in numbers\n-# The stories that most people read."),
        ui.TextDisplay("\n".join(lines)),
        menu(ChooseNumbers(), "Look at a story", options),
    )


def _counts(numbers: StoryNumbers) -> Iterator[str]:
    yield f"**Readers:** {_number(numbers.readers.total)}"
    yield f"**Finished it:** {_finished(numbers.readers)}"
    yield f"**Subscribers:** {_number(numbers.subscribers)}"
    yield f"-# So that nobody shows in them, numbers begin at {FEWEST} readers."


def _finished(readers: Readers) -> str:
    return f"all but {_TOO_FEW}" if readers.nearly_all_finished else _number(readers.finished)


def _number(number: int | None) -> str:
    return _TOO_FEW if number is None else f"{number:,}"


def _stops(readers: Readers) -> Iterator[str]:
    yield "**Where readers stop**"
    yield "-# Who has not finished it and has not read on for four weeks. Few are told together with more."
    if not readers.stops:
        yield "Nowhere in particular: too few have stopped."
        return
    yield from map(_stop, readers.stops[:_STOPS_SHOWN])
    if readers.stops[_STOPS_SHOWN:]:
        rest = sum(each.readers for each in readers.stops[_STOPS_SHOWN:])
        yield f"and {rest:,} further on"
    if readers.others:
        finished = "" if readers.finished else " or have finished it"
        yield f"-# {readers.others:,} others read on{finished}, a few may have stopped behind that."


def _stop(stop: Stop) -> str:
    where = f"Chapter {stop.first}" if stop.first == stop.last else f"Chapters {stop.first} to {stop.last}"
    return f"{where}: {stop.readers:,}"


def _quoted(lines: tuple[QuotedLine, ...]) -> Iterator[str]:
    yield "**Lines that readers keep**"
    if not lines:
        yield f"None that {FEWEST} readers or more have saved."
    for line in lines:
        yield block_quote(line.markdown, _LINE_ROOM)
        yield f"-# {counted(line.readers, 'reader')} · {escaped(chapter_name(line.chapter), 100)}"
