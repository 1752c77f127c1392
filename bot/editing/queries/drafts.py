"""Drafts in the database: files uploaded on Discord, and edits handed in, that are not in the library yet."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from bot.database import Connection, Row
from bot.editing.models import DetailDifference, Draft, DraftFacts, Effects
from bot.stories.details import Details, of_json, to_json
from bot.stories.ids import DraftId, GuildId, ReaderId, StoryId
from bot.stories.models import Origin
from bot.text.pace import Script

_FORGOTTEN_AFTER = 7 * 86_400
_COLUMNS = "id, made_by, guild_id, file_name, digest, details, facts, story_id, handed_in_at, answer"


def insert(
    connection: Connection,
    by: ReaderId,
    origin: Origin,
    details: Details,
    facts: DraftFacts,
    now: int,
) -> DraftId:
    """Stores a draft for a week, and returns its id; its parts are to be added. Older drafts are deleted, but
    for those that wait for a librarian."""
    connection.execute(
        "DELETE FROM drafts WHERE made_at < ? AND (handed_in_at IS NULL OR story_id IS NOT NULL)",
        (now - _FORGOTTEN_AFTER,),
    )
    (identity,) = connection.execute(
        "INSERT INTO drafts (made_by, guild_id, file_name, digest, details, facts, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            by,
            origin.guild,
            origin.name,
            origin.digest,
            json.dumps(to_json(details)),
            json.dumps(asdict(facts)),
            now,
        ),
    ).fetchone()
    return DraftId(identity)


def get(connection: Connection, draft: DraftId) -> Draft | None:
    """Returns a draft without its manuscript, or None."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM drafts WHERE id = ?", (draft,)).fetchone()
    return row and _made(row)


def same(connection: Connection, reader: ReaderId, digest: str) -> DraftId | None:
    """Returns a draft of these contents that this person has made and that is not kept yet, or None."""
    row = connection.execute(
        "SELECT id FROM drafts WHERE made_by = ? AND digest = ? AND story_id IS NULL ORDER BY id LIMIT 1",
        (reader, digest),
    ).fetchone()
    return row and DraftId(row["id"])


def count_unkept(connection: Connection, reader: ReaderId) -> int:
    """Returns the number of drafts that somebody has made and that are not kept yet."""
    (total,) = connection.execute(
        "SELECT count(*) FROM drafts WHERE made_by = ? AND story_id IS NULL", (reader,)
    ).fetchone()
    return int(total)


def unkept(
    connection: Connection, guild: GuildId | None, reader: ReaderId, *, handed_in: bool
) -> list[Draft]:
    """Returns the drafts for a server, or for the installation (None), that this person has made and that are
    not kept yet; with `handed_in` also those that wait for a librarian. What waits comes first, the longest
    waiting before the others."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM drafts WHERE guild_id IS :guild AND story_id IS NULL"
        " AND (made_by = :reader OR (:handed_in AND handed_in_at IS NOT NULL))"
        " ORDER BY handed_in_at IS NULL, handed_in_at, made_at DESC, id",
        {"guild": guild, "reader": reader, "handed_in": handed_in},
    )
    return [_made(row) for row in rows]


def hand_in(connection: Connection, draft: DraftId, now: int) -> None:
    """Puts a draft into the librarians' hands, unless it is there."""
    connection.execute(
        "UPDATE drafts SET handed_in_at = coalesce(handed_in_at, ?), answer = '' WHERE id = ?", (now, draft)
    )


def give_back(connection: Connection, draft: DraftId, answer: str, now: int) -> None:
    """Puts a draft into its maker's hands again, for a week, with a librarian's answer."""
    connection.execute(
        "UPDATE drafts SET handed_in_at = NULL, made_at = ?, answer = ? WHERE id = ?", (now, answer, draft)
    )


def add_part(connection: Connection, draft: DraftId, number: int, part: bytes) -> None:
    """Stores a part of the draft's manuscript."""
    connection.execute(
        "INSERT INTO draft_parts (draft_id, number, part) VALUES (?, ?, ?)", (draft, number, part)
    )


def parts(connection: Connection, draft: DraftId) -> list[bytes]:
    """Returns the parts of the draft's manuscript in their order."""
    rows = connection.execute("SELECT part FROM draft_parts WHERE draft_id = ? ORDER BY number", (draft,))
    return [bytes(row["part"]) for row in rows]


def correct(connection: Connection, draft: DraftId, details: Details) -> None:
    """Stores the corrected details."""
    connection.execute("UPDATE drafts SET details = ? WHERE id = ?", (json.dumps(to_json(details)), draft))


def keep_facts(connection: Connection, draft: DraftId, facts: DraftFacts) -> None:
    """Stores other facts."""
    connection.execute("UPDATE drafts SET facts = ? WHERE id = ?", (json.dumps(asdict(facts)), draft))


def mark_kept(connection: Connection, draft: DraftId, story: StoryId) -> None:
    """Records the story that a draft became, and deletes its manuscript."""
    connection.execute("UPDATE drafts SET story_id = ? WHERE id = ?", (story, draft))
    connection.execute("DELETE FROM draft_parts WHERE draft_id = ?", (draft,))


def discard(connection: Connection, draft: DraftId) -> None:
    """Deletes a draft."""
    connection.execute("DELETE FROM drafts WHERE id = ?", (draft,))


def _made(row: Row) -> Draft:
    facts = _with_tuples(json.loads(row["facts"]))
    script, effects = Script(facts.get("script", Script.LATIN)), Effects(**facts.get("effects", {}))
    details = tuple(DetailDifference(**each) for each in facts.get("details", ()))
    guild = None if row["guild_id"] is None else GuildId(row["guild_id"])
    return Draft(
        id=DraftId(row["id"]),
        by=ReaderId(row["made_by"]),
        origin=Origin(row["file_name"], row["digest"], guild),
        details=of_json(json.loads(row["details"])),
        facts=DraftFacts(**{**facts, "script": script, "effects": effects, "details": details}),
        kept_as=None if row["story_id"] is None else StoryId(row["story_id"]),
        handed_in_at=row["handed_in_at"],
        answer=row["answer"],
    )


def _with_tuples(values: Any) -> Any:
    """Returns values from JSON with tuples for its lists."""
    if isinstance(values, dict):
        return {name: _with_tuples(value) for name, value in values.items()}
    return tuple(map(_with_tuples, values)) if isinstance(values, list) else values
