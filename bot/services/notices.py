"""What a notice says, by the visibility, the rating and the spoiler guard of the moment of sending."""

from __future__ import annotations

from bot.models import Audience, Chapter, Delivery, Notice, Spot, Story
from bot.services.veils import veil
from bot.storage import bookmarks, chapters, deliveries, spoilers, stories
from bot.storage.database import Connection


def notice_of(connection: Connection, delivery: Delivery, audience: Audience) -> Notice | None:
    """The notice; None where its story is not for this audience now, or has nothing that is new to it."""
    seen = stories.seen_by(connection, delivery.subscription.story, audience)
    if seen is None or not seen[1]:
        return None
    if delivery.subscription.channel is None:
        return _for_reader(connection, delivery, seen[0])
    new = _unread(connection, delivery, stopped_at=None, furthest=None)
    return Notice(seen[0], new, None) if new else None


def _for_reader(connection: Connection, delivery: Delivery, story: Story) -> Notice | None:
    reader = delivery.subscription.reader
    reading = bookmarks.get(connection, reader, story.id)
    new = _unread(
        connection,
        delivery,
        stopped_at=reading.read_at if reading else None,
        furthest=spoilers.furthest(connection, reader, story.id),
    )
    if not new:
        return None
    here = chapters.at(connection, story.id, reading.bookmark.current.position) if reading else None
    return Notice(story, tuple(map(veil(connection, reader, story.id).over, new)), here)


def _unread(
    connection: Connection, delivery: Delivery, *, stopped_at: int | None, furthest: Spot | None
) -> tuple[Chapter, ...]:
    """The new chapters that are not begun yet; none where each of these was told before."""
    unread = [
        (chapter, untold)
        for chapter, untold in deliveries.announced(connection, delivery, stopped_at)
        if furthest is None or Spot(chapter.position, 0) >= furthest
    ]
    return tuple(chapter for chapter, _ in unread) if any(untold for _, untold in unread) else ()
