"""Series that stories are parts of, written as authors read them: `Part 2 of The Lamps`."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = r"(?P<number>\d{1,6}(?:\.\d{1,3})?)"
_WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        rf"(?:part|book|volume|no\.?|#) ?{_NUMBER} of (?P<name>.+)",
        rf"(?P<name>.*\S),? ?# ?{_NUMBER}",
        rf"(?P<name>.*\S) ?\[{_NUMBER}\]",
    )
)


class SeriesPart(NamedTuple):
    """A part of a series: the series' name, and the part's number, None where it has none."""

    name: str
    number: float | None = None

    def __str__(self) -> str:
        return self.name if self.number is None else f"Part {self.number:.7g} of {self.name}"


def part_of(entry: str) -> SeriesPart:
    """Returns the part of a series that a line names: `Part 2 of The Lamps`, `The Lamps #2`, `The Lamps [2]`,
    or `The Lamps` alone."""
    entry = " ".join(entry.split())
    for way in _WAYS:
        if found := way.fullmatch(entry):
            return SeriesPart(found["name"].rstrip(" ,"), float(found["number"]))
    return SeriesPart(entry)
