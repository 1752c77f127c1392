"""The presses that look through the library."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presses import Press
from bot.stories.ids import StoryId
from bot.stories.models import Place


@dataclass(frozen=True, slots=True)
class BrowseLibrary(Press, code="library"):
    """Shows a page of the stories that can be read here, limited to a search if there is one."""

    page: int
    search: str = ""


@dataclass(frozen=True, slots=True)
class ChooseStory(Press, code="story"):
    """Shows the card of the story that is chosen from the library."""


@dataclass(frozen=True, slots=True)
class AboutStory(Press, code="about"):
    """Shows the card of the story on a panel; `back` is the place that the button to the text leads to."""

    story: StoryId
    back: Place


@dataclass(frozen=True, slots=True)
class LookAtStory(Press, code="lookat"):
    """Shows a story's card beside the list that suggests it."""

    story: StoryId
