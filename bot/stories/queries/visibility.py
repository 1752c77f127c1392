"""The predicates for which stories, and which of their chapters, somebody may see: every query of stories and
of chapters goes through them."""

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
        ) OR EXISTS (
            SELECT 1 FROM read_along_members AS joined JOIN read_alongs ON read_alongs.id = read_along_id
            WHERE joined.reader_id = :reader AND read_alongs.story_id = stories.id
        )))
    )
)"""
"""True where the story belongs to where this audience is.

That is the installation, this server or, in a direct message, a server of which they are still a member and
where they have begun the story, or have ever saved it for later, subscribed to it or joined others who read
it, so that the buttons of what they were sent keep working.
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


_CLOSED = """NOT EXISTS (
    SELECT 1 FROM json_each(early_access.roles) AS needed
    JOIN json_each(:roles) AS own ON own.value = needed.value
)"""

OPEN = f"""NOT EXISTS (
    SELECT 1 FROM early_access JOIN chapters AS nearer ON nearer.id = early_access.chapter_id
    WHERE early_access.story_id = chapters.story_id AND {_CLOSED}
    AND (nearer.id = chapters.id OR nearer.position BETWEEN 0 AND chapters.position)
)"""
"""True where a chapter is open to this audience: to all, or to one of their roles, as all before it are.

For whom a chapter is not open, it does not exist. So what somebody may read of a story has no gaps, and the
stored numbers and positions of its chapters are the ones they know. For queries in which `chapters` goes by
that name.
"""

OPEN_TO_ALL = "chapters.id NOT IN (SELECT chapter_id FROM early_access)"
"""True where a chapter is open to everybody."""

CLOSED_FROM = f"""(
    SELECT min(nearer.position) FROM early_access
    JOIN chapters AS nearer ON nearer.id = early_access.chapter_id
    WHERE early_access.story_id = stories.id AND nearer.position >= 0 AND {_CLOSED}
)"""
"""The position of the story's first chapter that is not open to this audience, or NULL."""

_EARLY = f"""(
    SELECT {{total}} FROM early_access JOIN chapters ON chapters.id = early_access.chapter_id
    WHERE early_access.story_id = stories.id AND chapters.number IS NOT NULL AND {OPEN}
)"""
COUNTS = {
    "chapters": f"stories.chapters + {_EARLY.format(total='count(*)')}",
    "words": f"stories.words + {_EARLY.format(total='coalesce(sum(chapters.words), 0)')}",
}
"""The SQL of a story's counts as this audience knows them; those that are stored leave early chapters out."""


def parameters(audience: Audience) -> dict[str, object]:
    """Returns the values for the placeholders of the predicates."""
    member_of = ",".join(map(str, sorted(audience.member_of))) if audience.direct else ""
    return {
        "reader": audience.reader,
        "guild": audience.guild,
        "direct": audience.direct,
        "age_restricted": audience.age_restricted,
        "member_of": f"[{member_of}]",
        "roles": f"[{','.join(map(str, sorted(audience.roles)))}]",
    }
