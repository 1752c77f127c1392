"""The shelf as CSV: whatever stands on it comes back from the file, and none of it is worked out."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.shelf.export import shelf_file
from bot.shelf.models import Reach, ShelfLine, ShelfSection
from tests.ui.strategies import chapters, readings, stories

lines = st.builds(
    ShelfLine,
    story=stories,
    section=st.sampled_from(ShelfSection),
    saved_at=st.integers(0, 2**31) | st.none(),
    reads=st.lists(st.builds(Reach, readings, chapters, st.integers(0, 100)), max_size=3).map(tuple),
)


def rows_of(shelf: list[ShelfLine]) -> list[list[str]]:
    text = shelf_file(shelf).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@given(st.lists(lines, max_size=5))
def test_there_is_a_row_for_every_read_and_all_are_as_long_as_the_heading(shelf: list[ShelfLine]) -> None:
    heading, *rows = rows_of(shelf)
    assert len(rows) == sum(max(1, len(line.reads)) for line in shelf)
    assert {len(row) for row in rows} <= {len(heading)}


@given(lines)
def test_titles_and_dates_come_back(line: ShelfLine) -> None:
    _, *rows = rows_of([line])
    for row in rows:
        assert row[0].removeprefix("'") == line.story.title.removeprefix("'")
    for row, each in zip(rows, line.reads, strict=False):
        begun = datetime.fromisoformat(row[4]).replace(tzinfo=UTC)
        assert begun.timestamp() == each.reading.started_at


@given(st.lists(lines, max_size=5))
def test_no_cell_begins_as_a_formula_does(shelf: list[ShelfLine]) -> None:
    cells = [cell for row in rows_of(shelf) for cell in row]
    assert not [cell for cell in cells if re.match(r" *[=+\-@\t\r\n＝＋－＠]", cell)]
