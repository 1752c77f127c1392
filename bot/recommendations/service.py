"""Suggests what to read next: candidates of every source in one varied list, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from bot.clock import Clock
from bot.database import Connection, Database
from bot.readers.queries import warnings
from bot.reading.passed import bring_up_to_date
from bot.recommendations.collaborative_filtering import read_too
from bot.recommendations.content_similarity import alike
from bot.recommendations.errors import TooMuchToAvoidError
from bot.recommendations.models import Asked, StoryRead, Suggested, Suggestions, Why
from bot.recommendations.queries import suggestions
from bot.recommendations.queries.coreading import most_read
from bot.recommendations.ranking import Candidate, ranked, reader_weights, varied
from bot.stories.access import permitted_story
from bot.stories.details import Completion
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience, Story
from bot.stories.queries import stories
from bot.stories.tags import matching_tags, stems

AT_ONCE = 4
_CANDIDATES = 30
"""The most stories of each source that are considered."""
_TAGGED = 500
"""The most stories whose tags are compared with the tag asked for."""
_A_WEEK = 7 * 86_400
"""The seconds after which a story counts as not suggested before, unless it was among the last."""
_AVOIDED_MOST, _TAG_ROOM = 50, 100


class Recommendations:
    """Suggests stories. Methods raise StoryGoneError or RatingRefusedError for a story that is named."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def suggest(self, audience: Audience, asked: Asked) -> Suggestions:
        """Returns stories for this reader, other ones than the last times as far as there are others."""
        now = self._clock.now()
        await bring_up_to_date(self._database, audience.reader)
        found = await self._database.read(lambda connection: _suggested(connection, audience, asked))

        def remember(connection: Connection) -> None:
            suggestions.forget(connection, audience.reader, now - _A_WEEK)
            shown = [each.story.id for each in found.stories]
            suggestions.suggest(connection, audience.reader, asked.like, shown, now)

        await self._database.transaction(remember)
        return found

    async def after(self, audience: Audience, story: StoryId) -> Suggested | None:
        """Returns what is most fitting to be read after a story: the one most like it, else what the reader's
        taste says; None where nothing is left. It counts as suggested to nobody."""
        await bring_up_to_date(self._database, audience.reader)

        def job(connection: Connection) -> Suggested | None:
            for asked in (Asked(story), Asked()):
                if found := _suggested(connection, audience, asked).stories:
                    return found[0]
            return None

        return await self._database.read(job)

    async def veto(self, audience: Audience, story: StoryId, asked: Asked) -> Suggestions:
        """Vetoes a story; returns the list with another in its place."""

        def job(connection: Connection) -> Story:
            found = permitted_story(connection, story, audience)
            suggestions.veto(connection, audience.reader, story)
            return found

        vetoed = await self._database.transaction(job)
        return replace(await self.suggest(audience, asked), vetoed=vetoed)

    async def unveto(self, audience: Audience, story: StoryId, asked: Asked) -> Suggestions:
        """Takes a veto back; returns the list with that story where it was."""

        def job(connection: Connection) -> None:
            permitted_story(connection, story, audience)
            suggestions.unveto(connection, audience.reader, story)

        await self._database.transaction(job)
        return await self.suggest(audience, replace(asked, listed=(story, *asked.listed)))

    async def give_up(self, audience: Audience, story: StoryId) -> Story:
        """Bars a story from being suggested to this reader, and returns it."""

        def job(connection: Connection) -> Story:
            found = permitted_story(connection, story, audience)
            suggestions.veto(connection, audience.reader, story)
            return found

        return await self._database.transaction(job)

    async def take_back(self, audience: Audience, story: StoryId) -> Story:
        """Takes that back, and returns the story."""

        def job(connection: Connection) -> Story:
            found = permitted_story(connection, story, audience)
            suggestions.unveto(connection, audience.reader, story)
            return found

        return await self._database.transaction(job)

    async def avoided(self, reader: ReaderId) -> list[str]:
        """Returns the tags and warnings that this reader never wants suggested."""
        return await self._database.read(lambda connection: suggestions.avoided(connection, reader))

    async def avoid(self, audience: Audience, typed: str, asked: Asked) -> Suggestions:
        """Bars stories with any of these tags or warnings, one a line, from being suggested;
        returns what is suggested then.

        Raises TooMuchToAvoidError for more of them than can be kept.
        """
        lines = (" ".join(line.split()) for line in typed.splitlines())
        tags = list(dict.fromkeys(line for line in lines if line))
        if len(tags) > _AVOIDED_MOST or any(len(tag) > _TAG_ROOM for tag in tags):
            raise TooMuchToAvoidError(_AVOIDED_MOST, _TAG_ROOM)
        await self._database.transaction(
            lambda connection: suggestions.avoid(connection, audience.reader, tags)
        )
        return await self.suggest(audience, asked)


def _suggested(connection: Connection, audience: Audience, asked: Asked) -> Suggestions:
    like = permitted_story(connection, asked.like, audience) if asked.like else None
    read = suggestions.read_by(connection, audience.reader)
    pool = _wanted(connection, audience.reader, asked, _pool(connection, audience, asked, read))
    shown_at = suggestions.suggested(connection, audience.reader, asked.like)
    listed = dict.fromkeys(asked.listed, -1)
    # What was never shown comes first, what was shown last at the end; the rest is as the pool has it.
    pool.sort(key=lambda each: listed.get(each.story.id, shown_at.get(each.story.id, 0)))
    chosen = varied(pool, AT_ONCE)
    finished = {each.story for each in read if each.finished}
    explained = tuple(_explained(connection, each, finished) for each in chosen)
    return Suggestions(asked, like, explained, more=len(pool) > len(chosen))


def _pool(
    connection: Connection, audience: Audience, asked: Asked, read: Sequence[StoryRead]
) -> Iterable[Candidate]:
    """Returns every candidate, the best first: by the reader's taste, or like the story asked about; then
    those with the tag, or, with neither, what is read most and what came last. Some come twice.
    """
    found = []
    if liked := {asked.like: 1.0} if asked.like else reader_weights(read):
        near = alike(connection, liked, audience, _CANDIDATES)
        found = ranked(near, read_too(connection, liked, audience, _CANDIDATES))
    if asked.tag:
        return [*found, *islice(_tagged(connection, audience, asked.tag), _CANDIDATES)]
    if asked.like:
        return found
    most = most_read(connection, audience, _CANDIDATES)
    new = suggestions.newest(connection, audience, _CANDIDATES)
    return chain(
        found,
        (Candidate(each, Why.MUCH_READ) for each in most),
        (Candidate(each, Why.NEW) for each in new),
    )


def _tagged(connection: Connection, audience: Audience, tag: str) -> Iterator[Candidate]:
    for story in suggestions.tagged(connection, stems(tag), audience, _TAGGED):
        if those := matching_tags(tag, story):
            yield Candidate(story, Why.TAGGED, shared=those)


def _wanted(
    connection: Connection, reader: ReaderId, asked: Asked, pool: Iterable[Candidate]
) -> list[Candidate]:
    """Returns the candidates that may be suggested to this reader at all, each story once."""
    once: dict[StoryId, Candidate] = {}
    for each in pool:
        once.setdefault(each.story.id, each)
    unwanted = suggestions.unwanted(connection, reader) | {asked.like}
    avoided = [*suggestions.avoided(connection, reader), *warnings.names(connection, reader)]
    return [
        each
        for each in once.values()
        if each.story.id not in unwanted
        and (not asked.tag or matching_tags(asked.tag, each.story))
        and not any(matching_tags(tag, each.story) for tag in avoided)
    ]


def _explained(connection: Connection, each: Candidate, finished: set[StoryId]) -> Suggested:
    because = stories.get(connection, each.because) if each.because else None
    return Suggested(
        each.story,
        each.why,
        because,
        because is not None and because.id in finished and because.completion is not Completion.ONGOING,
        each.shared,
        suggestions.last_chapter_at(connection, each.story.id),
    )
