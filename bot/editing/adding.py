"""Stories brought in from files, and brought up to date when their file has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.cataloguing import catalogued, numbered, story_of
from bot.editing.models import ChangeKind
from bot.editing.queries import history
from bot.editing.revising import Plan, is_of_today, make_current, planned, texts_of
from bot.errors import StoryTooLongError, TooManyStoriesError
from bot.imports.manuscript import Manuscript
from bot.imports.models import Limits
from bot.quotes.queries import quotes
from bot.stories.changes import Changes
from bot.stories.details import Details, tidied
from bot.stories.ids import GuildId, ReaderId
from bot.stories.models import Origin, Story
from bot.stories.queries import stories, versions
from bot.stories.queries.stories import Former
from bot.stories.queries.texts import TextId
from bot.stories.queries.versions import Written
from bot.subscriptions.outbox import Announced, announce, announce_end, to_nobody
from bot.text.continuity import Version, continued

PUBLISHED = "published:"
"""What the source keys of chapters begin with that came on Discord and are in no file."""


@dataclass(frozen=True, slots=True)
class Acquired:
    """What became of a manuscript: a new story, an update with its changes, or neither, if it was known."""

    story: Story
    is_new: bool = False
    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a manuscript would become: its details and counts, how it would follow from what is there, and
    the story that it would bring up to date, if any."""

    story: Story
    former: Story | None
    plan: Plan


@dataclass(frozen=True, slots=True)
class _Meant:
    """What is to be kept: the details as they are to be, and as the file has them."""

    manuscript: Manuscript
    origin: Origin
    details: Details
    by: ReaderId | None


class Acquisitions:
    """What comes into the library, each in one step."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        limits: Limits | None = None,
        announced: Announced = to_nobody,
    ) -> None:
        self._database = database
        self._clock = clock
        self._announced = announced
        self.limits = limits or Limits()

    async def made_from(self, origin: Origin) -> Story | None:
        """The story that is made from these very contents."""
        return await self._database.read(lambda connection: stories.by_file(connection, origin))

    async def preview(self, manuscript: Manuscript, origin: Origin) -> Preview:
        """What the manuscript would become, were it added.

        Raises UnreadableFileError where it holds no story, StoryTooLongError or TooManyStoriesError.
        """
        new = await asyncio.to_thread(catalogued, manuscript)
        said = tidied(manuscript.details)
        former, plan = await self._plan(origin, said, new)
        details = said if former is None else merged(former.story, former.said, said)
        story = story_of(details, plan.new, origin.guild)
        self._require_length(story)
        if former is None or former.removed:
            await self._database.read(partial(self._require_room, guild=origin.guild))
        return Preview(story, former.story if former else None, plan)

    async def add(
        self,
        manuscript: Manuscript,
        origin: Origin,
        by: ReaderId | None = None,
        details: Details | None = None,
    ) -> Acquired:
        """Keep a manuscript: as a story, or as the newer version of the one that its file made before.

        `details` are those that a librarian has corrected, if any did. Raises as `preview` does.
        """
        new = await asyncio.to_thread(catalogued, manuscript)
        said = tidied(manuscript.details)
        while True:
            former, plan = await self._plan(origin, said, new)
            as_before = said if former is None else merged(former.story, former.said, said)
            story = story_of(details or as_before, plan.new, origin.guild)
            self._require_length(story)
            meant = _Meant(manuscript, origin, said, by)
            async with texts_of(self._database, plan, story.characters, self._clock.now()) as texts:
                acquired = await self._database.transaction(
                    partial(self._keep, meant=meant, story=story, former=former, plan=plan, texts=texts)
                )
            if acquired is not None:
                self._announced()
                return acquired

    async def _plan(
        self, origin: Origin, said: Details, new: Sequence[Written]
    ) -> tuple[Former | None, Plan]:
        """The story that this file made before, if any, and how the new version follows from it."""

        def job(connection: Connection) -> tuple[Former | None, list[Written]]:
            former = stories.former(connection, origin, said)
            return former, versions.of(connection, former.story.id) if former else []

        former, old = await self._database.read(job)
        return former, await asyncio.to_thread(lambda: planned(old, with_published(old, new)))

    def _keep(
        self,
        connection: Connection,
        *,
        meant: _Meant,
        story: Story,
        former: Former | None,
        plan: Plan,
        texts: Mapping[int, TextId],
    ) -> Acquired | None:
        """None where somebody else changed the story since the plan was made."""
        now, origin = self._clock.now(), meant.origin
        if known := stories.by_file(connection, origin):
            return Acquired(known)
        if stories.former(connection, origin, meant.details) != former:
            return None
        if former is None or former.removed:
            self._require_room(connection, origin.guild)
        if former is None:
            identity = stories.insert(connection, story, origin, meant.details, now)
        else:
            identity = former.story.id
        story = replace(story, id=identity)
        if not is_of_today(connection, identity, plan):
            return None
        changes = make_current(connection, identity, plan, texts, now)
        if former is not None:
            _update(connection, former, story, meant)
        quotes.count(connection, identity)
        if meant.manuscript.cover is not None:
            stories.keep_cover(connection, identity, meant.manuscript.cover)
        kind = ChangeKind.UPDATED
        if former is None or former.removed:
            kind = ChangeKind.ADDED if former is None else ChangeKind.PUT_BACK
        touched = () if former is None else changes.chapters
        history.record(connection, identity, kind, now, meant.by, note=origin.name, chapters=touched)
        if former is not None:
            announce(connection, identity, changes, now)
            announce_end(connection, former.story, story, now)
        return Acquired(story, former is None, None if former is None else changes)

    def _require_length(self, story: Story) -> None:
        if story.words > self.limits.story_words:
            raise StoryTooLongError(story.words, self.limits.story_words)

    def _require_room(self, connection: Connection, guild: GuildId | None) -> None:
        most = self.limits.stories_of_server
        if guild is not None and stories.count_of_guild(connection, guild) >= most:
            raise TooManyStoriesError(most)


def merged(current: Details, before: Details, now: Details) -> Details:
    """The details after an update: what the file says anew, and else what stands, corrected or not."""
    changed = {
        each.name: getattr(now, each.name)
        for each in fields(Details)
        if getattr(now, each.name) != getattr(before, each.name)
    }
    kept = {each.name: getattr(current, each.name) for each in fields(Details)}
    return Details(**{**kept, **changed})


def with_published(old: Sequence[Written], new: Sequence[Written]) -> Sequence[Written]:
    """The new version, with those chapters of the old one that are in no file, each where it stood."""
    if not any(each.source_key.startswith(PUBLISHED) for each in old):
        return new
    pairs = continued(
        [Version(each.source_key, each.chapter.title, each.text) for each in old],
        [Version(each.source_key, each.chapter.title, each.text) for each in new],
    )
    there = {former: index for index, former in enumerate(pairs) if former is not None}
    behind: dict[int, list[Written]] = {}
    last = -1
    for index, each in enumerate(old):
        last = there.get(index, last)
        if index not in there and each.source_key.startswith(PUBLISHED):
            behind.setdefault(last, []).append(each)
    chapters = list(behind.get(-1, ()))
    for index, each in enumerate(new):
        chapters += [each, *behind.get(index, ())]
    return numbered(chapters)


def _update(connection: Connection, former: Former, story: Story, meant: _Meant) -> None:
    stories.update(connection, story)
    stories.keep_origin(connection, story.id, meant.origin, meant.details)
    if former.removed:
        stories.put_back(connection, story.id)
