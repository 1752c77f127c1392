"""Counts the words of stories anew that were counted by another rule when they came into the library."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.quotes import finding
from bot.stories.chapters import BodySize, StoredChapter, body_size, count_words, numbered
from bot.stories.ids import ChapterId, StoryId
from bot.stories.queries import chapters, stories, versions
from bot.workers import Batch, Worker

_Counted = tuple[int, int, ChapterId]
"""The words of a chapter, and those before it."""


def worker(database: Database, clock: Clock) -> Worker[StoryId]:
    """Returns the worker that counts such stories, one after the other."""

    async def due(waiting: Collection[StoryId]) -> Batch[StoryId]:
        story = await database.read(partial(stories.next_to_count, passing_over=waiting))
        return Batch([] if story is None else [story])

    return Worker("word counts", clock, due, partial(_recount, database))


async def _recount(database: Database, story: StoryId) -> None:
    """Counts a story anew. It stays due where somebody changed it meanwhile."""
    current = await database.read(partial(versions.of, story=story))
    removed = await database.read(partial(versions.removed_chapters, story=story))
    counted, size = await asyncio.to_thread(_counted, current, removed)

    def job(connection: Connection) -> None:
        if chapters.of(connection, story, None) == [each.chapter for each in current]:
            chapters.keep_counts(connection, counted)
            stories.keep_counts(connection, story, size)
            finding.count(connection, story)

    await database.transaction(job, alone=True)


def _counted(
    current: Sequence[StoredChapter], removed: Sequence[StoredChapter]
) -> tuple[list[_Counted], BodySize]:
    """Returns the counts of a story's chapters, and its size. Removed chapters count too: they may come
    back."""
    new = numbered([each.content.rewritten(each.text) for each in current])
    counted = [
        (each.words, each.words_before, was.chapter.id) for each, was in zip(new, current, strict=True)
    ]
    counted += [(count_words(each.text), 0, each.chapter.id) for each in removed]
    return counted, body_size(new)
