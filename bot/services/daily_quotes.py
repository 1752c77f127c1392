"""The quote of a day: for a reader from their shelf or what they keep, for a channel from its library."""

from __future__ import annotations

import random
from dataclasses import replace

from bot.models import Audience, DailyQuote, Delivery, Manner, SavedQuote, Wish
from bot.services.quoting import Quoted, quoted
from bot.storage import bookmarks, deliveries, quote_draws, quotes, saved_quotes
from bot.storage.database import Connection
from bot.storage.quote_draws import Drawn

_LATELY = 25
"""Stories of a shelf that are drawn from: those read last."""


def daily_quote(
    connection: Connection, delivery: Delivery, audience: Audience, now: int
) -> DailyQuote | None:
    """A quote that was not given before, as long as there are such; None where there is none at all.

    A channel is given what anybody may be shown who has not begun the story.
    """
    subscription = delivery.subscription
    if subscription.channel is not None:
        anybody = replace(audience, reader=quotes.NOBODY)
        drawn = quote_draws.drawn(connection, anybody, subscription.channel, Wish())
        found = _served(connection, subscription.channel, drawn)
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


def _from_shelf(connection: Connection, audience: Audience) -> Drawn | None:
    """A quote from one of the stories read lately, a new one if any of them has one."""
    begun = [reading.story for reading in bookmarks.recent(connection, audience, _LATELY)]
    random.shuffle(begun)
    again = None
    for story in begun:
        drawn = quote_draws.drawn(connection, audience, audience.reader, Wish(story))
        if drawn and drawn.turn is None:
            return drawn
        again = again or drawn
    return again


def _served(connection: Connection, whom: int, drawn: Drawn | None) -> DailyQuote | None:
    quote = quotes.get(connection, drawn.quote) if drawn else None
    if drawn is None or quote is None:
        return None
    quote_draws.serve(connection, whom, drawn)
    return _of_found(quoted(connection, quote))


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
