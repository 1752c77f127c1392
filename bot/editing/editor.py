"""The service that makes edits, or keeps them as drafts where a librarian has to accept them."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.access import keepable_draft, require_room
from bot.editing.draft_facts import facts_of_edit, facts_of_text_edit
from bot.editing.edits import DayTakenError, Edit, PlainEdit, TextEdit, packed, unpacked
from bot.editing.errors import ChangedSinceError, DraftGoneError, ToBeHandedInError
from bot.editing.models import Draft, DraftFacts, Release
from bot.editing.queries import drafts, releases, states
from bot.editing.writer import PlannedUpdate, StoryUpdate, StoryWriter, WrittenStory
from bot.errors import StaleButtonError, StoryGoneError
from bot.librarians.service import editable, hands_in, on_behalf_of
from bot.statistics.story_statistics import readers_told
from bot.stories.details import Details
from bot.stories.ids import DraftId, ReaderId, StoryId
from bot.stories.models import Credentials, Origin, Story
from bot.stories.queries import stories

Also = Callable[[Connection, int], None]
"""What is stored in the same transaction, at a time (UTC, seconds)."""


class StoryEditor:
    """Makes edits of stories, each in one step, for whoever may, and drafts of them for whoever hands in."""

    def __init__(self, database: Database, clock: Clock, writer: StoryWriter) -> None:
        self._database = database
        self._clock = clock
        self._writer = writer

    async def make(self, who: Credentials, story: StoryId, edit: Edit) -> WrittenStory:
        """Makes an edit, and returns the story.

        Raises StoryGoneError or NotALibrarianError, and what the edit raises; where a librarian has to accept
        it, ToBeHandedInError with the draft that it became, or TooManyDraftsError.
        """
        unchanged = await self._hand_in(who, story, edit)
        if unchanged is not None:
            return WrittenStory(unchanged)
        return await self._made(who, story, edit)

    async def require_made_at_once(self, who: Credentials, story: StoryId, edit: Edit) -> None:
        """Raises as `make` does where a librarian has to accept an edit, which somebody else makes else."""
        await self._hand_in(who, story, edit)

    async def accept(self, who: Credentials, draft: DraftId) -> WrittenStory:
        """Makes the edit that a draft holds, and returns the story. Called again, it returns that story.

        Raises DraftGoneError, StoryGoneError, HandInOnlyError or NotALibrarianError, and what the edit
        raises; ChangedSinceError where the story is not as it was when its card was made, which is made anew.
        """

        def job(connection: Connection) -> tuple[Draft, Story | None, str, list[bytes]]:
            found = keepable_draft(connection, who, draft)
            story = stories.get(connection, found.story.id)
            state = states.of(connection, story.id).digest if story else ""
            return found, story, state, drafts.parts(connection, draft)

        found, story, state, parts = await self._database.read(job)
        if story is None:
            raise StoryGoneError
        if found.kept_as is not None:
            return WrittenStory(story)
        edit = await asyncio.to_thread(unpacked, b"".join(parts))
        if state != found.facts.state:
            facts, details = await self._facts(found.by, story, edit)
            if facts is not None:
                raise ChangedSinceError(await self._looked_at_again(found, facts, details))

        def keep(connection: Connection, _: int) -> None:
            if keepable_draft(connection, who, draft).kept_as is not None:
                raise DraftGoneError
            drafts.mark_kept(connection, draft, story.id)

        return await self._made(who, story.id, edit, keep)

    async def planned(self, draft: Draft, edit: Edit) -> PlannedUpdate:
        """Returns what the edit that a draft holds would do to chapters today. Raises what the edit raises,
        and StaleButtonError for one that touches none."""
        if (shown := edit.shown) is None:
            raise StaleButtonError
        return await self._planned(draft.by, draft.story, shown)

    async def _made(
        self, who: Credentials, story: StoryId, edit: Edit, also: Also | None = None
    ) -> WrittenStory:
        if isinstance(edit, TextEdit):
            return await self._written(who, story, edit, also)
        now, plain = self._clock.now(), _plain(edit)

        def job(connection: Connection) -> WrittenStory:
            if also is not None:
                also(connection, now)
            return plain.make(connection, who, story, now)

        made = await self._database.transaction(job)
        self._writer.announced()
        return made

    async def _written(
        self, who: Credentials, story: StoryId, edit: TextEdit, also: Also | None
    ) -> WrittenStory:
        while True:
            now = self._clock.now()
            update = await self._database.read(partial(edit.update, who=who, story=story, now=now))
            with contextlib.suppress(DayTakenError):
                return await self._writer.write(update if also is None else _with(update, also))

    async def _hand_in(self, who: Credentials, story: StoryId, edit: Edit) -> Story | None:
        """Returns None where they may make an edit, and the story where it would change nothing in it. Raises
        as `make` does where a librarian has to accept it."""

        def job(connection: Connection) -> tuple[Story, bool]:
            found = editable(connection, who, story)
            return found, hands_in(connection, who, found)

        found, must_hand_in = await self._database.read(job)
        if not must_hand_in:
            return None
        facts, details = await self._facts(who.reader, found, edit)
        if facts is None:
            return found
        raise ToBeHandedInError(await self._drafted(who, found, edit, facts, details))

    async def _planned(self, by: ReaderId, story: Story, edit: TextEdit) -> PlannedUpdate:
        who, now = on_behalf_of(by, story.guild), self._clock.now()
        update = await self._database.read(partial(edit.update, who=who, story=story.id, now=now))
        return await self._writer.plan(update)

    async def _facts(self, by: ReaderId, story: Story, edit: Edit) -> tuple[DraftFacts | None, Details]:
        """Returns what the card of an edit says, None where it would change nothing, and the details with
        which it is shown."""

        def job(connection: Connection) -> tuple[str, int | None, list[Release]]:
            readers = readers_told(connection, story.id)
            return states.of(connection, story.id).digest, readers, releases.of(connection, story.id)

        state, readers, waiting = await self._database.read(job)
        if (shown := edit.shown) is None:
            plain = _plain(edit)
            told = await asyncio.to_thread(facts_of_edit, edit, story, plain.details(story), state)
            return told if plain.changes(story) else None, story
        found = await self._planned(by, story, shown)
        details = found.start.details
        told = await asyncio.to_thread(facts_of_edit, edit, story, details, state)
        return await asyncio.to_thread(facts_of_text_edit, told, found, readers, waiting), details

    async def _drafted(
        self, who: Credentials, story: Story, edit: Edit, facts: DraftFacts, details: Details
    ) -> Draft:
        """Returns the draft of an edit; asked for once more, the same one."""
        data = await asyncio.to_thread(packed, edit)
        origin = Origin("", hashlib.sha256(b"%d:" % story.id + data).hexdigest(), story.guild)

        def job(connection: Connection) -> Draft | None:
            identity = drafts.same(connection, who.reader, origin.digest)
            if identity is None:
                require_room(connection, who, story.guild)
                identity = drafts.insert(connection, who.reader, origin, details, facts, self._clock.now())
                drafts.add_part(connection, identity, 0, data)
            return drafts.get(connection, identity)

        draft = await self._database.transaction(job)
        assert draft is not None  # noqa: S101 - it has just been found
        return replace(draft, must_be_accepted=True)

    async def _looked_at_again(self, draft: Draft, facts: DraftFacts, details: Details) -> Draft:
        """Keeps what the card of a draft says today, and returns it."""

        def job(connection: Connection) -> None:
            drafts.correct(connection, draft.id, details)
            drafts.keep_facts(connection, draft.id, facts)

        await self._database.transaction(job)
        return replace(draft, facts=facts, details=details)


def _with(update: StoryUpdate, also: Also) -> StoryUpdate:
    """Returns an update with which something else is stored."""
    own = update.also

    def both(connection: Connection, now: int) -> None:
        also(connection, now)
        if own is not None:
            own(connection, now)

    return replace(update, also=both)


def _plain(edit: Edit) -> PlainEdit:
    assert isinstance(edit, PlainEdit)  # noqa: S101 - every edit is of one of the two kinds
    return edit
