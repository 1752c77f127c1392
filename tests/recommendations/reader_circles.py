"""Circles of readers who read the same stories, which have not a word in common."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from bot.clock import Clock
from bot.database import Connection, Database
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.reading.service import ReadingService
from bot.recommendations.collaborative_filtering import read_too
from bot.recommendations.models import Coreading
from bot.stories.details import Details, Rating
from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Audience, Origin
from tests.support.importing import importer_of

SOUNDS = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "ke",
    "li",
    "mo",
    "nu",
    "pa",
    "re",
    "si",
    "to",
    "vu",
    "wa",
    "ze",
)


async def bring_in(
    database: Database,
    number: int,
    guild: GuildId | None = None,
    *,
    rating: Rating | None = None,
    pages: int = 1,
) -> StoryId:
    """A story of words that no story of another number has."""
    word = SOUNDS[number % 17] + SOUNDS[number // 17]
    page = " ".join(f"{word}{sound}" for sound in SOUNDS * (12 if pages > 1 else 1))
    chapter = ManuscriptChapter("", "\n\n".join([page] * pages))
    manuscript = Manuscript(
        Details(title=f"{word}{word}".title(), authors=(word.title(),), rating=rating), (chapter,)
    )
    origin = Origin(f"{word}.txt", word, guild)
    return (await importer_of(database).add(manuscript, origin)).story.id


async def reads(
    database: Database, reader: int, stories: Iterable[StoryId], guild: GuildId | None = None
) -> None:
    """They open these stories, of a page each, which they have read then."""
    room = ReadingService(database, Clock())
    for story in stories:
        await room.open(Audience(ReaderId(reader), guild, age_restricted=True), story)


async def circle(database: Database, readers: Iterable[int], stories: Sequence[StoryId]) -> None:
    """They read these stories, each of them all but one."""
    for number, reader in enumerate(readers):
        left_out = stories[number % len(stories)]
        await reads(database, reader, [story for story in stories if story != left_out])


async def forget(database: Database, readers: Iterable[int]) -> None:
    """Nothing is stored of what these readers read any more."""
    gone = json.dumps(list(readers))

    def job(connection: Connection) -> None:
        connection.execute(
            "DELETE FROM readings WHERE reader_id IN (SELECT value FROM json_each(?))", (gone,)
        )

    await database.transaction(job)


async def suggested(
    database: Database, liked: Iterable[StoryId], audience: Audience | None = None, limit: int = 10
) -> list[Coreading]:
    """What is suggested to somebody who likes these."""
    liking, audience = dict.fromkeys(liked, 1.0), audience or Audience(ReaderId(1))
    return await database.read(lambda connection: read_too(connection, liking, audience, limit))


def members(number: int, count: int) -> range:
    """So many readers who are in this circle alone."""
    return range(100 * (number + 1), 100 * (number + 1) + count)
