"""A library in which some stories are alike: what they are about, and what is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from bot.clock import Clock
from bot.database import Database
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.recommendations.content_similarity import ContentSimilarity, alike
from bot.recommendations.models import SimilarStory
from bot.stories.details import Details, Rating
from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Audience, Origin
from tests.support.importing import importer_of

ABROAD, HOME = GuildId(1), GuildId(2)
STRANGER = Audience(ReaderId(7), HOME)
SUBJECTS = {
    "sea": "ship captain harbour sail anchor tide",
    "wood": "wolf hunter forest acorn badger moss",
    "stars": "rocket orbit comet helmet airlock moon",
}


def about(
    subject: str, title: str, *later: str, tags: Sequence[str] = (), rating: Rating | None = None
) -> Manuscript:
    """A story that begins with the words of a subject, over and over; `later` are told at its end."""
    opening = " ".join(f"then the {word} and a {word} of theirs" for word in SUBJECTS[subject].split() * 10)
    ending = " ".join(f"at last {word} and {word}" for word in later * 10)
    chapters = (
        ManuscriptChapter("One", opening),
        ManuscriptChapter("Two", f"{'So it went on. ' * 900} {ending}"),
    )
    return Manuscript(Details(title=title, tags=tuple(tags), rating=rating), chapters)


async def add(database: Database, told: Manuscript, guild: GuildId | None = None) -> StoryId:
    """Bring a story in, or its newer version."""
    origin = Origin(f"{told.details.title}.txt", f"{hash((told, guild))}", guild)
    return (await importer_of(database).add(told, origin)).story.id


async def look(database: Database) -> None:
    await ContentSimilarity(database, Clock()).worker().round()


async def found(
    database: Database, to: StoryId | Mapping[StoryId, float], audience: Audience = STRANGER, limit: int = 10
) -> list[SimilarStory]:
    liked = to if isinstance(to, Mapping) else {to: 1.0}
    return await database.read(partial(alike, to=liked, audience=audience, limit=limit))


async def titles(database: Database, to: StoryId, audience: Audience = STRANGER) -> list[str]:
    return [each.story.title for each in await found(database, to, audience)]
