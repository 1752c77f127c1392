"""The texts of a story's next version: written, indexed and searched for quotes before they are current."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager

from bot.database import Connection, Database
from bot.editing.batches import batches
from bot.editing.plan import Plan
from bot.quotes import finding
from bot.search.blocks import IndexEntry, entries
from bot.search.index import index_text, unindex_text
from bot.stories.queries import texts
from bot.stories.queries.texts import TextId

_AT_ONCE = 40_000
"""Characters written in one transaction: readers turn pages between two of them."""

_Indexed = Mapping[int, tuple[str, tuple[IndexEntry, ...]]]
"""The texts of new chapters by their index, each with its entries for the word index."""


@asynccontextmanager
async def written_texts(
    database: Database, plan: Plan, characters: Sequence[str], now: int
) -> AsyncIterator[Mapping[int, TextId]]:
    """Writes the plan's new texts with their quotes, and yields their ids by the index of their chapters.

    Those that belong to no chapter at the end are deleted. `characters` are the names of people that the
    story's details give.
    """
    written: dict[int, TextId] = {}
    found = await _quotes(database, plan, characters)
    try:
        for batch in batches(plan.with_new_text(), lambda index: len(plan.new[index].text), _AT_ONCE):
            indexed = await asyncio.to_thread(_indexed, plan, batch)

            def job(connection: Connection, indexed: _Indexed = indexed) -> dict[int, TextId]:
                discard_texts(connection, texts.left_over(connection, now))
                return {
                    index: write_text(connection, text, each, now) for index, (text, each) in indexed.items()
                }

            written |= await database.transaction(job, alone=True)
        await finding.keep(database, ((text, found[index]) for index, text in written.items()))
        yield written
    finally:
        if written:
            left = list(written.values())
            await database.transaction(
                lambda connection: discard_texts(connection, texts.waiting(connection, left)), alone=True
            )


def write_text(connection: Connection, text: str, of_text: Sequence[IndexEntry], now: int) -> TextId:
    """Stores a text that is to become a chapter's, with its index entries, and returns its id."""
    identity = texts.write(connection, text, now)
    index_text(connection, identity, of_text)
    return identity


def discard_texts(connection: Connection, unused: Iterable[tuple[TextId, str]]) -> None:
    """Deletes texts that belong to no chapter, with their index entries and quotes."""
    for text, words in unused:
        unindex_text(connection, text, words)
        finding.forget(connection, text)
        texts.discard(connection, text)


async def _quotes(database: Database, plan: Plan, characters: Sequence[str]) -> dict[int, finding.Line]:
    """Returns the quotes in the new texts, as JSON, by the index of their chapters."""
    new = plan.with_new_text()
    if not new:
        return {}
    before = [plan.old[each].chapter.id for each in plan.continued[: new[0]] if each is not None]
    new_texts = [plan.new[index].text for index in new]
    found = await finding.found_behind(database, before, new_texts, characters)
    return dict(zip(new, found, strict=True))


def _indexed(plan: Plan, batch: Sequence[int]) -> _Indexed:
    return {index: (plan.new[index].text, tuple(entries(plan.new[index].text))) for index in batch}
