"""The quote of the day: drawn for a channel from its library, for a reader from what they read or saved."""

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
from bot.quotes.taste import faults
from bot.reading.queries import bookmarks
from bot.stories.models import Audience
from bot.stories.queries import spoilers

_LATELY = 25
"""The number of stories read last that are drawn from."""
_DRAWS, _LONG_ENOUGH = 4, 80
"""The number of quotes drawn for a day, the longest of which is given; lengths beyond so many characters make
no difference."""


def for_channel(connection: Connection, audience: Audience, channel: int) -> Quoted | None:
    """Returns a quote that anybody may be shown who has not begun the story, or None where there is none, and
    records that the channel was given it. No quote comes twice before all have come, as in `for_reader`."""
    anybody = replace(audience, reader=spoilers.NOBODY)
    draws = (quote_draws.drawn(connection, anybody, channel, Wish()) for _ in range(_DRAWS))
    return _given(connection, audience, channel, draws)


def for_reader(connection: Connection, audience: Audience) -> Quoted | None:
    """Returns a quote from the stories that a reader read lately, or None where there is none, and records
    that they were given it."""
    return _given(connection, audience, audience.reader, _from_shelf(connection, audience))


def kept_by_reader(connection: Connection, audience: Audience, now: int) -> SavedQuote | None:
    """Returns the reader's saved quote that was given longest ago, or None where none may be shown here, and
    records that it is given now."""
    kept = saved_quotes.given_longest_ago(connection, audience)
    if kept is not None:
        saved_quotes.give(connection, kept.id, now)
    return kept


def best_drawn(found: Sequence[tuple[Drawn, Quote]]) -> tuple[Drawn, Quote]:
    """Returns the best of the quotes drawn: a new one, or else the one given longest ago; among those the one
    with the fewest faults, and then the longest, where lengths beyond 80 characters make no difference."""
    return min(
        found,
        key=lambda each: (each[0].turn or 0, faults(each[1].text), -min(len(each[1].text), _LONG_ENOUGH)),
    )


def _from_shelf(connection: Connection, audience: Audience) -> Iterator[Drawn | None]:
    """Yields quotes drawn from the stories read lately, until enough of them are new or every story has been
    tried."""
    begun = [reading.story for reading in bookmarks.recent(connection, audience, _LATELY)]
    random.shuffle(begun)
    new = 0
    for story in islice(cycle(begun), max(len(begun), _DRAWS)):
        drawn = quote_draws.drawn(connection, audience, audience.reader, Wish(story))
        yield drawn
        new += drawn is not None and drawn.turn is None
        if new == _DRAWS:
            return


def _given(
    connection: Connection, audience: Audience, whom: int, draws: Iterable[Drawn | None]
) -> Quoted | None:
    drawn = {each.quote: each for each in draws if each is not None}
    found = [(drawn[quote.id], quote) for each in drawn if (quote := quotes.get(connection, each, audience))]
    if not found:
        return None
    best, quote = best_drawn(found)
    quote_draws.serve(connection, whom, best)
    return quoted(connection, quote)
