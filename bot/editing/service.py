"""Stories changed by their librarians: details, and chapters rewritten, renamed, moved, removed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.cataloguing import numbered, rewritten, story_of
from bot.editing.detail_entries import Entry, values_entered
from bot.editing.errors import NoSuchNumberError, OnlyChapterError
from bot.editing.models import ChangeKind
from bot.editing.queries import history
from bot.editing.revising import Plan, is_of_today, make_current, planned, texts_of
from bot.errors import ChapterGoneError, StoryTooLongError
from bot.imports.models import Limits
from bot.librarians.service import looked_after
from bot.quotes.queries import quotes
from bot.stories.changes import Changes
from bot.stories.detail_kinds import one_line
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Chapter, Credentials, Kind, Listing, Story, page_within
from bot.stories.queries import chapters, stories, versions
from bot.stories.queries.texts import TextId
from bot.stories.queries.versions import Written
from bot.subscriptions.outbox import Announced, announce, announce_end, to_nobody

Rewrite = Callable[[Sequence[Written]], Sequence[Written]]
"""From a story's chapters to what they are to be; the numbers need not be right."""

_NOT_IN_FILE_NAMES = re.compile(r"[^\w.]+")

CHAPTERS_A_PAGE = 25
"""As many as a menu of Discord's holds."""


@dataclass(frozen=True, slots=True)
class Revised:
    """A story after a change of its chapters, and what that changed."""

    story: Story
    changes: Changes


class Editing:
    """Every change to a story that is in the library. Each asks for the credentials again."""

    def __init__(
        self, database: Database, clock: Clock, limits: Limits, announced: Announced = to_nobody
    ) -> None:
        self._database = database
        self._clock = clock
        self._limits = limits
        self._announced = announced

    async def story(self, who: Credentials, story: StoryId) -> Story:
        """A story that they look after. Raises StoryGoneError or NotALibrarianError, as all here do."""
        return await self._database.read(lambda connection: looked_after(connection, who, story))

    async def correct(self, who: Credentials, story: StoryId, entries: Mapping[str, Entry]) -> Story:
        """The story with what was entered in a form, by the names of the details. Raises a BadEntryError."""
        found = await self.story(who, story)
        changed = await asyncio.to_thread(values_entered, found, entries)

        def job(connection: Connection) -> Story:
            before = looked_after(connection, who, story)
            after = replace(before, **changed)
            if after != before:
                stories.update(connection, after)
                note = ", ".join(name.replace("_", " ") for name in changed)
                now = self._clock.now()
                history.record(connection, story, ChangeKind.DETAILS, now, who.reader, note=note)
                announce_end(connection, before, after, now)
            return after

        corrected = await self._database.transaction(job)
        self._announced()
        return corrected

    async def contents(self, who: Credentials, story: StoryId, page: int) -> tuple[Story, Listing[Chapter]]:
        """A story and a page of all its chapters."""

        def job(connection: Connection) -> tuple[Story, Listing[Chapter]]:
            found = looked_after(connection, who, story)
            every = chapters.of(connection, story)
            shown, pages = page_within(page, len(every), CHAPTERS_A_PAGE)
            start = shown * CHAPTERS_A_PAGE
            lines = tuple(every[start : start + CHAPTERS_A_PAGE])
            return found, Listing(lines, shown, pages, len(every))

        return await self._database.read(job)

    async def chapter(self, who: Credentials, chapter: ChapterId) -> tuple[Story, Chapter, str]:
        """A chapter, its story and its stored text. Raises ChapterGoneError where it was removed."""

        def job(connection: Connection) -> tuple[Story, Chapter, str]:
            found = _present(connection, chapter)
            story = looked_after(connection, who, found.story)
            return story, found, chapters.text(connection, chapter, found.revision)

        return await self._database.read(job)

    async def chapter_file(self, who: Credentials, chapter: ChapterId) -> tuple[str, str]:
        """A chapter as a Markdown file, to be corrected and uploaded again: its name and what is in it."""
        story, found, text = await self.chapter(who, chapter)
        name = _NOT_IN_FILE_NAMES.sub("-", f"{story.title[:60]} {found.position + 1:03}.md")
        return name, await asyncio.to_thread(_as_file, found.title, text)

    async def rewrite(self, who: Credentials, chapter: ChapterId, text: str, title: str = "") -> Revised:
        """Give a chapter another text, stored Markdown, and another title if there is one."""

        def corrected(each: Written) -> Written:
            new = rewritten(each, text)
            return replace(new, chapter=replace(new.chapter, title=one_line(title) or new.chapter.title))

        return await self._with_chapter(who, chapter, lambda each: [corrected(each)])

    async def rename(self, who: Credentials, chapter: ChapterId, title: str) -> Revised:
        """Give a chapter another title, or none."""

        def renamed(each: Written) -> Written:
            return replace(each, chapter=replace(each.chapter, title=one_line(title)))

        return await self._with_chapter(who, chapter, lambda each: [renamed(each)])

    async def remove(self, who: Credentials, chapter: ChapterId) -> Revised:
        """Take a chapter out of its story. Raises OnlyChapterError for the only one of the body."""
        return await self._with_chapter(who, chapter, lambda each: [])

    async def move(self, who: Credentials, chapter: ChapterId, number: str) -> Revised:
        """Make a chapter the one of this number. Raises NoSuchNumberError."""
        found = await self._database.read(lambda connection: _present(connection, chapter))

        def moved(old: Sequence[Written]) -> Sequence[Written]:
            body = [each.chapter.position for each in old if each.chapter.number is not None]
            if not (number.isascii() and number.isdigit() and 1 <= int(number) <= len(body)):
                raise NoSuchNumberError(len(body))
            order = list(old)
            at = next((i for i, each in enumerate(order) if each.chapter.id == chapter), None)
            if at is None:
                raise ChapterGoneError
            order.insert(body[int(number) - 1], order.pop(at))
            return order

        return await self.revise(who, found.story, moved)

    async def revise(
        self,
        who: Credentials,
        story: StoryId,
        rewrite: Rewrite,
        kind: ChangeKind = ChangeKind.CHAPTERS,
        returning: ChapterId | None = None,
        also: Callable[[Connection], None] | None = None,
    ) -> Revised:
        """Make the chapters what `rewrite` makes of them, in one step; every place follows its words.

        `returning` is a removed chapter that is to come back: `rewrite` finds it behind the others, unless
        it is there already. `also` is done in the same transaction.
        """

        def read(connection: Connection) -> tuple[Story, list[Written]]:
            found = looked_after(connection, who, story)
            back = versions.removed_chapter(connection, returning) if returning else None
            return found, [*versions.of(connection, story), *([back] if back else [])]

        while True:
            before, old = await self._database.read(read)
            plan = await asyncio.to_thread(self._planned, old, rewrite)
            after = _recounted(before, plan)
            if after.words > max(before.words, self._limits.story_words):
                raise StoryTooLongError(after.words, self._limits.story_words)
            keep = partial(self._keep, who=who, story=story, kind=kind, plan=plan, also=also)
            async with texts_of(self._database, plan, before.characters, self._clock.now()) as texts:
                changes = await self._database.transaction(partial(keep, texts=texts))
            if changes is not None:
                self._announced()
                return Revised(after, changes)

    def _keep(
        self,
        connection: Connection,
        *,
        who: Credentials,
        story: StoryId,
        kind: ChangeKind,
        plan: Plan,
        texts: Mapping[int, TextId],
        also: Callable[[Connection], None] | None,
    ) -> Changes | None:
        """None where somebody else changed the story since the plan was made."""
        before, now = looked_after(connection, who, story), self._clock.now()
        if not is_of_today(connection, story, plan):
            return None
        if also is not None:
            also(connection)
        changes = make_current(connection, story, plan, texts, now)
        if changes.chapters:
            stories.update(connection, _recounted(before, plan))
            quotes.count(connection, story)
            history.record(connection, story, kind, now, who.reader, chapters=changes.chapters)
        if kind is ChangeKind.PUBLISHED:
            announce(connection, story, changes, now)
        return changes

    @staticmethod
    def _planned(old: Sequence[Written], rewrite: Rewrite) -> Plan:
        new = numbered(rewrite(old))
        if not any(each.chapter.kind is Kind.BODY for each in new):
            raise OnlyChapterError
        return planned(old, new)

    async def _with_chapter(
        self, who: Credentials, chapter: ChapterId, become: Callable[[Written], list[Written]]
    ) -> Revised:
        """The story with something else in the place of a chapter."""
        found = await self._database.read(lambda connection: _present(connection, chapter))

        def rewritten(old: Sequence[Written]) -> Sequence[Written]:
            if all(each.chapter.id != chapter for each in old):
                raise ChapterGoneError
            return [new for each in old for new in (become(each) if each.chapter.id == chapter else [each])]

        return await self.revise(who, found.story, rewritten)


def _as_file(title: str, text: str) -> str:
    from bot.editing.chapter_file import written  # noqa: PLC0415 - the bot starts without the parsers

    return written(title, text)


def _present(connection: Connection, chapter: ChapterId) -> Chapter:
    found = chapters.get(connection, chapter)
    if found is None or found.position < 0:
        raise ChapterGoneError
    return found


def _recounted(story: Story, plan: Plan) -> Story:
    counted = story_of(story, plan.new, story.guild)
    return replace(story, chapters=counted.chapters, words=counted.words)
