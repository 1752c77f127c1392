"""The service by which librarians change stories: details, and chapters rewritten, renamed, moved,
removed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.chapter_file import written
from bot.editing.chapter_updates import ChapterUpdate
from bot.editing.detail_entries import Entry, values_entered
from bot.editing.errors import NoSuchNumberError
from bot.editing.models import ChangeKind, HistoryLine
from bot.editing.notes_entries import notes_entered
from bot.editing.queries import states
from bot.editing.writer import StoryWriter, WrittenStory, record
from bot.errors import ChapterGoneError
from bot.librarians.service import looked_after
from bot.stories.changes import Changes
from bot.stories.chapter_notes import NO_NOTES, ChapterNotes
from bot.stories.chapters import NewChapter, StoredChapter
from bot.stories.detail_kinds import one_line
from bot.stories.details import DETAILS
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Chapter, Credentials, Listing, Story, page_of
from bot.stories.queries import chapters, stories

_NOT_IN_FILE_NAMES = re.compile(r"[^\w.]+")

CHAPTERS_A_PAGE = 25
"""The number of options that a menu on Discord holds."""


class Editing:
    """Every change to a story in the library. Each checks the credentials again."""

    def __init__(self, database: Database, clock: Clock, writer: StoryWriter) -> None:
        self._database = database
        self._clock = clock
        self._writer = writer

    async def story(self, who: Credentials, story: StoryId) -> Story:
        """Returns a story that they look after. Raises StoryGoneError or NotALibrarianError, as all methods
        here do."""
        return await self._database.read(lambda connection: looked_after(connection, who, story))

    async def correct(self, who: Credentials, story: StoryId, entries: Mapping[str, Entry]) -> WrittenStory:
        """Corrects the story by what was entered in a form, by the names of the details, and returns it.
        Raises a BadEntryError."""
        found = await self.story(who, story)
        changed = await asyncio.to_thread(values_entered, found, entries)

        def job(connection: Connection) -> WrittenStory:
            return keep_details(connection, who, story, changed, self._clock.now())

        corrected = await self._database.transaction(job)
        self._writer.announced()
        return corrected

    async def contents(self, who: Credentials, story: StoryId, page: int) -> tuple[Story, Listing[Chapter]]:
        """Returns a story and a page of all its chapters."""

        def job(connection: Connection) -> tuple[Story, Listing[Chapter]]:
            found = looked_after(connection, who, story)
            return found, page_of(chapters.of(connection, story, None), page, CHAPTERS_A_PAGE)

        return await self._database.read(job)

    async def chapter(self, who: Credentials, chapter: ChapterId) -> tuple[Story, Chapter]:
        """Returns a chapter with its story. Raises ChapterGoneError where it was removed."""
        return await self._database.read(lambda connection: _chapter(connection, who, chapter))

    async def chapter_file(self, who: Credentials, chapter: ChapterId) -> tuple[str, str]:
        """Returns a chapter as a Markdown file, to be corrected and uploaded again: the file's name and its
        text."""

        def job(connection: Connection) -> tuple[Story, Chapter, str, ChapterNotes]:
            story, found = _chapter(connection, who, chapter)
            text = chapters.text(connection, chapter, found.revision)
            return story, found, text, chapters.notes(connection, chapter, found.revision)

        story, found, text, notes = await self._database.read(job)
        name = _NOT_IN_FILE_NAMES.sub("-", f"{story.title[:60]} {found.position + 1:03}.md")
        return name, await asyncio.to_thread(written, found.title, text, notes)

    async def rewrite(
        self,
        who: Credentials,
        chapter: ChapterId,
        text: str,
        title: str = "",
        notes: ChapterNotes = NO_NOTES,
    ) -> WrittenStory:
        """Replaces a chapter's text, stored Markdown, and its title and notes if any are given. The notes in
        its middle come with the text. Raises ChapterGoneError."""

        def corrected(each: NewChapter) -> NewChapter:
            new = each.rewritten(text).retitled(one_line(title) or each.title)
            return new.annotated(replace(each.notes.replaced_by(notes), within=notes.within))

        return await self._with_chapter(who, chapter, lambda each: [corrected(each)])

    async def notes(self, who: Credentials, chapter: ChapterId) -> ChapterNotes:
        """Returns a chapter's notes. Raises ChapterGoneError."""

        def job(connection: Connection) -> ChapterNotes:
            _, found = _chapter(connection, who, chapter)
            return chapters.notes(connection, chapter, found.revision)

        return await self._database.read(job)

    async def annotate(
        self, who: Credentials, chapter: ChapterId, entries: Mapping[str, Entry]
    ) -> WrittenStory:
        """Corrects a chapter's notes by what was entered in a form. Raises as `notes_entered` does, or
        ChapterGoneError."""
        return await self._with_chapter(
            who, chapter, lambda each: [each.annotated(notes_entered(each.notes, entries))]
        )

    async def rename(self, who: Credentials, chapter: ChapterId, title: str) -> WrittenStory:
        """Replaces a chapter's title, which may be empty. Raises ChapterGoneError."""
        return await self._with_chapter(who, chapter, lambda each: [each.retitled(title)])

    async def remove(self, who: Credentials, chapter: ChapterId) -> WrittenStory:
        """Removes a chapter from its story. Raises OnlyChapterError for the only one of the body, or
        ChapterGoneError."""
        return await self._with_chapter(who, chapter, lambda each: [])

    async def move(self, who: Credentials, chapter: ChapterId, number: str) -> WrittenStory:
        """Moves a chapter to the place of this number; early chapters stay behind those open to all. Raises
        NoSuchNumberError or ChapterGoneError."""
        found = await self._database.read(lambda connection: _present(connection, chapter))

        def moved(old: Sequence[StoredChapter]) -> Sequence[NewChapter]:
            order = list(old)
            at = next((i for i, each in enumerate(order) if each.chapter.id == chapter), None)
            if at is None:
                raise ChapterGoneError
            goal = _place_of_number(old, number, early=order[at].early is not None)
            order.insert(goal, order.pop(at))
            return [each.content for each in order]

        return await self._writer.write(ChapterUpdate(who=who, story=found.story, rewrite=moved))

    async def _with_chapter(
        self, who: Credentials, chapter: ChapterId, become: Callable[[NewChapter], list[NewChapter]]
    ) -> WrittenStory:
        """Replaces a chapter of a story by the chapters that `become` makes of it."""
        found = await self._database.read(lambda connection: _present(connection, chapter))

        def rewritten(old: Sequence[StoredChapter]) -> Sequence[NewChapter]:
            if all(each.chapter.id != chapter for each in old):
                raise ChapterGoneError
            return [
                new
                for each in old
                for new in (become(each.content) if each.chapter.id == chapter else [each.content])
            ]

        return await self._writer.write(ChapterUpdate(who=who, story=found.story, rewrite=rewritten))


def keep_details(
    connection: Connection, who: Credentials, story: StoryId, changed: Mapping[str, Any], now: int
) -> WrittenStory:
    """Gives a story other details, by their names, and returns it. Raises StoryGoneError or
    NotALibrarianError."""
    found = looked_after(connection, who, story)
    after = replace(found, **changed)
    if after == found:
        return WrittenStory(found)
    before = states.of(connection, story)
    stories.update(connection, after)
    named = [name.replace("_", " ") for name in changed if DETAILS[name].group is not None]
    line = HistoryLine(ChangeKind.DETAILS, who.reader, ", ".join(named))
    change = record(connection, found, after, line, Changes(), now)
    states.keep(connection, change, before)
    return WrittenStory(after, line.kind, undoable=change)


def _place_of_number(old: Sequence[StoredChapter], number: str, *, early: bool) -> int:
    """Returns the index of the chapter of this number, among those of the body that are early or not."""
    body = [each.chapter.number for each in old if each.chapter.number and (each.early is not None) == early]
    if not (number.isascii() and number.isdigit() and int(number) in body):
        raise NoSuchNumberError(body[0] or 1, body[-1] or 1)
    return next(at for at, each in enumerate(old) if each.chapter.number == int(number))


def _chapter(connection: Connection, who: Credentials, chapter: ChapterId) -> tuple[Story, Chapter]:
    found = _present(connection, chapter)
    return looked_after(connection, who, found.story), found


def _present(connection: Connection, chapter: ChapterId) -> Chapter:
    found = chapters.get(connection, chapter, None)
    if found is None or found.position < 0:
        raise ChapterGoneError
    return found
