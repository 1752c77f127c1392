"""The presses on a reader's settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.presses import Press
from bot.readers.models import Length
from bot.stories.models import Spoilers

NumberedLength = Annotated[Length, {Length.SHORT: 0, Length.MEDIUM: 1, Length.LONG: 2, Length.PHONE: 3}]
_NumberedSpoilers = Annotated[Spoilers, {Spoilers.OFF: 0, Spoilers.TEXT: 1, Spoilers.TITLES: 2}]


@dataclass(frozen=True, slots=True)
class PreferLength(Press, code="prefer"):
    """Sets the length of passages."""

    length: NumberedLength


@dataclass(frozen=True, slots=True)
class GuardFromSpoilers(Press, code="guard"):
    """Sets how much of the unread text is kept from the reader."""

    spoilers: _NumberedSpoilers


@dataclass(frozen=True, slots=True)
class ShowSettings(Press, code="settings"):
    """Shows all preferences, from the screen of one."""


@dataclass(frozen=True, slots=True)
class ShowWarnings(Press, code="warnings"):
    """Shows what the reader is warned of, and what they can be."""


@dataclass(frozen=True, slots=True)
class ChooseWarnings(Press, code="choosewarnings"):
    """Has the reader warned of what they choose from the list."""


@dataclass(frozen=True, slots=True)
class OpenWarningsForm(Press, code="warningsform"):
    """Opens the form for what the reader is warned of."""


@dataclass(frozen=True, slots=True)
class TypeWarnings(Press, code="typewarnings"):
    """Submits the form for what the reader is warned of."""


@dataclass(frozen=True, slots=True)
class OpenTimesForm(Press, code="timesform"):
    """Opens the form for the time zone and the quiet hours."""


@dataclass(frozen=True, slots=True)
class SetTimes(Press, code="times"):
    """Submits the form for the time zone and the quiet hours."""
