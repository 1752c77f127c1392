"""Times by somebody's own clock: pure functions, correct across daylight saving."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.language.time_words import in_english
from bot.readers.models import QuietHours
from bot.subscriptions.errors import UnknownTimeOfDayError
from bot.subscriptions.models import Schedule
from bot.text.daytimes import weekly

_A_DAY = timedelta(days=1)
_MINUTES = 24 * 60


def times_of(typed: str | None) -> Schedule | None:
    """Returns the schedule that somebody typed, such as “18:00” or “sunday 9 am”, or None where nothing is
    typed.

    Raises UnknownTimeOfDayError.
    """
    if typed is None or not typed.strip():
        return None
    weekday, minute = weekly(in_english(typed))
    if minute is None:
        raise UnknownTimeOfDayError(typed)
    return Schedule(minute, weekday)


def next_time(schedule: Schedule, after: int, zone: str) -> int:
    """Returns the first time of a schedule after a moment, both UTC in seconds.

    Every local date has one. A time of day that the clocks skip is as much later as they skip; one that they
    go through twice is the first of the two (PEP 495, fold 0).
    """
    place = ZoneInfo(zone)
    day = datetime.fromtimestamp(after, place).date() - _A_DAY
    while True:
        if schedule.weekday in (None, day.weekday()):
            moment = _moment(day, schedule.minute, place)
            if moment > after:
                return moment
        day += _A_DAY


def quiet_until(hours: QuietHours, now: int, zone: str) -> int | None:
    """Returns when the current quiet hours end, UTC in seconds, or None where it is not quiet at this
    time."""
    local = datetime.fromtimestamp(now, ZoneInfo(zone))
    minute = local.hour * 60 + local.minute
    if (minute - hours.start) % _MINUTES >= hours.minutes:
        return None
    end = local.replace(second=0) + timedelta(minutes=(hours.end - minute) % _MINUTES)
    # In an hour that the clocks repeat, the end that is still to come is the second one.
    return _utc(end.replace(fold=local.fold))


def _moment(day: date, minute: int, place: ZoneInfo) -> int:
    return _utc(datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=place))


def _utc(local: datetime) -> int:
    return int(local.astimezone(UTC).timestamp())
