"""The presses that look through the library. `arrangement` is the number of an `Arrangement`."""

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
class TurnLibrary(Press, code="lib"):
    """Shows a page of the library, arranged, and limited to a search if there is one."""

    page: int
    arrangement: int
    search: str = ""


@dataclass(frozen=True, slots=True)
class JumpInLibrary(Press, code="libjump"):
    """Shows the page of the library that is chosen from a menu."""

    arrangement: int
    search: str = ""


@dataclass(frozen=True, slots=True)
class ArrangeLibrary(Press, code="libsort"):
    """Shows the menus by which the library is sorted and limited."""

    arrangement: int
    search: str = ""


@dataclass(frozen=True, slots=True)
class OrderLibrary(Press, code="liborder"):
    """Sorts the library by the chosen order."""

    arrangement: int
    search: str = ""


@dataclass(frozen=True, slots=True)
class LimitToStatus(Press, code="libstatus"):
    """Limits the library to the chosen status."""

    arrangement: int
    search: str = ""


@dataclass(frozen=True, slots=True)
class LimitToFandom(Press, code="libfandom"):
    """Limits the library to the chosen fandom, by its number."""

    arrangement: int
    search: str = ""


@dataclass(frozen=True, slots=True)
class LimitToLanguage(Press, code="liblang"):
    """Limits the library to the chosen language, by its number."""

    arrangement: int
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
