"""Time zones looked up by name, in a thread: the first look-up reads all names from the disk."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from bot.readers.errors import UnknownTimeZoneError


@cache
def time_zones() -> frozenset[str]:
    """Returns the names of all time zones, such as Europe/Lisbon."""
    return frozenset(available_timezones())


def time_zone_named(typed: str) -> str:
    """Returns the IANA name of the time zone with this name, or with this city's name if only one has it.
    Raises UnknownTimeZoneError."""
    name = typed.strip().replace(" ", "_").casefold()
    found = [zone for zone in time_zones() if zone.casefold() == name] or [
        zone for zone in time_zones() if zone.casefold().endswith(f"/{name}")
    ]
    if len(found) != 1:
        raise UnknownTimeZoneError(typed)
    return found[0]
