"""The service that keeps readers' preferences."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.language.time_words import in_english
from bot.readers.errors import TooManyWarningsError, UnknownHoursError
from bot.readers.models import Length, Preferences, QuietHours
from bot.readers.queries import readers, warnings
from bot.readers.time_zones import time_zone_named
from bot.stories.ids import ReaderId
from bot.stories.models import Audience, Spoilers
from bot.stories.queries import finding
from bot.text.daytimes import stretch

TimesChanged = Callable[[Connection, ReaderId, int, bool], None]
"""Adjusts schedules to a reader's new quiet hours at a time (UTC, seconds) and, where the last is true, to
their new time zone, in the transaction that stores them."""

MOST_WARNINGS, LONGEST_WARNING = 25, 100
"""The most warnings that a reader names, as many as a menu of Discord's holds; and characters of each."""
_NONE = ("", "off", "none", "no")


class ReaderPreferences:
    """Keeps each reader's preferences."""

    def __init__(self, database: Database, clock: Clock, times_changed: TimesChanged) -> None:
        self._database = database
        self._times_changed = times_changed
        self._clock = clock

    async def of(self, reader: ReaderId) -> Preferences:
        """Returns a reader's preferences, with defaults where they chose nothing."""
        return await self._database.read(partial(_preferences, reader=reader))

    async def set_length(self, reader: ReaderId, length: Length) -> Preferences:
        """Sets the length of a reader's passages."""
        return await self._set(reader, lambda connection: readers.set_length(connection, reader, length))

    async def set_spoilers(self, reader: ReaderId, spoilers: Spoilers) -> Preferences:
        """Sets how much a reader is kept from knowing of what they have not read."""
        return await self._set(reader, lambda connection: readers.set_spoilers(connection, reader, spoilers))

    async def set_times(self, reader: ReaderId, zone: str | None, quiet: str | None) -> Preferences:
        """Sets a reader's time zone and quiet hours as they typed them; None leaves either as it is. What is
        scheduled follows the new time zone from now on.

        Raises UnknownTimeZoneError or UnknownHoursError, and changes nothing then.
        """
        named = await asyncio.to_thread(time_zone_named, zone) if zone else ""
        hours = None if quiet is None else _hours(quiet)

        def choose(connection: Connection) -> None:
            if named:
                readers.set_time_zone(connection, reader, named)
            if quiet is not None:
                readers.set_quiet_hours(connection, reader, hours)
            self._times_changed(connection, reader, self._clock.now(), bool(named))

        return await self._set(reader, choose)

    async def set_warnings(self, reader: ReaderId, names: Iterable[str]) -> Preferences:
        """Sets the warnings and tags that a reader asks to be warned of. Raises TooManyWarningsError."""
        wanted = list(dict.fromkeys(line for name in names if (line := " ".join(name.split()))))
        if len(wanted) > MOST_WARNINGS or any(len(name) > LONGEST_WARNING for name in wanted):
            raise TooManyWarningsError(MOST_WARNINGS, LONGEST_WARNING)
        return await self._set(reader, lambda connection: warnings.keep(connection, reader, wanted))

    async def warnings_known(self, audience: Audience) -> list[str]:
        """Returns the commonest content warnings of the newest stories that may be read here."""
        return await self._database.read(lambda connection: finding.common_warnings(connection, audience))

    async def _set(self, reader: ReaderId, choose: Callable[[Connection], None]) -> Preferences:
        def job(connection: Connection) -> Preferences:
            choose(connection)
            return _preferences(connection, reader)

        return await self._database.transaction(job)


def _preferences(connection: Connection, reader: ReaderId) -> Preferences:
    return Preferences(
        readers.length(connection, reader),
        readers.spoilers(connection, reader),
        readers.time_zone(connection, reader),
        readers.quiet_hours(connection, reader),
        warnings.names(connection, reader),
    )


def _hours(typed: str) -> QuietHours | None:
    english = in_english(typed)
    if english.strip().lower() in _NONE:
        return None
    found = stretch(english)
    if found is None:
        raise UnknownHoursError(typed)
    return QuietHours(*found)
