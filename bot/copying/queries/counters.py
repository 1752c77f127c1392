"""The last ids that were given: none is given twice, in the copy either."""

from __future__ import annotations

from collections.abc import Mapping

from bot.database import Connection, sessions

_COUNTED_IN_FILE = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"
_COUNTED = """
    SELECT tables.relname AS name, CAST(CAST(seqrelid AS regclass) AS TEXT) AS counter, seqstart AS first
    FROM pg_sequence JOIN pg_depend ON objid = seqrelid AND deptype = 'i'
    JOIN pg_class AS tables ON tables.oid = refobjid
    WHERE tables.relnamespace = CAST(current_schema() AS regnamespace)
"""


def last_given(connection: Connection) -> dict[str, int]:
    """Returns the last id that was given to a row of each table that counts them."""
    if sessions.is_file(connection):
        return dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    given: dict[str, int] = {}
    for name, counter, first in connection.execute(_COUNTED).fetchall():
        last, is_given = connection.execute(f"SELECT last_value, is_called FROM {counter}").fetchone()
        given[name] = last if is_given else first - 1
    return given


def go_on_after(connection: Connection, given: Mapping[str, int]) -> None:
    """Has the next ids be beyond these, and beyond those of all rows that are there."""
    if sessions.is_file(connection):
        there = last_given(connection)
        for (name,) in connection.execute(_COUNTED_IN_FILE).fetchall():
            connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
            last = max(there.get(name, 0), given.get(name, 0))
            connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, last))
        return
    for name, counter, first in connection.execute(_COUNTED).fetchall():
        (highest,) = connection.execute(f"SELECT coalesce(max(id), 0) FROM {name}").fetchone()
        last = max(highest, given.get(name, 0))
        if last >= first:
            connection.execute("SELECT setval(CAST(? AS regclass), ?)", (counter, last))
