"""EASE^R: each story as the best linear combination of all others (Steck, “Embarrassingly Shallow
Autoencoders for Sparse Data”, WWW 2019), in two forms that give the same weights."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bot.tastes.readings import FEWEST, Floats, Ints, Readings, Told, Weigh, told

PENALTY = 200.0
"""What is added to each story's count of readers, so that small counts say little. 100 to 400 do as well."""


def by_stories(readings: Readings) -> Weigh:
    """EASE^R by a matrix of stories × stories."""
    counts = np.stack([readings.in_common(story) for story in range(len(readings.stories))]).astype(float)
    inverse = _inverse(counts)
    scale = -inverse.diagonal()

    def weigh(story: int, others: Ints) -> Floats:
        weights: Floats = inverse[story, others] / scale[others]
        return weights

    return weigh


def by_readers(readings: Readings) -> Weigh:
    """EASE^R by a matrix of readers × readers, with Woodbury's identity.

    With K its inverse and x, y the readers of two stories, the inverse of the stories' matrix is
    (1 - x'Kx) / PENALTY on its diagonal and -x'Ky / PENALTY beside it.
    """
    readers = len(readings.stories_of.starts) - 1
    counts = [
        np.bincount(readings.readers_of.joined(readings.stories_of[reader]), minlength=readers)
        for reader in range(readers)
    ]
    inverse = _inverse(np.stack(counts).astype(float))
    scale: Floats = np.array([1 - _known(inverse, each)[each].sum() for each in _all(readings)])

    def weigh(story: int, others: Ints) -> Floats:
        known = _known(inverse, readings.readers_of[story])
        starts = np.concatenate(([0], np.cumsum(readings.readers_of.sizes()[others])[:-1]))
        sums: Floats = np.add.reduceat(known[readings.readers_of.joined(others)], starts)
        return sums / scale[others]

    return weigh


def neighbours(readings: Readings, weigh: Weigh) -> Iterator[Told]:
    """What is told of each story, by the stories' ids."""
    for story in range(len(readings.stories)):
        common = readings.in_common(story)
        common[story] = 0
        others = np.flatnonzero(common >= FEWEST)
        weights = weigh(story, others) if len(others) else np.empty(0)
        yield told(readings, story, others, weights, common[others])


def _all(readings: Readings) -> Iterator[Ints]:
    return (readings.readers_of[story] for story in range(len(readings.stories)))


def _known(inverse: Floats, readers: Ints) -> Floats:
    """The sum of these readers' lines, which are their columns too."""
    sums: Floats = inverse[readers].sum(axis=0)
    return sums


def _inverse(counts: Floats) -> Floats:
    counts[np.diag_indices_from(counts)] += PENALTY
    return np.linalg.inv(counts).astype(float, copy=False)
