"""The service of the story editor: stories and chapters shown, and details and chapters changed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping

from bot.database import Connection, Database
from bot.editing.chapter_edits import ChapterEdit, NewNotes, NewNumber, NewText, NewTitle, Removal
from bot.editing.chapter_file import written
from bot.editing.detail_edits import NewDetails
from bot.editing.detail_entries import Entry, values_entered
from bot.editing.editor import StoryEditor
from bot.editing.writer import WrittenStory
from bot.errors import ChapterGoneError
from bot.librarians.service import editable
from bot.stories.chapter_notes import NO_NOTES, ChapterNotes
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Chapter, Credentials, Listing, Story, page_of
from bot.stories.queries import chapters

_NOT_IN_FILE_NAMES = re.compile(r"[^\w.]+")

CHAPTERS_A_PAGE = 25
"""The number of options that a menu on Discord holds."""


class Editing:
    """Shows what can be changed in stories, and changes it. Each method checks the credentials again."""

    def __init__(self, database: Database, editor: StoryEditor) -> None:
        self._database = database
        self._editor = editor

    async def story(self, who: Credentials, story: StoryId) -> Story:
        """Returns a story of which they may make or hand in changes. Raises StoryGoneError or
        NotALibrarianError, as all methods here do, and those that change something what `StoryEditor.make`
        does."""
        return await self._database.read(lambda connection: editable(connection, who, story))

    async def correct(self, who: Credentials, story: StoryId, entries: Mapping[str, Entry]) -> WrittenStory:
        """Corrects the story by what was entered in a form, by the names of the details, and returns it.
        Raises a BadEntryError."""
        found = await self.story(who, story)
        changed = await asyncio.to_thread(values_entered, found, entries)
        return await self._editor.make(who, story, NewDetails.of(changed))

    async def contents(self, who: Credentials, story: StoryId, page: int) -> tuple[Story, Listing[Chapter]]:
        """Returns a story and a page of all its chapters."""

        def job(connection: Connection) -> tuple[Story, Listing[Chapter]]:
            found = editable(connection, who, story)
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
        return await self._make(who, NewText(chapter, text, title, notes))

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
        return await self._make(who, NewNotes(chapter, entries))

    async def rename(self, who: Credentials, chapter: ChapterId, title: str) -> WrittenStory:
        """Replaces a chapter's title, which may be empty. Raises ChapterGoneError."""
        return await self._make(who, NewTitle(chapter, title))

    async def remove(self, who: Credentials, chapter: ChapterId) -> WrittenStory:
        """Removes a chapter from its story. Raises OnlyChapterError for the only one of the body, or
        ChapterGoneError."""
        return await self._make(who, Removal(chapter))

    async def move(self, who: Credentials, chapter: ChapterId, number: str) -> WrittenStory:
        """Moves a chapter to the place of this number; early chapters stay behind those open to all. Raises
        NoSuchNumberError or ChapterGoneError."""
        return await self._make(who, NewNumber(chapter, number))

    async def _make(self, who: Credentials, edit: ChapterEdit) -> WrittenStory:
        found = await self._database.read(lambda connection: _present(connection, edit.chapter))
        return await self._editor.make(who, found.story, edit)


def _chapter(connection: Connection, who: Credentials, chapter: ChapterId) -> tuple[Story, Chapter]:
    found = _present(connection, chapter)
    return editable(connection, who, found.story), found


def _present(connection: Connection, chapter: ChapterId) -> Chapter:
    found = chapters.get(connection, chapter, None)
    if found is None or found.position < 0:
        raise ChapterGoneError
    return found
