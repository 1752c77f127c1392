"""Announcements of what is new in a story, and what of it a subscription has not been told."""

from __future__ import annotations

from collections.abc import Sequence

from bot.database import Connection
from bot.database.rows import made
from bot.stories.ids import ChapterId, StoryId, SubscriptionId
from bot.stories.models import Audience, Chapter
from bot.stories.queries import chapters, visibility
from bot.subscriptions.models import Elsewhere, Subscription

LATEST = "(SELECT max(id) FROM announcements)"
"""The SQL of the last announcement of all."""
_NOTIFY = (
    "INSERT INTO deliveries (subscription_id, due_at) SELECT id, max(:now, snoozed_until) FROM subscriptions"
    " WHERE story_id = :story AND subject = 'chapters' AND manner = :manner AND stopped_at IS NULL"
    " AND (manner <> 'at once' OR told < (SELECT max(id) FROM announcements WHERE story_id = :story))"
    " ON CONFLICT DO NOTHING"
)


def announce(
    connection: Connection,
    story: StoryId,
    new: Sequence[ChapterId],
    now: int,
    told: Sequence[SubscriptionId] = (),
) -> None:
    """Records new chapters of the body, and makes a notice of them for every subscription of the story that
    is told at once. `told` are those that know of them already."""
    (latest,) = connection.execute(
        "SELECT coalesce(max(id), 0) FROM announcements WHERE story_id = ?", (story,)
    ).fetchone()
    announced = connection.executemany(
        "INSERT INTO announcements (story_id, chapter_id, announced_at, early)"
        f" SELECT story_id, id, ?, NOT {visibility.OPEN_TO_ALL} FROM chapters"
        " WHERE id = ? AND number IS NOT NULL",
        [(now, chapter) for chapter in new],
    )
    if announced.rowcount > 0:
        connection.executemany(
            f"UPDATE subscriptions SET told = {LATEST} WHERE id = ? AND told >= ?",
            [(each, latest) for each in told],
        )
        connection.execute(_NOTIFY, {"now": now, "story": story, "manner": "at once"})


def announce_elsewhere(connection: Connection, story: StoryId, new: Elsewhere, now: int) -> None:
    """Records a new entry that can be read elsewhere only, and makes a notice of it as `announce` does."""
    connection.execute(
        "INSERT INTO announcements (story_id, title, link, announced_at) VALUES (?, ?, ?, ?)",
        (story, new.title, new.link, now),
    )
    connection.execute(_NOTIFY, {"now": now, "story": story, "manner": "at once"})


def announce_end(connection: Connection, story: StoryId, now: int) -> None:
    """Makes a notice for every subscription that waits for the story to be complete."""
    connection.execute(_NOTIFY, {"now": now, "story": story, "manner": "once complete"})


def announced(
    connection: Connection, subscription: Subscription, upto: int, audience: Audience, since: int | None
) -> list[tuple[Chapter, bool]]:
    """Returns the chapters that a notice may tell this audience, in reading order, each with whether it was
    not told before. These are the chapters not told yet, and those told that appeared since `since`, UTC in
    seconds. One that was told while it was early is not new when it opens."""
    rows = connection.execute(
        f"SELECT {chapters.COLUMNS}, max(announcements.id) > :told"
        " AND coalesce(max(told_early.announcement_id), :told + 1) > :told AS untold FROM announcements"
        " JOIN chapters ON chapters.id = announcements.chapter_id"
        " LEFT JOIN told_early ON told_early.chapter_id = chapters.id AND subscription_id = :subscription"
        " WHERE announcements.story_id = :story AND announcements.id <= :upto"
        " AND (announcements.id > :told OR announced_at >= :since)"
        f" AND chapters.number IS NOT NULL AND {visibility.OPEN} AND NOT withdrawn"
        " GROUP BY chapters.id ORDER BY position",
        {
            **visibility.parameters(audience),
            "subscription": subscription.id,
            "story": subscription.story,
            "told": subscription.told,
            "upto": upto,
            "since": since,
        },
    )
    return [(made(Chapter, row, "chapter"), bool(row["untold"])) for row in rows]


def tell_early(
    connection: Connection, subscription: Subscription, told: Sequence[ChapterId], upto: int
) -> None:
    """Records which of the chapters that a notice tells up to an announcement are early, or have opened since
    that, before it is sent: once it has arrived, their opening is no news."""
    connection.executemany(
        "INSERT INTO told_early (subscription_id, chapter_id, announcement_id)"
        " SELECT :subscription, chapter_id, max(id) FROM announcements"
        " WHERE chapter_id = :chapter AND id <= :upto"
        " AND (chapter_id IN (SELECT chapter_id FROM early_access) OR EXISTS (SELECT 1"
        "  FROM announcements AS later WHERE later.chapter_id = :chapter AND later.id > :upto))"
        " GROUP BY chapter_id"
        " ON CONFLICT (subscription_id, chapter_id) DO UPDATE SET announcement_id = excluded.announcement_id",
        [{"subscription": subscription.id, "chapter": chapter, "upto": upto} for chapter in told],
    )


def announced_elsewhere(connection: Connection, subscription: Subscription, upto: int) -> list[Elsewhere]:
    """Returns the new entries not told yet that can be read elsewhere only, the oldest first."""
    rows = connection.execute(
        "SELECT title, link FROM announcements WHERE story_id = ? AND chapter_id IS NULL"
        " AND id > ? AND id <= ? ORDER BY id",
        (subscription.story, subscription.told, upto),
    )
    return [made(Elsewhere, row) for row in rows]
