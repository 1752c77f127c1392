"""The rhythm in which a story's chapters appear, such as “fridays 18:00” or “daily 20:00”: pure functions."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.text.daytimes import weekday, without_daytime

_EVERY_DAY = tuple(range(7))
_NAMED = {"daily": _EVERY_DAY, "weekdays": _EVERY_DAY[:5], "weekend": (5, 6), "weekends": (5, 6)}
_BETWEEN = re.compile(r"[/&+]")
_FILLERS = frozenset({"and", "every", "each"})
_TYPED_LIMIT, _LONGEST_WAIT = 80, 3_660


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Days of the week (0 is Monday, in order), and the minute of the day by the clocks of a time zone."""

    days: tuple[int, ...]
    minute: int
    zone: str

    def to_column(self) -> str:
        """Returns the rhythm as it is stored."""
        return json.dumps(asdict(self))

    @staticmethod
    def of_column(column: str) -> Rhythm | None:
        """Returns a stored rhythm, or None for an empty column."""
        if not column:
            return None
        values = json.loads(column)
        return Rhythm(tuple(values["days"]), values["minute"], values["zone"])


def rhythm_typed(typed: str, zone: str) -> Rhythm | None:
    """Returns the rhythm that somebody in this time zone typed, or None where it is none."""
    if len(typed) > _TYPED_LIMIT:
        return None
    found = without_daytime(_BETWEEN.sub(" ", typed.lower()).replace("every day", "daily"))
    if found is None or found[1] is None:
        return None
    days: set[int] = set()
    for word in found[0].split():
        day = weekday(word)
        if day is None and word not in _NAMED and word not in _FILLERS:
            return None
        days.update(_NAMED.get(word, ()) if day is None else (day,))
    return Rhythm(tuple(sorted(days)), found[1], zone) if days else None


def next_dates(rhythm: Rhythm, now: int, taken: Collection[int], count: int) -> list[int]:
    """Returns the next moments of a rhythm after now on days that have none of those `taken`, all UTC in
    seconds. A time that the clocks leave out when they are put forward comes as much later, and one that they
    show twice is the first."""
    zone = ZoneInfo(rhythm.zone)
    busy = {_day(moment, zone) for moment in taken}
    day, found = _day(now, zone), list[int]()
    for _ in range(_LONGEST_WAIT + 7 * count):
        moment = _moment(day, rhythm, zone)
        if day.weekday() in rhythm.days and day not in busy and moment > now:
            found.append(moment)
        if len(found) == count:
            break
        day += timedelta(days=1)
    return found


def _day(moment: int, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(moment, zone).date()


def _moment(day: date, rhythm: Rhythm, zone: ZoneInfo) -> int:
    local = datetime.combine(day, time(rhythm.minute // 60, rhythm.minute % 60), zone)
    return int(local.timestamp())
