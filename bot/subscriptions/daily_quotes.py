"""The quote of a day: for a reader from their shelf or what they keep, for a channel from its library."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice

from bot.database import Connection
from bot.quotes.models import Quote, SavedQuote, Wish
from bot.quotes.queries import quote_draws, quotes, saved_quotes
from bot.quotes.queries.quote_draws import Drawn
from bot.quotes.service import Quoted, quoted
from bot.reading.queries import bookmarks
from bot.stories.models import Audience
from bot.subscriptions.models import DailyQuote, Delivery, Manner
from bot.subscriptions.queries import deliveries

_LATELY = 25
"""Stories of a shelf that are drawn from: those read last."""
_LOTS, _ENOUGH = 4, 80
"""So many lines are drawn for a day, and the longest is given, up to as many characters as say something."""


def daily_quote(
    connection: Connection, delivery: Delivery, audience: Audience, now: int
) -> DailyQuote | None:
    """A quote that was not given before, as long as there are such; None where there is none at all.

    A channel is given what anybody may be shown who has not begun the story.
    """
    subscription = delivery.subscription
    if subscription.channel is not None:
        anybody, whom = replace(audience, reader=quotes.NOBODY), subscription.channel
        lots = (quote_draws.drawn(connection, anybody, whom, Wish()) for _ in range(_LOTS))
        found = _served(connection, whom, lots)
    elif subscription.manner is Manner.SAVED and (kept := _kept(connection, audience, now)):
        found = kept
    else:
        found = _served(connection, audience.reader, _from_shelf(connection, audience))
    if found is not None:
        deliveries.shows(connection, delivery.id, found.place)
    return found


def _kept(connection: Connection, audience: Audience, now: int) -> DailyQuote | None:
    kept = saved_quotes.given_longest_ago(connection, audience)
    if kept is None:
        return None
    saved_quotes.give(connection, kept.id, now)
    return _of_saved(kept)


def _of_saved(kept: SavedQuote) -> DailyQuote:
    return DailyQuote(
        story=kept.story,
        chapter=kept.chapter,
        place=kept.slice.place,
        markdown=kept.markdown,
        lead_in="",
        speaker=kept.speaker or "",
        quote=None,
        open=False,
    )


def _from_shelf(connection: Connection, audience: Audience) -> Iterator[Drawn | None]:
    """Lines from the stories read lately: as many new ones as are drawn for a day, if they have so many."""
    begun = [reading.story for reading in bookmarks.recent(connection, audience, _LATELY)]
    random.shuffle(begun)
    new = 0
    for story in islice(cycle(begun), max(len(begun), _LOTS)):
        drawn = quote_draws.drawn(connection, audience, audience.reader, Wish(story))
        yield drawn
        new += drawn is not None and drawn.turn is None
        if new == _LOTS:
            return


def _served(connection: Connection, whom: int, lots: Iterable[Drawn | None]) -> DailyQuote | None:
    drawn = {each.quote: each for each in lots if each is not None}
    found = [(drawn[quote.id], quote) for each in drawn if (quote := quotes.get(connection, each))]
    if not found:
        return None
    lot, quote = worthiest(found)
    quote_draws.serve(connection, whom, lot)
    return _of_found(quoted(connection, quote))


def worthiest(found: Sequence[tuple[Drawn, Quote]]) -> tuple[Drawn, Quote]:
    """Of what was drawn, one that is new, or else was given longest ago, and of these one that says most."""
    return min(found, key=lambda each: (each[0].turn or 0, -min(len(each[1].text), _ENOUGH)))


def _of_found(found: Quoted) -> DailyQuote:
    quote = found.quote
    return DailyQuote(
        story=quote.story,
        chapter=quote.chapter,
        place=found.place,
        markdown=found.markdown,
        lead_in=found.lead_in,
        speaker=quote.speaker or "",
        quote=quote.id,
        open=found.open,
    )
