"""Which numbers of readers may be told, so that no few of them show: neither by themselves nor by difference.

Everybody is in exactly one group: finished, stopped in a chapter, or neither. Only groups of at least FEWEST
are told, small ones merged with their neighbours, so whatever is told or follows from it by adding and taking
away is about nobody, or about at least that many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.statistics.models import Readers, Stop

FEWEST = 5


def enough(number: int) -> int | None:
    """The number where it may be told by itself, None where it is too small."""
    return number if number >= FEWEST else None


def tellable(readers: int, finished: int, stopped: Mapping[int, int]) -> Readers:
    """What may be told of so many readers, of whom so many finished; `stopped` has how many others stopped in
    which chapter, by its number."""
    if readers < FEWEST:
        return Readers(None)
    others = readers - finished
    if 0 < others < FEWEST:
        return Readers(readers, nearly_all_finished=True)
    told = enough(finished)
    rest = others - sum(stopped.values()) + (0 if told else finished)
    stops = tuple(_merged(stopped, rest))
    in_stops = sum(each.readers for each in stops)
    return Readers(readers, told, stops=stops, others=readers - (told or 0) - in_stops)


def _merged(stopped: Mapping[int, int], rest: int) -> Iterator[Stop]:
    """Stretches of chapters, one after the other from the first, in each of which enough readers stopped, and
    behind which enough are left, or nobody. `rest` are those who did not stop."""
    left = sum(stopped.values()) + rest
    first, here = 1, 0
    for chapter, count in sorted(stopped.items()):
        here += count
        if here >= FEWEST and (left - here >= FEWEST or left == here):
            yield Stop(first, chapter, here)
            left, first, here = left - here, chapter + 1, 0
