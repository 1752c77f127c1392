"""The service for drafts: uploaded files shown as they were understood, corrected, then kept."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.access import (
    changeable_draft,
    keepable_draft,
    require_room,
    unkept_draft,
)
from bot.editing.adding import StoryImporter
from bot.editing.batches import batches
from bot.editing.detail_entries import Entry, values_entered
from bot.editing.draft_facts import facts_of_file
from bot.editing.editor import StoryEditor
from bot.editing.edits import Edit, unpacked
from bot.editing.errors import AlreadyInLibraryError, DraftGoneError
from bot.editing.files import digest, require_size
from bot.editing.models import Draft
from bot.editing.queries import drafts
from bot.editing.writer import WrittenStory
from bot.errors import StaleButtonError, StoryGoneError
from bot.imports.manuscript import Manuscript, from_lines, to_lines
from bot.imports.parsing import Tell, parsed
from bot.language import _
from bot.librarians.service import (
    is_librarian,
    must_hand_in,
    require_may_bring_in,
    require_may_bring_up_to_date,
)
from bot.stories.ids import DraftId, GuildId, ReaderId, StoryId
from bot.stories.models import Credentials, Origin, Story
from bot.stories.queries import stories

_PART = 500_000
"""Characters of a manuscript that are compressed and written at once."""


class Drafts:
    """The files that librarians and authors have uploaded, until they are kept or discarded."""

    def __init__(
        self, database: Database, clock: Clock, importer: StoryImporter, editor: StoryEditor
    ) -> None:
        self._database = database
        self._clock = clock
        self._importer = importer
        self._editor = editor

    async def require_uploadable(self, who: Credentials, name: str, size: int, guild: GuildId | None) -> None:
        """Checks a file's size, in bytes, and the rights of whoever uploads it, before it is fetched. `guild`
        is the server that is to have the story; None stands for every server.

        Raises NotALibrarianError, TooManyDraftsError, or UnreadableFileError where it is too large.
        """

        def job(connection: Connection) -> None:
            require_may_bring_in(connection, who, guild)
            require_room(connection, who, guild)

        await self._database.read(job)
        require_size(name, size, self._importer.limits.file_bytes)

    async def make(
        self, who: Credentials, name: str, data: bytes, tell: Tell, guild: GuildId | None
    ) -> Draft:
        """Makes a draft of a file's contents for a server, or for every server (None), and returns it.

        Raises NotALibrarianError, UnreadableFileError, AlreadyInLibraryError where these very contents are
        there, or one of the limits' errors.
        """
        await self._database.read(lambda connection: require_may_bring_in(connection, who, guild))
        origin = Origin(name, await asyncio.to_thread(digest, [data]), guild)
        if (known := await self._importer.made_from(origin)) is not None:
            raise AlreadyInLibraryError(known.title)
        await tell(_("Reading it…"))
        manuscript = await parsed(data, name, self._importer.limits, tell)
        await tell(_("Working out its chapters…"))
        preview = await self._importer.preview(manuscript, origin, who=who)
        now, facts = self._clock.now(), await asyncio.to_thread(facts_of_file, preview, manuscript)

        def insert(connection: Connection) -> tuple[DraftId, bool]:
            require_room(connection, who, guild)
            made = drafts.insert(connection, who.reader, origin, preview.details, facts, now)
            return made, must_hand_in(connection, who, guild)

        identity, must_be_accepted = await self._database.transaction(insert)
        for number, part in enumerate(await asyncio.to_thread(_packed, manuscript)):
            add = partial(drafts.add_part, draft=identity, number=number, part=part)
            await self._database.transaction(add, alone=True)
        return Draft(identity, who.reader, origin, preview.details, facts, must_be_accepted=must_be_accepted)

    async def get(self, who: Credentials, draft: DraftId) -> Draft:
        """Returns a draft of theirs that is a file's. Raises as `unkept` does, and StaleButtonError where it
        holds an edit."""
        return _of_file(await self.unkept(who, draft))

    async def unkept(self, who: Credentials, draft: DraftId) -> Draft:
        """Returns a draft of theirs, whatever it holds. Raises DraftGoneError where it no longer exists or
        is kept, StaleButtonError if it is not theirs."""
        return await self._database.read(lambda connection: unkept_draft(connection, who, draft))

    async def correct(self, who: Credentials, draft: DraftId, entries: Mapping[str, Entry]) -> Draft:
        """Corrects the draft by what was entered in a form, by the names of the details, and returns it.
        Raises a BadEntryError, DraftGoneError once it is kept, and AlreadyHandedInError while it waits for a
        librarian."""
        found = await self.get(who, draft)
        changed = await asyncio.to_thread(values_entered, found.details, entries)

        def job(connection: Connection) -> Draft:
            found = changeable_draft(connection, who, draft)
            after = replace(found, details=replace(found.details, **changed))
            drafts.correct(connection, draft, after.details)
            return after

        return await self._database.transaction(job)

    async def require_keepable(self, who: Credentials, draft: DraftId) -> None:
        """Raises DraftGoneError or StaleButtonError for what is no draft of theirs, or HandInOnlyError where
        a librarian has to accept it."""
        await self._database.read(lambda connection: keepable_draft(connection, who, draft))

    async def keep(self, who: Credentials, draft: DraftId) -> WrittenStory:
        """Brings the draft into the library, and returns the story. Called again, it returns that story.

        Raises DraftGoneError where the story has been taken down since, HandInOnlyError where a librarian has
        to accept it, and as `StoryImporter.add` or `StoryEditor.accept` does.
        """

        def job(connection: Connection) -> tuple[Draft, ReaderId | None, Story | None, list[bytes]]:
            found = keepable_draft(connection, who, draft)
            story = stories.get(connection, found.kept_as) if found.kept_as else None
            if found.kept_as is not None and story is None:
                raise DraftGoneError
            return found, _owner(connection, who, found), story, drafts.parts(connection, draft)

        found, owner, story, packed = await self._database.read(job)
        if story is not None:
            return WrittenStory(story)
        if found.facts.edit:
            return await self._editor.accept(who, draft)
        manuscript = await asyncio.to_thread(_unpacked, packed)
        written = await self._importer.add(
            manuscript,
            found.origin,
            who.reader,
            found.details,
            found.facts.chosen,
            who=who,
            owner=owner,
        )
        mark = partial(drafts.mark_kept, draft=draft, story=written.story.id)
        await self._database.transaction(mark)
        return written

    async def choose(self, who: Credentials, draft: DraftId, story: StoryId | None) -> Draft:
        """Makes a draft the newer version of a story that they may bring up to date, or (None) a new one, and
        returns it; its details are again as the file gives them. Raises StoryGoneError or NotALibrarianError,
        and as `correct` does."""
        if story is not None:
            await self._database.read(partial(_require_updatable, who=who, story=story))
        found, manuscript = await self.manuscript(who, draft)
        chosen = StoryId(0) if story is None else story
        preview = await self._importer.preview(manuscript, found.origin, chosen, who=who)
        facts = replace(await asyncio.to_thread(facts_of_file, preview, manuscript), chosen=chosen)
        if facts.alike is None:  # so that it can be chosen the other way again
            former = found.facts.former, found.details.title
            alike, title = former if found.facts.former else (found.facts.alike, found.facts.alike_title)
            facts = replace(facts, alike=alike, alike_title=title)

        def job(connection: Connection) -> Draft:
            before = changeable_draft(connection, who, draft)
            drafts.correct(connection, draft, preview.details)
            drafts.keep_facts(connection, draft, facts)
            return replace(before, details=preview.details, facts=facts)

        return await self._database.transaction(job)

    async def manuscript(self, who: Credentials, draft: DraftId) -> tuple[Draft, Manuscript]:
        """Returns a draft of theirs with its manuscript. Raises as `get` does."""
        found, parts = await self._held(who, draft)
        return _of_file(found), await asyncio.to_thread(_unpacked, parts)

    async def edit(self, who: Credentials, draft: DraftId) -> Edit:
        """Returns the edit that a draft of theirs holds. Raises as `unkept` does."""
        _, parts = await self._held(who, draft)
        return await asyncio.to_thread(unpacked, b"".join(parts))

    async def _held(self, who: Credentials, draft: DraftId) -> tuple[Draft, list[bytes]]:
        def job(connection: Connection) -> tuple[Draft, list[bytes]]:
            return unkept_draft(connection, who, draft), drafts.parts(connection, draft)

        return await self._database.read(job)

    async def discard(self, who: Credentials, draft: DraftId) -> None:
        """Deletes a draft. Raises as `correct` does."""

        def job(connection: Connection) -> None:
            changeable_draft(connection, who, draft)
            drafts.discard(connection, draft)

        await self._database.transaction(job)


def _of_file(draft: Draft) -> Draft:
    """Returns a draft. Raises StaleButtonError where it holds an edit, on whose card nothing can be
    corrected."""
    if draft.facts.edit:
        raise StaleButtonError
    return draft


def _require_updatable(connection: Connection, who: Credentials, story: StoryId) -> None:
    found = stories.get(connection, story)
    if found is None:
        raise StoryGoneError
    require_may_bring_up_to_date(connection, who, found)


def _owner(connection: Connection, who: Credentials, draft: Draft) -> ReaderId | None:
    """Returns the author whose own story a draft becomes when it is kept, None where a librarian made it."""
    of_author = draft.handed_in_at is not None or not is_librarian(connection, who, draft.origin.guild)
    return draft.by if of_author else None


def _packed(manuscript: Manuscript) -> list[bytes]:
    parts = batches(to_lines(manuscript), len, _PART)
    return [zlib.compress("\n".join(lines).encode(), level=1) for lines in parts]


def _unpacked(parts: Sequence[bytes]) -> Manuscript:
    return from_lines([line for part in parts for line in zlib.decompress(part).splitlines()])
