"""Decides whether a story may be shown to somebody where they are."""

from __future__ import annotations

from bot.database import Connection
from bot.errors import RatingRefusedError, StoryGoneError
from bot.stories.ids import StoryId
from bot.stories.models import Audience, Story
from bot.stories.queries import stories


def permitted_story(connection: Connection, identity: StoryId, audience: Audience) -> Story:
    """Returns a story that may be shown to this audience where they are.

    Raises StoryGoneError where they cannot see it, RatingRefusedError where its rating is not served.
    """
    found = stories.seen_by(connection, identity, audience)
    if found is None:
        raise StoryGoneError
    story, permitted = found
    require_rating(story, audience, permitted=permitted)
    return story


def require_rating(story: Story, audience: Audience, *, permitted: bool) -> None:
    """Raises RatingRefusedError unless a story's rating is served where this audience is."""
    if not permitted:
        raise RatingRefusedError(story.effective_rating.label, direct=audience.direct)
