"""The service by which readers make remarks, and take them back."""

from __future__ import annotations

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import StaleButtonError, StoryGoneError
from bot.librarians.service import takes_remarks
from bot.quotes.excerpts import sentences
from bot.quotes.models import Sentence, Sentences
from bot.reading.queries import openings
from bot.reading.service import ReadingService
from bot.remarks.corrections import tidied
from bot.remarks.errors import (
    EmptyRemarkError,
    RemarkDoneError,
    RemarksBlockedError,
    RemarksOffError,
    TooManyRemarksError,
)
from bot.remarks.models import LONGEST_NOTE
from bot.remarks.queries import remarks
from bot.stories.access import require_rating
from bot.stories.ids import ReaderId, RemarkId
from bot.stories.models import LONGEST_EXCERPT, Audience, Excerpt, Listing, Place, Story, page_within
from bot.stories.queries import chapters
from bot.text import markup

MOST_A_DAY = 25
"""The most remarks that one reader may make within a day, on all stories together."""
SENTENCES_A_PAGE = 25
_A_DAY = 86_400


class NewRemarks:
    """Takes readers' remarks on passages, which nobody but they and the stories' librarians see."""

    def __init__(self, database: Database, clock: Clock, reading: ReadingService) -> None:
        self._database = database
        self._clock = clock
        self._reading = reading

    async def sentences(self, audience: Audience, place: Place, page: int) -> Sentences:
        """Returns a page of the sentences of the passage that holds a place.

        Raises StoryGoneError, RatingRefusedError, RemarksOffError or RemarksBlockedError.
        """
        story, chapter, passage = await self._reading.passage(audience, place)

        def job(connection: Connection) -> Sentences:
            _require_taken(connection, audience, story)
            text = chapters.text(connection, chapter.id, passage.place.revision)
            found = list(sentences(text, passage.place.offset, passage.end))
            shown, pages = page_within(page, len(found), SENTENCES_A_PAGE)
            part = found[shown * SENTENCES_A_PAGE : (shown + 1) * SENTENCES_A_PAGE]
            lines = tuple(Sentence(start, end, markup.strip(text[start:end])) for start, end in part)
            return Sentences(story, passage, Listing(lines, shown, pages, len(found)))

        return await self._database.read(job)

    async def words_at(self, audience: Audience, where: Excerpt) -> str:
        """Returns the words of a stretch of text as plain text, as they stood in its revision. Raises as
        `sentences` does, and StaleButtonError for a stretch that never was."""

        def job(connection: Connection) -> str:
            return markup.strip(_stretch(connection, audience, where)[1])

        return await self._database.read(job)

    async def make(self, audience: Audience, where: Excerpt, correction: str, note: str) -> RemarkId:
        """Makes a remark on a stretch of text, and returns its id. `correction` is empty where the words are
        right.

        Raises as `words_at` does, EmptyRemarkError or TooManyRemarksError.
        """

        def job(connection: Connection) -> RemarkId:
            story, words = _stretch(connection, audience, where)
            plain, now = markup.strip(words), self._clock.now()
            right, said = tidied(correction, plain), note.strip()[:LONGEST_NOTE]
            right = "" if right == tidied(plain, plain) else right
            if not right and not said:
                raise EmptyRemarkError
            made = remarks.insert(connection, story.id, where, words, right, said, audience.reader, now)
            if remarks.count_since(connection, audience.reader, now - _A_DAY) > MOST_A_DAY:
                raise TooManyRemarksError(MOST_A_DAY)
            return made

        return await self._database.transaction(job)

    async def take_back(self, reader: ReaderId, remark: RemarkId) -> None:
        """Deletes a remark of this reader's. Raises RemarkDoneError where a librarian has dealt with it."""

        def job(connection: Connection) -> None:
            if not remarks.take_back(connection, reader, remark):
                raise RemarkDoneError

        await self._database.transaction(job)


def _require_taken(connection: Connection, audience: Audience, story: Story) -> None:
    if not takes_remarks(connection, story):
        raise RemarksOffError(story.title)
    if remarks.is_blocked(connection, story, audience.reader):
        raise RemarksBlockedError


def _stretch(connection: Connection, audience: Audience, where: Excerpt) -> tuple[Story, str]:
    """Returns the story and the stored words of a stretch of text, in the revision that it names."""
    place = where.place
    opening = openings.opening(connection, place.chapter, audience)
    if opening is None:
        raise StoryGoneError
    story = opening.story
    require_rating(story, audience, permitted=opening.permitted)
    _require_taken(connection, audience, story)
    if not 1 <= place.revision <= opening.chapter.revision:
        raise StaleButtonError
    if not 0 <= place.offset < where.end <= place.offset + LONGEST_EXCERPT:
        raise StaleButtonError
    words = chapters.text(connection, place.chapter, place.revision)[place.offset : where.end]
    if not words:
        raise StaleButtonError
    return story, words
