"""What was uploaded on Discord and is not in the library yet."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict

from bot.models import Details, Draft, DraftFacts, DraftId, GuildId, Origin, ReaderId, StoryId
from bot.storage.database import Connection
from bot.storage.stories import details_json, details_of

_FORGOTTEN_AFTER = 7 * 86_400


def insert(
    connection: Connection,
    by: ReaderId,
    origin: Origin,
    details: Details,
    facts: DraftFacts,
    manuscript: bytes,
    now: int,
) -> DraftId:
    """Keep a draft for a week, its manuscript as bytes. Older ones are forgotten."""
    connection.execute("DELETE FROM drafts WHERE made_at < ?", (now - _FORGOTTEN_AFTER,))
    cursor = connection.execute(
        "INSERT INTO drafts (made_by, guild_id, file_name, digest, details, facts, manuscript, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            by,
            origin.guild,
            origin.name,
            origin.digest,
            json.dumps(details_json(details)),
            json.dumps(asdict(facts)),
            manuscript,
            now,
        ),
    )
    assert cursor.lastrowid is not None  # noqa: S101 - what an INSERT always sets
    return DraftId(cursor.lastrowid)


def get(connection: Connection, draft: DraftId) -> Draft | None:
    """A draft without its manuscript."""
    row = connection.execute(
        "SELECT id, made_by, guild_id, file_name, digest, details, facts, story_id FROM drafts WHERE id = ?",
        (draft,),
    ).fetchone()
    return row and _made(row)


def manuscript(connection: Connection, draft: DraftId) -> bytes:
    """The draft's manuscript as it was kept."""
    row = connection.execute("SELECT manuscript FROM drafts WHERE id = ?", (draft,)).fetchone()
    return bytes(row["manuscript"])


def correct(connection: Connection, draft: DraftId, details: Details) -> None:
    """Write the corrected details."""
    connection.execute(
        "UPDATE drafts SET details = ? WHERE id = ?", (json.dumps(details_json(details)), draft)
    )


def mark_kept(connection: Connection, draft: DraftId, story: StoryId) -> None:
    """Remember the story that a draft became; its manuscript is no longer needed."""
    connection.execute("UPDATE drafts SET story_id = ?, manuscript = x'' WHERE id = ?", (story, draft))


def discard(connection: Connection, draft: DraftId) -> None:
    """Forget a draft."""
    connection.execute("DELETE FROM drafts WHERE id = ?", (draft,))


def _made(row: sqlite3.Row) -> Draft:
    facts = json.loads(row["facts"])
    lists = {name: tuple(facts[name]) for name in ("contents", "warnings")}
    guild = None if row["guild_id"] is None else GuildId(row["guild_id"])
    return Draft(
        id=DraftId(row["id"]),
        by=ReaderId(row["made_by"]),
        origin=Origin(row["file_name"], row["digest"], guild),
        details=details_of(json.loads(row["details"])),
        facts=DraftFacts(**{**facts, **lists}),
        kept_as=None if row["story_id"] is None else StoryId(row["story_id"]),
    )
