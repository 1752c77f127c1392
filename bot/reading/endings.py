"""What somebody may go on with who is at the end of all there is of a story."""

from __future__ import annotations

from bot.database import Connection
from bot.readers.queries import readers
from bot.reading import pages
from bot.reading.divided_texts import PassageCache
from bot.reading.models import Ended, Reading, UnderWay
from bot.reading.queries import bookmarks, finished
from bot.stories.access import permitted_story
from bot.stories.ids import StoryId
from bot.stories.models import Audience, Place, Story
from bot.stories.queries import chapters, stories
from bot.stories.queries.finding import next_in_series

_RECENT, _OFFERED = 12, 3
"""The readings looked at for stories to go on with, and the most that are offered."""


def ended(connection: Connection, texts: PassageCache, audience: Audience, story: StoryId) -> Ended | None:
    """Returns a story whose last passage is what its reader was shown last, with what they may go on with.
    None where they are elsewhere in it. Raises StoryGoneError or RatingRefusedError."""
    found = permitted_story(connection, story, audience)
    reading = bookmarks.get(connection, audience, story)
    if reading is None or reading.finished_at is None:
        return None
    position, offset = reading.bookmark.current
    chapter = chapters.at(connection, story, position, audience)
    if chapter is None or pages.end_of(found, chapter) is None:
        return None
    divided = texts.of(connection, chapter, readers.length(connection, audience.reader).limit)
    if offset < divided.passages[-1].start:
        return None
    under_way = [
        UnderWay(other, each.percent_of(other))
        for each in bookmarks.recent(connection, audience, _RECENT)
        if (other := _unfinished(connection, audience, each)) is not None
    ]
    last_page = Place(chapter.id, chapter.revision, offset)
    return Ended(found, last_page, next_in_series(connection, found, audience), tuple(under_way[:_OFFERED]))


def _unfinished(connection: Connection, audience: Audience, reading: Reading) -> Story | None:
    at_end = finished.is_at_end(connection, audience, reading.story)
    return None if at_end else stories.get(connection, reading.story)
