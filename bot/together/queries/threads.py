"""The threads of parts in the database: what is to be done for them, and who is to be added."""

from __future__ import annotations

from bot.database import Connection
from bot.database.rows import made
from bot.posts.models import CLAIM, new_mark
from bot.stories.ids import ReaderId
from bot.together.models import Part, PartId, ReadAlongId
from bot.together.threads import Errand, Talker, Task

_READY = f"""(
    task IN ('{Task.THREAD}', '{Task.MEETING}', '{Task.END}')
    OR (thread_id IS NOT NULL AND (task = '{Task.OPENING}'
        OR NOT EXISTS (SELECT 1 FROM read_along_errands AS first WHERE first.part_id = errands.part_id
            AND first.task = '{Task.OPENING}' AND first.due_at IS NOT NULL)))
)"""
"""True where nothing has to be done before: the thread comes first, and then its first message."""
_LONGEST = 3_600 + CLAIM
"""Seconds for which somebody who is to be added may be left alone; longer was by a clock that was ahead."""
_ERRANDS = "FROM read_along_errands AS errands JOIN read_along_parts ON read_along_parts.id = part_id"


def enlist(connection: Connection, part: Part, now: int) -> None:
    """Makes the tasks of a part that opens."""
    for task in (Task.THREAD, Task.OPENING, *([Task.POLL] if part.poll else [])):
        ask_for(connection, part.id, task, new_mark(), now)


def next_due(connection: Connection) -> int | None:
    """Returns when a task is due next, UTC in seconds, or None."""
    (moment,) = connection.execute(
        f"SELECT min(due_at) {_ERRANDS} WHERE due_at IS NOT NULL AND {_READY}"
    ).fetchone()
    return moment if moment is None else int(moment)


def set_right(connection: Connection, now: int, latest: int) -> None:
    """Makes due what was put off for longer than anything can be: the clock was ahead then."""
    connection.execute("UPDATE read_along_errands SET due_at = ? WHERE due_at > ?", (now, latest))


def claim(connection: Connection, now: int, expires: int, limit: int) -> list[Errand]:
    """Claims some of the tasks that are due, those due longest first, and returns them; a claim expires if
    its task is not settled."""
    rows = connection.execute(
        f"SELECT part_id, task {_ERRANDS} WHERE due_at <= ? AND {_READY}"
        " ORDER BY due_at, part_id, task LIMIT ?",
        (now, limit),
    )
    return [_claimed(connection, (row["part_id"], row["task"]), now, expires) for row in rows.fetchall()]


def _claimed(connection: Connection, found: tuple[PartId, str], now: int, expires: int) -> Errand:
    connection.execute(
        "UPDATE read_along_errands SET due_at = ?, attempts = attempts + 1,"
        " first_tried_at = coalesce(first_tried_at, ?) WHERE part_id = ? AND task = ?",
        (expires, now, *found),
    )
    row = connection.execute(
        "SELECT part_id AS part, task, mark, attempts, first_tried_at, due_at AS claimed_until,"
        " thread_id AS thread"
        f" {_ERRANDS} WHERE part_id = ? AND task = ?",
        found,
    ).fetchone()
    return made(Errand, row)


def settle(connection: Connection, errand: Errand, obstacle: str = "") -> None:
    """Settles a task: it is done, or (with an obstacle) given up. Here and in `postpone`, one that was asked
    for again meanwhile stays due."""
    _put_off(connection, errand, None, obstacle)


def postpone(connection: Connection, errand: Errand, until: int, obstacle: str = "") -> None:
    """Has a task be tried again at a time, UTC in seconds."""
    _put_off(connection, errand, until, obstacle)


def _put_off(connection: Connection, errand: Errand, until: int | None, obstacle: str) -> None:
    connection.execute(
        "UPDATE read_along_errands SET due_at = ?, obstacle = ?"
        " WHERE part_id = ? AND task = ? AND due_at = ?",
        (until, obstacle, errand.part, errand.task, errand.claimed_until),
    )


def obstacles(connection: Connection, part: PartId) -> dict[Task, str]:
    """Returns the tasks of a part that were not possible the last time, and why."""
    rows = connection.execute(
        "SELECT task, obstacle FROM read_along_errands WHERE part_id = ? AND obstacle <> ''", (part,)
    )
    return {Task(row["task"]): row["obstacle"] for row in rows}


def tasks(connection: Connection, part: PartId) -> frozenset[Task]:
    """Returns the tasks of a part."""
    rows = connection.execute("SELECT task FROM read_along_errands WHERE part_id = ?", (part,))
    return frozenset(Task(row["task"]) for row in rows)


def done(connection: Connection, part: PartId) -> frozenset[Task]:
    """Returns the tasks of a part that are settled."""
    rows = connection.execute(
        "SELECT task FROM read_along_errands WHERE part_id = ? AND due_at IS NULL", (part,)
    )
    return frozenset(Task(row["task"]) for row in rows)


def ask_for(connection: Connection, part: PartId, task: Task, mark: int, now: int) -> None:
    """Makes a task of a part, or makes it due again."""
    connection.execute(
        "INSERT INTO read_along_errands (part_id, task, mark, due_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (part_id, task) DO UPDATE"
        " SET due_at = excluded.due_at, first_tried_at = NULL, obstacle = ''",
        (part, task, mark, now),
    )


# Threads


def open_thread(connection: Connection, part: PartId, thread: int, *, private: bool) -> None:
    """Records the thread of a part."""
    connection.execute(
        "UPDATE read_along_parts SET thread_id = ?, thread_private = ? WHERE id = ?", (thread, private, part)
    )


def is_private(connection: Connection, part: PartId) -> bool:
    """Returns whether the thread of a part is private."""
    row = connection.execute("SELECT thread_private FROM read_along_parts WHERE id = ?", (part,)).fetchone()
    return bool(row["thread_private"])


def known(connection: Connection, channel: int) -> frozenset[int]:
    """Returns the threads of parts in a channel."""
    rows = connection.execute(
        "SELECT thread_id FROM read_along_parts JOIN read_alongs ON read_alongs.id = read_along_id"
        " WHERE channel_id = ? AND thread_id IS NOT NULL",
        (channel,),
    )
    return frozenset(row["thread_id"] for row in rows)


# What the host writes


def write(connection: Connection, part: PartId, questions: str, poll: str) -> None:
    """Stores the host's questions and poll for a part."""
    connection.execute(
        "UPDATE read_along_parts SET questions = ?, poll = ? WHERE id = ?", (questions, poll, part)
    )


def meeting(connection: Connection, part: PartId) -> tuple[int, str] | None:
    """Returns when (UTC, seconds) and where people meet about a part, or None."""
    row = connection.execute(
        "SELECT starts_at, place FROM read_along_meetings WHERE part_id = ?", (part,)
    ).fetchone()
    return row and (row["starts_at"], row["place"])


def meet(connection: Connection, part: PartId, starts_at: int, place: str) -> None:
    """Stores when (UTC, seconds) and where people meet about a part."""
    connection.execute(
        "INSERT INTO read_along_meetings (part_id, starts_at, place) VALUES (?, ?, ?)"
        " ON CONFLICT (part_id) DO UPDATE SET starts_at = excluded.starts_at, place = excluded.place",
        (part, starts_at, place),
    )


def call_off(connection: Connection, part: PartId) -> None:
    """Forgets the meeting about a part."""
    connection.execute("DELETE FROM read_along_meetings WHERE part_id = ?", (part,))


def note_event(connection: Connection, part: PartId, event: int | None) -> None:
    """Records the event of a part's meeting, None where there is none any more."""
    connection.execute("UPDATE read_along_parts SET event_id = ? WHERE id = ?", (event, part))


# Talkers


def consent(connection: Connection, part: PartId, reader: ReaderId, now: int) -> None:
    """Records that somebody wants to be in the thread of a part, and to be seen there. Who was added before
    is added again, since they may have left it."""
    connection.execute(
        "INSERT INTO read_along_talkers (part_id, reader_id, consented_at) VALUES (?, ?, ?)"
        " ON CONFLICT (part_id, reader_id) DO UPDATE"
        " SET consented_at = excluded.consented_at, added_at = NULL",
        (part, reader, now),
    )


def asked(connection: Connection, reader: ReaderId, read_along: ReadAlongId) -> frozenset[PartId]:
    """Returns the parts of a read-along in whose threads somebody asked to be."""
    rows = connection.execute(
        "SELECT part_id FROM read_along_talkers JOIN read_along_parts ON read_along_parts.id = part_id"
        " WHERE reader_id = ? AND read_along_id = ?",
        (reader, read_along),
    )
    return frozenset(PartId(row["part_id"]) for row in rows)


def claim_talkers(connection: Connection, now: int, expires: int, limit: int) -> list[Talker]:
    """Claims some of those who are to be added to a thread that there is, and returns them."""
    rows = connection.execute(
        "SELECT part_id AS part, reader_id AS reader, thread_id AS thread FROM read_along_talkers"
        " JOIN read_along_parts ON read_along_parts.id = part_id"
        " WHERE added_at IS NULL AND thread_id IS NOT NULL"
        f" AND (claimed_until IS NULL OR claimed_until NOT BETWEEN ? + 1 AND ? + {_LONGEST})"
        " ORDER BY consented_at, part_id, reader_id LIMIT ?",
        (now, now, limit),
    )
    found = [made(Talker, row) for row in rows]
    for each in found:
        put_off_talker(connection, each, expires)
    return found


def put_off_talker(connection: Connection, talker: Talker, until: int) -> None:
    """Leaves somebody who is to be added alone until then, UTC in seconds."""
    connection.execute(
        "UPDATE read_along_talkers SET claimed_until = ? WHERE part_id = ? AND reader_id = ?",
        (until, talker.part, talker.reader),
    )


def next_talker(connection: Connection, now: int) -> int | None:
    """Returns when somebody is to be added next, UTC in seconds, or None."""
    (moment,) = connection.execute(
        "SELECT min(coalesce(claimed_until, 0)) FROM read_along_talkers"
        " JOIN read_along_parts ON read_along_parts.id = part_id"
        " WHERE added_at IS NULL AND thread_id IS NOT NULL"
    ).fetchone()
    if moment is None:
        return None
    return now if moment > now + _LONGEST else int(moment)


def added(connection: Connection, talker: Talker, now: int) -> None:
    """Records that somebody was added to a thread."""
    connection.execute(
        "UPDATE read_along_talkers SET added_at = ?, claimed_until = NULL"
        " WHERE part_id = ? AND reader_id = ?",
        (now, talker.part, talker.reader),
    )


def forget_talker(connection: Connection, talker: Talker) -> None:
    """Forgets somebody who cannot be added to a thread."""
    connection.execute(
        "DELETE FROM read_along_talkers WHERE part_id = ? AND reader_id = ?", (talker.part, talker.reader)
    )


def note_obstacle(connection: Connection, part: PartId, obstacle: str) -> None:
    """Records why the thread of a part cannot be what it is for."""
    connection.execute(
        "UPDATE read_along_errands SET obstacle = ? WHERE part_id = ? AND task = ?",
        (obstacle, part, Task.THREAD),
    )
