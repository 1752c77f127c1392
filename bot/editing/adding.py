"""Stories made from files, and updated when their file has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.database import Connection, Database
from bot.editing.access import require_may_put_back
from bot.editing.effects import are_alike, effects_of, is_brought
from bot.editing.kept_chapters import Order, with_early, with_published
from bot.editing.models import ChangeKind, Effects, Release
from bot.editing.plan import Plan
from bot.editing.queries import history, releases, states
from bot.editing.writer import Start, StoryUpdate, StoryWriter, WrittenStory
from bot.errors import TooManyStoriesError, UnreadableFileError
from bot.imports.manuscript import Manuscript
from bot.imports.models import READER, ImportLimits
from bot.librarians.service import require_may_bring_up_to_date
from bot.statistics.story_statistics import readers_told
from bot.stories.changes import Changes
from bot.stories.chapters import BodySize, NewChapter, StoredChapter, counted
from bot.stories.details import DETAILS, Details, tidied
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import ChapterKind, Credentials, Origin, Story
from bot.stories.queries import covers, stories, story_files, versions
from bot.stories.queries.story_files import FormerStory

_MOST_ALIKE = 3
"""The stories of one title that are compared with a new one."""
_ORDERS = 10
"""The former versions by which chapters are known that a wrong file had taken out."""
_RATED = frozenset({"rating", "unclear_rating"})


@dataclass(frozen=True, slots=True)
class Preview:
    """The story that a manuscript would make: its details and counts, the plan of the change and its effects,
    and the story that it would update, if any. `alike` is another one of the same title and words."""

    details: Details
    size: BodySize
    former: Story | None
    plan: Plan
    effects: Effects
    alike: Story | None


@dataclass(frozen=True, kw_only=True)
class FileUpdate(StoryUpdate):
    """The update by a file: a new story, or the newer version of the one that the file made before.

    `file_details` are those that the file gives, and `corrected` the details as a librarian has left them, if
    one did. `most_stories` is the number of stories that a server may have. `same` says that the story was
    made from these very contents by an earlier version of the reader, and `edited` that a librarian has
    changed its chapters since, which then stay as they are. `former_orders` are those of the story's last
    versions, the newest first. `chosen` is as in `DraftFacts`. `who` has to be
    allowed to bring the story up to date, unless it is None, for whoever runs the bot; a new story is to be
    `owner`'s own.
    """

    origin: Origin
    file_details: Details
    new: Sequence[NewChapter]
    most_stories: int
    cover: bytes | None = None
    by: ReaderId | None = None
    corrected: Details | None = None
    same: bool = False
    edited: bool = False
    former_orders: Sequence[Order] = ()
    chosen: StoryId | None = None
    who: Credentials | None = None
    owner: ReaderId | None = None

    def author(self) -> ReaderId | None:
        """Returns the librarian who uploaded the file, or None."""
        return self.by

    def start(self, connection: Connection) -> Start:
        """Returns the story that the file made before, if any, with the details that it is to have. Raises
        NotALibrarianError, or TakenDownByOthersError, for one that they may not bring up to date."""
        former, guild = self._former(connection), self.origin.guild
        known = story_files.by_file(connection, self.origin, READER)
        if former is None:
            return Start(None, self.corrected or self.file_details, guild, known=known)
        if self.who is not None:
            require_may_bring_up_to_date(connection, self.who, former.story)
            if former.removed:
                require_may_put_back(connection, self.who, former.story)
        join = read_anew if self.same else merged
        details = self.corrected or join(former.story, former.file_details, self.file_details)
        return Start(former.story, details, guild, removed=former.removed, known=known)

    def chapters(self, old: Sequence[StoredChapter]) -> Sequence[NewChapter]:
        """Returns the file's chapters, and those of today that are in no file."""
        current = [each.content for each in old]
        new = with_early(current, self.new)
        return current if self.edited else with_published(current, new, self.former_orders)

    def keep(self, connection: Connection, start: Start, size: BodySize, now: int) -> StoryId:
        """Stores the story's file and cover, and returns its id. Raises TooManyStoriesError."""
        self.require_room(connection, start)
        if start.story is None:
            story = stories.insert(
                connection, start.details, size, self.origin, self.file_details, now, reader=READER
            )
            stories.give(connection, story, self.owner)
        else:
            story = start.story.id
            story_files.keep_origin(connection, story, self.origin, self.file_details, READER)
            self._take_planned(connection, story, now)
        if start.removed:
            stories.put_back(connection, story)
        if self.cover is not None:
            covers.keep(connection, story, self.cover)
        return story

    def kind(self, start: Start, changes: Changes) -> ChangeKind | None:
        """Returns whether the story was added, put back, updated or read anew; None where the same file,
        read anew, has changed nothing."""
        if start.story is None:
            return ChangeKind.ADDED
        if self.same:
            is_other = any(getattr(start.details, name) != getattr(start.story, name) for name in DETAILS)
            return ChangeKind.REREAD if changes.chapters or is_other else None
        return ChangeKind.PUT_BACK if start.removed else ChangeKind.UPDATED

    def last_orders(self, connection: Connection) -> Sequence[Order]:
        """Returns the orders of the chapters in the last versions of the story that the file made before."""
        former = self._former(connection)
        return () if former is None else states.orders(connection, former.story.id, _ORDERS)

    def _former(self, connection: Connection) -> FormerStory | None:
        if self.chosen is None:
            return story_files.former(connection, self.origin, self.file_details)
        return story_files.former_by_id(connection, self.chosen) if self.chosen else None

    def _take_planned(self, connection: Connection, story: StoryId, now: int) -> None:
        """Calls off the planned chapters that the file brings: each is published once."""
        for planned in releases.of(connection, story):
            if is_brought(planned, self.new):
                releases.take(connection, planned.id, now)

    def require_room(self, connection: Connection, start: Start) -> None:
        """Raises TooManyStoriesError where the server would get another story, and has as many as it may
        have."""
        if start.guild is None or (start.story is not None and not start.removed):
            return
        if stories.count_of_guild(connection, start.guild) >= self.most_stories:
            raise TooManyStoriesError(self.most_stories)


class StoryImporter:
    """Brings manuscripts into the library."""

    def __init__(self, database: Database, writer: StoryWriter, limits: ImportLimits | None = None) -> None:
        self._database = database
        self._writer = writer
        self.limits = limits or ImportLimits()

    async def made_from(self, origin: Origin) -> Story | None:
        """Returns the story that is made from these very contents as they are read today, or None."""
        return await self._database.read(lambda connection: story_files.by_file(connection, origin, READER))

    async def read_before(self) -> list[tuple[Story, Origin]]:
        """Returns the stories that an earlier version of the reader has read, with where they come from."""
        return await self._database.read(partial(story_files.read_before, reader=READER))

    async def preview(
        self,
        manuscript: Manuscript,
        origin: Origin,
        chosen: StoryId | None = None,
        *,
        who: Credentials | None = None,
    ) -> Preview:
        """Returns the story that a manuscript would make; `chosen` is as in `DraftFacts`, and `who` brings it
        in, None for whoever runs the bot.

        Raises UnreadableFileError where it holds no story, StoryTooLongError or TooManyStoriesError, and as
        `FileUpdate.start` does.
        """
        update = await self._update(manuscript, origin, chosen=chosen, who=who)
        found = await self._writer.plan(update)
        await self._database.read(partial(update.require_room, start=found.start))
        story = found.start.story
        alike = await self._alike(update) if story is None else None
        effects = await self._effects(found.plan, story)
        return Preview(found.start.details, found.size, story, found.plan, effects, alike)

    async def add(
        self,
        manuscript: Manuscript,
        origin: Origin,
        by: ReaderId | None = None,
        details: Details | None = None,
        chosen: StoryId | None = None,
        *,
        who: Credentials | None = None,
        owner: ReaderId | None = None,
    ) -> WrittenStory:
        """Adds a manuscript to the library as a story, which is `owner`'s own, or as the newer version of the
        one that its file made before; `chosen` is as in `DraftFacts`.

        `details` are those that a librarian has corrected, if any did. Raises as `preview` does.
        """
        update = await self._update(manuscript, origin, by, details, chosen, who=who, owner=owner)
        return await self._writer.write(update)

    async def _effects(self, plan: Plan, story: Story | None) -> Effects:
        if story is None:
            return await asyncio.to_thread(effects_of, plan, None, (), is_update=False)

        def job(connection: Connection) -> tuple[int | None, list[Release]]:
            readers = readers_told(connection, story.id)
            return readers, releases.of(connection, story.id)

        readers, planned = await self._database.read(job)
        return await asyncio.to_thread(effects_of, plan, readers, planned, is_update=True)

    async def _alike(self, update: FileUpdate) -> Story | None:
        """Returns a story of the same title and words as a file that is to be a new one, or None."""
        guild, title = update.origin.guild, update.file_details.title

        def job(connection: Connection) -> list[tuple[Story, list[StoredChapter]]]:
            found = stories.of_same_title(connection, title, guild, _MOST_ALIKE)
            return [(each, versions.of(connection, each.id)) for each in found]

        for story, chapters in await self._database.read(job):
            old = [each.content for each in chapters]
            if await asyncio.to_thread(are_alike, old, update.new):
                return story
        return None

    async def _update(
        self,
        manuscript: Manuscript,
        origin: Origin,
        by: ReaderId | None = None,
        corrected: Details | None = None,
        chosen: StoryId | None = None,
        *,
        who: Credentials | None = None,
        owner: ReaderId | None = None,
    ) -> FileUpdate:
        same, edited = await self._database.read(partial(_same_and_edited, origin=origin))
        update = FileUpdate(
            same=same,
            edited=edited,
            note=origin.name,
            origin=origin,
            file_details=tidied(manuscript.details),
            new=await asyncio.to_thread(chapters_of, manuscript),
            most_stories=self.limits.stories_of_server,
            cover=manuscript.cover,
            by=by,
            corrected=corrected,
            chosen=chosen,
            who=who,
            owner=owner,
        )
        return replace(update, former_orders=await self._database.read(update.last_orders))


def _same_and_edited(connection: Connection, origin: Origin) -> tuple[bool, bool]:
    """Returns whether there is a story made from these very contents, and whether a librarian has changed its
    chapters since."""
    same = story_files.by_file(connection, origin)
    return (same is not None, same is not None and history.is_edited(connection, same.id))


def chapters_of(manuscript: Manuscript) -> list[NewChapter]:
    """Returns the chapters that have text, in reading order. Raises UnreadableFileError where there is no
    body."""
    chapters = [
        counted(each.title, each.kind, each.key, each.text, each.notes)
        for each in manuscript.chapters
        if each.text.strip()
    ]
    if not any(each.kind is ChapterKind.BODY for each in chapters):
        raise UnreadableFileError("There is no story text in this file.")
    return chapters


def merged(current: Details, before: Details, now: Details) -> Details:
    """Returns the details after an update: those that the file changed, else the current ones, corrected or
    not. A rating goes with the words that are not understood."""
    changed = {name for name in DETAILS if getattr(now, name) != getattr(before, name)}
    if changed & _RATED:
        changed |= _RATED
    return Details(**{name: getattr(now if name in changed else current, name) for name in DETAILS})


def read_anew(current: Details, before: Details, now: Details) -> Details:
    """Returns the details after the same file was read better: as it is read now, but for what a librarian
    has corrected. Whoever has corrected the rating has also answered what it was meant to be."""
    stays = {name for name in DETAILS if getattr(current, name) != getattr(before, name)}
    if stays & _RATED:
        stays |= _RATED
    return Details(**{name: getattr(current if name in stays else now, name) for name in DETAILS})
