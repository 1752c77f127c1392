"""A story of five paragraphs, and what its one reader has passed of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.database import Connection, Database
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.reading import passed
from bot.reading.models import Reading
from bot.reading.positions import Passing
from bot.reading.queries import bookmarks, openings
from bot.reading.queries import passed as stored
from bot.stories.details import Details
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience, Chapter, ChapterKind, Origin, Spot
from bot.stories.queries import chapters
from bot.text.spans import Span, Spans
from tests.support.importing import importer_of

READER = ReaderId(7)
AUDIENCE = Audience(READER)
Told = Mapping[str, Sequence[str]]
HEATH, MARSH, NIGHT, OWL, SALT = (
    "The heath lay empty from the quarry to the sea.",
    "Rain had filled the marsh before anybody woke.",
    "At night the lamps went out along the harbour wall.",
    "An owl sat upon the broken gate and did not move.",
    "Salt dried white on every window of the customs house.",
)
"""Paragraphs of which no two share a phrase."""
STORY: Told = {"One": (HEATH, MARSH), "Two": (NIGHT, OWL)}
FIRST, SECOND = len(f"{HEATH}\n\n{MARSH}"), len(f"{NIGHT}\n\n{OWL}")
TO_MARSH, TO_OWL = len(f"{HEATH}\n\n"), len(f"{NIGHT}\n\n")


class Library:
    """One story in a database, and one reader of it."""

    def __init__(self, database: Database) -> None:
        self.database, self.versions, self.story = database, 0, StoryId(0)

    async def tell(self, told: Told, kind: ChapterKind = ChapterKind.BODY) -> None:
        """Brings the story up to date; `kind` is that of its first chapter."""
        self.versions += 1
        kinds = [kind, *[ChapterKind.BODY] * len(told)]
        parts = [
            ManuscriptChapter(title, "\n\n".join(paragraphs), each)
            for (title, paragraphs), each in zip(told.items(), kinds, strict=False)
        ]
        written = await importer_of(self.database).add(
            Manuscript(Details(title="Heath"), tuple(parts)), Origin("heath.txt", str(self.versions))
        )
        self.story = written.story.id

    async def tried(self, job: Callable[[Read], None], *, again: bool = False) -> None:
        """Has a test do something within a transaction, with a reading of the story."""

        def within(connection: Connection) -> None:
            reading = bookmarks.get(connection, AUDIENCE, self.story)
            if reading is None:
                reading = bookmarks.begin(connection, AUDIENCE, self.story, 0)
            if again and not reading.again:
                bookmarks.close(connection, reading.id, 1)
                reading = bookmarks.begin(connection, AUDIENCE, self.story, 2)
            job(Read(connection, reading))

        await self.database.transaction(within)


class Read:
    """A reading, within a transaction."""

    def __init__(self, connection: Connection, reading: Reading) -> None:
        self.connection, self.reading = connection, reading

    @property
    def chapters(self) -> Sequence[Chapter]:
        return chapters.of(self.connection, self.reading.story, AUDIENCE)

    def passed(self, *, again: bool = False) -> dict[str, Spans]:
        """What they have passed of the texts of today, by the chapters' titles."""
        spans = stored.of_story(self.connection, READER, self.reading.story, again=again)
        return {each.title: spans[each.id] for each in self.chapters if each.id in spans}

    def texts(self) -> list[tuple[int, Spans]]:
        """What they have passed, with the revision of the text that it is in."""
        found = stored.texts(self.connection, READER, self.reading.story)
        return [(layer.revision, spans) for layer, spans in found.items()]

    def keep(self, number: int, *spans: Span) -> None:
        chapter = self.chapters[number]
        layer = stored.Layer(False, chapter.id, chapter.revision)
        before = stored.of_chapter(self.connection, READER, chapter, again=False)
        stored.keep(self.connection, READER, layer, before, spans)

    def press(self, number: int, what: Passing, end: int) -> tuple[Spot | None, float]:
        opening = openings.opening(self.connection, self.chapters[number].id, AUDIENCE)
        assert opening is not None
        return passed.pass_on(self.connection, READER, self.reading, opening, what, end)

    def words(self) -> float:
        found = bookmarks.get(self.connection, AUDIENCE, self.reading.story)
        assert found is not None
        return found.words

    def follow(self) -> None:
        passed.follow(self.connection, READER)
