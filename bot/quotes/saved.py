"""The service for saved quotes."""

from __future__ import annotations

from dataclasses import replace

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import StaleButtonError, StoryGoneError
from bot.quotes.errors import NoSentenceError, NotQuotableError, QuoteGoneError, TooManyQuotesError
from bot.quotes.excerpts import sentences, shown_alone
from bot.quotes.export import quote_file
from bot.quotes.models import PopularPassages, PostedQuote, SavedQuote, Sentence, Sentences
from bot.quotes.queries import quotes, saved_quotes
from bot.quotes.service import shown_before
from bot.reading.passed import bring_up_to_date
from bot.stories.access import permitted_story
from bot.stories.ids import QuoteId, ReaderId, SavedQuoteId, StoryId
from bot.stories.models import (
    LONGEST_EXCERPT,
    Audience,
    Chapter,
    Excerpt,
    Listing,
    Place,
    Story,
    Suggestion,
    page_within,
)
from bot.stories.places import current_place
from bot.stories.queries import chapters, spoilers, stories
from bot.text import markup

MOST_QUOTES = 1_000
"""The most quotes that one reader can save: all of them fit in one file for Discord."""
SENTENCES_A_PAGE = 25
QUOTES_A_PAGE = 10
FEWEST_SAVERS = 5
"""Of fewer, somebody could tell who."""
POPULAR_SHOWN = 10
CHOICES = 25
"""The number of choices that Discord shows while somebody types."""


class SavedQuotes:
    """Each reader's saved quotes: the words as they were when they were saved, and their place."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def sentences(self, audience: Audience, where: Excerpt, page: int) -> Sentences:
        """Returns a page of the sentences in an excerpt, or where it is now if the story was edited since.

        Raises NoSentenceError; StoryGoneError, RatingRefusedError or NotQuotableError, as saving does.
        """

        def job(connection: Connection) -> Sentences:
            story, chapter, now = _found(connection, audience, where)
            text = chapters.text(connection, chapter.id, chapter.revision)
            found = list(sentences(text, now.place.offset, min(now.end, len(text))))
            if not found:
                raise NoSentenceError
            shown, pages = page_within(page, len(found), SENTENCES_A_PAGE)
            part = found[shown * SENTENCES_A_PAGE : (shown + 1) * SENTENCES_A_PAGE]
            lines = tuple(Sentence(start, end, markup.strip(text[start:end])) for start, end in part)
            return Sentences(story, now, Listing(lines, shown, pages, len(found)))

        return await self._database.read(job)

    async def save(self, audience: Audience, where: Excerpt) -> SavedQuote | None:
        """Saves an excerpt of a text and returns the quote. Returns None, and saves nothing, where the
        chapter has another text by now.

        Raises StaleButtonError for an excerpt that cannot be, or TooManyQuotesError.
        """

        def job(connection: Connection) -> SavedQuote | None:
            story, chapter, now = _found(connection, audience, where)
            if now != where:
                return None
            return self._kept(connection, audience, story, chapter, where, None)

        return await self._database.transaction(job)

    async def save_posted(self, audience: Audience, where: Excerpt) -> SavedQuote:
        """Saves an excerpt that was posted, where its words stand now, and returns the quote.

        Raises StaleButtonError as `save` does, QuoteGoneError where the chapter has other words by now, or
        TooManyQuotesError.
        """

        def job(connection: Connection) -> SavedQuote:
            story, chapter, now = _found(connection, audience, where)
            if now != where and _words(connection, now) != _words(connection, where):
                raise QuoteGoneError
            return self._kept(connection, audience, story, chapter, now, None)

        return await self._database.transaction(job)

    async def save_found(self, audience: Audience, quote: QuoteId) -> SavedQuote:
        """Saves a quote that was found in a story, from its first word to its last, and returns it.

        Raises QuoteGoneError where the story no longer has it, or TooManyQuotesError.
        """

        def job(connection: Connection) -> SavedQuote:
            found = shown_before(connection, quote, audience)
            story = _quotable(connection, found.story.id, audience)
            start, end = found.spans[0][0], found.spans[-1][1]
            where = Excerpt(Place(found.chapter.id, found.chapter.revision, start), end)
            return self._kept(connection, audience, story, found.chapter, where, found.speaker)

        return await self._database.transaction(job)

    async def page(self, audience: Audience, story: StoryId | None, page: int) -> Listing[SavedQuote]:
        """Returns a page of this reader's saved quotes of stories that may be shown here: the newest first,
        or those of one story in the order of its text."""

        def job(connection: Connection) -> Listing[SavedQuote]:
            total = saved_quotes.count(connection, audience, story)
            shown, pages = page_within(page, total, QUOTES_A_PAGE)
            found = saved_quotes.page(connection, audience, story, shown * QUOTES_A_PAGE, QUOTES_A_PAGE)
            return Listing(tuple(found), shown, pages, total)

        return await self._database.read(job)

    async def look_at(self, audience: Audience, quote: SavedQuoteId) -> tuple[SavedQuote, bool]:
        """Returns a saved quote, and whether its story still has the very words.

        Raises QuoteGoneError where it was removed or may not be shown here.
        """

        def job(connection: Connection) -> tuple[SavedQuote, bool]:
            found = _required(connection, audience, quote)
            return found, _is_in_text(connection, found)

        return await self._database.read(job)

    async def to_post(self, audience: Audience, quote: SavedQuoteId) -> PostedQuote:
        """Returns a saved quote as it is shown to everybody where this audience is.

        Raises QuoteGoneError as `look_at` does, and where its chapter is not open to everybody; or
        StoryGoneError, RatingRefusedError or NotQuotableError.
        """

        def job(connection: Connection) -> PostedQuote:
            found = _required(connection, audience.in_public, quote)
            where, chapter = found.excerpt, found.chapter
            _quotable(connection, found.story.id, audience)
            span, anybody = (where.place.offset, where.end), Audience(spoilers.NOBODY)
            is_open = where.place.revision == chapter.revision and quotes.is_shown(
                connection, chapter.id, span, anybody
            )
            text = markup.strip(found.markdown)
            return PostedQuote(
                found.story, chapter, where, found.markdown, text, found.speaker or "", is_open
            )

        return await self._database.read(job)

    async def popular(self, audience: Audience, story: StoryId) -> PopularPassages:
        """Returns the passages of a story that at least five readers saved, as far as this one has read.

        Raises StoryGoneError, RatingRefusedError or NotQuotableError.
        """
        await bring_up_to_date(self._database, audience.reader)

        def job(connection: Connection) -> PopularPassages:
            found = _quotable(connection, story, audience)
            passages = saved_quotes.popular(connection, audience, story, FEWEST_SAVERS, POPULAR_SHOWN)
            return PopularPassages(found, tuple(passages))

        return await self._database.read(job)

    async def remove(self, reader: ReaderId, quote: SavedQuoteId) -> None:
        """Removes a saved quote; for a month it can be put back."""
        now = self._clock.now()
        await self._database.transaction(
            lambda connection: saved_quotes.remove(connection, reader, quote, now)
        )

    async def put_back(self, audience: Audience, quote: SavedQuoteId) -> tuple[SavedQuote, bool]:
        """Saves a removed quote again, and returns it as `look_at` does.

        Raises QuoteGoneError or TooManyQuotesError.
        """

        def job(connection: Connection) -> tuple[SavedQuote, bool]:
            saved_quotes.put_back(connection, audience.reader, quote)
            _require_room(connection, audience.reader)
            found = _required(connection, audience, quote)
            return found, _is_in_text(connection, found)

        return await self._database.transaction(job)

    async def suggest(self, audience: Audience, typed: str) -> list[Suggestion]:
        """Returns the stories of which this reader has saved quotes and whose title or authors contain the
        typed text."""
        wanted = stories.folded(typed)

        def job(connection: Connection) -> list[Suggestion]:
            every = saved_quotes.quoted_stories(connection, audience)
            return [each for each in every if wanted in stories.folded(" ".join((each.title, *each.authors)))]

        return (await self._database.read(job))[:CHOICES]

    async def export(self, audience: Audience) -> tuple[int, bytes]:
        """Returns the number of this reader's saved quotes that may be shown here, and all of them as a
        Markdown file."""

        def job(connection: Connection) -> tuple[int, bytes]:
            kept = saved_quotes.by_story(connection, audience)
            return len(kept), quote_file(kept).encode()

        return await self._database.read(job)

    def _kept(
        self,
        connection: Connection,
        audience: Audience,
        story: Story,
        chapter: Chapter,
        where: Excerpt,
        speaker: str | None,
    ) -> SavedQuote:
        start, end = where.place.offset, where.end
        if not 0 <= start < end <= min(chapter.characters, start + LONGEST_EXCERPT):
            raise StaleButtonError
        markdown = shown_alone(chapters.text(connection, chapter.id, chapter.revision), start, end)
        identity = saved_quotes.save(
            connection, audience.reader, story.id, where, markdown, speaker, self._clock.now()
        )
        _require_room(connection, audience.reader)
        return _required(connection, audience, identity)


def _found(connection: Connection, audience: Audience, where: Excerpt) -> tuple[Story, Chapter, Excerpt]:
    """Returns an excerpt where it is now, with its story and chapter; at most as long as a quote may be."""
    if not 0 <= where.place.offset < where.end:
        raise StaleButtonError
    named = chapters.get(connection, where.place.chapter, None)
    if named is None:
        raise StoryGoneError
    story = _quotable(connection, named.story, audience)
    place = current_place(connection, where.place, audience)
    chapter = chapters.get(connection, place.chapter, audience)
    assert chapter is not None  # noqa: S101 - a current place is in a chapter
    behind = current_place(connection, replace(where.place, offset=where.end), audience)
    follows = behind.chapter == place.chapter and behind.offset > place.offset
    length = behind.offset - place.offset if follows else where.end - where.place.offset
    return story, chapter, Excerpt(place, place.offset + min(length, LONGEST_EXCERPT))


def _words(connection: Connection, where: Excerpt) -> str:
    """Returns the words of an excerpt in the revision that it names."""
    text = chapters.text(connection, where.place.chapter, where.place.revision)
    return shown_alone(text, where.place.offset, min(where.end, len(text)))


def _quotable(connection: Connection, identity: StoryId, audience: Audience) -> Story:
    story = permitted_story(connection, identity, audience)
    if not story.quotable:
        raise NotQuotableError(story.title)
    return story


def _require_room(connection: Connection, reader: ReaderId) -> None:
    if saved_quotes.count_all(connection, reader) > MOST_QUOTES:
        raise TooManyQuotesError(MOST_QUOTES)


def _required(connection: Connection, audience: Audience, quote: SavedQuoteId) -> SavedQuote:
    found = saved_quotes.get(connection, audience, quote)
    if found is None:
        raise QuoteGoneError
    return found


def _is_in_text(connection: Connection, quote: SavedQuote) -> bool:
    """Returns whether the saved words stand in the story as it is now."""
    place = current_place(connection, quote.excerpt.place, None)
    text = chapters.text(connection, place.chapter, place.revision)
    end = place.offset + quote.excerpt.end - quote.excerpt.place.offset
    return end <= len(text) and shown_alone(text, place.offset, end) == quote.markdown
