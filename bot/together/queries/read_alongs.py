"""Read-alongs and their parts in the database."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from bot.database import Connection
from bot.database.rows import columns, made
from bot.stories.details import Completion
from bot.stories.ids import GuildId, ReaderId
from bot.stories.models import Place
from bot.together.models import NewPart, Part, PartId, ReadAlong, ReadAlongId, State, Wanted
from bot.together.paces import Pace

READ_ALONG = columns(
    ReadAlong,
    "read_alongs",
    "read_along",
    {
        "guild": "read_alongs.guild_id",
        "story": "read_alongs.story_id",
        "host": "read_alongs.host_id",
        "channel": "read_alongs.channel_id",
    },
)
"""The columns that a statement selects so that `made` can build a `ReadAlong` with the prefix
"read_along"."""
PART = columns(
    Part,
    "read_along_parts",
    "part",
    {
        "read_along": "read_along_parts.read_along_id",
        "end.chapter": "read_along_parts.chapter_id",
        "thread": "read_along_parts.thread_id",
        "event": "read_along_parts.event_id",
    },
)
"""The same for a `Part` with the prefix "part"."""
_UNDER_WAY = f"state IN ('{State.GOING}', '{State.PAUSED}')"
_ENDS_AT = """(
    SELECT last.opens_at + max(86400, last.opens_at - coalesce(before.opens_at, last.opens_at))
    FROM read_along_parts AS last LEFT JOIN read_along_parts AS before
    ON before.read_along_id = last.read_along_id AND before.number = last.number - 1
    WHERE last.read_along_id = read_alongs.id ORDER BY last.number DESC LIMIT 1
)"""
"""When a read-along ends whose story has no more: behind its last part, for which there is as much time as
for the one before, and a day at least."""
_HAS_ENDED = f"""(
    state = '{State.GOING}' AND {_ENDS_AT} <= :now
    AND (NOT goes_on OR stories.completion = '{Completion.COMPLETE}')
    AND NOT EXISTS (SELECT 1 FROM read_along_parts WHERE read_along_id = read_alongs.id AND opened_at IS NULL)
)"""


def insert(connection: Connection, host: ReaderId, guild: GuildId, wanted: Wanted, now: int) -> ReadAlongId:
    """Inserts a read-along that is only planned, and returns its id."""
    (new,) = connection.execute(
        "INSERT INTO read_alongs (guild_id, story_id, host_id, channel_id, pace, zone, first_day, minute,"
        " goes_on, edition, made_at)"
        " SELECT :guild, id, :host, :channel, :pace, :zone, :first_day, :minute, :goes_on, edition, :now"
        " FROM stories WHERE id = :story RETURNING id",
        {
            "guild": guild,
            "host": host,
            "story": wanted.story,
            "channel": wanted.channel,
            "now": now,
            **_plan(wanted),
        },
    ).fetchone()
    return ReadAlongId(new)


def change(connection: Connection, identity: ReadAlongId, wanted: Wanted, now: int) -> None:
    """Changes the pace of a read-along, its days, and whether it goes on. One that is paused counts as paused
    from now on: its new days are meant as they are."""
    connection.execute(
        "UPDATE read_alongs SET pace = :pace, zone = :zone, first_day = :first_day, minute = :minute,"
        " goes_on = :goes_on, paused_at = iif(paused_at IS NULL, NULL, :now) WHERE id = :id",
        {"id": identity, "now": now, **_plan(wanted)},
    )


def change_pace(connection: Connection, identity: ReadAlongId, pace: Pace) -> None:
    """Changes the pace of a read-along alone."""
    connection.execute("UPDATE read_alongs SET pace = ? WHERE id = ?", (pace.to_column(), identity))


def get(connection: Connection, identity: ReadAlongId) -> ReadAlong | None:
    """Returns a read-along, or None."""
    row = connection.execute(f"SELECT {READ_ALONG} FROM read_alongs WHERE id = ?", (identity,)).fetchone()
    return row and made(ReadAlong, row, "read_along")


def of_guild(connection: Connection, guild: GuildId | None, limit: int) -> list[ReadAlong]:
    """Returns the read-alongs of a server that have begun, those under way first, then the newest."""
    return _listed(connection, "guild_id = ?", guild, limit)


def of_member(connection: Connection, reader: ReaderId, limit: int) -> list[ReadAlong]:
    """Returns the read-alongs that somebody is a member of, in the same order."""
    joined = "SELECT read_along_id FROM read_along_members WHERE reader_id = ? AND left_at IS NULL"
    return _listed(connection, f"id IN ({joined})", reader, limit)


def _listed(connection: Connection, where: str, whose: int | None, limit: int) -> list[ReadAlong]:
    rows = connection.execute(
        f"SELECT {READ_ALONG} FROM read_alongs WHERE {where} AND state <> '{State.PLANNED}'"
        f" ORDER BY state = '{State.ENDED}', id DESC LIMIT ?",
        (whose, limit),
    )
    return [made(ReadAlong, row, "read_along") for row in rows]


def set_state(
    connection: Connection, identity: ReadAlongId, state: State, now: int, *, only_from: Collection[State]
) -> bool:
    """Sets how a read-along stands, if it stands in one of these ways. Returns whether it did."""
    paused_at, ended_at = (now if state is each else None for each in (State.PAUSED, State.ENDED))
    cursor = connection.execute(
        "UPDATE read_alongs SET state = ?, paused_at = ?, ended_at = ?"
        f" WHERE id = ? AND state IN ({', '.join('?' * len(only_from))})",
        (state, paused_at, ended_at, identity, *only_from),
    )
    return cursor.rowcount == 1


def cancel(connection: Connection, identity: ReadAlongId) -> None:
    """Deletes a read-along that is only planned."""
    connection.execute(f"DELETE FROM read_alongs WHERE id = ? AND state = '{State.PLANNED}'", (identity,))


def forget_planned(connection: Connection, before: int) -> None:
    """Deletes read-alongs that were planned before a time (UTC, seconds) and never begun."""
    connection.execute(f"DELETE FROM read_alongs WHERE state = '{State.PLANNED}' AND made_at < ?", (before,))


# Parts


def parts(connection: Connection, identity: ReadAlongId) -> list[Part]:
    """Returns the parts of a read-along, in order, their ends as they are stored."""
    rows = connection.execute(
        f"SELECT {PART} FROM read_along_parts WHERE read_along_id = ? ORDER BY number", (identity,)
    )
    return [made(Part, row, "part") for row in rows]


def part(connection: Connection, identity: PartId) -> Part | None:
    """Returns a part, its end as it is stored, or None."""
    row = connection.execute(f"SELECT {PART} FROM read_along_parts WHERE id = ?", (identity,)).fetchone()
    return row and made(Part, row, "part")


def of_part(connection: Connection, part: PartId) -> ReadAlong | None:
    """Returns the read-along that a part belongs to, or None."""
    row = connection.execute(
        f"SELECT {READ_ALONG} FROM read_along_parts JOIN read_alongs ON read_alongs.id = read_along_id"
        " WHERE read_along_parts.id = ?",
        (part,),
    ).fetchone()
    return row and made(ReadAlong, row, "read_along")


def keep_parts(connection: Connection, identity: ReadAlongId, after: int, new: Sequence[NewPart]) -> None:
    """Stores the parts that come after this number, in place of those that are there. What the host wrote for
    a number stays with it."""
    connection.executemany(
        'INSERT INTO read_along_parts (read_along_id, number, chapter_id, revision, "offset", ends_chapter,'
        " opens_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (read_along_id, number) DO UPDATE SET"
        " chapter_id = excluded.chapter_id, revision = excluded.revision,"
        ' "offset" = excluded."offset", ends_chapter = excluded.ends_chapter,'
        " opens_at = excluded.opens_at, waits = FALSE",
        [
            (
                identity,
                after + at,
                each.end.chapter,
                each.end.revision,
                each.end.offset,
                each.ends_chapter,
                each.opens_at,
            )
            for at, each in enumerate(new, 1)
        ],
    )
    connection.execute(
        "DELETE FROM read_along_parts WHERE read_along_id = ? AND number > ?", (identity, after + len(new))
    )


def reschedule(connection: Connection, part: PartId, opens_at: int) -> None:
    """Sets when a part opens, UTC in seconds. One that waited for its chapters is looked at again then."""
    connection.execute(
        "UPDATE read_along_parts SET opens_at = ?, waits = FALSE WHERE id = ?", (opens_at, part)
    )


def behind(connection: Connection, identity: ReadAlongId) -> list[Part]:
    """Returns the parts of a read-along whose story was edited since their ends were mapped; none where it
    was not."""
    rows = connection.execute(
        f"SELECT {PART} FROM read_alongs JOIN stories ON stories.id = story_id"
        " JOIN read_along_parts ON read_along_id = read_alongs.id"
        " WHERE read_alongs.id = ? AND read_alongs.edition <> stories.edition",
        (identity,),
    )
    return [made(Part, row, "part") for row in rows]


def move_end(connection: Connection, part: PartId, end: Place) -> None:
    """Stores where a part ends."""
    connection.execute(
        'UPDATE read_along_parts SET chapter_id = ?, revision = ?, "offset" = ? WHERE id = ?',
        (end.chapter, end.revision, end.offset, part),
    )


def note_edition(connection: Connection, identity: ReadAlongId) -> None:
    """Records that the ends of a read-along's parts are in the story's texts of today."""
    connection.execute(
        "UPDATE read_alongs SET edition = (SELECT edition FROM stories WHERE stories.id = story_id)"
        " WHERE id = ?",
        (identity,),
    )


# What is due


def next_to_open(
    connection: Connection, passing_over: Collection[ReadAlongId], now: int
) -> tuple[ReadAlongId | None, int | None]:
    """Returns a read-along of which something is due, or None, and when (UTC, seconds) the next part opens.
    Skips those of `passing_over`.

    Something is due where a part is to be opened, where the story was edited or taken down, and at the end.
    """
    row = connection.execute(
        f"""
        SELECT read_alongs.id FROM read_alongs JOIN stories ON stories.id = story_id WHERE {_UNDER_WAY}
            AND read_alongs.id NOT IN (SELECT value FROM json_each(:waiting))
            AND (removed_at IS NOT NULL OR stories.edition <> read_alongs.edition OR {_HAS_ENDED}
                OR (state = '{State.GOING}' AND EXISTS (SELECT 1 FROM read_along_parts
                    WHERE read_along_id = read_alongs.id AND opened_at IS NULL AND opens_at <= :now
                    AND NOT waits)))
        ORDER BY read_alongs.id LIMIT 1
        """,
        {"waiting": json.dumps(list(passing_over)), "now": now},
    ).fetchone()
    (next_at,) = connection.execute(
        "SELECT min(moment) FROM (SELECT opens_at AS moment FROM read_along_parts"
        " JOIN read_alongs ON read_alongs.id = read_along_id"
        f" WHERE opened_at IS NULL AND state = '{State.GOING}'"
        f" UNION ALL SELECT {_ENDS_AT} FROM read_alongs WHERE state = '{State.GOING}') AS found"
        " WHERE moment > ?",
        (now,),
    ).fetchone()
    return row and ReadAlongId(row["id"]), next_at


def has_ended(connection: Connection, identity: ReadAlongId, now: int) -> bool:
    """Returns whether a read-along that goes on by itself is over: its story was taken down, or its last part
    has had its time."""
    row = connection.execute(
        f"SELECT 1 FROM read_alongs JOIN stories ON stories.id = story_id WHERE read_alongs.id = :id"
        f" AND (removed_at IS NOT NULL OR {_HAS_ENDED})",
        {"id": identity, "now": now},
    ).fetchone()
    return row is not None


def ends_at(connection: Connection, identity: ReadAlongId) -> int:
    """Returns when a read-along with parts ends whose story has no more, UTC in seconds."""
    (moment,) = connection.execute(f"SELECT {_ENDS_AT} FROM read_alongs WHERE id = ?", (identity,)).fetchone()
    return int(moment)


def open_part(connection: Connection, part: PartId, now: int) -> None:
    """Records that a part has opened."""
    connection.execute(
        "UPDATE read_along_parts SET opened_at = ?, waits = FALSE WHERE id = ? AND opened_at IS NULL",
        (now, part),
    )


def have_wait(connection: Connection, part: PartId) -> None:
    """Records that a part waits for its chapters."""
    connection.execute("UPDATE read_along_parts SET waits = TRUE WHERE id = ?", (part,))


def _plan(wanted: Wanted) -> dict[str, object]:
    return {
        "pace": wanted.pace.to_column(),
        "zone": wanted.zone,
        "first_day": wanted.first_day.isoformat(),
        "minute": wanted.minute,
        "goes_on": wanted.goes_on,
    }
