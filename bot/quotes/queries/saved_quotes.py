"""Quotes that readers saved, each at its place in a story."""

from __future__ import annotations

from collections.abc import Mapping

from bot.database import Connection, Row
from bot.database.rows import made
from bot.quotes.models import PopularPassage, SavedQuote, Stretch
from bot.stories.ids import ChapterId, ReaderId, SavedQuoteId, StoryId
from bot.stories.models import Audience, Excerpt, Suggestion
from bot.stories.queries import chapters, spoilers, stories, visibility
from bot.stories.queries.versions import MapPlace

_KEPT = """
    FROM saved_quotes JOIN stories ON stories.id = saved_quotes.story_id
    JOIN chapters ON chapters.id = saved_quotes.chapter_id
    WHERE saved_quotes.reader_id = :reader AND saved_quotes.removed_at IS NULL
"""
_SHOWN = f"({visibility.SHOWN} AND {visibility.OPEN})"
_QUOTES = f"""
    SELECT {stories.COLUMNS}, {chapters.COLUMNS}, saved_quotes.id AS id,
        saved_quotes.chapter_id AS "excerpt.place.chapter", saved_quotes.revision AS "excerpt.place.revision",
        start_offset AS "excerpt.place.offset", end_offset AS "excerpt.end", markdown, speaker, saved_at
    {_KEPT} AND {_SHOWN}
"""
_OF_STORY = " AND (:story IS NULL OR saved_quotes.story_id = :story)"
_BY_PLACE = "chapters.position, start_offset, saved_quotes.id"
_AGAIN = """
    UPDATE saved_quotes
    SET saved_at = CASE WHEN removed_at IS NULL THEN saved_at ELSE :now END, removed_at = NULL
    WHERE reader_id = :reader AND chapter_id = :chapter AND revision = :revision
        AND start_offset = :start AND end_offset = :end
    RETURNING id
"""
_NEW = """
    INSERT INTO saved_quotes (reader_id, story_id, chapter_id, revision, start_offset, end_offset, markdown,
        speaker, saved_at)
    VALUES (:reader, :story, :chapter, :revision, :start, :end, :markdown, :speaker, :now)
    RETURNING id
"""
_A_MONTH = 30 * 86_400


def save(
    connection: Connection,
    reader: ReaderId,
    story: StoryId,
    where: Excerpt,
    markdown: str,
    speaker: str | None,
    now: int,
) -> SavedQuoteId:
    """Saves an excerpt for a reader, and returns its id. One that they saved before, or have removed, is
    taken up again."""
    place = where.place
    values = {
        "reader": reader,
        "story": story,
        "chapter": place.chapter,
        "revision": place.revision,
        "start": place.offset,
        "end": where.end,
        "markdown": markdown,
        "speaker": speaker,
        "now": now,
    }
    row = connection.execute(_AGAIN, values).fetchone() or connection.execute(_NEW, values).fetchone()
    return SavedQuoteId(row["id"])


def count_all(connection: Connection, reader: ReaderId) -> int:
    """Returns the number of quotes that a reader has saved, shown here or not."""
    (total,) = connection.execute(
        "SELECT count(*) FROM saved_quotes WHERE reader_id = ? AND removed_at IS NULL", (reader,)
    ).fetchone()
    return int(total)


def get(connection: Connection, audience: Audience, quote: SavedQuoteId) -> SavedQuote | None:
    """Returns a quote that this reader saved, or None if there is none or its story may not be shown where
    they are."""
    row = connection.execute(
        f"{_QUOTES} AND saved_quotes.id = :quote", {"quote": quote, **visibility.parameters(audience)}
    ).fetchone()
    return row and made(SavedQuote, row)


def count(connection: Connection, audience: Audience, story: StoryId | None) -> int:
    """Returns the number of quotes in all pages of `page`."""
    (total,) = connection.execute(
        f"SELECT count(*) {_KEPT} AND {_SHOWN} {_OF_STORY}",
        {"story": story, **visibility.parameters(audience)},
    ).fetchone()
    return int(total)


def page(
    connection: Connection, audience: Audience, story: StoryId | None, offset: int, limit: int
) -> list[SavedQuote]:
    """Returns one page of a reader's saved quotes that may be shown where they are: the newest first, those
    of one story in the order of its text."""
    order = "saved_at DESC, saved_quotes.id DESC" if story is None else _BY_PLACE
    rows = connection.execute(
        f"{_QUOTES} {_OF_STORY} ORDER BY {order} LIMIT :limit OFFSET :offset",
        {"story": story, "limit": limit, "offset": offset, **visibility.parameters(audience)},
    )
    return [made(SavedQuote, row) for row in rows]


def popular(
    connection: Connection, audience: Audience, story: StoryId, fewest: int, limit: int
) -> list[PopularPassage]:
    """Returns the passages of a story as it is now that most readers saved, among those that at least
    `fewest` did and that this audience may be shown unasked."""
    rows = connection.execute(
        f"""
        SELECT {chapters.COLUMNS}, saved.chapter_id AS "excerpt.place.chapter",
            saved.revision AS "excerpt.place.revision", saved.start_offset AS "excerpt.place.offset",
            saved.end_offset AS "excerpt.end", saved.markdown AS markdown, saved.readers AS readers
        FROM (
            SELECT chapter_id, revision, start_offset, end_offset, min(markdown) AS markdown,
                count(DISTINCT reader_id) AS readers
            FROM saved_quotes WHERE story_id = :story AND removed_at IS NULL
            GROUP BY chapter_id, revision, start_offset, end_offset
            HAVING count(DISTINCT reader_id) >= :fewest
        ) AS saved
        JOIN chapters ON chapters.id = saved.chapter_id AND chapters.revision = saved.revision
            AND chapters.position >= 0
        JOIN stories ON stories.id = chapters.story_id LEFT JOIN {spoilers.PASSED}
        WHERE saved.start_offset >= {spoilers.SHOWN_FROM} AND saved.end_offset <= {spoilers.SHOWN_TO}
        ORDER BY readers DESC, chapters.position, saved.start_offset, saved.end_offset LIMIT :limit
        """,
        {**visibility.parameters(audience), "story": story, "fewest": fewest, "limit": limit},
    )
    return [made(PopularPassage, row) for row in rows]


def most_saved(connection: Connection, stretch: Stretch, fewest: int) -> PopularPassage | None:
    """Returns the passage of a stretch of a story as it is now that most readers saved, if at least `fewest`
    did, whatever anybody has read. None where the stretch is not open to everybody."""
    row = connection.execute(
        f"""
        SELECT {chapters.COLUMNS}, saved_quotes.chapter_id AS "excerpt.place.chapter",
            chapters.revision AS "excerpt.place.revision", start_offset AS "excerpt.place.offset",
            end_offset AS "excerpt.end", min(markdown) AS markdown, count(DISTINCT reader_id) AS readers
        FROM saved_quotes JOIN chapters ON chapters.id = saved_quotes.chapter_id
            AND chapters.revision = saved_quotes.revision AND chapters.number IS NOT NULL
        WHERE saved_quotes.story_id = :story AND removed_at IS NULL AND {visibility.OPEN_TO_ALL}
            AND (chapters.position, start_offset) >= (:first, :start)
            AND (chapters.position, end_offset) <= (:last, :end)
        GROUP BY saved_quotes.chapter_id, start_offset, end_offset, chapters.id
        HAVING count(DISTINCT reader_id) >= :fewest
        ORDER BY readers DESC, chapters.position, start_offset, end_offset LIMIT 1
        """,
        {
            "story": stretch.story,
            "first": stretch.start[0],
            "start": stretch.start[1],
            "last": stretch.end[0],
            "end": stretch.end[1],
            "fewest": fewest,
        },
    ).fetchone()
    return row and made(PopularPassage, row)


def given_longest_ago(connection: Connection, audience: Audience) -> SavedQuote | None:
    """Returns one of a reader's saved quotes that may be shown where they are: at random one that was never
    the quote of the day, else the one that was so longest ago. None where there is none."""
    row = connection.execute(
        f"{_QUOTES} ORDER BY given_at, random() LIMIT 1", visibility.parameters(audience)
    ).fetchone()
    return row and made(SavedQuote, row)


def give(connection: Connection, quote: SavedQuoteId, now: int) -> None:
    """Records that a saved quote was the quote of the day."""
    connection.execute("UPDATE saved_quotes SET given_at = ? WHERE id = ?", (now, quote))


def by_story(connection: Connection, audience: Audience) -> list[SavedQuote]:
    """Returns all of a reader's saved quotes that may be shown where they are, by the stories' titles and in
    text order."""
    rows = connection.execute(
        f"{_QUOTES} ORDER BY stories.sort_title, stories.id, {_BY_PLACE}",
        visibility.parameters(audience),
    )
    return [made(SavedQuote, row) for row in rows]


def quoted_stories(connection: Connection, audience: Audience) -> list[Suggestion]:
    """Returns the stories of which a reader has saved quotes, by title."""
    rows = connection.execute(
        f"SELECT DISTINCT {stories.SUGGESTED}, stories.sort_title {_KEPT}"
        f" AND {_SHOWN} ORDER BY stories.sort_title, stories.id",
        visibility.parameters(audience),
    )
    return [made(Suggestion, row) for row in rows]


def remove(connection: Connection, reader: ReaderId, quote: SavedQuoteId, now: int) -> None:
    """Removes a saved quote. Those removed more than a month ago are deleted."""
    connection.execute("DELETE FROM saved_quotes WHERE removed_at < ?", (now - _A_MONTH,))
    connection.execute(
        "UPDATE saved_quotes SET removed_at = ? WHERE id = ? AND reader_id = ? AND removed_at IS NULL",
        (now, quote, reader),
    )


def put_back(connection: Connection, reader: ReaderId, quote: SavedQuoteId) -> None:
    """Saves a removed quote again."""
    connection.execute(
        "UPDATE saved_quotes SET removed_at = NULL WHERE id = ? AND reader_id = ?", (quote, reader)
    )


def follow_texts(connection: Connection, former: Mapping[ChapterId, int], to: MapPlace) -> None:
    """Moves the quotes in former texts (chapters with their last revisions) to where both ends of their words
    are now.

    Where an end is gone the quote stays in the last text that had it: reading from it follows the words like
    an old button does.
    """
    for chapter, revision in former.items():
        rows = connection.execute(
            "SELECT id, start_offset, end_offset FROM saved_quotes WHERE chapter_id = ? AND revision = ?",
            (chapter, revision),
        ).fetchall()
        moved = [values for row in rows if (values := _mapped(row, chapter, to)) is not None]
        connection.executemany(
            "UPDATE saved_quotes SET chapter_id = ?, revision = ?, start_offset = ?, end_offset = ?"
            " WHERE id = ?",
            moved,
        )


def _mapped(row: Row, chapter: ChapterId, to: MapPlace) -> tuple[int, ...] | None:
    start, begins = to(chapter, row["start_offset"], is_end=False)
    end, ends = to(chapter, row["end_offset"], is_end=True)
    if not (begins and ends and start.chapter == end.chapter and start.offset < end.offset):
        return None
    return start.chapter, start.revision, start.offset, end.offset, row["id"]
