"""The service that gives quotes to readers and channels, as far as the reader who asks has read."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import StaleButtonError
from bot.quotes import finding
from bot.quotes.errors import (
    NoQuoteError,
    NotQuotableError,
    NoWordToQuoteError,
    QuoteGoneError,
    UnknownCharacterError,
)
from bot.quotes.excerpts import shown_alone
from bot.quotes.lead_in import lead_in
from bot.quotes.models import PostedQuote, Quote, QuoteKind, Speaker, Wish
from bot.quotes.queries import quote_draws, quotes, speakers, unquoted_texts
from bot.quotes.queries.quote_draws import Drawn
from bot.quotes.wording import pictured
from bot.reading.passed import bring_up_to_date
from bot.stories.access import permitted_story
from bot.stories.ids import QuoteId, StoryId
from bot.stories.models import Audience, Excerpt, Place
from bot.stories.places import followed
from bot.stories.queries import chapters, spoilers
from bot.stories.queries.stories import folded
from bot.workers import Batch, Worker

CHOICES = 25
"""The number of choices that Discord shows while somebody types."""
_NEAR = 500
"""The most names that are compared with an unknown one."""
_SAYS_LITTLE = 90
"""A spoken line of fewer characters is hard to understand by itself, and gets a lead-in."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote ready to be shown.

    `markdown` is the stretch of the text from its first word to its last, `place` its beginning. `lead_in`,
    plain, comes before it where it could not be understood without. `open` says that it may be shown to those
    who have not begun the story.
    """

    quote: Quote
    markdown: str
    lead_in: str
    place: Place
    open: bool


class Quotes:
    """Draws quotes. Methods that name a story raise StoryGoneError, RatingRefusedError, NotQuotableError."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def wish(
        self, audience: Audience, story: StoryId | None, character: str | None, about: str | None
    ) -> Wish:
        """Returns the wish for a quote of a story, by a character, about words. Raises UnknownCharacterError
        with the nearest names, or NoWordToQuoteError where there is no word in `about`."""
        if about is not None and not quote_draws.holds_words(about):
            raise NoWordToQuoteError
        await bring_up_to_date(self._database, audience.reader)

        def job(connection: Connection) -> Wish:
            _require_quotable(connection, audience, story)
            speaker = None if character is None else _speaker(connection, audience, story, character)
            return Wish(story, speaker.id if speaker else None, about or "")

        return await self._database.read(job)

    async def draw(self, audience: Audience, whom: int, wish: Wish) -> Quoted:
        """Returns a quote for a reader or a channel, `whom`, and records that it was given. None comes twice
        before all that fit the wish have come.

        Raises NoQuoteError where none may be shown.
        """
        await bring_up_to_date(self._database, audience.reader)
        while True:
            drawn, found = await self._database.read(
                lambda connection: _drawn(connection, audience, whom, wish)
            )
            if await self._database.transaction(partial(quote_draws.serve, whom=whom, draw=drawn)):
                return found

    async def speakers(self, audience: Audience, story: StoryId | None, typed: str) -> list[Speaker]:
        """Returns the speakers whose names match the typed text, among those whose lines the audience may be
        shown."""
        await bring_up_to_date(self._database, audience.reader)
        return await self._database.read(
            lambda connection: speakers.beginning(connection, audience, typed, story, CHOICES)
        )

    async def quote(self, audience: Audience, quote: QuoteId) -> tuple[Quote, bool]:
        """Returns a quote that was shown before, maybe to others, with the text that its picture has, and
        whether this reader has read as far.

        Raises QuoteGoneError where the story no longer has it.
        """
        await bring_up_to_date(self._database, audience.reader)

        def job(connection: Connection) -> tuple[Quote, bool]:
            found = shown_before(connection, quote, audience)
            _require_quotable(connection, audience, found.story.id)
            seen = quotes.may_be_shown(connection, found, audience)
            return replace(found, text=_pictured(connection, found)), seen

        return await self._database.read(job)

    async def to_post(self, audience: Audience, quote: QuoteId) -> PostedQuote:
        """Returns a quote as it is shown to everybody where this audience is.

        Raises QuoteGoneError where the story no longer has it, or not for everybody.
        """

        def job(connection: Connection) -> PostedQuote:
            found = shown_before(connection, quote, audience.in_public)
            _require_quotable(connection, audience, found.story.id)
            shown = quoted(connection, found)
            return PostedQuote(
                found.story,
                found.chapter,
                Excerpt(shown.place, found.spans[-1][1]),
                shown.markdown,
                _pictured(connection, found),
                found.speaker or "",
                shown.open,
                spoken=found.kind is QuoteKind.SPEECH,
                lead_in=shown.lead_in,
                found=found.id,
            )

        return await self._database.read(job)

    async def every(self, story: StoryId) -> list[Quote]:
        """Returns all the quotes of a story in the order of its text, without regard to audience: for the
        command line."""
        await finding.find_missing(self._database, story)
        return await self._database.read(lambda connection: quotes.of_story(connection, story))

    def worker(self) -> Worker[StoryId]:
        """Returns the worker that searches texts for quotes that have not been searched yet, or whose
        characters were corrected."""
        return Worker("quotes", self._clock, self._unquoted, partial(finding.find_missing, self._database))

    async def _unquoted(self, waiting: Collection[StoryId]) -> Batch[StoryId]:
        story = await self._database.read(partial(unquoted_texts.next_story, passing_over=waiting))
        return Batch([] if story is None else [story])


def _drawn(connection: Connection, audience: Audience, whom: int, wish: Wish) -> tuple[Drawn, Quoted]:
    _require_quotable(connection, audience, wish.story)
    drawn = quote_draws.drawn(connection, audience, whom, wish)
    found = quotes.get(connection, drawn.quote, audience) if drawn else None
    if drawn is None or found is None:
        raise NoQuoteError(wish.words, in_story=wish.story is not None)
    return drawn, quoted(connection, found)


def shown_before(connection: Connection, quote: QuoteId, audience: Audience) -> Quote:
    """Returns a quote that was shown before, from the text of today: where that was edited since, the quote
    that ends with the same words. Raises QuoteGoneError where there is none, or not for this audience."""
    last = quotes.last_character(connection, quote)
    try:
        now, exact = followed(connection, last, audience) if last else (None, False)
    except StaleButtonError:
        raise QuoteGoneError from None
    found = quotes.get(connection, quotes.ending_with(connection, now), audience) if now and exact else None
    if found is None:
        raise QuoteGoneError
    return found


def quoted(connection: Connection, quote: Quote) -> Quoted:
    """Returns a quote with its lead-in and place, ready to be shown."""
    chapter, start, end = quote.chapter, quote.spans[0][0], quote.spans[-1][1]
    text = chapters.text(connection, chapter.id, chapter.revision)
    needs_lead_in = quote.kind is QuoteKind.SPEECH and len(quote.text) < _SAYS_LITTLE
    return Quoted(
        quote,
        shown_alone(text, start, end),
        lead_in(text, start) if needs_lead_in else "",
        Place(chapter.id, chapter.revision, start),
        quotes.may_be_shown(connection, quote, Audience(spoilers.NOBODY)),
    )


def _pictured(connection: Connection, quote: Quote) -> str:
    """Returns what the picture of a quote says."""
    return pictured(chapters.text(connection, quote.chapter.id, quote.chapter.revision), quote.spans)


def _require_quotable(connection: Connection, audience: Audience, story: StoryId | None) -> None:
    if story is not None and not (found := permitted_story(connection, story, audience)).quotable:
        raise NotQuotableError(found.title)


def _speaker(connection: Connection, audience: Audience, story: StoryId | None, typed: str) -> Speaker:
    """Returns the speaker with this name, or the only one whose name begins with the typed text. Raises
    UnknownCharacterError."""
    found = speakers.beginning(connection, audience, typed, story, CHOICES) if typed.strip() else []
    exact = [each for each in found if folded(each.name) == folded(typed)]
    if exact or len(found) == 1:
        return (exact or found)[0]
    if found:
        raise UnknownCharacterError(typed, [each.name for each in found[:3]])
    names = {folded(each.name): each.name for each in _all_like(connection, audience, story, typed)}
    parts = {part: name for name in names for part in name.split() if len(part) > 2}
    near = difflib.get_close_matches(folded(typed), [*names, *parts], n=3, cutoff=0.6)
    raise UnknownCharacterError(typed, list(dict.fromkeys(names[parts.get(name, name)] for name in near)))


def _all_like(connection: Connection, audience: Audience, story: StoryId | None, typed: str) -> list[Speaker]:
    """Returns the speakers whose names may be spelt like the typed text: all of a story; of a library, those
    with the same first letter."""
    beginning = "" if story is not None else typed.strip()[:1]
    return speakers.beginning(connection, audience, beginning, story, _NEAR)
