"""What stands in for EASE^R where its matrix would be too large: each story as the best linear combination of
those nearest to it, which takes a small matrix a story."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bot.tastes.ease import PENALTY
from bot.tastes.readings import FEWEST, Floats, Ints, Readings, Told, told

NEAREST = 50
"""Stories that one is combined from: 100 and 200 do no better."""
_LESS_NEAR = 0.7
"""The cosine of two stories, neither among the other's nearest, as a share of the least that is."""
_NONE = -1


def neighbours(readings: Readings) -> Iterator[Told]:
    """What is told of each story, by the stories' ids. A story takes two kilobytes of memory."""
    near, common = _nearest(readings)
    weights = _weights(readings, near, common)
    by_source = np.argsort(near.ravel(), kind="stable")
    first = np.searchsorted(near.ravel()[by_source], np.arange(len(near) + 1))
    for story in range(len(near)):
        places = by_source[first[story] : first[story + 1]]
        others = places // NEAREST
        yield told(readings, story, others, weights.ravel()[places], common.ravel()[places])


def _nearest(readings: Readings) -> tuple[Ints, Ints]:
    """For each story those nearest by the cosine, and their readers in common."""
    sizes = readings.readers_of.sizes()
    near = np.full((len(sizes), NEAREST), _NONE)
    common = np.zeros((len(sizes), NEAREST), np.int64)
    for story in range(len(sizes)):
        counts = readings.in_common(story)
        counts[story] = 0
        others = np.flatnonzero(counts >= FEWEST)
        cosine = counts[others] / np.sqrt(sizes[others])
        others = others[np.argsort(-cosine, kind="stable")[:NEAREST]]
        near[story, : len(others)] = others
        common[story, : len(others)] = counts[others]
    return near, common


def _weights(readings: Readings, near: Ints, common: Ints) -> Floats:
    """How much each of the nearest speaks for the story: ridge regression on them alone.

    How many readers two of them have in common is known where one is among the other's own nearest, and
    estimated elsewhere: to take it for none would make them say the same thing twice.
    """
    weights = np.zeros(near.shape)
    sizes = readings.readers_of.sizes()
    farthest = common[:, -1] / np.sqrt(sizes * sizes[near[:, -1]])  # 0 where all are known
    place = np.full(len(near) + 1, _NONE)  # the last stands for no story
    for story, (beside, shared) in enumerate(zip(near, common, strict=True)):
        known = beside[beside != _NONE]
        place[known] = np.arange(len(known))
        columns = place[near[known]]
        row, rank = np.nonzero(columns != _NONE)
        column = columns[row, rank]
        cosine = _LESS_NEAR * np.minimum.outer(farthest[known], farthest[known])
        counts = cosine * np.sqrt(np.multiply.outer(sizes[known], sizes[known]))
        counts[row, column] = counts[column, row] = common[known][row, rank]
        counts[np.diag_indices_from(counts)] = sizes[known] + PENALTY
        weights[story, : len(known)] = np.linalg.solve(counts, shared[: len(known)])
        place[known] = _NONE
    return weights
