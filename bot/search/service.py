"""Search inside the stories for the lines that somebody remembers, as far as they have read."""

from __future__ import annotations

from collections.abc import Sequence

from bot.database import Connection, Database
from bot.reading.passed import bring_up_to_date
from bot.search.blocks import block_to
from bot.search.errors import NothingToSearchForError
from bot.search.models import Hit
from bot.search.queries import search
from bot.search.queries.search import FoundBlock
from bot.search.snippets import snippet
from bot.stories.access import permitted_story
from bot.stories.ids import StoryId
from bot.stories.models import Audience, Listing, Place
from bot.stories.queries import chapters
from bot.text.words import Phrase, phrases

HITS_A_PAGE = 8
_LAST_PAGE = search.RANKED // HITS_A_PAGE


class Search:
    """Finds lines by their words."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def search(self, audience: Audience, typed: str, story: StoryId | None, page: int) -> Listing[Hit]:
        """Returns a page of the lines whose block has all the words and "phrases", in one story or in all.

        Only text that the spoiler rule (`stories/queries/spoilers.py`) lets this reader see is searched.
        Raises NothingToSearchForError where no word was typed, StoryGoneError or RatingRefusedError.
        """
        wanted = phrases(typed)
        if not wanted:
            raise NothingToSearchForError
        await bring_up_to_date(self._database, audience.reader)

        def job(connection: Connection) -> Listing[Hit]:
            if story is not None:
                permitted_story(connection, story, audience)
            at = min(max(0, page), _LAST_PAGE)
            found, total = search.find(connection, wanted, audience, story, at * HITS_A_PAGE, HITS_A_PAGE)
            if not found and at:  # there are fewer by now
                at = 0
                found, total = search.find(connection, wanted, audience, story, 0, HITS_A_PAGE)
            hits = tuple(_hit(connection, each, wanted) for each in found)
            return Listing(hits, at, max(1, -(-total // HITS_A_PAGE)), total)

        return await self._database.read(job)


def _hit(connection: Connection, found: FoundBlock, wanted: Sequence[Phrase]) -> Hit:
    chapter = found.chapter
    text = chapters.text(connection, chapter.id, chapter.revision)
    shown = snippet(text, block_to(text, found.end), wanted)
    place = Place(chapter.id, chapter.revision, shown.at)
    return Hit(found.story, chapter, place, shown.line, shown.matches)
