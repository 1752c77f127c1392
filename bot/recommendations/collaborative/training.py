"""Computes the neighbours of every story from the readings of all:
each story is the best combination of its nearest.

It is EASE^R (Steck, “Embarrassingly Shallow Autoencoders for Sparse Data”, WWW 2019) with a small matrix for
each story instead of one for all. Two stories that fewer than five people share come together in none.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bot.recommendations.collaborative.readings import (
    FEWEST,
    Floats,
    Ints,
    Readings,
    StoryNeighbours,
    neighbours_of,
    readings_of,
)

PENALTY = 200.0
"""The number added to each story's count of readers, so that small counts say
little. 100 to 400 do as well.
"""
NEAREST = 50
"""The number of stories that one is combined from: 100 and 200 do no better."""
_LESS_NEAR = 0.7
"""The estimated cosine of two stories, neither among the other's nearest, as
a share of the least known one.
"""
_NONE = -1


def train(pairs: Ints) -> Iterator[StoryNeighbours]:
    """Yields the neighbours of each story that has enough readers, by the stories' ids, from pairs (reader,
    story). A story takes two kilobytes of memory.
    """
    readings = readings_of(pairs)
    near, common = _nearest(readings)
    weights = _weights(readings, near, common)
    by_source = np.argsort(near.ravel(), kind="stable")
    first = np.searchsorted(near.ravel()[by_source], np.arange(len(near) + 1))
    for story in range(len(near)):
        places = by_source[first[story] : first[story + 1]]
        others = places // NEAREST
        yield neighbours_of(readings, story, others, weights.ravel()[places], common.ravel()[places])


def _nearest(readings: Readings) -> tuple[Ints, Ints]:
    """Returns, for each story, the nearest ones by cosine, and their readers in common."""
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
    """Returns how much each of the nearest speaks for the story: ridge regression on them alone.

    The number of readers that two of them have in common is known where one is among the other's own nearest,
    and estimated elsewhere: to take it for none would make them say the same thing twice.
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
