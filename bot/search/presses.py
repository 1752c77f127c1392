"""The presses on search results."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presses import Press
from bot.stories.ids import StoryId


@dataclass(frozen=True, slots=True)
class TurnResults(Press, code="search"):
    """Shows a page of the results for `words`, in one story or in all."""

    story: StoryId | None
    page: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class OpenResult(Press, code="hit"):
    """Opens the story at the line that is chosen, as a Place."""
