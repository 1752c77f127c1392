"""Errors of reading."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import FiresideError
from bot.reading.positions import Move
from bot.stories.ids import StoryId
from bot.stories.models import Place


@dataclass(eq=False)
class WarnedError(FiresideError):
    """A reader came to what warns of something that they asked to be warned of.

    `names` are the warnings as the author wrote them, `chapter` is the name of the chapter that has any,
    empty where only the story as a whole does. `place` is where the reader was going, and `how` the way they
    came.
    """

    story_title: str
    chapter: str
    names: tuple[str, ...]
    story: StoryId
    place: Place
    how: Move
