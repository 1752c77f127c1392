"""Stories alike in content: their terms are kept up to date in the background, and looked up.

Long texts are read in a process of its own. Run as a program, this module is that process: it takes from
standard input the part of the story that a stranger may be shown, and then its texts, each a line of JSON,
and answers with their content.
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.own_limits import limit_this_process
from bot.recommendations import similarity
from bot.recommendations.models import SimilarStory, Term
from bot.recommendations.queries import similar_stories
from bot.recommendations.queries.similar_stories import ChangedStory, SimilaritySource, SimilarityTerms
from bot.recommendations.similarity import Content, content_of
from bot.sandbox import UNAWAITED, output_of
from bot.stories.ids import StoryId
from bot.stories.models import Audience, Story
from bot.stories.queries import stories
from bot.stories.queries.texts import stored
from bot.workers import Batch, Worker

log = logging.getLogger(__name__)

_SHORT = 100_000
"""The characters that a thread reads in about the time that a process takes to start."""
_SECONDS, _CHARACTERS_A_SECOND = 10, 300_000
"""The time limit of reading: a tenth of the speed measured (docs/performance.md)."""
_MEMORY, _BYTES_A_CHARACTER = 512 * 1024 * 1024, 24
_MORE = 20
"""The number of stories compared beyond those wanted: the lookup knows only the heaviest of each term."""
_MOST_LIKED = 10
"""The most stories that others are to be like."""
_CANDIDATE_TERMS, _MOST_TERMS = 256, 64
"""The most terms checked for whether other stories have them, and the most of those that are looked up."""
_NOTHING = Content({}, {})


class ContentSimilarity:
    """Keeps up to date the terms that stories are compared by. `alike` looks stories up."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def worker(self) -> Worker[ChangedStory]:
        """Returns the worker that updates the stories that have changed, and those weighed long ago."""
        return Worker("content similarity", self._clock, self._changed, self._look_at)

    async def _changed(self, waiting: Collection[ChangedStory]) -> Batch[ChangedStory]:
        passing_over = {each.story for each in waiting}
        changed = await self._database.read(
            lambda connection: similar_stories.next_changed(connection, passing_over)
        )
        return Batch([changed] if changed else ())

    async def _look_at(self, changed: ChangedStory) -> None:
        source = await self._database.read(partial(similar_stories.source, story=changed.story))
        content = _NOTHING if source is None else await self._content(source)
        story = None if source is None else source.story
        await self._database.transaction(
            partial(_keep, looked_at=changed, story=story, content=content), alone=True
        )

    async def _content(self, source: SimilaritySource) -> Content:
        """Returns the content of a story's texts; none, with a warning in the log,
        where it cannot be computed.
        """
        texts = [await self._database.read(partial(stored, identity=each)) for each in source.texts]
        opening = texts[0][: source.open_to] if texts else ""
        if (size := sum(map(len, texts))) <= _SHORT:
            return await asyncio.to_thread(content_of, texts, opening)
        data = await asyncio.to_thread(_encoded, opening, texts)
        seconds = _SECONDS + size // _CHARACTERS_A_SECOND
        memory = _MEMORY + _BYTES_A_CHARACTER * size
        output = await output_of(__name__, data, seconds, memory, turns=UNAWAITED)
        if not output.endswith(b"\n"):
            log.warning("Story %d is compared without its text: too long to be read", source.story.id)
            return _NOTHING
        return _decoded(output)


def forget(connection: Connection, story: StoryId) -> None:
    """Deletes the terms of a story that is taken down."""
    similar_stories.count(connection, story, ())
    similar_stories.remove(connection, story)


def alike(
    connection: Connection, to: Mapping[StoryId, float], audience: Audience, limit: int
) -> list[SimilarStory]:
    """Returns the stories most alike to these, of those that may be shown to this
    audience and are none of these.

    Each of `to` has a weight from 0 to 1; of more than 10 the 10 weightiest count. A score is 1 less the
    product of all (1 - weight * similarity): it grows with each that a story is like, and means the same in
    every call.
    """
    liked = _liked(connection, to)
    sought = _lookup_terms(connection, liked)
    near = similar_stories.sharing(connection, sought, audience, limit + _MORE, apart_from=to.keys())
    found = similar_stories.compared(connection, [story.id for story in near])
    similarities = _similarities(liked, found)
    scores = {story: 1 - math.prod(1 - each for each in these) for story, these in similarities.items()}
    best = sorted((each for each in near if each.id in found), key=lambda each: (-scores[each.id], each.id))
    nameable = similar_stories.shown(connection, [each.story for each in liked], audience)
    return [
        _explained(each, found[each.id], scores[each.id], _nearest(liked, similarities[each.id], nameable))
        for each in best[:limit]
    ]


@dataclass(frozen=True, slots=True)
class _Liked:
    """A story that others are to be like, its weight, and its terms."""

    story: StoryId
    weight: float
    compared: SimilarityTerms


def _liked(connection: Connection, to: Mapping[StoryId, float]) -> list[_Liked]:
    weightiest = sorted(to, key=lambda story: (-to[story], story))[:_MOST_LIKED]
    known = similar_stories.compared(connection, weightiest)
    return [_Liked(story, to[story], known[story]) for story in weightiest if story in known]


def _lookup_terms(connection: Connection, liked: Sequence[_Liked]) -> dict[Term, float]:
    """Returns the heaviest terms of all liked stories, of those that some other story has."""
    sought: dict[Term, float] = {}
    for each in liked:
        for term, weight in each.compared.weights.items():
            sought[term] = sought.get(term, 0) + each.weight * weight
    heaviest = sorted(sought, key=lambda term: (-sought[term], term))[:_CANDIDATE_TERMS]
    having, _ = similar_stories.having(connection, heaviest)
    shared = [term for term in heaviest if having.get(term, 0) > 1]
    return {term: sought[term] for term in shared[:_MOST_TERMS]}


def _similarities(
    liked: Sequence[_Liked], found: Mapping[StoryId, SimilarityTerms]
) -> dict[StoryId, list[float]]:
    """Returns the weighted similarity of each story found to each liked one, in their order."""
    alike_to = similarity.Similarities([each.compared.weights for each in liked])
    return {
        story: [own.weight * each for own, each in zip(liked, alike_to.of(compared.weights), strict=True)]
        for story, compared in found.items()
    }


def _nearest(
    liked: Sequence[_Liked], similarities: Sequence[float], nameable: Collection[StoryId]
) -> _Liked | None:
    """Returns the liked story that is most similar, of those that may be named; None where none is."""
    named = [(score, own) for score, own in zip(similarities, liked, strict=True) if own.story in nameable]
    score, nearest = max(named, key=lambda each: each[0], default=(0.0, None))
    return nearest if score else None


def _explained(story: Story, found: SimilarityTerms, score: float, nearest: _Liked | None) -> SimilarStory:
    if nearest is None:
        return SimilarStory(story, score, None, ())
    return SimilarStory(story, score, nearest.story, _shared(nearest.compared, story, found))


def _shared(one: SimilarityTerms, story: Story, other: SimilarityTerms) -> tuple[str, ...]:
    """Returns what may be revealed of what a story shares with another: details, then words open in both."""
    terms = similarity.in_common(one.weights, other.weights)
    spelt = similarity.details_of(story)
    details = [spelt[each] for each in terms if each in spelt]
    words = [
        other.distinctive[each] for each in terms if each in one.distinctive and each in other.distinctive
    ]
    return (*details, *(word for word in words if word not in map(str.casefold, details)))


def _keep(connection: Connection, looked_at: ChangedStory, story: Story | None, content: Content) -> None:
    """Saves the terms of a story: none where it is removed, be it meanwhile, or has none."""
    story = story and stories.get(connection, story.id)
    details = similarity.details_of(story) if story else {}
    terms = {*content.counts, *details}
    similar_stories.count(connection, looked_at.story, terms)
    if story and terms:
        having, total = similar_stories.having(connection, terms)
        weights = similarity.weighted(content, details, having, total)
        distinctive = similarity.distinctive(content, having)
        compared = SimilarityTerms(
            weights, {each: word for each, word in distinctive.items() if each in weights}
        )
        similar_stories.write(connection, story, compared)
    else:
        similar_stories.remove(connection, looked_at.story)
    similar_stories.settle(connection, looked_at)


def _encoded(opening: str, texts: Sequence[str]) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in (opening, *texts))


def _decoded(output: bytes) -> Content:
    counts, open_words = json.loads(output)
    return Content(dict(counts), dict(open_words))


def _main(seconds: str, memory: str) -> None:
    limit_this_process(int(seconds), int(memory))
    texts = map(json.loads, sys.stdin.buffer)
    opening = next(texts)
    content = content_of(texts, opening)
    sys.stdout.write(json.dumps([list(content.counts.items()), list(content.open.items())]) + "\n")


if __name__ == "__main__":
    _main(*sys.argv[1:])
