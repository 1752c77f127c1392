"""What is stored about a person as a file: a zip of tables, and a text that says what they are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.text.spreadsheets import csv_file

_MOMENTS = ("_at", "_until")
_ABOUT = """\
Everything that Fireside stores about you, as of {now} (UTC).

Each file is a table for any spreadsheet. Times are UTC. Stories and chapters stand by their names; long
numbers are the ids by which Discord knows people, channels and servers.

{files}
Messages that I have sent are kept by Discord, not by me. `/mydata erase` erases all of this.
"""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows about a person, to be written to the file of this name; `what` says what they are."""

    file: str
    what: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


def archive(tables: Sequence[Table], now: int) -> bytes:
    """Returns the zip with these tables; those without rows are left out. `now` is UTC in seconds."""
    filled = [each for each in tables if each.rows]
    listed = "".join(f"{each.file}.csv: {each.what}\n" for each in filled) or "There is nothing.\n"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("READ ME.txt", _ABOUT.format(now=_moment(now), files=listed))
        for each in filled:
            heading = [_heading(column) for column in each.columns]
            rows = [list(map(_cell, each.columns, row)) for row in each.rows]
            made.writestr(f"{each.file}.csv", csv_file(heading, rows))
    return file.getvalue()


def _heading(column: str) -> str:
    return column.removesuffix("_id").replace("_", " ").capitalize()


def _cell(column: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):  # SQLite has none
        return str(int(value))
    if isinstance(value, bytes):
        return f"({len(value)} bytes)"
    if column.endswith(_MOMENTS) and isinstance(value, int):
        return _moment(value) if value else ""
    return str(value)


def _moment(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S}"
