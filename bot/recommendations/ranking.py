"""Ranks suggestions from several sources as one list: pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.recommendations.models import Coreading, SimilarStory, StoryRead, Why
from bot.stories.ids import StoryId
from bot.stories.models import Story
from bot.stories.queries.stories import folded

_BEGUN, FADING = 0.8, 0.999
"""The weight of a story that was read to the end without being finished, and the factor by which each later
story lowers those before: just enough to tell which were read last, since more does harm
(docs/performance.md).
"""
_BY_STARS = {None: 1.0, 1: 0.0, 2: 0.0, 3: 0.5, 4: 1.0, 5: 1.0}
"""The factor by which a reader's own stars change what a story says of their taste."""
_EVIDENCE = 4
"""The number of a reader's stories read by others too at which their readings count for half. Between 1 and 8
it makes little difference (benchmarks/blending.py).
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story that may be suggested, and the reason; `because` and `shared` are those of `Suggested`."""

    story: Story
    why: Why
    because: StoryId | None = None
    shared: tuple[str, ...] = ()


def reader_weights(read: Iterable[StoryRead]) -> dict[StoryId, float]:
    """Returns how much each story that a reader has read, the last one first,
    says of their taste: from 0 to 1.
    """
    kept = (each for each in read if each.finished or (each.share > 0 and not each.put_away))
    weights = {
        each.story: (1.0 if each.finished else _BEGUN * each.share) * FADING**at * _BY_STARS[each.stars]
        for at, each in enumerate(kept)
    }
    return {story: weight for story, weight in weights.items() if weight}


def ranked(near: Sequence[SimilarStory], together: Sequence[Coreading]) -> list[Candidate]:
    """Returns stories alike in content and stories read by the same people as one list, the best first.

    The more of a reader's stories are read by others too, the more their readings count. Their scores grow
    with the number of readers, so they are taken as shares of the highest.
    """
    known = len({each.because for each in together})
    trust = known / (known + _EVIDENCE)
    highest = max((each.score for each in together), default=1.0)
    by_content = {each.story.id: (1 - trust) * each.score for each in near}
    by_readers = {each.story.id: trust * each.score / highest for each in together}
    alike = {each.story.id: each for each in near}
    read_too = {each.story.id: each for each in together}

    def candidate(story: StoryId) -> Candidate:
        if story in read_too and by_readers[story] >= by_content.get(story, 0):
            return _read_too(read_too[story], alike.get(story))
        return Candidate(alike[story].story, Why.ALIKE, alike[story].like, alike[story].shared)

    def score(story: StoryId) -> float:
        return by_content.get(story, 0) + by_readers.get(story, 0)

    every = by_content.keys() | by_readers.keys()
    return [candidate(story) for story in sorted(every, key=lambda story: (-score(story), story))]


def _read_too(found: Coreading, alike: SimilarStory | None) -> Candidate:
    shared = alike.shared if alike is not None and alike.like == found.because else ()
    return Candidate(found.story, Why.READ_TOO, found.because, shared)


def varied(ranked: Iterable[Candidate], count: int) -> list[Candidate]:
    """Returns the first candidates of different authors, so far as there are some;
    the rest of an author's come only where there is nothing else.
    """
    chosen: list[Candidate] = []
    held: list[Candidate] = []
    authors: set[str] = set()
    for each in ranked:
        theirs = {folded(name) for name in each.story.authors}
        if theirs & authors:
            held.append(each)
            continue
        chosen.append(each)
        authors |= theirs
        if len(chosen) == count:
            break
    return [*chosen, *held][:count]
