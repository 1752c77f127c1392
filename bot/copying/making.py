"""What a copy is made by: all tables, the indexes of words, and both databases read once more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from bot.copying.errors import CopyDiffersError, RowRefusedError
from bot.copying.models import Copied, Progress, Table, Values
from bot.copying.queries import counters, tables
from bot.database import Connection, sessions, unfinished
from bot.database.errors import NotTakenError
from bot.quotes import finding
from bot.search import index
from bot.stories.queries import stories

_FIRST_ROWS, _MOST_ROWS = 64, 2_000
_BYTES = 4_000_000
"""About how much of a table's rows is read and written at once."""
_MOST_VALUES = 30_000
"""Values of one statement, of which SQLite takes 32,766."""
_WORDS: Mapping[str, Callable[[Connection], int]] = {
    "words of stories": partial(stories.index_next, most=500),
    "words of quotes": finding.index_next,
    "words of texts": index.index_next,
}
"""What makes the indexes of words, a part at a time, and returns 0 where nothing was left."""


class Making:
    """A copy that is being made from `old` into `new`. What is done is kept in the target: the step, and
    within one the rows that are there."""

    def __init__(self, old: Connection, new: Connection, progress: Progress) -> None:
        self._old, self._new, self._progress = old, new, progress
        names = tables.common(old, new)
        self._pairs = list(zip(tables.described(old, names), tables.described(new, names), strict=True))
        self._counts = [tables.count(old, name) for name in names]
        self._done = 0

    def copy_rows(self, step: str) -> None:
        """Copies all tables from this step on, all of them if it is empty. Raises RowRefusedError."""
        names = [source.name for source, _ in self._pairs]
        first = names.index(step) if step in names else len(names) if step else 0
        self._done = sum(self._counts[:first])
        for source, target in self._pairs[first:]:
            if source.name != step:
                with sessions.transaction(self._new):
                    tables.empty(self._new, target)  # a trigger may have put something there
                    unfinished.keep_step(self._new, source.name)
            self._copy_table(source, target)

    def index_words(self, step: str) -> None:
        """Makes the indexes of words, from this step on if it is one of them."""
        names = list(_WORDS)
        for name in names[names.index(step) if step in names else 0 :]:
            if name != step:
                with sessions.transaction(self._new):
                    if _WORDS[name] is index.index_next:
                        index.leave_all(self._new)
                    unfinished.keep_step(self._new, name)
            self._index(name)

    def compare(self) -> Copied:
        """Reads all rows of both databases, and returns what the copy came to. Raises CopyDiffersError at the
        first row that is not the same in both."""
        self._done, replaced = 0, 0
        for source, target in self._pairs:
            columns = list(source.columns)
            after: Values | None = None
            for rows in self._batches(source, None, f"comparing {source.name}"):
                kept = [tables.as_kept(target, columns, row) for row in rows]
                there = tables.rows_after(self._new, target, columns, after, len(rows))
                if kept != there:
                    raise CopyDiffersError(source.name, _first_other(source, kept, there))
                replaced += sum(map(_replaced, rows, kept))
                after = source.of_row(source.key, rows[-1])
            if (source.key or after is None) and (
                more := tables.rows_after(self._new, target, columns, after, 1)
            ):
                raise CopyDiffersError(source.name, _told(source, more[0]))
        return Copied(sum(self._counts), len(self._pairs), replaced)

    def end(self) -> None:
        """Has ids go on where the source's do, and lets everybody open the target."""
        with sessions.transaction(self._new):
            counters.go_on_after(self._new, counters.last_given(self._old))
            sessions.refresh_statistics(self._new)
            unfinished.end(self._new)

    def _copy_table(self, source: Table, target: Table) -> None:
        columns = [name for name in source.columns if name not in source.own]
        after = tables.last_key(self._new, target) if target.key else None
        for rows in self._batches(source, after, f"copying {source.name}"):
            self._insert(source, target, columns, rows)
        for column in source.own:
            for rows in self._batches(source, None, ""):
                referring = [(source.of_row(source.key, row), *source.of_row((column,), row)) for row in rows]
                with sessions.transaction(self._new):
                    tables.refer(
                        self._new, target, column, [each for each in referring if each[1] is not None]
                    )

    def _insert(self, source: Table, target: Table, columns: list[str], rows: list[Values]) -> None:
        inserted = [source.of_row(tuple(columns), row) for row in rows]
        try:
            with sessions.transaction(self._new):
                if not target.key:
                    tables.empty(self._new, target)
                tables.insert(self._new, target, columns, inserted)
        except NotTakenError as error:
            if len(rows) == 1:
                raise RowRefusedError(source.name, _told(source, rows[0]), error.reason) from error
            for row in rows:
                self._insert(source, target, columns, [row])

    def _index(self, name: str) -> None:
        done = 0
        while True:
            with sessions.transaction(self._new):
                added = _WORDS[name](self._new)
            if not added:
                return
            done += added
            self._progress(f"indexing {name}", done, 0)

    def _batches(self, source: Table, after: Values | None, what: str) -> Iterator[list[Values]]:
        """Yields the rows of the source after this key, all columns, a few megabytes at a time."""
        most, columns = _FIRST_ROWS, list(source.columns)
        while rows := tables.rows_after(self._old, source, columns, after, most):
            yield rows
            self._done += len(rows)
            if what:
                self._progress(what, self._done, sum(self._counts))
            if not source.key:
                return
            after = source.of_row(source.key, rows[-1])
            size = sum(len(each) for row in rows for each in row if isinstance(each, str | bytes)) + 1
            most = max(1, min(_BYTES * len(rows) // size, 4 * most, _MOST_ROWS, _MOST_VALUES // len(columns)))


def _replaced(row: Values, kept: Values) -> int:
    """Returns how many values are kept with another character for one that PostgreSQL cannot keep."""
    return sum(value != as_kept for value, as_kept in zip(row, kept, strict=True))


def _first_other(source: Table, rows: list[Values], others: list[Values]) -> str:
    """Returns the key of the first row that is not the same in both."""
    others += [()] * (len(rows) - len(others))
    return next(_told(source, row) for row, other in zip(rows, others, strict=True) if row != other)


def _told(source: Table, row: Values) -> str:
    key = source.of_row(source.key, row)
    return ", ".join(f"{name} {value}" for name, value in zip(source.key, key, strict=True)) or "the only row"
