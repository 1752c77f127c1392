"""Readers' places in stories: one open reading of each, and the closed ones before it."""

from __future__ import annotations

import json
from dataclasses import astuple, replace

from bot.database import Connection, Row
from bot.database.rows import columns, made
from bot.reading.models import Bookmark, Reading
from bot.reading.queries import passed
from bot.reading.queries.passed import PassedRow
from bot.stories.ids import ReaderId, ReadingId, StoryId
from bot.stories.models import Audience, Place, Spot
from bot.stories.places import followed
from bot.stories.queries import chapters, visibility

COLUMNS = (
    columns(
        Reading,
        "readings",
        "reading",
        {
            "story": "readings.story_id",
            "bookmark.current.position": "here.position",
            "bookmark.undo.position": "back.position",
            "bookmark.undo.offset": "readings.undo_offset",
            "displaced": "FALSE",
        },
    )
    + """, coalesce(here.position < 0 OR here.revision <> readings.revision
    OR back.position < 0 OR back.revision <> undo_revision, FALSE) AS former"""
)
"""The columns that a statement selects so that `reading_of` can build a `Reading`; `PLACES` joins the
chapters that it names."""
PLACES = """
    LEFT JOIN chapters AS here ON here.id = readings.chapter_id
    LEFT JOIN chapters AS back ON back.id = readings.undo_chapter_id
"""
CLOSED_FROM = f"{visibility.CLOSED_FROM} AS closed_from"
"""The column by which `reading_in` knows which of the places are open to an audience."""
_CURRENT_PLACE = "chapter_id", "revision", "offset"
_UNDO_PLACE = "undo_chapter_id", "undo_revision", "undo_offset"
_READINGS = f"""
    SELECT {COLUMNS}, {CLOSED_FROM} FROM readings {PLACES} JOIN stories ON stories.id = readings.story_id
    WHERE readings.reader_id = :reader
"""
_OPEN = f"{_READINGS} AND readings.closed_at IS NULL"
_CURRENT = (
    f"{_OPEN} AND readings.put_away_at IS NULL AND {visibility.SHOWN}"
    " ORDER BY readings.read_at DESC, readings.id DESC"
)


def reading_in(connection: Connection, row: Row, stored: Reading | None = None) -> Reading | None:
    """Returns the reading in a row with COLUMNS and CLOSED_FROM, its places where their words are now, or
    None. `stored` is what the row holds, where that was made of it already.

    A place whose words are gone is beside them, and stays in the last text that had them until its reader
    moves. A place in a chapter that is not open to the audience is kept, and known to nobody: until it opens,
    it counts as the end of what they may read.
    """
    if row["reading.id"] is None:
        return None
    reading = stored or made(Reading, row, "reading")
    if row["former"]:
        current, undo = (_followed(connection, reading.id, names) for names in (_CURRENT_PLACE, _UNDO_PLACE))
        assert current is not None  # noqa: S101 - a reading always has a place
        bookmark = Bookmark(current[0], undo and undo[0])
        reading = replace(reading, bookmark=bookmark, displaced=not current[1])
    if row["closed_from"] is None:
        return reading
    return replace(reading, bookmark=_open_part(connection, reading, row["closed_from"]))


def follow_edits(connection: Connection, reader: ReaderId, story: StoryId) -> None:
    """Stores each of a reader's places in a story where its words are now; one whose words are gone stays in
    the last text that had them."""
    for reading in _all_of(connection, reader, story):
        for names in (_CURRENT_PLACE, _UNDO_PLACE):
            place = _place(connection, reading, names)
            now, exact = followed(connection, place, None) if place else (None, False)
            if now and exact:
                chapter, revision, offset = names
                told = ", told_gone = FALSE" if names is _CURRENT_PLACE else ""
                connection.execute(
                    f'UPDATE readings SET {chapter} = ?, {revision} = ?, "{offset}" = ?{told} WHERE id = ?',
                    (*astuple(now), reading),
                )
    connection.execute(
        "UPDATE readings SET edition = (SELECT edition FROM stories WHERE id = :story)"
        " WHERE reader_id = :reader AND story_id = :story",
        {"reader": reader, "story": story},
    )


def get(connection: Connection, audience: Audience, story: StoryId) -> Reading | None:
    """Returns the open reading of a story, or None if the reader has not begun it."""
    row = connection.execute(
        f"{_OPEN} AND readings.story_id = :story", {**visibility.parameters(audience), "story": story}
    ).fetchone()
    return row and reading_in(connection, row)


def earlier(connection: Connection, audience: Audience, story: StoryId) -> list[Reading]:
    """Returns the closed readings of a story, the first one first."""
    rows = connection.execute(
        f"{_READINGS} AND readings.story_id = :story AND readings.closed_at IS NOT NULL ORDER BY readings.id",
        {**visibility.parameters(audience), "story": story},
    ).fetchall()
    return [each for row in rows if (each := reading_in(connection, row))]


def _all_of(connection: Connection, reader: ReaderId, story: StoryId) -> list[ReadingId]:
    """Returns the ids of a reader's readings of a story."""
    rows = connection.execute("SELECT id FROM readings WHERE reader_id = ? AND story_id = ?", (reader, story))
    return [ReadingId(row["id"]) for row in rows]


def last(connection: Connection, audience: Audience) -> Reading | None:
    """Returns the reader's latest reading among the stories that they may see here and have not put away, or
    None."""
    row = connection.execute(f"{_CURRENT} LIMIT 1", visibility.parameters(audience)).fetchone()
    return row and reading_in(connection, row)


def recent(connection: Connection, audience: Audience, limit: int) -> list[Reading]:
    """Returns the readings that `last` chooses from, the latest first."""
    rows = connection.execute(f"{_CURRENT} LIMIT :limit", {**visibility.parameters(audience), "limit": limit})
    return [each for row in rows.fetchall() if (each := reading_in(connection, row))]


def any_shown(connection: Connection, reader: ReaderId) -> bool:
    """Returns whether somebody was ever shown a page of anything by themselves."""
    found = connection.execute(
        "SELECT 1 FROM readings WHERE reader_id = ? AND shown LIMIT 1", (reader,)
    ).fetchone()
    return found is not None


def begin(connection: Connection, audience: Audience, story: StoryId, now: int) -> Reading:
    """Opens a reading at the story's first chapter, and returns it."""
    connection.execute(
        'INSERT INTO readings (reader_id, story_id, chapter_id, revision, "offset", started_at, read_at,'
        " shown, again, edition, seen)"
        " SELECT :reader, story_id, chapters.id, revision, 0, :now, :now, FALSE,"
        " EXISTS (SELECT 1 FROM readings WHERE reader_id = :reader AND story_id = :story), edition, edition"
        " FROM chapters JOIN stories ON stories.id = story_id WHERE story_id = :story AND number = 1",
        {"reader": audience.reader, "story": story, "now": now},
    )
    reading = get(connection, audience, story)
    assert reading is not None  # noqa: S101 - it was inserted above
    if reading.again:
        passed.put_back(connection, audience.reader, story, (), again=True)
    connection.execute(
        "INSERT INTO passed (reader_id, chapter_id, again, revision, start_offset, end_offset)"
        " SELECT :reader, id, :again, revision, 0, 0 FROM chapters WHERE story_id = :story AND number = 1"
        " ON CONFLICT DO NOTHING",
        {"reader": audience.reader, "story": story, "again": reading.again},
    )
    return reading


def move(
    connection: Connection,
    reading: Reading,
    bookmark: Bookmark,
    now: int,
    *,
    words: float = 0,
    shown: bool = False,
) -> None:
    """Writes the reader's new places, as far as they differ from the old ones, and adds to the words that
    they have passed. With `shown`, a page was shown to them alone."""
    before = reading.bookmark
    spots = {"": (before.current, bookmark.current), "undo_": (before.undo, bookmark.undo)}
    values: dict[str, object] = {
        "id": reading.id,
        "story": reading.story,
        "now": now,
        "words": words,
        "shown": shown,
    }
    values |= {"gone": reading.words_gone, "stays": bookmark.current == before.current}
    changes = [
        "read_at = :now",
        "words = words + :words",
        "shown = shown OR :shown",
        "seen = edition",
        "told_gone = (told_gone OR :gone) AND :stays",
    ]
    for prefix, (old, new) in spots.items():
        if new is not None and new != old:
            changes.append(_spot_assignment(prefix))
            values[f"{prefix}position"], values[f"{prefix}offset"] = new
    connection.execute(f"UPDATE readings SET {', '.join(changes)} WHERE id = :id", values)


def put_back(connection: Connection, reading: ReadingId, current: Place, read_at: int) -> None:
    """Puts a reader back where they were; the place may be in a former text."""
    connection.execute(
        'UPDATE readings SET chapter_id = ?, revision = ?, "offset" = ?, read_at = ? WHERE id = ?',
        (*astuple(current), read_at, reading),
    )


def finish(connection: Connection, reading: ReadingId, when: int | None) -> None:
    """Sets the time at which a reading was finished; None marks it as not finished."""
    connection.execute("UPDATE readings SET finished_at = ? WHERE id = ?", (when, reading))


def close(connection: Connection, reading: ReadingId, now: int) -> None:
    """Closes a reading, so that the story can be begun anew. What was passed in it, if it was not the first,
    is kept with it."""
    connection.execute(
        "UPDATE readings SET closed_at = ?, passed_when_closed = iif(again, ("
        "  SELECT json_group_array(json_array(1, chapter_id, passed.revision, start_offset, end_offset))"
        "  FROM chapters JOIN passed ON chapter_id = chapters.id"
        "  WHERE story_id = readings.story_id AND passed.reader_id = readings.reader_id AND passed.again"
        " ), NULL) WHERE id = ?",
        (now, reading),
    )


def reopen(connection: Connection, reading: ReadingId) -> list[PassedRow] | None:
    """Opens a reading again that was closed. Returns what had been passed in it; None where that was not
    kept."""
    row = connection.execute("SELECT passed_when_closed FROM readings WHERE id = ?", (reading,)).fetchone()
    connection.execute(
        "UPDATE readings SET closed_at = NULL, passed_when_closed = NULL WHERE id = ?", (reading,)
    )
    kept = row["passed_when_closed"]
    return kept and [tuple(each) for each in json.loads(kept)]


def forget(connection: Connection, reading: ReadingId) -> None:
    """Deletes a reading, as if the story had not been begun."""
    connection.execute("DELETE FROM readings WHERE id = ?", (reading,))


def take_up(connection: Connection, reader: ReaderId, reading: Reading, now: int) -> None:
    """Ends the putting away of a story that is read again, and takes it off the list to read."""
    connection.execute("UPDATE readings SET put_away_at = NULL WHERE id = ?", (reading.id,))
    take_off(connection, reader, reading.story, now)


def take_off(connection: Connection, reader: ReaderId, story: StoryId, now: int) -> None:
    """Takes a story off the list to read."""
    connection.execute(
        "UPDATE saved_stories SET taken_off_at = ?"
        " WHERE reader_id = ? AND story_id = ? AND taken_off_at IS NULL",
        (now, reader, story),
    )


def _followed(
    connection: Connection, reading: ReadingId, names: tuple[str, str, str]
) -> tuple[Spot, bool] | None:
    """Returns where a place of a reading is now, and whether its very words stand there; None where it has
    none."""
    place = _place(connection, reading, names)
    if place is None:
        return None
    now, exact = followed(connection, place, None)
    chapter = chapters.get(connection, now.chapter, None)
    assert chapter is not None  # noqa: S101 - a current place is in a chapter
    return Spot(chapter.position, now.offset), exact


def _place(connection: Connection, reading: ReadingId, names: tuple[str, str, str]) -> Place | None:
    columns_of = ", ".join(f'"{name}"' for name in names)
    row = connection.execute(f"SELECT {columns_of} FROM readings WHERE id = ?", (reading,)).fetchone()
    return None if row[0] is None else Place(*row)


def _spot_assignment(prefix: str) -> str:
    """Returns the SQL that assigns a spot: the chapter at its position now, its revision, the offset."""
    return f"""({prefix}chapter_id, {prefix}revision, "{prefix}offset") = (
        SELECT id, revision, :{prefix}offset FROM chapters
        WHERE story_id = :story AND position = :{prefix}position
    )"""


def _open_part(connection: Connection, reading: Reading, closed_from: int) -> Bookmark:
    """Returns a reading's bookmark, moved back to the end of the chapters before this position."""
    row = connection.execute(
        'SELECT position, characters AS "offset" FROM chapters WHERE story_id = ? AND number IS NOT NULL'
        " AND position < ? ORDER BY position DESC LIMIT 1",
        (reading.story, closed_from),
    ).fetchone()
    end, places = made(Spot, row), reading.bookmark

    def within(spot: Spot) -> Spot:
        return spot if spot.position < closed_from else end

    return Bookmark(within(places.current), places.undo and within(places.undo))
