"""The results of a search."""

from __future__ import annotations

from dataclasses import dataclass

from bot.stories.models import Chapter, Place, Story


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that a search found: its chapter, and the place at which the match begins.

    `line` is the sentence as plain text, cut to a size that lists can show; `matches` are the stretches of it
    (start, end) that match.
    """

    story: Story
    chapter: Chapter
    place: Place
    line: str
    matches: tuple[tuple[int, int], ...]
