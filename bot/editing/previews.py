"""Drafts and planned chapters read before they are out. A preview moves no bookmark and counts nowhere."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.database import Connection, Database
from bot.editing.adding import StoryImporter
from bot.editing.covers import NewCover
from bot.editing.drafts import Drafts
from bot.editing.editor import StoryEditor
from bot.editing.errors import ReleaseGoneError
from bot.editing.models import Draft, DraftFacts, Release
from bot.editing.plan import Plan
from bot.editing.queries import releases
from bot.errors import StaleButtonError
from bot.librarians.service import editable
from bot.readers.queries import readers
from bot.reading.models import Panel
from bot.reading.preview import beginning_of, opening, preview
from bot.stories.chapters import NumberedChapter, counted, numbered
from bot.stories.ids import DraftId, ReaderId, ReleaseId
from bot.stories.models import Audience, Chapter, ChapterKind, Credentials, Listing, Place, Story, page_of
from bot.stories.queries import chapters

CHAPTERS_A_PAGE = 25
"""The number of options that a menu on Discord holds."""
_CHARACTERS_REMEMBERED = 4_000_000
"""Characters of drafts kept in memory, of the last one more if it is longer by itself."""

_Chapters = Sequence[NumberedChapter]


@dataclass(frozen=True, slots=True)
class DraftContents:
    """A page of the chapters that the story of a draft would have."""

    draft: Draft
    chapters: Listing[NumberedChapter]


class Previews:
    """Shows librarians what readers will see."""

    def __init__(
        self, database: Database, drafts: Drafts, importer: StoryImporter, editor: StoryEditor
    ) -> None:
        self._database = database
        self._drafts = drafts
        self._importer = importer
        self._editor = editor
        self._read: OrderedDict[tuple[DraftId, DraftFacts], _Chapters] = OrderedDict()

    async def of_draft(self, who: Credentials, draft: DraftId, at: Place | None = None) -> Panel:
        """Returns the panel of the story that a draft would make, at a place or where readers will begin.

        Raises DraftGoneError, or StaleButtonError for somebody else's draft or a chapter that is not in it.
        """
        found, new = await self._opened(who, draft)
        touched = found.facts.touched
        begins = opening(new) if touched is None else beginning_of(new[min(touched, len(new) - 1)])
        return await self._panel(who, found.story, new, at or begins)

    async def cover_of_draft(self, who: Credentials, draft: DraftId) -> bytes | None:
        """Returns the picture that a draft would make a story's cover, None for a draft of anything else.
        Raises as `of_draft` does."""
        if (await self._drafts.unkept(who, draft)).facts.edit != NewCover.code:
            return None
        edit = await self._drafts.edit(who, draft)
        return edit.image if isinstance(edit, NewCover) else None

    async def contents(self, who: Credentials, draft: DraftId, page: int) -> DraftContents:
        """Returns a page of the chapters of a draft. Raises as `of_draft` does."""
        found, new = await self._opened(who, draft)
        return DraftContents(found, page_of(new, page, CHAPTERS_A_PAGE))

    async def of_release(
        self, who: Credentials, release: ReleaseId, at: Place | None = None
    ) -> tuple[Release, Panel]:
        """Returns a planned chapter, and its panel at a place or where it begins.

        Raises ReleaseGoneError, StoryGoneError or NotALibrarianError.
        """

        def job(connection: Connection) -> tuple[Release, Story, list[Chapter], list[Release]]:
            found = releases.get(connection, release)
            if found is None:
                raise ReleaseGoneError
            story = editable(connection, who, found.story)
            planned, anybody = releases.of(connection, story.id), Audience(who.reader)
            return found, story, chapters.of(connection, story.id, anybody), planned

        found, story, present, waiting = await self._database.read(job)
        new, grown = await asyncio.to_thread(_planned, story, present, waiting, found)
        return found, await self._panel(who, grown, [new], at or opening([new]))

    async def _opened(self, who: Credentials, draft: DraftId) -> tuple[Draft, _Chapters]:
        """Returns a draft and the chapters that its story would have; those of the last few are kept in
        memory."""
        found = await self._drafts.unkept(who, draft)
        key = (draft, found.facts)
        if key not in self._read:
            self._read[key] = (await self._plan(who, found)).new
            while len(self._read) > 1 and sum(map(_size, self._read.values())) > _CHARACTERS_REMEMBERED:
                self._read.popitem(last=False)
        self._read.move_to_end(key)
        return found, self._read[key]

    async def _plan(self, who: Credentials, draft: Draft) -> Plan:
        if draft.facts.edit:
            edit = await self._drafts.edit(who, draft.id)
            return (await self._editor.planned(draft, edit)).plan
        _, manuscript = await self._drafts.manuscript(who, draft.id)
        return (await self._importer.preview(manuscript, draft.origin, draft.facts.chosen)).plan

    async def _panel(self, who: Credentials, story: Story, new: _Chapters, at: Place) -> Panel:
        limit = await self._database.read(lambda connection: _limit(connection, who.reader))
        panel = await asyncio.to_thread(preview, story, new, at, limit)
        if panel is None:
            raise StaleButtonError
        return panel


def _size(chapters: _Chapters) -> int:
    return sum(len(each.text) for each in chapters)


def _limit(connection: Connection, reader: ReaderId) -> int:
    return readers.length(connection, reader).limit


def _planned(
    story: Story, present: Sequence[Chapter], waiting: Sequence[Release], release: Release
) -> tuple[NumberedChapter, Story]:
    """Returns a planned chapter in its place behind the body and those that appear before it, and its story
    with all of these."""
    new = [
        counted(each.title, ChapterKind.BODY, "", each.text, each.notes)
        for each in waiting[: waiting.index(release) + 1]
    ]
    body = [each for each in present if each.kind is ChapterKind.BODY]
    (*_, last) = numbered(new)
    words = story.words + last.words_before
    chapter = replace(
        last,
        position=body[-1].position + len(new),
        number=story.chapters + len(new),
        words_before=words,
    )
    return chapter, replace(story, chapters=story.chapters + len(new), words=words + last.words)
