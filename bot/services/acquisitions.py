"""Stories brought in, and brought up to date when their file has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.clock import Clock
from bot.models import Chapter, ChapterId, GuildId, Place, Story
from bot.services.carrying import Follower
from bot.services.cataloguing import CataloguedChapter, catalogued_chapters, catalogued_story
from bot.storage import chapters, stories, versions
from bot.storage.database import Connection, Database
from bot.storage.versions import Track, Written
from bot.text import edits
from bot.text.continuity import Version, continued
from bot.text.manuscript import Manuscript
from bot.text.naming import chapter_name


@dataclass(frozen=True, slots=True)
class Origin:
    """What a story was made from: its file's name, the digest of the contents, whose it is."""

    name: str
    digest: str
    guild: GuildId | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update did: names of chapters, and how many readings it carried along."""

    added: tuple[str, ...]
    edited: tuple[str, ...]
    removed: tuple[str, ...]
    readings: int


@dataclass(frozen=True, slots=True)
class Acquired:
    """What became of a manuscript: a new story, an update with its changes, or neither, if it was known."""

    story: Story
    is_new: bool = False
    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the new version follows from the old one, worked out before the database is held."""

    story: Story
    old: list[Written]
    new: list[CataloguedChapter]
    continued: list[int | None]
    stretches: list[tuple[edits.Stretch, ...]]


class Acquisitions:
    """What comes into the library, each in one transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def made_from(self, origin: Origin) -> Story | None:
        """The story that is made from these very contents."""
        return await self._database.read(
            lambda connection: stories.by_file(connection, origin.digest, origin.guild)
        )

    async def add(self, manuscript: Manuscript, origin: Origin) -> Acquired:
        """Keep a manuscript: as a story, or as the newer version of the one that its file made before.

        Raises UnreadableFileError where it holds no story.
        """
        new = await asyncio.to_thread(catalogued_chapters, manuscript)
        details = catalogued_story(manuscript, new, origin.guild)
        while True:
            plan = await self._plan(details, origin, new)
            keep = partial(
                self._keep, manuscript=manuscript, origin=origin, details=details, new=new, plan=plan
            )
            acquired = await self._database.transaction(keep)
            if acquired is not None:
                return acquired

    async def _plan(self, details: Story, origin: Origin, new: list[CataloguedChapter]) -> _Plan | None:
        """How to bring the story that this file made before up to date; None if it made none."""

        def job(connection: Connection) -> tuple[Story, list[Written]] | None:
            story = _former(connection, details, origin)
            return (story, versions.of(connection, story.id)) if story else None

        found = await self._database.read(job)
        return await asyncio.to_thread(_planned, *found, new) if found else None

    def _keep(
        self,
        connection: Connection,
        manuscript: Manuscript,
        origin: Origin,
        details: Story,
        new: list[CataloguedChapter],
        plan: _Plan | None,
    ) -> Acquired | None:
        """None where somebody else changed the story since the plan was made."""
        now = self._clock.now()
        if known := stories.by_file(connection, origin.digest, origin.guild):
            return Acquired(known)
        changes = None
        if plan is None:
            if _former(connection, details, origin) is not None:
                return None
            identity = stories.insert(connection, details, origin.name, origin.digest, now)
            for each in new:
                chapter = replace(each.chapter, story=identity)
                chapters.insert(connection, chapter, each.source_key, each.text, now)
        else:
            identity = plan.story.id
            if chapters.of(connection, identity) != [each.chapter for each in plan.old]:
                return None
            changes = _update(connection, plan, now)
            stories.update(connection, replace(details, id=identity), origin.digest)
        if manuscript.cover is not None:
            stories.keep_cover(connection, identity, manuscript.cover)
        return Acquired(replace(details, id=identity), plan is None, changes)


def _former(connection: Connection, details: Story, origin: Origin) -> Story | None:
    """The story that an older file of this name and title made."""
    return stories.by_file_name(connection, origin.name, details.title, origin.guild)


def _planned(story: Story, old: list[Written], new: list[CataloguedChapter]) -> _Plan:
    before = [Version(each.source_key, each.chapter.title, each.text) for each in old]
    after = [Version(each.source_key, each.chapter.title, each.text) for each in new]
    return _Plan(story, old, new, continued(before, after), edits.stretches(before, after))


def _update(connection: Connection, plan: _Plan, now: int) -> Changes:
    chapters.set_aside(connection, plan.story.id)
    placed = [_place(connection, plan, index, now) for index in range(len(plan.new))]
    tracks = _tracks(plan, placed)
    for each in plan.old:
        if each.chapter.id in tracks:
            versions.record(connection, each.chapter.id, each.chapter.revision, tracks[each.chapter.id])
    kept = {index for index in plan.continued if index is not None}
    return Changes(
        added=_names(placed[i] for i, index in enumerate(plan.continued) if index is None),
        edited=_names(chapter for chapter in placed if chapter.id in tracks),
        removed=_names(each.chapter for i, each in enumerate(plan.old) if i not in kept),
        readings=versions.carry_bookmarks(connection, plan.story.id, tracks.keys(), _carry(placed, tracks)),
    )


def _carry(placed: Sequence[Chapter], tracks: Mapping[ChapterId, Sequence[Track]]) -> versions.Carry:
    current = {chapter.id: chapter for chapter in placed}
    followers = {chapter: Follower(tracks[chapter]) for chapter in tracks}

    def carry(chapter: ChapterId, offset: int, *, is_end: bool) -> tuple[Place, bool]:
        if chapter not in followers:
            return Place(chapter, current[chapter].revision, offset), True
        if not is_end or offset == 0:
            return followers[chapter].follow(offset)
        # An end goes with the last character before it: what is inserted right behind has not been read.
        last, exact = followers[chapter].follow(offset - 1)
        return replace(last, offset=min(last.offset + 1, current[last.chapter].characters)), exact

    return carry


def _place(connection: Connection, plan: _Plan, index: int, now: int) -> Chapter:
    """Put one chapter of the new version into its place, as what it continues if it continues any."""
    new, former = plan.new[index], plan.continued[index]
    if former is None:
        chapter = replace(new.chapter, story=plan.story.id)
        identity = chapters.insert(connection, chapter, new.source_key, new.text, now)
        return replace(chapter, id=identity)
    old = plan.old[former]
    edited = old.text != new.text
    chapter = replace(
        new.chapter, id=old.chapter.id, story=plan.story.id, revision=old.chapter.revision + edited
    )
    chapters.put_back(connection, chapter, new.source_key, new.text if edited else None, now)
    return chapter


def _tracks(plan: _Plan, placed: Sequence[Chapter]) -> dict[ChapterId, list[Track]]:
    """Where the words of each old chapter went, for those whose text is not simply there still."""
    unchanged = {
        old
        for new, old in enumerate(plan.continued)
        if old is not None and plan.old[old].text == plan.new[new].text
    }
    return {
        old.chapter.id: [_track(stretch, placed[stretch.chapter]) for stretch in plan.stretches[index]]
        for index, old in enumerate(plan.old)
        if index not in unchanged
    }


def _track(stretch: edits.Stretch, chapter: Chapter) -> Track:
    return stretch.start, stretch.end, chapter.id, chapter.revision, stretch.at


def _names(changed: Iterable[Chapter]) -> tuple[str, ...]:
    return tuple(map(chapter_name, changed))
