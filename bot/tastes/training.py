"""What is told of every story, from the readings of all."""

from __future__ import annotations

from collections.abc import Iterator

from bot.tastes import ease, nearby
from bot.tastes.readings import Ints, Told, readings_of

LARGEST_SIDE = 4_000
"""Stories or readers at most of which a matrix is made: 128 MB, and three of them at once."""


def train(pairs: Ints, largest_side: int = LARGEST_SIDE) -> Iterator[Told]:
    """What pairs (reader, story) tell of each story that has enough readers, by the stories' ids."""
    readings = readings_of(pairs)
    stories, readers = len(readings.stories), len(readings.stories_of.starts) - 1
    if not stories:
        return iter(())
    if min(stories, readers) > largest_side:
        return nearby.neighbours(readings)
    weigh = ease.by_stories(readings) if stories <= readers else ease.by_readers(readings)
    return ease.neighbours(readings, weigh)
