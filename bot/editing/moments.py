"""Times as people type them: “tomorrow 18:00”, “in 3 days”, “24 December 6 pm”."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_TYPED_LIMIT = 60


def understood(typed: str, now: int, time_zone: str) -> int | None:
    """Returns the time meant, in seconds since 1970, by somebody in this time zone, or None where it is no
    time.

    An ambiguous time is taken to be in the future. `now` is in seconds since 1970 too.
    """
    import dateparser  # noqa: PLC0415 - takes a twentieth of a second to load, and is seldom wanted

    if len(typed) > _TYPED_LIMIT or sum(map(str.isalnum, typed)) < 3:
        return None
    local = datetime.fromtimestamp(now, ZoneInfo(time_zone)).replace(tzinfo=None)
    parsed = dateparser.parse(
        typed,
        languages=["en"],
        settings={
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": local,
            "TIMEZONE": time_zone,
            "RETURN_AS_TIMEZONE_AWARE": True,
        },
    )
    return None if parsed is None else int(parsed.timestamp())


def spoken(moment: int, time_zone: str) -> str:
    """Returns a time as people of this time zone read it: “Thursday 24 December 2026, 18:00”."""
    local = datetime.fromtimestamp(moment, UTC).astimezone(ZoneInfo(time_zone))
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M}"
