"""The presses on a reader's year, and on the numbers of a story."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from bot.presses import Press
from bot.stories.ids import StoryId


class Chart(IntEnum):
    """The picture beside a reader's numbers."""

    NONE = 0
    YEAR = 1
    MONTHS = 2


@dataclass(frozen=True, slots=True)
class ShowYear(Press, code="stats"):
    """Shows a reader's year, with a picture or without."""

    year: int
    chart: Chart


@dataclass(frozen=True, slots=True)
class ShowYearHere(Press, code="showstats"):
    """Shows the year to everybody here. It works once: `offer` is the id of the interaction that offered
    it."""

    year: int
    chart: Chart
    offer: int


@dataclass(frozen=True, slots=True)
class DrawNumbers(Press, code="numbers"):
    """Shows a story's numbers with the curve of where its readers stop."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class ChooseNumbers(Press, code="numbersof"):
    """Shows the numbers of the story that is chosen from the list."""
