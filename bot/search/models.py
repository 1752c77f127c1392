"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass

from bot.stories.models import Chapter, Place, Story


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that was searched for: its chapter, and the place at which the match begins.

    `line` is the sentence as plain text, cut to a size that lists can show; `matches` are the stretches of it
    (start, end) that were searched for.
    """

    story: Story
    chapter: Chapter
    place: Place
    line: str
    matches: tuple[tuple[int, int], ...]
