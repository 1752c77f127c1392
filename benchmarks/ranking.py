"""How well the two sources of suggestions go together: `python -m benchmarks.ranking`.

In planted communities every story has a topic, which its text shows, and a mood, which only its readers know.
A reader likes two of each and reads what has them, the topic counting for more than the mood or for as much,
and what is best known. A quarter of what each has read is held out, to be found among the first ten (nDCG).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.recommendations import ranking
from bot.recommendations.collaborative.scoring import reasons, scores
from bot.recommendations.collaborative.training import train
from bot.recommendations.models import Coreading, SimilarStory
from bot.stories.ids import StoryId
from bot.stories.models import Story

STORIES, KINDS, LIKED = 600, 30, 2
READERS = (20, 60, 200, 1_000, 4_000)
READ = 10
"""Stories of each reader, on average."""
TOPIC_COUNTS = (0.7, 0.5)
LOOKED_AT, FIRST, ASKED, SEEDS = 40, 10, 200, range(3)
EVIDENCE = (1, 4, 8)
_SHELF = [Story(id=StoryId(n), title=f"{n}", guild=None, chapters=1, words=1) for n in range(STORIES)]

Floats = NDArray[np.float64]
Shelf = Sequence[int]


@dataclass(frozen=True)
class Community:
    """How alike the stories are in content, and who read what: the known part, and the part held out."""

    alike: Floats
    known: Sequence[Shelf]
    held_out: Sequence[frozenset[int]]


def planted(readers: int, topic_counts: float, seed: int) -> Community:
    """A community of so many readers."""
    chance = np.random.default_rng(seed)
    topics, moods = chance.integers(0, KINDS, (2, STORIES))
    noise = chance.normal(0.04, 0.02, (STORIES, STORIES))
    theme = np.equal.outer(topics, topics) * chance.normal(0.12, 0.06, (STORIES, STORIES))
    alike = np.clip(noise, 0, 1) + np.clip(theme, 0, 1)
    fame = chance.permutation(1 / (np.arange(STORIES) + 20))
    known, held_out = [], []
    for _ in range(readers):
        of_topic = np.isin(topics, chance.choice(KINDS, LIKED, replace=False))
        of_mood = np.isin(moods, chance.choice(KINDS, LIKED, replace=False))
        drawn = fame * np.exp(4 * topic_counts * of_topic + 4 * (1 - topic_counts) * of_mood)
        many = min(60, 2 + int(chance.exponential(READ - 2)))
        read = chance.choice(STORIES, many, replace=False, p=drawn / drawn.sum()).tolist()
        out = max(1, many // 4)
        held_out.append(frozenset(read[:out]))
        known.append(read[out:])
    return Community((alike + alike.T) / 2, known, held_out)


def near(community: Community, read: Shelf) -> list[SimilarStory]:
    """What is like the stories that somebody read, as `bot.recommendations.content_similarity` scores it."""
    scored = 1 - np.prod(1 - community.alike[read[:10]], axis=0)
    scored[list(read)] = 0
    best = np.argsort(-scored)[:LOOKED_AT].tolist()
    return [SimilarStory(_SHELF[story], float(scored[story]), StoryId(read[0]), ()) for story in best]


def together(told: Mapping[StoryId, bytes], read: Shelf) -> list[Coreading]:
    """What those read who read the same, as `bot.recommendations.collaborative_filtering` scores it."""
    liking = dict.fromkeys(map(StoryId, read), 1.0)
    beside = {story: told[story] for story in liking if story in told}
    found = scores(liking, beside, LOOKED_AT)
    why = reasons(liking, beside, found)
    return [Coreading(_SHELF[each], found[each], why[each].because, why[each].readers) for each in found]


def quality(found: Sequence[StoryId], held_out: frozenset[int]) -> float:
    """nDCG of the first ten."""
    gains = 1 / np.log2(np.arange(2, FIRST + 2))
    hits = [gain for gain, story in zip(gains, found, strict=False) if story in held_out]
    return float(sum(hits) / gains[: len(held_out)].sum())


def measure(readers: int, topic_counts: float, seed: int) -> list[float]:
    """Similarity alone, readings alone, and both, with every number of EVIDENCE."""
    community = planted(readers, topic_counts, seed)
    pairs = np.array([(reader, story) for reader, read in enumerate(community.known) for story in read])
    told = {StoryId(each.story): each.neighbours.tobytes() for each in train(pairs)}
    found = []
    for read, held_out in list(zip(community.known, community.held_out, strict=True))[:ASKED]:
        alike, read_too = near(community, read), together(told, read)
        lists = [[each.story.id for each in alike], [each.story.id for each in read_too]]
        for ranking._EVIDENCE in EVIDENCE:
            lists.append([each.story.id for each in ranking.ranked(alike, read_too)])
        found.append([quality(each, held_out) for each in lists])
    means: list[float] = np.mean(found, axis=0).tolist()
    return means


def main(tell: Callable[[str], None] = print) -> None:
    tell(f"{'readers':>8}{'likeness':>10}{'readings':>10}" + "".join(f"{f'both, {n}':>10}" for n in EVIDENCE))
    for topic_counts in TOPIC_COUNTS:
        tell(f"the topic counts for {topic_counts}")
        for readers in READERS:
            figures = np.mean([measure(readers, topic_counts, seed) for seed in SEEDS], axis=0)
            tell(f"{readers:>8,}" + "".join(f"{figure:>10.3f}" for figure in figures))


if __name__ == "__main__":
    main()
