"""The numbers of readers that may be told without showing any few of them, whoever looks however often.

Somebody with a few accounts can bring a number to wherever they like, and see it change with the next reader.
So each number is told coarsely: lowered by less than STEP at random, then to a multiple of STEP, from FEWEST
on. One reader more or less, be it the fifth or the tenth, changes what is told in one case of STEP at most.
It is counted on a Monday and stays for a week. Of FEWEST readers most are others, even to somebody with
four accounts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bot.statistics.models import Readers, Stop

FEWEST = 10
STEP = 5
_WEEK = 7 * 86_400
_FIRST_MONDAY = 4 * 86_400
"""1970 began on a Thursday."""

Draw = Callable[[], int]
"""Returns one of the numbers from 0 to below STEP, each as often as any other."""


def told(number: int, draw: Draw) -> int | None:
    """Returns the number that is told for a number of people, who are at least as many; None where they are
    too few."""
    return _told(number, draw())


def disclosable(readers: int, finished: int, stopped: Mapping[int, int], draw: Draw) -> Readers:
    """Returns the numbers of a story's readers that are told. `finished` of the `readers` have finished;
    `stopped` has the number of others who stopped in each chapter, by the chapter's number."""
    done, stops = told(finished, draw), tuple(_merged(stopped, draw))
    in_parts = (done or 0) + sum(each.readers for each in stops)
    return Readers(max(told(readers, draw) or 0, in_parts) or None, done, stops)


def _told(number: int, less: int) -> int | None:
    lowered = number - less
    return lowered - lowered % STEP if lowered >= FEWEST else None


def _merged(stopped: Mapping[int, int], draw: Draw) -> Iterator[Stop]:
    """Yields stretches of chapters, one after the other from the first, in each of which enough readers
    stopped to be told."""
    first, here, less = 1, 0, draw()
    for chapter, count in sorted(stopped.items()):
        here += count
        if (number := _told(here, less)) is not None:
            yield Stop(first, chapter, number)
            first, here, less = chapter + 1, 0, draw()


def week_of(now: int) -> int:
    """Returns the number of the week of a time (UTC, seconds). Weeks begin on Monday."""
    return (now - _FIRST_MONDAY) // _WEEK


def beginning_of(week: int) -> int:
    """Returns when a week begins, UTC in seconds."""
    return week * _WEEK + _FIRST_MONDAY
