"""The presses on a story's feed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presses import Press
from bot.stories.ids import StoryId


@dataclass(frozen=True, slots=True)
class CheckFeed(Press, code="checkfeed"):
    """Looks at the feed of a story now."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class UntieFeed(Press, code="untie"):
    """Unties the feed of a story."""

    story: StoryId
