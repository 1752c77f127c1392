"""What to read next: candidates of every source made one varied list, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.errors import BadEntryError
from bot.models import Asked, Audience, Story, StoryId, Suggested, Suggestions, Why
from bot.services.likening import alike
from bot.services.reading import permitted_story
from bot.services.tasting import most_read, read_too
from bot.storage import finding, stories, suggestions
from bot.storage.database import Connection, Database
from bot.storage.stories import folded
from bot.storage.suggestions import Read

AT_ONCE = 5
_CANDIDATES = 60
_TAGGED = 200
"""Stories with a tag that are looked at, the newest."""
_BEGUN, _FADING = 0.8, 0.97
"""How much a story counts that was read as far as one goes without finishing it, and what each later one
takes from those before."""
_EVIDENCE = 4
"""Stories of a reader's that others have read too, at which what they read counts for half."""
_SEEN = 0.7
"""What is left of the score of a story that was suggested before."""
_AVOIDED_MOST, _TAG_ROOM = 50, 100


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A story that may be suggested: by how much, and by what right."""

    story: Story
    score: float
    why: Why
    because: StoryId | None = None
    shared: tuple[str, ...] = ()


class Recommending:
    """Suggests stories. Methods that name a story raise StoryGoneError or RatingRefusedError."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def suggest(self, audience: Audience, like: StoryId | None, tag: str) -> Suggestions:
        """Stories for this reader, other ones than the last time, as far as there are others."""
        return await self._suggest(audience, like, tag, again=False)

    async def veto(self, audience: Audience, story: StoryId, like: StoryId | None, tag: str) -> Suggestions:
        """Never suggest a story again: what was suggested last, with another in its place."""

        def job(connection: Connection) -> Story:
            found = permitted_story(connection, story, audience)
            suggestions.veto(connection, audience.reader, story)
            return found

        vetoed = await self._database.transaction(job)
        return replace(await self._suggest(audience, like, tag, again=True), vetoed=vetoed)

    async def unveto(self, audience: Audience, story: StoryId, like: StoryId | None, tag: str) -> Suggestions:
        """Let a story be suggested again, with what was suggested last."""

        def job(connection: Connection) -> None:
            permitted_story(connection, story, audience)
            suggestions.unveto(connection, audience.reader, story)
            suggestions.suggest_again(connection, audience.reader, story)

        await self._database.transaction(job)
        return await self._suggest(audience, like, tag, again=True)

    async def avoided(self, audience: Audience) -> list[str]:
        """The tags and warnings that this reader never wants suggested."""
        return await self._database.read(lambda connection: suggestions.avoided(connection, audience.reader))

    async def avoid(self, audience: Audience, typed: str, like: StoryId | None, tag: str) -> Suggestions:
        """Never suggest stories with any of these tags or warnings, one a line: what is suggested then.

        Raises BadEntryError for more of them than can be kept.
        """
        tags = list(dict.fromkeys(line for each in typed.splitlines() if (line := " ".join(each.split()))))
        if len(tags) > _AVOIDED_MOST or any(len(each) > _TAG_ROOM for each in tags):
            raise BadEntryError(
                f"That is more than I can keep: {_AVOIDED_MOST} tags at most, each of {_TAG_ROOM} characters."
            )
        await self._database.transaction(
            lambda connection: suggestions.avoid(connection, audience.reader, tags)
        )
        return await self._suggest(audience, like, tag, again=True)

    async def _suggest(
        self, audience: Audience, like: StoryId | None, tag: str, *, again: bool
    ) -> Suggestions:
        now = self._clock.now()
        found, shown_at = await self._database.read(
            lambda connection: _suggested(connection, audience, like, tag, again=again)
        )
        shown = [each.story.id for each in found.stories]
        await self._database.transaction(
            lambda connection: suggestions.suggest(connection, audience.reader, shown, shown_at or now)
        )
        return found


def _suggested(
    connection: Connection, audience: Audience, like: StoryId | None, tag: str, *, again: bool
) -> tuple[Suggestions, int | None]:
    """What is suggested, and when that was done before, if it is to be so `again`."""
    asked = Asked(permitted_story(connection, like, audience) if like else None, " ".join(tag.split()))
    read = suggestions.read_by(connection, audience.reader)
    shown = suggestions.suggested(connection, audience.reader)
    shown_at = max(shown.values(), default=None)
    last = {story for story, at in shown.items() if at == shown_at}
    wanted = _wanted(connection, audience, read, asked)
    pool = [each for each in _pool(connection, audience, read, asked) if wanted(each.story)]
    ranked = sorted((_seen(each, shown) for each in pool), key=lambda each: (-each.score, each.story.id))
    chosen = varied(_ordered(ranked, last, again=again), AT_ONCE)
    named = _stories_named(connection, chosen)
    finished = {each.story for each in read if each.finished}
    explained = tuple(_explained(connection, each, named, finished) for each in chosen)
    return Suggestions(asked, explained), shown_at if again else None


def _pool(connection: Connection, audience: Audience, read: Sequence[Read], asked: Asked) -> list[_Candidate]:
    """Every candidate, each story once: by what is known of the reader's taste, then by what others read most
    and what came last."""
    liked = {asked.like.id: 1.0} if asked.like else tastes(read)
    found = _blended(connection, audience, liked) if liked else []
    if asked.tag:
        more = [
            _Candidate(each, 0.0, Why.NEW)
            for each in finding.tagged(connection, asked.tag, audience, _TAGGED)
        ]
    elif asked.like:
        more = []
    else:
        most = most_read(connection, audience, _CANDIDATES)
        new = finding.newest(connection, audience, _CANDIDATES)
        more = [_Candidate(each, -1 / (2 + len(most) - at), Why.MUCH_READ) for at, each in enumerate(most)]
        more += [_Candidate(each, -1.0 - at, Why.NEW) for at, each in enumerate(new)]
    once = {each.story.id: each for each in reversed([*found, *more])}
    return list(once.values())


def _blended(connection: Connection, audience: Audience, liked: Mapping[StoryId, float]) -> list[_Candidate]:
    """What is like these stories and what was read with them, the latter counting the more the more of them
    others have read."""
    near = {each.story.id: each for each in alike(connection, liked, audience, _CANDIDATES)}
    read = {each.story.id: each for each in read_too(connection, liked, audience, _CANDIDATES)}
    known = len({each.because for each in read.values()})
    trust = known / (known + _EVIDENCE) if len(liked) > 1 else 0.5
    highest = max((each.score for each in read.values()), default=1.0)
    found = []
    for story in near.keys() | read.keys():
        content, together = near.get(story), read.get(story)
        by_content = (1 - trust) * content.score if content else 0.0
        by_readers = trust * together.score / highest if together else 0.0
        shared = content.shared if content else ()
        if together and by_readers >= by_content:
            same = content is not None and content.like == together.because
            found.append(
                _Candidate(
                    together.story,
                    by_content + by_readers,
                    Why.READ_TOO,
                    together.because,
                    shared if same else (),
                )
            )
        elif content:
            found.append(_Candidate(content.story, by_content + by_readers, Why.ALIKE, content.like, shared))
    return found


def tastes(read: Sequence[Read]) -> dict[StoryId, float]:
    """How much each story that somebody has read, the last one first, says of what they like: from 0 to 1."""
    kept = [each for each in read if each.finished or not each.put_away]
    return {
        each.story: (1.0 if each.finished else _BEGUN * each.share) * _FADING**at
        for at, each in enumerate(kept)
        if each.finished or each.share > 0
    }


def varied(ranked: Sequence[_Candidate], count: int) -> list[_Candidate]:
    """The first candidates of as many authors, so far as there are others; the rest of an author's come only
    where there is nothing else."""
    chosen: list[_Candidate] = []
    held: list[_Candidate] = []
    authors: set[str] = set()
    for each in ranked:
        theirs = {folded(name) for name in each.story.authors}
        (held if theirs & authors else chosen).append(each)
        authors |= theirs
        if len(chosen) == count:
            return chosen
    return [*chosen, *held][:count]


def _ordered(ranked: Sequence[_Candidate], last: set[StoryId], *, again: bool) -> list[_Candidate]:
    """Those that were shown last before the others, or behind them."""
    shown = [each for each in ranked if each.story.id in last]
    others = [each for each in ranked if each.story.id not in last]
    return [*shown, *others] if again else [*others, *shown]


def _seen(each: _Candidate, shown: Mapping[StoryId, int]) -> _Candidate:
    return replace(each, score=each.score * _SEEN) if each.story.id in shown and each.score > 0 else each


def _wanted(
    connection: Connection, audience: Audience, read: Sequence[Read], asked: Asked
) -> Callable[[Story], bool]:
    """Whether a story may be suggested to this reader at all."""
    out = suggestions.unwanted(connection, audience.reader) | {each.story for each in read}
    out |= {asked.like.id} if asked.like else set()
    avoided = {folded(tag) for tag in suggestions.avoided(connection, audience.reader)}
    tag = folded(asked.tag)

    def wanted(story: Story) -> bool:
        tags = _tags(story)
        return story.id not in out and not avoided & tags and (not tag or any(tag in each for each in tags))

    return wanted


def _tags(story: Story) -> set[str]:
    """All that can be asked for or avoided in a story."""
    named = (*story.tags, *story.fandoms, *story.content_warnings, *story.relationships, *story.characters)
    return {folded(each) for each in named}


def _stories_named(connection: Connection, chosen: Sequence[_Candidate]) -> dict[StoryId, Story]:
    """The stories that suggestions follow from."""
    found = {each.because: stories.get(connection, each.because) for each in chosen if each.because}
    return {identity: story for identity, story in found.items() if story is not None}


def _explained(
    connection: Connection,
    each: _Candidate,
    named: Mapping[StoryId, Story],
    finished: set[StoryId],
) -> Suggested:
    because = named.get(each.because) if each.because else None
    return Suggested(
        each.story,
        each.why,
        because,
        because is not None and because.id in finished,
        each.shared,
        suggestions.last_chapter_at(connection, each.story.id),
    )
