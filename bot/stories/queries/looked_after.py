"""The predicate for which stories somebody looks after; every list for librarians goes through it."""

from __future__ import annotations

from bot.stories.models import LookedAfter

LOOKED_AFTER = """(
    stories.removed_at IS NULL
    AND ((stories.guild_id = :looked_after_guild
            AND (:looked_after_author IS NULL OR stories.owner_id = :looked_after_author))
        OR (:looked_after_everywhere AND stories.guild_id IS NULL))
)"""
"""True where the story is one of these. For queries in which `stories` goes by that name."""


def parameters(which: LookedAfter) -> dict[str, object]:
    """Returns the values for the placeholders of the predicate."""
    return {
        "looked_after_guild": which.guild,
        "looked_after_author": which.author,
        "looked_after_everywhere": which.installation,
    }
