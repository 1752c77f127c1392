"""The numbers of readers that may be told without showing any few of them, by themselves or by difference.

Everybody is in exactly one group: finished, stopped in a chapter, or neither. Only groups of at least FEWEST
are told, small ones merged with their neighbours, so every number told, or found by adding and subtracting,
is about nobody or about at least that many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.statistics.models import Readers, Stop

FEWEST = 5


def enough(number: int) -> int | None:
    """Returns the number where it may be told by itself, None where it is too small."""
    return number if number >= FEWEST else None


def disclosable(readers: int, finished: int, stopped: Mapping[int, int]) -> Readers:
    """Returns the numbers of a story's readers that may be told. `finished` of the `readers` have finished;
    `stopped` has the number of others who stopped in each chapter, by the chapter's number."""
    if readers < FEWEST:
        return Readers(None)
    others = readers - finished
    if 0 < others < FEWEST:
        return Readers(readers, nearly_all_finished=True)
    finished_shown = enough(finished)
    rest = others - sum(stopped.values()) + (0 if finished_shown else finished)
    stops = tuple(_merged(stopped, rest))
    in_stops = sum(each.readers for each in stops)
    return Readers(readers, finished_shown, stops=stops, others=readers - (finished_shown or 0) - in_stops)


def _merged(stopped: Mapping[int, int], rest: int) -> Iterator[Stop]:
    """Yields stretches of chapters, one after the other from the first, in each of which enough readers
    stopped, and behind which enough are left, or nobody. `rest` are those who did not stop."""
    left = sum(stopped.values()) + rest
    first, here = 1, 0
    for chapter, count in sorted(stopped.items()):
        here += count
        if here >= FEWEST and (left - here >= FEWEST or left == here):
            yield Stop(first, chapter, here)
            left, first, here = left - here, chapter + 1, 0
