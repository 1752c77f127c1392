"""The word index kept up with the texts: as they are written, and for those that are older than it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.search.blocks import IndexEntry, entries
from bot.search.queries import word_index
from bot.search.queries.word_index import Unindexed
from bot.stories.queries.texts import TextId
from bot.workers import Batch, Worker

_AT_ONCE = 20_000
"""Characters of an old text that are indexed in one transaction: some milliseconds of the only writer."""


def index_text(connection: Connection, text: TextId, of_text: Sequence[IndexEntry]) -> None:
    """Adds a new text to the index by its entries."""
    word_index.add(connection, text, of_text)


def unindex_text(connection: Connection, text: TextId, words: str) -> None:
    """Takes a text that is to be deleted out of the index, as far as it was indexed."""
    reach = word_index.indexed_to(connection, text, len(words))
    word_index.remove(connection, text, (entry for entry in entries(words) if entry[0] <= reach))


def leave_all(connection: Connection) -> None:
    """Notes of an empty index that no text is in it: the worker takes them in, or `index_next`."""
    word_index.leave_all(connection)


async def unindex_former(database: Database, identity: TextId, text: str) -> None:
    """Takes a former text out of the index, a little at a time."""
    of_text = await asyncio.to_thread(lambda: list(entries(text)))
    while True:
        reached = await database.read(partial(word_index.indexed_to, text=identity, length=len(text)))
        left = [each for each in of_text if each[0] <= reached]
        if not left:
            return
        last = [each for each in left if each[0] > reached - _AT_ONCE] or left[-1:]
        to = left[-len(last) - 1][0] if len(last) < len(left) else 0
        await database.transaction(
            partial(word_index.shorten, text=identity, reached=reached, to=to, entries=last)
        )


async def empty_former(database: Database) -> None:
    """Empties the former index, if no text is searched in it any more. Takes 6 ms a megabyte of text, so that
    it is done at the start, when nobody waits."""
    if await database.read(word_index.has_former):
        await database.transaction(word_index.empty_former, alone=True)


def worker(database: Database, clock: Clock) -> Worker[TextId]:
    """Returns the worker that indexes every text that is not indexed yet, a little at a time, so that readers
    can go on turning pages."""

    async def due(waiting: Collection[TextId]) -> Batch[TextId]:
        text = await database.read(partial(word_index.next_unindexed, passing_over=waiting))
        return Batch([] if text is None else [text])

    return Worker("search index", clock, due, partial(_index_some, database))


def index_next(connection: Connection) -> int:
    """Indexes the next part of a text that is not indexed yet. Returns 0 where there is none, else 1."""
    text = word_index.next_unindexed(connection, ())
    unindexed = text and word_index.unindexed(connection, text)
    if not unindexed:
        return 0
    word_index.extend(connection, unindexed, _next_entries(unindexed))
    return 1


async def _index_some(database: Database, text: TextId) -> None:
    left = await database.read(partial(word_index.unindexed, text=text))
    if left is not None:
        batch = await asyncio.to_thread(_next_entries, left)
        await database.transaction(partial(word_index.extend, left=left, entries=batch), alone=True)


def _next_entries(left: Unindexed) -> list[IndexEntry]:
    batch: list[IndexEntry] = []
    for entry in entries(left.text, left.indexed_to):
        batch.append(entry)
        if entry[0] - left.indexed_to >= _AT_ONCE:
            break
    return batch
