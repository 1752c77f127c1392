"""What was uploaded on Discord and is not in the library yet."""

from __future__ import annotations

import json
from dataclasses import asdict

from bot.database import Connection, Row
from bot.editing.models import Draft, DraftFacts
from bot.stories.details import Details, of_json, to_json
from bot.stories.ids import DraftId, GuildId, ReaderId, StoryId
from bot.stories.models import Origin

_FORGOTTEN_AFTER = 7 * 86_400


def insert(
    connection: Connection,
    by: ReaderId,
    origin: Origin,
    details: Details,
    facts: DraftFacts,
    now: int,
) -> DraftId:
    """Keep a draft for a week; its parts are to be added. Older ones are forgotten."""
    connection.execute("DELETE FROM drafts WHERE made_at < ?", (now - _FORGOTTEN_AFTER,))
    cursor = connection.execute(
        "INSERT INTO drafts (made_by, guild_id, file_name, digest, details, facts, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            by,
            origin.guild,
            origin.name,
            origin.digest,
            json.dumps(to_json(details)),
            json.dumps(asdict(facts)),
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


def add_part(connection: Connection, draft: DraftId, number: int, part: bytes) -> None:
    """Keep a part of the draft's manuscript."""
    connection.execute(
        "INSERT INTO draft_parts (draft_id, number, part) VALUES (?, ?, ?)", (draft, number, part)
    )


def parts(connection: Connection, draft: DraftId) -> list[bytes]:
    """The parts of the draft's manuscript in their order."""
    rows = connection.execute("SELECT part FROM draft_parts WHERE draft_id = ? ORDER BY number", (draft,))
    return [bytes(row["part"]) for row in rows]


def correct(connection: Connection, draft: DraftId, details: Details) -> None:
    """Write the corrected details."""
    connection.execute("UPDATE drafts SET details = ? WHERE id = ?", (json.dumps(to_json(details)), draft))


def mark_kept(connection: Connection, draft: DraftId, story: StoryId) -> None:
    """Remember the story that a draft became; its manuscript is no longer needed."""
    connection.execute("UPDATE drafts SET story_id = ? WHERE id = ?", (story, draft))
    connection.execute("DELETE FROM draft_parts WHERE draft_id = ?", (draft,))


def discard(connection: Connection, draft: DraftId) -> None:
    """Forget a draft."""
    connection.execute("DELETE FROM drafts WHERE id = ?", (draft,))


def _made(row: Row) -> Draft:
    facts = json.loads(row["facts"])
    lists = {name: tuple(facts[name]) for name in ("contents", "warnings")}
    guild = None if row["guild_id"] is None else GuildId(row["guild_id"])
    return Draft(
        id=DraftId(row["id"]),
        by=ReaderId(row["made_by"]),
        origin=Origin(row["file_name"], row["digest"], guild),
        details=of_json(json.loads(row["details"])),
        facts=DraftFacts(**{**facts, **lists}),
        kept_as=None if row["story_id"] is None else StoryId(row["story_id"]),
    )
