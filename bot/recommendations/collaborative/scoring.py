"""Scores the stories that one reader may like, by the neighbours of the stories that they have read."""

from __future__ import annotations

import heapq
import struct
from collections.abc import Collection, Mapping
from typing import NamedTuple

from bot.stories.ids import StoryId

NEIGHBOUR = struct.Struct("<qfi")
"""A neighbour of a story: its number, how much having read that story speaks for it (below 0: against it),
and how many read both. The same as `readings.NEIGHBOUR`.
"""


class Reason(NamedTuple):
    """The reader's own story that speaks most for another, how much it does, and how many read both."""

    weight: float
    because: StoryId
    readers: int


def scores(
    weights: Mapping[StoryId, float], beside: Mapping[StoryId, bytes], most: int
) -> dict[StoryId, float]:
    """Returns the scores of other stories, the best first and at most `most`, given how much the reader likes
    each of theirs and the packed neighbours of those.
    """
    totals: dict[StoryId, float] = {}
    for own, packed in beside.items():
        liked = weights[own]
        for story, weight, _ in NEIGHBOUR.iter_unpack(packed):
            totals[story] = totals.get(story, 0.0) + liked * weight
    positive = ((total, -story) for story, total in totals.items() if total > 0 and story not in weights)
    return {StoryId(-story): total for total, story in heapq.nlargest(most, positive)}


def reasons(
    weights: Mapping[StoryId, float],
    beside: Mapping[StoryId, bytes],
    stories: Collection[StoryId],
) -> dict[StoryId, Reason]:
    """Returns the strongest reason for each of these stories that has a score."""
    found: dict[StoryId, Reason] = {}
    for own, packed in beside.items():
        for story, weight, readers in NEIGHBOUR.iter_unpack(packed):
            if story in stories:
                reason = Reason(weights[own] * weight, own, readers)
                found[story] = max(found.get(story, reason), reason)
    return found
