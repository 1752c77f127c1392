"""The predicate for which stories somebody may see; every query of stories goes through it."""

from __future__ import annotations

from bot.stories.details import UNRATED, Rating
from bot.stories.models import Audience

_RATING = f"coalesce(stories.rating, {int(UNRATED)})"

VISIBLE = """(
    stories.removed_at IS NULL AND (
        stories.guild_id IS NULL
        OR stories.guild_id = :guild
        OR (stories.guild_id IN (SELECT value FROM json_each(:member_of)) AND (EXISTS (
            SELECT 1 FROM readings
            WHERE readings.reader_id = :reader AND readings.story_id = stories.id
        ) OR EXISTS (
            SELECT 1 FROM subscriptions AS own
            WHERE own.reader_id = :reader AND own.story_id = stories.id AND own.channel_id IS NULL
        ) OR EXISTS (
            SELECT 1 FROM saved_stories AS saved_for_later
            WHERE saved_for_later.reader_id = :reader AND saved_for_later.story_id = stories.id
        )))
    )
)"""
"""True where the story belongs to where this audience is.

That is the installation, this server or, in a direct message, a server of which they are still a member and
where they have begun the story, or have ever saved it for later or subscribed to it, so that the buttons of
what they were sent keep working.
"""

PERMITTED = f"""(
    {_RATING} < {int(Rating.MATURE)}
    OR :age_restricted
    OR (:direct AND EXISTS (
        SELECT 1 FROM opened_ratings
        WHERE opened_ratings.reader_id = :reader AND opened_ratings.rating = {_RATING}
    ))
)"""
"""True where the story's rating is served where this audience is."""

SHOWN = f"({VISIBLE} AND {PERMITTED})"
"""Both: the stories that may be listed, suggested and found. For queries in which `stories` goes by that
name."""


def parameters(audience: Audience) -> dict[str, object]:
    """Returns the values for the placeholders of the predicates."""
    member_of = ",".join(map(str, sorted(audience.member_of))) if audience.direct else ""
    return {
        "reader": audience.reader,
        "guild": audience.guild,
        "direct": audience.direct,
        "age_restricted": audience.age_restricted,
        "member_of": f"[{member_of}]",
    }
