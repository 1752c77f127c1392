"""Planned chapters: listed, changed and called off until they appear, at a time or in a story's rhythm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.editor import StoryEditor
from bot.editing.errors import ReleaseGoneError, UnknownRhythmError
from bot.editing.models import Release
from bot.editing.publications import NewPlans, contents_of, require_in_reach
from bot.editing.queries import releases
from bot.editing.rhythm import Rhythm, rhythm_typed
from bot.imports.manuscript import ManuscriptChapter
from bot.language.time_words import in_english
from bot.librarians.service import editable, looked_after, zone_of
from bot.stories.detail_kinds import one_line
from bot.stories.ids import ReleaseId, StoryId
from bot.stories.models import Credentials, Listing, Story, page_of

RELEASES_A_PAGE = 4
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Plans:
    """A story, a page of its planned chapters, the next first, and the rhythm in which they appear."""

    story: Story
    releases: Listing[Release]
    rhythm: Rhythm | None


class Planning:
    """Plans chapters. `replanned` is called where the next one may have changed."""

    def __init__(
        self, database: Database, clock: Clock, editor: StoryEditor, replanned: Callable[[], None]
    ) -> None:
        self._database = database
        self._clock = clock
        self._editor = editor
        self._replanned = replanned

    async def plan(
        self, who: Credentials, story: StoryId, chapters: Sequence[ManuscriptChapter], due_at: int | None
    ) -> list[Release]:
        """Plans chapters for a time, UTC in seconds, or with None each for the next free day of the story's
        rhythm. A time that went by while they were being written counts as now.

        Raises TooFarOffError, StoryGoneError or NotALibrarianError, as the other methods here do, and what
        `StoryEditor.require_made_at_once` does.
        """
        plans = NewPlans(contents_of(chapters), due_at)
        await self._editor.require_made_at_once(who, story, plans)
        now = self._clock.now()

        def job(connection: Connection) -> list[Release]:
            looked_after(connection, who, story)
            return plans.plan(connection, who, story, now)

        return await self._changed(job)

    async def has_rhythm(self, story: StoryId) -> bool:
        """Returns whether a story's chapters appear in a rhythm."""
        found = await self._database.read(lambda connection: releases.rhythm_of(connection, story))
        return found is not None

    async def plans(self, who: Credentials, story: StoryId, page: int) -> Plans:
        """Returns a page of a story's planned chapters, with its rhythm."""

        def job(connection: Connection) -> Plans:
            found = editable(connection, who, story)
            waiting = page_of(releases.of(connection, story), page, RELEASES_A_PAGE)
            return Plans(found, waiting, releases.rhythm_of(connection, story))

        return await self._database.read(job)

    async def planned(self, who: Credentials, release: ReleaseId) -> tuple[Story, Release]:
        """Returns a planned chapter with its story. Raises ReleaseGoneError where it has appeared, or was
        called off, as the methods below do."""

        def job(connection: Connection) -> tuple[Story, Release]:
            found = planned_chapter(connection, who, release)
            return looked_after(connection, who, found.story), found

        return await self._database.read(job)

    async def correct(
        self, who: Credentials, release: ReleaseId, title: str, due_at: int, announcement: str
    ) -> Release:
        """Gives a planned chapter this title, this time, UTC in seconds, and this word to subscribers."""
        require_in_reach(due_at, self._clock.now())

        def corrected(each: Release) -> Release:
            notes = each.notes.announcing(announcement)
            return replace(each, title=one_line(title), due_at=due_at, notes=notes)

        return await self._replaced(who, release, corrected)

    async def rewrite(self, who: Credentials, release: ReleaseId, chapter: ManuscriptChapter) -> Release:
        """Replaces a planned chapter's text, and its title and notes if any are given."""

        def rewritten(each: Release) -> Release:
            title = one_line(chapter.title) or each.title
            return replace(each, title=title, text=chapter.text, notes=each.notes.replaced_by(chapter.notes))

        return await self._replaced(who, release, rewritten)

    async def call_off(self, who: Credentials, release: ReleaseId) -> tuple[Release, int]:
        """Calls off a planned chapter, and returns it, with the time by which `plan_again` knows it."""
        now = self._clock.now()

        def job(connection: Connection) -> tuple[Release, int]:
            found = planned_chapter(connection, who, release)
            releases.take(connection, release, now)
            return found, now

        return await self._changed(job)

    async def plan_again(self, who: Credentials, story: StoryId, called_off_at: int) -> None:
        """Plans what was called off at a time, UTC in seconds, for when it was to appear. Raises
        ReleaseGoneError where that has gone by, or it is planned again already."""
        now = self._clock.now()

        def job(connection: Connection) -> None:
            looked_after(connection, who, story)
            if not releases.give_back(connection, story, called_off_at, now):
                raise ReleaseGoneError

        await self._changed(job)

    async def rhythm(self, who: Credentials, story: StoryId) -> Rhythm | None:
        """Returns the rhythm of a story's chapters, or None, to whoever may set it."""

        def job(connection: Connection) -> Rhythm | None:
            looked_after(connection, who, story)
            return releases.rhythm_of(connection, story)

        return await self._database.read(job)

    async def set_rhythm(self, who: Credentials, story: StoryId, typed: str) -> Rhythm | None:
        """Sets the rhythm in which a story's next chapters appear, by the clocks of their server or, outside
        of servers, their own; with nothing typed it has none. Raises UnknownRhythmError."""

        english = in_english(typed).strip()

        def job(connection: Connection) -> Rhythm | None:
            looked_after(connection, who, story)
            rhythm = rhythm_typed(english, zone_of(connection, who)) if english else None
            if english and rhythm is None:
                raise UnknownRhythmError(typed)
            releases.keep_rhythm(connection, story, rhythm)
            return rhythm

        return await self._database.transaction(job)

    async def _replaced(
        self, who: Credentials, release: ReleaseId, change: Callable[[Release], Release]
    ) -> Release:
        def job(connection: Connection) -> Release:
            changed = change(planned_chapter(connection, who, release))
            releases.change(connection, changed)
            return changed

        return await self._changed(job)

    async def _changed(self, job: Callable[[Connection], T]) -> T:
        done = await self._database.transaction(job)
        self._replanned()
        return done


def planned_chapter(connection: Connection, who: Credentials, release: ReleaseId) -> Release:
    """Returns a planned chapter of a story that they look after. Raises ReleaseGoneError."""
    found = releases.get(connection, release)
    if found is None:
        raise ReleaseGoneError
    looked_after(connection, who, found.story)
    return found
