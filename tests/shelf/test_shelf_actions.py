"""A mark that is undone leaves nothing behind, wherever its reader was and whatever they marked."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

from bot.app import opened
from bot.database import Connection, Database
from bot.reading.positions import Move
from bot.reading.service import ReadingService
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience, Origin
from tests.support.shelf_of_reader import DAY, voyage

CHAPTERS = 4


async def rows_of(database: Database, reader: ReaderId) -> list[tuple[Any, ...]]:
    """All that is kept of a reader's shelf, but for the numbers of the rows."""

    def job(connection: Connection) -> list[tuple[Any, ...]]:
        readings = connection.execute("SELECT * FROM readings WHERE reader_id = ?", (reader,))
        saved = connection.execute("SELECT * FROM saved_stories WHERE reader_id = ?", (reader,))
        return [tuple(row)[1:] for row in (*readings, *saved)]

    return await database.read(job)


async def test_undoing_a_mark_leaves_the_shelf_as_it_was(tmp_path: Path) -> None:
    async with opened(tmp_path / "fireside.sqlite3") as app:
        added = await app.importer.add(voyage(CHAPTERS), Origin("voyage.txt", "1"))
        story, shelf, shelving = added.story.id, app.shelf, app.shelf_actions
        chapters = [each.id for each in (await shelf.unread(Audience(ReaderId(0)), story, 0)).chapters.lines]
        cases = product(range(CHAPTERS + 1), range(CHAPTERS), (False, True))
        for number, (pages, upto, jumps) in enumerate(cases, 1):
            audience = Audience(ReaderId(number))
            await shelving.save(audience, story)
            await read(app.reading, audience, story, pages, jumps=jumps)
            app.clock.advance(DAY)
            before = await rows_of(app.database, audience.reader)
            await shelving.mark(audience, chapters[upto])
            mark = (await shelf.entry(audience, story)).mark
            assert (mark is None) == (pages > upto), "what is read already is not marked"
            if mark is not None:
                assert await rows_of(app.database, audience.reader) != before
                assert await shelving.unmark(audience, story, mark)
            assert await rows_of(app.database, audience.reader) == before


async def read(room: ReadingService, audience: Audience, story: StoryId, pages: int, *, jumps: bool) -> None:
    """Reads so many chapters, each a page, then looks at the beginning again if the reader `jumps`."""
    if not pages:
        return
    first = panel = await room.open(audience, story)
    for _ in range(pages - 1):
        assert panel.next is not None
        panel = await room.go(audience, panel.next, Move.NEXT)
    if jumps:
        await room.go(audience, first.place, Move.VISIT)
