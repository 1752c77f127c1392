"""Announcements that are withdrawn and made again, and the notices whose messages are to be corrected for it.

A row in `corrections` stands until the message says what is so.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.database import Connection
from bot.database.rows import made
from bot.stories.ids import ChapterId, DeliveryId, StoryId, SubscriptionId
from bot.stories.models import Audience, Chapter
from bot.stories.queries import chapters, visibility
from bot.subscriptions.models import Delivery, Subscription
from bot.subscriptions.queries import announcements, deliveries, subscriptions

_TOLD = """
    SELECT announcements.id AS announcement, deliveries.id AS delivery, subscriptions.id AS subscription,
        state
    FROM announcements JOIN subscriptions USING (story_id)
    JOIN deliveries ON deliveries.subscription_id = subscriptions.id AND subject = 'chapters'
        AND deliveries.told_from < announcements.id AND deliveries.upto >= announcements.id
    UNION ALL
    SELECT announcements.id, deliveries.id, subscriptions.id, state
    FROM announcements JOIN subscriptions USING (story_id)
    JOIN digest_tellings AS told ON told.subscription_id = subscriptions.id
        AND told.told_from < announcements.id AND told.upto >= announcements.id
    JOIN deliveries ON deliveries.id = told.delivery_id
"""
"""The notices that have told of an announcement, or may be about to, each with the subscription told."""

_OF_CHAPTERS = "chapter_id IN (SELECT value FROM json_each(:chapters))"
_WHO_KNEW = """(NOT early OR EXISTS (
    SELECT 1 FROM told_early WHERE subscription_id = told.subscription
    AND told_early.chapter_id = announcements.chapter_id
))"""
"""True where a subscription was told of an announcement, be it an early one."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A delivery's message that is to be corrected; `wanted` counts how often that was asked for."""

    delivery: Delivery
    message: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Telling:
    """What a message told a subscription: the announcements after `told_from` up to `upto`."""

    subscription: Subscription
    told_from: int
    upto: int


def withdraw(connection: Connection, gone: Sequence[ChapterId], *, early: bool) -> None:
    """Withdraws the announcements of chapters that were taken back, with `early` also those to early readers,
    and has the notices corrected that told of them. Those that are not sent yet find nothing to tell."""
    which = {"chapters": json.dumps(gone), "early": early}
    those = f"{_OF_CHAPTERS} AND (:early OR NOT early)"
    connection.execute(
        "INSERT INTO withdrawn_tellings (announcement_id, delivery_id, subscription_id)"
        f" SELECT announcement, delivery, subscription FROM ({_TOLD}) AS told"
        " JOIN announcements ON announcements.id = announcement"
        f" WHERE state IN ('claimed', 'sent') AND {those} AND NOT withdrawn AND {_WHO_KNEW}",
        which,
    )
    connection.execute(f"UPDATE announcements SET withdrawn = TRUE WHERE {those}", which)
    _correct(connection, gone, back=False)


def announce_again(connection: Connection, story: StoryId, chapter: ChapterId, now: int) -> bool:
    """Announces a chapter of the body that had been announced and withdrawn, itself or one of the same title
    or text. Returns whether there was any.

    The notices that had told of it say so again, and their subscriptions are told no second time.
    """
    gone = _withdrawn_as(connection, story, chapter)
    if gone is None:
        return False
    connection.execute("UPDATE announcements SET chapter_id = ? WHERE chapter_id = ?", (chapter, gone))
    _correct(connection, [chapter], back=True)
    told = connection.execute(
        "SELECT DISTINCT told.subscription_id FROM withdrawn_tellings AS told"
        " JOIN announcements ON announcements.id = announcement_id"
        " JOIN deliveries ON deliveries.id = delivery_id AND state = 'sent'"
        " WHERE announcements.chapter_id = ?",
        (chapter,),
    ).fetchall()
    announcements.announce(connection, story, [chapter], now, [SubscriptionId(each[0]) for each in told])
    return True


def correct_end(connection: Connection, story: StoryId) -> None:
    """Has the notices corrected that told, or may be about to tell, that a story is complete."""
    connection.execute(
        "INSERT INTO corrections (delivery_id) SELECT deliveries.id FROM deliveries"
        " JOIN subscriptions ON subscriptions.id = subscription_id"
        " WHERE story_id = ? AND manner = 'once complete' AND state IN ('claimed', 'sent')"
        " ON CONFLICT (delivery_id) DO UPDATE SET wanted = corrections.wanted + 1",
        (story,),
    )


def next_due(connection: Connection, passing_over: Collection[DeliveryId], limit: int) -> list[DeliveryId]:
    """Returns some of the deliveries whose messages are to be corrected, once they are settled. Skips those
    of `passing_over`."""
    rows = connection.execute(
        "SELECT delivery_id FROM corrections JOIN deliveries ON deliveries.id = delivery_id"
        " WHERE due_at IS NULL AND delivery_id NOT IN (SELECT value FROM json_each(?))"
        " ORDER BY delivery_id LIMIT ?",
        (json.dumps(list(passing_over)), limit),
    )
    return [DeliveryId(row["delivery_id"]) for row in rows]


def get(connection: Connection, delivery: DeliveryId) -> Correction | None:
    """Returns a correction, or None where none is wanted, or the notice never arrived."""
    row = connection.execute(
        f"SELECT {deliveries.COLUMNS}, deliveries.message_id, corrections.wanted FROM {deliveries.JOINED}"
        " JOIN corrections ON corrections.delivery_id = deliveries.id"
        " WHERE deliveries.id = ? AND deliveries.message_id IS NOT NULL",
        (delivery,),
    ).fetchone()
    return row and Correction(made(Delivery, row), row["message_id"], row["wanted"])


def forget(connection: Connection, delivery: DeliveryId, wanted: int | None) -> None:
    """Deletes a correction that was made, unless it was asked for again meanwhile; with None in any case."""
    connection.execute(
        "DELETE FROM corrections WHERE delivery_id = :id AND wanted = coalesce(:wanted, wanted)",
        {"id": delivery, "wanted": wanted},
    )


def tellings(connection: Connection, delivery: DeliveryId) -> list[Telling]:
    """Returns what a message told, of a digest story by story in the order of their titles."""
    rows = connection.execute(
        f"SELECT {subscriptions.COLUMNS}, told.told_from, told.upto FROM ("
        " SELECT subscription_id, told_from, upto FROM digest_tellings WHERE delivery_id = :id UNION ALL"
        " SELECT subscription_id, told_from, upto FROM deliveries WHERE id = :id"
        ") AS told JOIN subscriptions ON subscriptions.id = told.subscription_id"
        " JOIN stories ON stories.id = subscriptions.story_id ORDER BY sort_title, subscriptions.id",
        {"id": delivery},
    )
    return [made(Telling, row) for row in rows]


def told_again(
    connection: Connection, delivery: DeliveryId, subscription: SubscriptionId, audience: Audience
) -> list[Chapter]:
    """Returns the chapters that a message told, that were withdrawn and are there again for this audience."""
    rows = connection.execute(
        f"SELECT DISTINCT {chapters.COLUMNS} FROM withdrawn_tellings AS told"
        " JOIN announcements ON announcements.id = announcement_id JOIN chapters ON chapters.id = chapter_id"
        " WHERE delivery_id = :delivery AND subscription_id = :subscription AND back"
        f" AND chapters.number IS NOT NULL AND {visibility.OPEN}",
        {"delivery": delivery, "subscription": subscription, **visibility.parameters(audience)},
    )
    return [made(Chapter, row, "chapter") for row in rows]


def count_withdrawn(connection: Connection, delivery: DeliveryId, subscription: SubscriptionId) -> int:
    """Returns the number of chapters that a message told and that are withdrawn."""
    (count,) = connection.execute(
        "SELECT count(DISTINCT chapter_id) FROM withdrawn_tellings"
        " JOIN announcements ON announcements.id = announcement_id"
        " WHERE delivery_id = ? AND subscription_id = ? AND NOT back",
        (delivery, subscription),
    ).fetchone()
    return int(count)


def _correct(connection: Connection, withdrawn: Sequence[ChapterId], *, back: bool) -> None:
    """Records whether chapters that were withdrawn are there again, and has the notices corrected that told
    of them."""
    values = {"chapters": json.dumps(withdrawn), "back": back}
    which = f"announcement_id IN (SELECT id FROM announcements WHERE {_OF_CHAPTERS})"
    connection.execute(f"UPDATE withdrawn_tellings SET back = :back WHERE {which}", values)
    connection.execute(
        f"INSERT INTO corrections (delivery_id) SELECT DISTINCT delivery_id FROM withdrawn_tellings"
        f" WHERE {which} ON CONFLICT (delivery_id) DO UPDATE SET wanted = corrections.wanted + 1",
        values,
    )


def _withdrawn_as(connection: Connection, story: StoryId, chapter: ChapterId) -> ChapterId | None:
    """Returns the chapter whose withdrawn announcement a chapter makes true again: itself, or the first that
    its story no longer has and that was called as it is, or had its words."""
    row = connection.execute(
        "SELECT gone.id FROM announcements JOIN chapters AS gone ON gone.id = announcements.chapter_id"
        " JOIN chapters AS here ON here.id = :chapter"
        " JOIN revisions AS was ON was.chapter_id = gone.id AND was.revision = gone.revision"
        " JOIN revisions AS now ON now.chapter_id = here.id AND now.revision = here.revision"
        " JOIN texts AS old ON old.id = was.text_id JOIN texts AS new ON new.id = now.text_id"
        " WHERE announcements.story_id = :story AND here.number IS NOT NULL AND ("
        "  gone.id = here.id OR gone.position < 0 AND (gone.title = here.title OR old.text = new.text))"
        " GROUP BY gone.id HAVING max(withdrawn) AND min(withdrawn OR announcements.early)"
        " ORDER BY gone.id <> :chapter, min(announcements.id) LIMIT 1",
        {"story": story, "chapter": chapter},
    ).fetchone()
    return row and ChapterId(row["id"])
