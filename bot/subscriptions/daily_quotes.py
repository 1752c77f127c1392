"""The quote of the day for a delivery: for a reader from their shelf or saved quotes, for a channel from its
library."""

from __future__ import annotations

from bot.database import Connection
from bot.quotes import daily
from bot.quotes.models import SavedQuote
from bot.quotes.service import Quoted
from bot.stories.models import Audience
from bot.subscriptions.models import DailyQuote, Delivery, Manner
from bot.subscriptions.queries import deliveries


def daily_quote(
    connection: Connection, delivery: Delivery, audience: Audience, now: int
) -> DailyQuote | None:
    """Returns a quote that was not given before, as long as there are such, and records it with the delivery.
    None where there is none at all.

    A channel is given quotes that anybody may be shown who has not begun the story.
    """
    found = _found(connection, delivery, audience, now)
    if found is not None:
        deliveries.record_place(connection, delivery.id, found.place)
    return found


def _found(connection: Connection, delivery: Delivery, audience: Audience, now: int) -> DailyQuote | None:
    subscription = delivery.subscription
    if subscription.channel is not None:
        return _of_found(daily.for_channel(connection, audience, subscription.channel))
    if subscription.manner is Manner.SAVED and (kept := daily.kept_by_reader(connection, audience, now)):
        return _of_saved(kept)
    return _of_found(daily.for_reader(connection, audience))


def _of_saved(kept: SavedQuote) -> DailyQuote:
    return DailyQuote(
        story=kept.story,
        chapter=kept.chapter,
        place=kept.excerpt.place,
        markdown=kept.markdown,
        lead_in="",
        speaker=kept.speaker or "",
        quote=None,
        open=False,
    )


def _of_found(found: Quoted | None) -> DailyQuote | None:
    if found is None:
        return None
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
