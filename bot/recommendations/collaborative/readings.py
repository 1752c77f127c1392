"""The readings of all, as arrays that can be looked up by story and by reader, and a story's neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]

FEWEST = 5
"""The fewest readers behind anything revealed of one story, or of two, so
that nobody's habits show through.
"""
KEPT = 100
"""The most neighbours kept of a story, the heaviest. With 200, nDCG@10
rises by 1 % and a request takes twice as long.
"""
NEIGHBOUR = np.dtype([("story", "<i8"), ("weight", "<f4"), ("readers", "<i4")])
"""A neighbour as 16 bytes."""


@dataclass(frozen=True, slots=True)
class GroupedReadings:
    """Lists of numbers, one for each index from 0, in one array."""

    starts: Ints
    flat: Ints

    def __getitem__(self, index: int) -> Ints:
        return self.flat[self.starts[index] : self.starts[index + 1]]

    def joined(self, indices: Ints) -> Ints:
        """Returns several of the lists, one behind the other."""
        return np.concatenate([self[index] for index in indices.tolist()])

    def sizes(self) -> Ints:
        """Returns the length of each list."""
        return np.diff(self.starts)


@dataclass(frozen=True, slots=True)
class Readings:
    """The stories that each reader has read, stories and readers counted from 0. `stories` are the stories'
    ids, in ascending order; each has at least FEWEST readers.
    """

    stories: Ints
    readers_of: GroupedReadings
    stories_of: GroupedReadings

    def in_common(self, story: int) -> Ints:
        """Returns, for each story, how many of the given story's readers read it."""
        return np.bincount(self.stories_of.joined(self.readers_of[story]), minlength=len(self.stories))


@dataclass(frozen=True, slots=True)
class StoryNeighbours:
    """A story, the number of its readers, and its neighbours (NEIGHBOUR), the heaviest first."""

    story: int
    readers: int
    neighbours: NDArray[np.void]


def readings_of(pairs: Ints) -> Readings:
    """Returns the readings of pairs (reader, story), in any order; a pair that comes twice counts once.
    Stories with fewer than FEWEST readers are left out, since nothing may be revealed about them.
    """
    pairs = np.unique(pairs.reshape(-1, 2), axis=0)
    _, story_of, readers = np.unique(pairs[:, 1], return_inverse=True, return_counts=True)
    pairs = pairs[readers[story_of] >= FEWEST]
    _, reader = np.unique(pairs[:, 0], return_inverse=True)
    stories, story = np.unique(pairs[:, 1], return_inverse=True)
    return Readings(stories, _grouped(reader, story), _grouped(story, reader))


def neighbours_of(
    readings: Readings, story: int, others: Ints, weights: Floats, readers: Ints
) -> StoryNeighbours:
    """Returns the neighbours of a story, given the weights of others and their readers in common with it."""
    heaviest = np.argsort(-np.abs(weights), kind="stable")[:KEPT]
    neighbours = np.empty(len(heaviest), NEIGHBOUR)
    neighbours["story"] = readings.stories[others[heaviest]]
    neighbours["weight"] = weights[heaviest]
    neighbours["readers"] = readers[heaviest]
    return StoryNeighbours(int(readings.stories[story]), len(readings.readers_of[story]), neighbours)


def _grouped(values: Ints, by: Ints) -> GroupedReadings:
    starts = np.concatenate(([0], np.cumsum(np.bincount(by))))
    return GroupedReadings(starts, values[np.argsort(by, kind="stable")])
