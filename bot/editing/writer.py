"""The one writer of stories: everything that makes a story, or changes its chapters, goes through it."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.current_version import is_current, make_current
from bot.editing.effects import now_twice
from bot.editing.errors import OnlyChapterError
from bot.editing.models import ChangedDetail, ChangeKind, HistoryLine
from bot.editing.new_texts import written_texts
from bot.editing.plan import Plan, planned, with_returned
from bot.editing.queries import history, states
from bot.errors import StoryTooLongError
from bot.imports.models import ImportLimits
from bot.stories.changes import Changes
from bot.stories.chapters import (
    BodySize,
    FormerText,
    NewChapter,
    StoredChapter,
    body_size,
    numbered,
)
from bot.stories.details import DETAILS, Details
from bot.stories.ids import ChangeId, ChapterId, GuildId, ReaderId, StoryId
from bot.stories.models import Story
from bot.stories.queries import stories, versions
from bot.stories.queries.texts import TextId
from bot.subscriptions.outbox import Announced, announce, announce_end, wait_for_poll, withdraw

_ANNOUNCED = frozenset({ChangeKind.UPDATED, ChangeKind.PUT_BACK, ChangeKind.PUBLISHED, ChangeKind.OPENED})
"""The changes whose new chapters subscribers are told of."""


@dataclass(frozen=True, slots=True)
class Start:
    """The state that an update starts from. It is planned anew where this has changed by the time it is to be
    stored.

    `story` is None where the update makes one. `details` are those that the story is to have, and `guild` is
    the server that it is to belong to. `removed` says that it is taken down. `known` is the story where the
    library has it already, so that nothing is to be done.
    """

    story: Story | None
    details: Details
    guild: GuildId | None
    removed: bool = False
    known: Story | None = None


@dataclass(frozen=True, kw_only=True)
class StoryUpdate(ABC):
    """The making or the change of a story.

    `note` stands in the history. `returning` are removed chapters that are to come back: `chapters` finds
    them behind the others, unless they are there already. `undoes` is the change that it takes back. `also`
    is called in the same transaction, with the time in UTC in seconds.
    """

    note: str = ""
    returning: tuple[ChapterId, ...] = ()
    undoes: ChangeId | None = None
    also: Callable[[Connection, int], None] | None = None

    @abstractmethod
    def author(self) -> ReaderId | None:
        """Returns the person named in the history; None for whoever runs the bot."""

    @abstractmethod
    def start(self, connection: Connection) -> Start:
        """Returns the state that the update starts from, without texts. Raises the reason where the update is
        not possible."""

    @abstractmethod
    def chapters(self, old: Sequence[StoredChapter]) -> Sequence[NewChapter]:
        """Returns the chapters that the story is to have. It is called in a thread."""

    def continued(
        self, old: Sequence[StoredChapter], new: Sequence[NewChapter]
    ) -> Sequence[int | None] | None:
        """Returns, for each new chapter, the index of the old one that it continues, or None; None in all
        where their texts are to tell."""
        return None

    @abstractmethod
    def keep(self, connection: Connection, start: Start, size: BodySize, now: int) -> StoryId:
        """Stores everything else that belongs to the update, in its transaction, and returns the story's
        id."""

    def complete(self, connection: Connection, story: StoryId) -> None:  # noqa: B027 - few have anything
        """Stores what belongs to the chapters, once they are there."""

    @abstractmethod
    def kind(self, start: Start, changes: Changes) -> ChangeKind | None:
        """Returns the kind of change for the history, or None where it gets no line there."""

    def longest(self, start: Start, limit: int) -> int:
        """Returns the number of words that the story may have, where `limit` is the operator's."""
        return limit


@dataclass(frozen=True, slots=True)
class PlannedUpdate:
    """The state that an update starts from, and the version of the story that it leads to."""

    start: Start
    plan: Plan
    size: BodySize


@dataclass(frozen=True, slots=True)
class WrittenStory:
    """A story as it was written, and the changes made.

    `kind` is the kind of change in the history, None where there was nothing to be done. `undoable` is its
    line there where it can be taken back. `twice` names chapters that were given the words of another, each
    with that one's.
    """

    story: Story
    kind: ChangeKind | None = None
    changes: Changes = field(default_factory=Changes)
    undoable: ChangeId | None = None
    twice: tuple[str, ...] = ()


class StoryWriter:
    """Writes stories, each update in one step. `announced` is called when notices may be due."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        limits: ImportLimits | None = None,
        announced: Announced = wait_for_poll,
    ) -> None:
        self._database = database
        self._clock = clock
        self.limits = limits or ImportLimits()
        self.announced = announced

    async def plan(self, update: StoryUpdate) -> PlannedUpdate:
        """Returns the effect of an update without making it. Raises OnlyChapterError where no chapter of the
        body would be left that is open to all, StoryTooLongError, and what the update raises."""
        start, old = await self._database.read(partial(_read, update=update))
        plan = await asyncio.to_thread(_planned, update, old)
        if start.story is not None and plan.with_new_text():
            before = await self._database.read(partial(_read_former, story=start.story.id))
            plan = await asyncio.to_thread(with_returned, plan, *before)
        size, limit = body_size(plan.new), self.limits.story_words
        if not size.chapters:
            raise OnlyChapterError
        if size.words > update.longest(start, limit):
            raise StoryTooLongError(size.words, limit)
        return PlannedUpdate(start, plan, size)

    async def write(self, update: StoryUpdate) -> WrittenStory:
        """Makes an update, and maps every place in the story to where its words are. Raises as `plan`
        does."""
        while True:
            found = await self.plan(update)
            if found.start.known is not None:
                return WrittenStory(found.start.known)
            characters, now = found.start.details.characters, self._clock.now()
            async with written_texts(self._database, found.plan, characters, now) as texts:
                written = await self._database.transaction(
                    partial(self._keep, update=update, found=found, texts=texts), alone=True
                )
            if written is not None:
                self.announced()
                return replace(written, twice=await asyncio.to_thread(now_twice, found.plan))

    def _keep(
        self,
        connection: Connection,
        *,
        update: StoryUpdate,
        found: PlannedUpdate,
        texts: Mapping[int, TextId],
    ) -> WrittenStory | None:
        """Stores a planned update. Returns None where somebody else changed the story since the update was
        planned."""
        start, size, now = found.start, found.size, self._clock.now()
        if update.start(connection) != start:
            return None
        if start.story is not None and not is_current(connection, start.story.id, found.plan):
            return None
        before = None if start.story is None or start.removed else states.of(connection, start.story.id)
        identity = update.keep(connection, start, size, now)
        if update.also is not None:
            update.also(connection, now)
        story = Story.of(
            start.details,
            identity=identity,
            guild=start.guild,
            chapters=size.chapters,
            words=size.words,
            script=size.script,
            owner=start.story.owner if start.story else None,
        )
        if start.story is not None:
            stories.update(connection, story)
        changes = make_current(connection, identity, found.plan, texts, now)
        update.complete(connection, identity)
        kind = update.kind(start, changes)
        if kind is None:
            return WrittenStory(story, kind, changes)
        touched = Changes() if start.story is None else changes
        line = HistoryLine(kind, update.author(), update.note, update.undoes)
        change = record(connection, start.story, story, line, touched, now)
        if before is not None:
            states.keep(connection, change, before)
            if update.undoes is not None:
                states.restored(connection, identity, update.undoes)
        return WrittenStory(story, kind, changes, change if before else None)


def record(
    connection: Connection,
    before: Story | None,
    after: Story,
    line: HistoryLine,
    changes: Changes,
    now: int,
) -> ChangeId:
    """Records a change in the story's history, and announces what its subscribers are told. Returns the
    line's id."""
    details = () if before is None else tuple(changed_details(before, after))
    change = history.record(connection, after.id, line, now, changes.chapters, details)
    announce(connection, after.id, changes, now, news=line.kind in _ANNOUNCED)
    if line.kind is ChangeKind.UNDONE:
        withdraw(connection, changes)
    if before is not None and line.kind is not ChangeKind.REREAD:  # nothing has happened to the story
        announce_end(connection, before, after, now)
    return change


def changed_details(before: Details, after: Details) -> Iterator[ChangedDetail]:
    """Yields the details that differ."""
    for name in DETAILS:
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield ChangedDetail(name, was, now)


def _planned(update: StoryUpdate, old: Sequence[StoredChapter]) -> Plan:
    new = numbered(update.chapters(old))
    return planned(old, new, update.continued(old, new))


def _read_former(connection: Connection, story: StoryId) -> tuple[list[StoredChapter], list[FormerText]]:
    return versions.removed_chapters(connection, story), versions.former_texts(connection, story)


def _read(connection: Connection, update: StoryUpdate) -> tuple[Start, list[StoredChapter]]:
    start = update.start(connection)
    old = [] if start.story is None else versions.of(connection, start.story.id)
    back = [versions.removed_chapter(connection, each) for each in update.returning]
    return start, [*old, *filter(None, back)]
