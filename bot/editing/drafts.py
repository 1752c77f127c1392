"""The service for drafts: uploaded files shown as they were understood, corrected, then kept."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.adding import Preview, StoryImporter
from bot.editing.batches import batches
from bot.editing.detail_entries import Entry, values_entered
from bot.editing.errors import (
    AlreadyHandedInError,
    AlreadyInLibraryError,
    DraftGoneError,
    TooManyDraftsError,
)
from bot.editing.files import digest, require_size
from bot.editing.models import Draft, DraftFacts
from bot.editing.queries import drafts
from bot.editing.writer import WrittenStory
from bot.errors import StaleButtonError, StoryGoneError
from bot.imports.manuscript import Manuscript, from_lines, to_lines
from bot.imports.parsing import Tell, parsed
from bot.language import _
from bot.librarians.errors import HandInOnlyError
from bot.librarians.service import (
    is_librarian,
    must_hand_in,
    require_librarian,
    require_may_bring_in,
    require_may_bring_up_to_date,
)
from bot.stories.ids import DraftId, GuildId, ReaderId, StoryId
from bot.stories.models import Credentials, Origin, Story
from bot.stories.naming import chapter_name
from bot.stories.queries import stories
from bot.stories.reports import describe_fates
from bot.text.passages import passages

MOST_DRAFTS = 10
"""The most drafts that an author has at once; librarians may have more."""
_PART = 500_000
"""Characters of a manuscript that are compressed and written at once."""
_SHOWN = 12
"""The number of chapters that a draft's card names."""
_PARAGRAPHS, _BEGINNING = 4, 400
"""The paragraphs and characters of the beginning that it shows."""


class Drafts:
    """The files that librarians and authors have uploaded, until they are kept or discarded."""

    def __init__(self, database: Database, clock: Clock, importer: StoryImporter) -> None:
        self._database = database
        self._clock = clock
        self._importer = importer

    async def require_uploadable(self, who: Credentials, name: str, size: int, guild: GuildId | None) -> None:
        """Checks a file's size, in bytes, and the rights of whoever uploads it, before it is fetched. `guild`
        is the server that is to have the story; None stands for every server.

        Raises NotALibrarianError, TooManyDraftsError, or UnreadableFileError where it is too large.
        """

        def job(connection: Connection) -> None:
            require_may_bring_in(connection, who, guild)
            _require_room(connection, who, guild)

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
        now, facts = self._clock.now(), await asyncio.to_thread(_facts, preview, manuscript)

        def insert(connection: Connection) -> tuple[DraftId, bool]:
            _require_room(connection, who, guild)
            made = drafts.insert(connection, who.reader, origin, preview.details, facts, now)
            return made, must_hand_in(connection, who, guild)

        identity, must_be_accepted = await self._database.transaction(insert)
        for number, part in enumerate(await asyncio.to_thread(_packed, manuscript)):
            add = partial(drafts.add_part, draft=identity, number=number, part=part)
            await self._database.transaction(add, alone=True)
        return Draft(identity, who.reader, origin, preview.details, facts, must_be_accepted=must_be_accepted)

    async def get(self, who: Credentials, draft: DraftId) -> Draft:
        """Returns a draft of theirs. Raises DraftGoneError where it no longer exists, StaleButtonError if it
        is not theirs."""
        return await self._database.read(lambda connection: _own(connection, who, draft))

    async def unkept(self, who: Credentials, draft: DraftId) -> Draft:
        """Returns a draft of theirs as `get` does. Raises DraftGoneError once it is kept."""
        return await self._database.read(lambda connection: unkept_draft(connection, who, draft))

    async def correct(self, who: Credentials, draft: DraftId, entries: Mapping[str, Entry]) -> Draft:
        """Corrects the draft by what was entered in a form, by the names of the details, and returns it.
        Raises a BadEntryError, DraftGoneError once it is kept, and AlreadyHandedInError while it waits for a
        librarian."""
        found = await self.get(who, draft)
        changed = await asyncio.to_thread(values_entered, found.details, entries)

        def job(connection: Connection) -> Draft:
            found = _changeable(connection, who, draft)
            after = replace(found, details=replace(found.details, **changed))
            drafts.correct(connection, draft, after.details)
            return after

        return await self._database.transaction(job)

    async def require_keepable(self, who: Credentials, draft: DraftId) -> None:
        """Raises as `get` does, or HandInOnlyError where a librarian has to accept the draft."""
        if (await self.get(who, draft)).must_be_accepted:
            raise HandInOnlyError

    async def keep(self, who: Credentials, draft: DraftId) -> WrittenStory:
        """Brings the draft into the library, and returns the story. Called again, it returns that story.

        Raises DraftGoneError where the story has been taken down since, HandInOnlyError where a librarian has
        to accept it, and as `StoryImporter.add` does.
        """

        def job(connection: Connection) -> tuple[Draft, ReaderId | None, Story | None, list[bytes]]:
            found = _own(connection, who, draft)
            if found.must_be_accepted:
                raise HandInOnlyError
            story = stories.get(connection, found.kept_as) if found.kept_as else None
            if found.kept_as is not None and story is None:
                raise DraftGoneError
            return found, _owner(connection, who, found), story, drafts.parts(connection, draft)

        found, owner, story, packed = await self._database.read(job)
        if story is not None:
            return WrittenStory(story)
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
        facts = replace(await asyncio.to_thread(_facts, preview, manuscript), chosen=chosen)
        if facts.alike is None:  # so that it can be chosen the other way again
            former = found.facts.former, found.details.title
            alike, title = former if found.facts.former else (found.facts.alike, found.facts.alike_title)
            facts = replace(facts, alike=alike, alike_title=title)

        def job(connection: Connection) -> Draft:
            before = _changeable(connection, who, draft)
            drafts.correct(connection, draft, preview.details)
            drafts.keep_facts(connection, draft, facts)
            return replace(before, details=preview.details, facts=facts)

        return await self._database.transaction(job)

    async def manuscript(self, who: Credentials, draft: DraftId) -> tuple[Draft, Manuscript]:
        """Returns a draft of theirs with its manuscript. Raises DraftGoneError once it is kept, and as `get`
        does."""

        def job(connection: Connection) -> tuple[Draft, list[bytes]]:
            return unkept_draft(connection, who, draft), drafts.parts(connection, draft)

        found, packed = await self._database.read(job)
        return found, await asyncio.to_thread(_unpacked, packed)

    async def discard(self, who: Credentials, draft: DraftId) -> None:
        """Deletes a draft. Raises as `correct` does."""

        def job(connection: Connection) -> None:
            _changeable(connection, who, draft)
            drafts.discard(connection, draft)

        await self._database.transaction(job)


def _own(connection: Connection, who: Credentials, identity: DraftId) -> Draft:
    """Returns a draft of theirs, or one that was handed in to them."""
    draft = drafts.get(connection, identity)
    if draft is None:
        raise DraftGoneError
    guild = draft.origin.guild
    if draft.by == who.reader:
        require_may_bring_in(connection, who, guild)
    elif draft.handed_in_at is None:
        raise StaleButtonError
    else:
        require_librarian(connection, who, guild)
    return replace(draft, must_be_accepted=must_hand_in(connection, who, guild))


def unkept_draft(connection: Connection, who: Credentials, identity: DraftId) -> Draft:
    """Returns a draft of theirs, or one that was handed in to them.

    Raises NotALibrarianError, StaleButtonError if it is neither, and DraftGoneError where it no longer exists
    or is kept.
    """
    draft = _own(connection, who, identity)
    if draft.kept_as is not None:
        raise DraftGoneError
    return draft


def _changeable(connection: Connection, who: Credentials, identity: DraftId) -> Draft:
    draft = unkept_draft(connection, who, identity)
    if draft.handed_in_at is not None and draft.must_be_accepted:
        raise AlreadyHandedInError
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


def _require_room(connection: Connection, who: Credentials, guild: GuildId | None) -> None:
    """Raises TooManyDraftsError where an author has as many drafts as they may have."""
    if is_librarian(connection, who, guild):
        return
    if drafts.count_unkept(connection, who.reader) >= MOST_DRAFTS:
        raise TooManyDraftsError(MOST_DRAFTS)


def _facts(preview: Preview, manuscript: Manuscript) -> DraftFacts:
    body = [each for each in preview.plan.new if each.number is not None]
    former: StoryId | None = None
    report = ""
    begins = body[0]
    if preview.former is not None:
        former = preview.former.id
        begins = next((each for each in body if preview.plan.is_added(each)), begins)
        report = describe_fates((fate, chapter_name(each)) for fate, each in preview.plan.fates())
    return DraftFacts(
        chapters=preview.size.chapters,
        words=preview.size.words,
        contents=tuple(map(chapter_name, body[:_SHOWN])),
        warnings=manuscript.warnings,
        former=former,
        report=report,
        script=preview.size.script,
        begins=chapter_name(begins),
        beginning=_beginning(begins.text),
        effects=preview.effects,
        alike=None if preview.alike is None else preview.alike.id,
        alike_title="" if preview.alike is None else preview.alike.title,
    )


def _beginning(text: str) -> str:
    """Returns the first paragraphs of a stored text, as much as a card has room for."""
    opening = "\n\n".join(text.split("\n\n", _PARAGRAPHS)[:_PARAGRAPHS])
    return passages(opening, _BEGINNING)[0].render(opening)


def _packed(manuscript: Manuscript) -> list[bytes]:
    parts = batches(to_lines(manuscript), len, _PART)
    return [zlib.compress("\n".join(lines).encode(), level=1) for lines in parts]


def _unpacked(parts: Sequence[bytes]) -> Manuscript:
    return from_lines([line for part in parts for line in zlib.decompress(part).splitlines()])
