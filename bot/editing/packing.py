"""Packs former texts, which the history alone asks for: each as its difference to the one that followed it,
without entries in the index of words, and without quotes."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.quotes import finding
from bot.search import index
from bot.stories.queries import texts
from bot.stories.queries.texts import FormerTextId, TextId
from bot.text.deltas import packed, packed_against
from bot.workers import Batch, Worker


def worker(database: Database, clock: Clock) -> Worker[TextId]:
    """Returns the worker that packs former texts, one after the other."""

    async def due(waiting: Collection[TextId]) -> Batch[TextId]:
        text = await database.read(partial(texts.next_unpacked, passing_over=waiting))
        return Batch([] if text is None else [text])

    return Worker("former texts", clock, due, partial(_pack, database))


async def _pack(database: Database, identity: TextId) -> None:
    """Packs a former text. Each step is a short transaction, and can be done again after a crash: what is
    left of the text until the last one is the text itself."""

    def read(connection: Connection) -> tuple[FormerTextId, str, str] | None:
        found = texts.former(connection, identity)
        if found is None:
            return None
        return found, texts.stored(connection, found.id), texts.stored(connection, found.next)

    found = await database.read(read)
    if found is None:
        return
    former, text, after = found
    await index.unindex_former(database, identity, text)
    await finding.forget_former(database, identity)
    small, base = await asyncio.to_thread(_small, former, text, after)
    await database.transaction(
        partial(texts.keep_packed, text=identity, whole=text, packed=small, base=base), alone=True
    )


def _small(former: FormerTextId, text: str, after: str) -> tuple[bytes, TextId | None]:
    """Returns a former text packed, and the text that it is packed as a difference to, if any."""
    small = None if former.by_itself else packed_against(text, after)
    return (packed(text), None) if small is None else (small, former.next)
