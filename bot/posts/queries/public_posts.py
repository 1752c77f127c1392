"""Messages that everybody sees, from when they are wanted until they are gone."""

from __future__ import annotations

import json
from collections.abc import Collection

from bot.database import Connection
from bot.database.rows import columns, made
from bot.posts.models import CLAIM, PostId, PublicPost, WantedPost
from bot.stories.details import UNRATED, Rating
from bot.stories.ids import ChapterId
from bot.stories.models import Audience, Chapter

_COLUMNS = columns(
    PublicPost,
    "public_posts",
    elsewhere={
        "channel": "channel_id",
        "story": "story_id",
        "message": "message_id",
        "picture.name": "CASE WHEN picture IS NOT NULL THEN picture_name END",
        "picture.alt": "picture_alt",
        "picture.content": "picture",
    },
)
_RATING = f"coalesce(stories.rating, {int(UNRATED)})"
_ITS_RATING = f"coalesce((SELECT {_RATING} FROM stories WHERE id = :story), {int(UNRATED)})"
_NEEDED = f"""(CASE
    WHEN removed_at IS NOT NULL THEN {len(Rating)}
    WHEN {_RATING} >= {int(Rating.MATURE)} THEN {_RATING}
    ELSE 0
END)"""
"""What the channel of a story's posts has to be open to; nothing is open to a story that is taken down."""
_NOT_SHOWN = """SELECT id AS chapter FROM chapters WHERE position < 0
    UNION ALL SELECT chapter_id FROM early_access"""
"""The chapters that are not there for everybody; there are few of them."""
_NOBODY_AT_IT = f"(due_at IS NULL OR due_at NOT BETWEEN :now + 1 AND :now + {CLAIM})"
"""One who would be at it for longer was so by a clock that was ahead."""
_NOT_SENT = "message_id IS NULL AND components IS NOT NULL"


def insert(connection: Connection, wanted: WantedPost, audience: Audience, now: int, until: int) -> PostId:
    """Writes down a post, with an attempt to send it that takes until then at most, and returns its id. The
    audience may be shown its story."""
    picture = wanted.picture
    values = {
        "mark": str(wanted.mark),
        "channel": wanted.channel,
        "story": wanted.story,
        "chapter": wanted.chapter,
        "reader": audience.reader,
        "guild": audience.guild,
        "offer": wanted.offer,
        "components": wanted.components,
        "picture": picture and picture.content,
        "name": picture.name if picture else "",
        "alt": picture.alt if picture else "",
        "now": now,
        "until": until,
    }
    (identity,) = connection.execute(
        "INSERT INTO public_posts (mark, channel_id, story_id, chapter_id, reader_id, guild_id,"
        " cleared_for, offer, components, picture, picture_name, picture_alt, written_at, due_at)"
        f" VALUES (:mark, :channel, :story, :chapter, :reader, :guild, {_ITS_RATING}, :offer,"
        " :components, :picture, :name, :alt, :now, :until) RETURNING id",
        values,
    ).fetchone()
    return PostId(identity)


def expect(connection: Connection, mark: str, channel: int, chapter: Chapter, now: int, until: int) -> None:
    """Writes down a delivery that is about to show a chapter's text in a channel; the attempt to send it
    takes until then at most."""
    connection.execute(
        "INSERT INTO public_posts (mark, channel_id, story_id, chapter_id, cleared_for, written_at, due_at)"
        f" VALUES (:mark, :channel, :story, :chapter, {_ITS_RATING}, :now, :until) ON CONFLICT (mark)"
        " DO UPDATE SET story_id = excluded.story_id, chapter_id = excluded.chapter_id,"
        " cleared_for = excluded.cleared_for, due_at = excluded.due_at",
        {
            "mark": mark,
            "channel": channel,
            "story": chapter.story,
            "chapter": chapter.id,
            "now": now,
            "until": until,
        },
    )


def get(connection: Connection, post: PostId) -> PublicPost | None:
    """Returns a post, or None where it is not written down any more."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM public_posts WHERE id = ?", (post,)).fetchone()
    return row and made(PublicPost, row)


def audience(connection: Connection, post: PostId, *, age_restricted: bool) -> Audience:
    """Returns who wanted a post, and where."""
    row = connection.execute("SELECT reader_id, guild_id FROM public_posts WHERE id = ?", (post,)).fetchone()
    return Audience(row["reader_id"], row["guild_id"], age_restricted=age_restricted)


def settle(connection: Connection, mark: str, message: int) -> None:
    """Records the message that a post has arrived as; what was to be sent is not needed any more."""
    values = {"message": message, "mark": mark}
    connection.execute(
        "DELETE FROM public_posts WHERE message_id = :message AND mark IS NOT :mark"
        " AND EXISTS (SELECT 1 FROM public_posts AS arrived WHERE arrived.mark = :mark)",
        values,
    )
    connection.execute(
        "UPDATE public_posts SET message_id = :message, due_at = NULL, components = NULL, picture = NULL"
        " WHERE mark = :mark",
        values,
    )


def postpone(connection: Connection, post: PostId, until: int) -> None:
    """Leaves a post alone until then, UTC in seconds: an attempt to send it begins, or the next is due."""
    connection.execute("UPDATE public_posts SET due_at = ? WHERE id = ?", (until, post))


def release(connection: Connection, mark: str) -> None:
    """Records that nobody is at work on a delivery's post, which may have arrived or not."""
    connection.execute("UPDATE public_posts SET due_at = NULL WHERE mark = ?", (mark,))


def forget(connection: Connection, post: PostId) -> None:
    """Deletes the record of a post that is not there. An offer that it took without being posted is open
    again."""
    connection.execute(
        "DELETE FROM taken_offers"
        f" WHERE offer IN (SELECT offer FROM public_posts WHERE id = ? AND {_NOT_SENT})",
        (post,),
    )
    connection.execute("DELETE FROM public_posts WHERE id = ?", (post,))


def forget_message(connection: Connection, message: int) -> None:
    """Deletes the record of a message that no longer exists."""
    connection.execute("DELETE FROM public_posts WHERE message_id = ?", (message,))


def next_to_send(
    connection: Connection, passing_over: Collection[PostId], now: int
) -> tuple[PostId | None, int | None]:
    """Returns a post whose last attempt has not ended, or None, and when there will be one, UTC in seconds.
    Skips the posts of `passing_over`."""
    row = connection.execute(
        f"SELECT id, due_at FROM public_posts WHERE due_at IS NOT NULL AND {_NOT_SENT}"
        " AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY due_at, id LIMIT 1",
        (json.dumps(list(passing_over)),),
    ).fetchone()
    if row is None or now < row["due_at"] <= now + CLAIM:
        return None, row and row["due_at"]
    return row["id"], None


def next_to_remove(connection: Connection, passing_over: Collection[PostId], now: int) -> PostId | None:
    """Returns a post of a story that has been taken down, or whose rating is higher than its channel is known
    to be open to, or of a chapter that was taken out or is not open to all, or None. Skips the posts of
    `passing_over`, and those that are being sent."""
    row = connection.execute(
        "SELECT id FROM public_posts WHERE id IN ("
        "  SELECT public_posts.id FROM stories CROSS JOIN public_posts"
        f"  WHERE story_id = stories.id AND cleared_for < {_NEEDED}"
        f"  UNION ALL SELECT posts.id FROM ({_NOT_SHOWN}) AS gone"
        "  CROSS JOIN public_posts AS posts WHERE posts.chapter_id = gone.chapter"
        f" ) AND {_NOBODY_AT_IT} AND id NOT IN (SELECT value FROM json_each(:passing_over))"
        " ORDER BY id LIMIT 1",
        {"now": now, "passing_over": json.dumps(list(passing_over))},
    ).fetchone()
    return row and PostId(row["id"])


def rating_in_question(connection: Connection, post: PostId) -> Rating | None:
    """Returns the rating of a post's story where the post may stand if its channel is open to that rating,
    None where it has to go whatever its channel is."""
    row = connection.execute(
        f"SELECT {_RATING} AS rating FROM public_posts JOIN stories ON stories.id = story_id"
        " WHERE public_posts.id = ? AND removed_at IS NULL"
        f" AND (chapter_id IS NULL OR chapter_id NOT IN ({_NOT_SHOWN}))",
        (post,),
    ).fetchone()
    return row and Rating(row["rating"])


def clear(connection: Connection, post: PostId, rating: Rating) -> None:
    """Records that a post's channel is open to a rating."""
    connection.execute("UPDATE public_posts SET cleared_for = ? WHERE id = ?", (int(rating), post))


def turn(connection: Connection, message: int, chapter: ChapterId) -> None:
    """Records the chapter whose text a message shows from now on."""
    connection.execute("UPDATE public_posts SET chapter_id = ? WHERE message_id = ?", (chapter, message))


def question(connection: Connection, channel: int) -> None:
    """Records that a channel may not be open any more to the ratings that it was open to."""
    connection.execute(
        "UPDATE public_posts SET cleared_for = ? WHERE channel_id = ?", (int(UNRATED), channel)
    )


def forget_unsent(connection: Connection, before: int) -> None:
    """Deletes the records of deliveries' posts that were written down before a time (UTC, seconds) and have
    not been known to arrive."""
    connection.execute(
        "DELETE FROM public_posts WHERE message_id IS NULL AND components IS NULL AND due_at IS NULL"
        " AND written_at < ?",
        (before,),
    )
