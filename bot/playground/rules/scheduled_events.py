"""The validation of a server's event that a bot schedules or changes."""

from __future__ import annotations

from datetime import datetime

from bot.playground.rules.shapes import Check, Flaws, Path, one_of, record, text
from bot.playground.wire import Json

EXTERNAL, GUILD_ONLY = 3, 2


def _moment(value: object, path: Path, flaws: Flaws) -> None:
    try:
        known = datetime.fromisoformat(str(value)).tzinfo is not None
    except ValueError:
        known = False
    if not known:
        flaws.add(path, "DATE_TIME_TYPE_PARSE", f'Could not parse "{value}" as a date.')


_KEYS: dict[str, Check] = {
    "name": text(1, 100),
    "description": text(0, 1000),
    "scheduled_start_time": _moment,
    "scheduled_end_time": _moment,
    "privacy_level": one_of(GUILD_ONLY),
    "entity_type": one_of(EXTERNAL),
    "channel_id": one_of(),  # that would be a voice channel
    "entity_metadata": record({"location": text(1, 100)}, ("location",)),
}
_NEEDED = (
    "name",
    "scheduled_start_time",
    "scheduled_end_time",
    "privacy_level",
    "entity_type",
    "entity_metadata",
)
_EVENT = record(_KEYS, _NEEDED)
_CHANGE = record(_KEYS | {"status": one_of(2, 3, 4)})


def check_event(form: Json) -> None:
    """Refuses an invalid body of a new event, which is somewhere outside of Discord's voice channels."""
    flaws = Flaws()
    _EVENT(form, (), flaws)
    flaws.refuse()


def check_change(form: Json) -> None:
    """Refuses an invalid change to an event."""
    flaws = Flaws()
    _CHANGE(form, (), flaws)
    flaws.refuse()


def check_times(event: Json, now: float) -> None:
    """Refuses an event that does not begin in the future, by seconds since 1970, or ends before it begins."""
    flaws = Flaws()
    begins, ends = (moment_of(event[key]) for key in ("scheduled_start_time", "scheduled_end_time"))
    if begins <= now:
        flaws.add(
            ("scheduled_start_time",),
            "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
            "Cannot schedule event in the past.",
        )
    elif ends <= begins:
        flaws.add(
            ("scheduled_end_time",),
            "GUILD_SCHEDULED_EVENT_END_BEFORE_START",
            "Cannot schedule event to end before start.",
        )
    flaws.refuse()


def moment_of(written: str) -> float:
    """Returns a moment in seconds since 1970."""
    return datetime.fromisoformat(written).timestamp()
