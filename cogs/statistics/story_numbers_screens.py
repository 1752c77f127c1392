"""The screens of a story's numbers, for those who look after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from discord import MediaGalleryItem, SelectOption, ui

from bot.language import N_, _, numeral
from bot.presses import value_of
from bot.statistics.disclosure import FEWEST
from bot.statistics.models import QuotedLine, Readers, Stop, StoryNumbers
from bot.statistics.presses import ChooseNumbers, DrawNumbers
from bot.stories.models import Story
from bot.stories.naming import chapter_name
from cogs.ui.components import Item, button, menu, view_of
from cogs.ui.labels import block_quote, clipped, escaped, story_line

PICTURE_FILE = "readers.png"
_STOPS_SHOWN = 30
_LINE_ROOM = 240
_TOO_FEW = N_("too few to tell")


def numbers_card(numbers: StoryNumbers, alt: str = "") -> ui.LayoutView:
    """Returns the card of a story's numbers; `alt` describes the picture of the curve, if it is attached."""
    readers = numbers.readers
    items: list[Item] = [
        ui.TextDisplay(f"### {_('Readers in numbers')}\n{story_line(numbers.story)}"),
        ui.TextDisplay("\n".join(_counts(numbers))),
    ]
    if readers.total is not None:
        items.append(ui.TextDisplay("\n".join(_stops(readers))))
    if alt:
        picture = MediaGalleryItem(f"attachment://{PICTURE_FILE}", description=alt)
        items.append(ui.MediaGallery(picture))
    items.append(ui.TextDisplay("\n".join(_quoted(numbers.lines))))
    if readers.stops and not alt:
        items.append(ui.ActionRow(button(_("As a curve"), DrawNumbers(numbers.story.id))))
    return view_of(*items)


def most_read_list(found: Sequence[tuple[Story, Readers]]) -> ui.LayoutView:
    """Returns the list of the stories that most people read, to choose one."""
    if not found:
        return view_of(
            ui.TextDisplay(_("There are no stories to count yet. Bring one in with `/stories add`."))
        )
    options = [SelectOption(label=clipped(story.title, 100), value=value_of(story.id)) for story, _ in found]
    lines = (
        f"{story_line(story)}\n-# "
        + _(
            "Readers: {readers} · finished: {finished}",
            readers=_number(readers.total),
            finished=_number(readers.finished),
        )
        for story, readers in found
    )
    return view_of(
        ui.TextDisplay(f"### {_('Readers in numbers')}\n-# {_('The most-read stories.')}"),
        ui.TextDisplay("\n".join(lines)),
        menu(ChooseNumbers(), _("Look at a story"), options),
    )


def _counts(numbers: StoryNumbers) -> Iterator[str]:
    yield _("**Readers:** {number}", number=_number(numbers.readers.total))
    yield _("**Finished:** {number}", number=_number(numbers.readers.finished))
    yield _("**Subscribers:** {number}", number=_number(numbers.subscribers))
    yield "-# " + _(
        "To keep readers private, I count them on Mondays, roughly, and show no number below {fewest}.",
        fewest=FEWEST,
    )


def _number(number: int | None) -> str:
    return _(_TOO_FEW) if number is None else _("at least {number}", number=numeral(number))


def _stops(readers: Readers) -> Iterator[str]:
    yield f"**{_('Where readers stop')}**"
    yield "-# " + _(
        "Readers who haven’t finished, and haven’t read on for four weeks. Small groups are put together."
    )
    if not readers.stops:
        yield _("Nowhere in particular: too few have stopped.")
        return
    yield from map(_stop, readers.stops[:_STOPS_SHOWN])
    if readers.stops[_STOPS_SHOWN:]:
        rest = sum(each.readers for each in readers.stops[_STOPS_SHOWN:])
        yield _("and {number} further on", number=rest)
    yield "-# " + (
        _("Everybody else is still reading, or stopped later on.")
        if readers.finished
        else _("Everybody else is still reading, has finished, or stopped later on.")
    )


def _stop(stop: Stop) -> str:
    if stop.first == stop.last:
        return _("Chapter {chapter}: {number}", chapter=stop.first, number=stop.readers)
    return _("Chapters {first} to {last}: {number}", first=stop.first, last=stop.last, number=stop.readers)


def _quoted(lines: tuple[QuotedLine, ...]) -> Iterator[str]:
    yield f"**{_('Lines that readers keep')}**"
    if not lines:
        yield _("No line has been saved by at least {fewest} readers yet.", fewest=FEWEST)
    for line in lines:
        yield block_quote(line.markdown, _LINE_ROOM)
        readers = _("Readers: {number}", number=_number(line.readers))
        yield f"-# {readers} · {escaped(chapter_name(line.chapter), 100)}"
