"""A reader's shelf as a CSV file for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from bot.shelf.models import Reach, ShelfLine
from bot.stories.naming import chapter_name
from bot.text.spreadsheets import csv_file

_HEADING = (
    "Title",
    "Authors",
    "List",
    "Read no.",
    "Begun (UTC)",
    "Last read (UTC)",
    "Finished (UTC)",
    "Percent",
    "Chapter",
    "Put away (UTC)",
    "Saved for later (UTC)",
    "Stars",
    "Note",
)


def shelf_file(lines: Iterable[ShelfLine]) -> bytes:
    """Returns a CSV file with a row for each read of each story, and for each story that is only saved for
    later."""
    return csv_file(_HEADING, (row for line in lines for row in _rows(line)))


def _rows(line: ShelfLine) -> Iterator[tuple[str, ...]]:
    story = line.story.title, ", ".join(line.story.authors)
    opinion = str(line.opinion.stars or ""), line.opinion.note
    for number, each in enumerate(line.reads, 1):
        is_open = each is line.open
        label = line.section.label if is_open and line.section else _ending(each)
        rest = (_date(line.saved_at), *opinion) if is_open else ("", "", "")
        yield (*story, label, str(number), *_read(each), *rest)
    if not line.reads:
        yield (*story, line.section.label if line.section else "", *[""] * 7, _date(line.saved_at), *opinion)


def _ending(earlier: Reach) -> str:
    return "Finished" if earlier.finished_at is not None else "Started again"


def _read(each: Reach) -> Iterator[str]:
    reading = each.reading
    yield from map(_date, (reading.started_at, reading.read_at, each.finished_at))
    yield str(each.percent)
    yield chapter_name(each.chapter)
    yield _date(reading.put_away_at)


def _date(when: int | None) -> str:
    """Returns a time (UTC, seconds) in a form that spreadsheets understand, or an empty string for None."""
    return "" if when is None else f"{datetime.fromtimestamp(when, UTC):%Y-%m-%d %H:%M:%S}"
