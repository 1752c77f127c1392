"""Times of day as people type them: “18:00”, “6 pm”, “sunday 9.30”, “22:00–7:00”."""

from __future__ import annotations

import re

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2})|h)?\s*([ap])?\.?(?:m\b\.?)?", re.IGNORECASE)
_NAMED = {"midnight": 0, "noon": 12 * 60, "midday": 12 * 60}
_BETWEEN = re.compile(r"-|–|—|\bto\b|\buntil\b|\btill\b", re.IGNORECASE)
_WITHIN = re.compile(
    r"(?:\bat\s|@\s?)?(?:\b(?:noon|midday|midnight)\b"
    r"|(?<![\d:.,/-])\d{1,2}(?:[:.]\d{2})?\s?[ap](?:m\b|\.m\b\.?)"
    r"|(?<![\d:.,/-])\d{1,2}:\d{2}(?::00)?(?![\d:])"
    r"|(?<![\d:.,/-])\d{1,2}h(?:\d{2})?\b)"
    r"|(?:\bat\s|@\s?)\d{1,2}(?:\.\d{2})?(?:\s?o.?clock)?(?![\w.:/-])",
    re.IGNORECASE,
)
_NOT_TOLD = re.compile(r"^(?:at\s|@\s?)|:00(?<=:\d{2}:00)$|\s?o.?clock$", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:at|on)\b|(?<!\d),|,(?!\d)", re.IGNORECASE)
_FILLERS = re.compile(r"\b(?:at|on|every|day|daily|from)\b|,", re.IGNORECASE)


def daytime(typed: str) -> int | None:
    """Returns the minute of the day that was typed, from 0; None where it is no time of day."""
    text = _FILLERS.sub(" ", typed).strip().lower()
    if text in _NAMED:
        return _NAMED[text]
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def without_daytime(typed: str) -> tuple[str, int | None] | None:
    """Returns what was typed beside a time of day, such as “24 December” of “24 December at 6 pm”, and the
    minute of that day; the minute is None where there is none. None where there are several, or one that no
    clock shows.
    """
    typed = " ".join(typed.split())
    found = _WITHIN.findall(typed)
    if not found and (minute := daytime(typed)) is not None:
        return "", minute
    rest = " ".join(_BESIDE.sub(" ", _WITHIN.sub(" ", typed)).split())
    minutes = [daytime(_NOT_TOLD.sub("", each)) for each in found]
    if len(minutes) > 1 or None in minutes:
        return None
    return rest, (minutes[0] if minutes else None)


def weekly(typed: str) -> tuple[int | None, int | None]:
    """Returns the weekday (0 is Monday) and the minute of the day that were typed,
    each None where it is not given.

    Words that are neither make the minute None although something was typed.
    """
    words = _FILLERS.sub(" ", typed).split()
    days = [weekday(word) for word in words]
    named = [day for day in days if day is not None]
    rest = " ".join(word for word, day in zip(words, days, strict=True) if day is None)
    return (named[0] if len(named) == 1 else None), daytime(rest)


def stretch(typed: str) -> tuple[int, int] | None:
    """Returns the two minutes of the day that begin and end a time span such as “22:00–7:00”;
    None for anything else.
    """
    ends = [daytime(part) for part in _BETWEEN.split(typed)]
    if len(ends) != 2 or None in ends or ends[0] == ends[1]:
        return None
    start, end = ends
    return (start, end) if start is not None and end is not None else None


def clock_face(minute: int) -> str:
    """Returns a minute of the day as a clock shows it: 18:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def weekday(word: str) -> int | None:
    """Returns the weekday (0 is Monday) that a word names, in full or by its first letters, else None."""
    prefix = word.lower().removesuffix("s") if len(word) > 4 else word.lower()
    found = [
        index for index, name in enumerate(WEEKDAYS) if len(prefix) > 2 and name.lower().startswith(prefix)
    ]
    return found[0] if len(found) == 1 else None
