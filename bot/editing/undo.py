"""The update that takes a change back as a whole: the story becomes what it was before."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.database import Connection
from bot.editing.errors import AlreadyUndoneError, BuiltOnError, NotUndoableError
from bot.editing.models import Change, ChangeKind
from bot.editing.queries import history, releases, states
from bot.editing.queries.states import FormerState, FormerText
from bot.editing.writer import Start, StoryUpdate
from bot.librarians.service import looked_after
from bot.stories.changes import Changes
from bot.stories.chapters import BodySize, NewChapter, StoredChapter
from bot.stories.ids import ChangeId, ChapterId, ReaderId, StoryId
from bot.stories.models import Credentials
from bot.stories.queries import chapters, covers, story_files

_Texts = Mapping[tuple[ChapterId, int], str]
"""The texts of chapters by their revisions."""


@dataclass(frozen=True, kw_only=True)
class Undo(StoryUpdate):
    """The update of a story to what it was before the change `undoes`. `texts` has the texts that are to
    come back, by chapter and revision.

    The writer raises StoryGoneError or NotALibrarianError, and what `require_undoable` raises.
    """

    who: Credentials
    story: StoryId
    undoes: ChangeId
    former: FormerState
    texts: _Texts

    def author(self) -> ReaderId:
        """Returns the librarian who takes the change back."""
        return self.who.reader

    def start(self, connection: Connection) -> Start:
        """Returns the story with the details that it had before."""
        story = looked_after(connection, self.who, self.story)
        require_undoable(connection, self.story, self.undoes)
        return Start(story, self.former.details, story.guild)

    def chapters(self, old: Sequence[StoredChapter]) -> Sequence[NewChapter]:
        """Returns the chapters as they were before."""
        present = {each.chapter.id: each for each in old}
        return [self._as_it_was(was, present[was.chapter]) for was in self.former.chapters]

    def continued(
        self, old: Sequence[StoredChapter], new: Sequence[NewChapter]
    ) -> Sequence[int | None] | None:
        """Returns which chapters continue which: each is the one that it was."""
        at = {each.chapter.id: index for index, each in enumerate(old)}
        return [at[was.chapter] for was in self.former.chapters]

    def keep(self, connection: Connection, start: Start, size: BodySize, now: int) -> StoryId:
        """Makes the story's file, cover and planned chapters what they were, and returns its id."""
        former, undone = self.former, history.get(connection, self.undoes)
        known = story_files.by_file(connection, former.origin)
        if known is None or known.id == self.story:  # else that file has made another story since
            story_files.keep_origin(connection, self.story, former.origin, former.file_details, former.reader)
        if former.cover is not None:
            covers.restore(connection, self.story, former.cover or None)
        if undone is not None:
            self._plan_again(connection, undone[1], now)
        return self.story

    def _plan_again(self, connection: Connection, undone: Change, now: int) -> None:
        """Plans the chapters again that the change had taken out of the plans, and takes those out that come
        back themselves. One whose publication is taken back after its time had come stays away: it would
        appear at once."""
        after = now if undone.kind is ChangeKind.PUBLISHED else 0
        releases.give_back(connection, self.story, undone.made_at, after)
        for planned in releases.of(connection, self.story):
            if planned.text in self.texts.values():
                releases.take(connection, planned.id, now)

    def kind(self, start: Start, changes: Changes) -> ChangeKind:
        """Returns that a change was taken back."""
        return ChangeKind.UNDONE

    def longest(self, start: Start, limit: int) -> int:
        """Returns a limit that the story is within: it has been as long before."""
        return sys.maxsize

    def _as_it_was(self, was: FormerText, now: StoredChapter) -> NewChapter:
        text = self.texts.get((was.chapter, was.revision))
        content = now.content if text is None else now.content.rewritten(text)
        return replace(content, title=was.title, kind=was.kind, key=was.key, notes=was.notes, early=was.early)


def undo_of(connection: Connection, who: Credentials, story: StoryId, change: ChangeId) -> Undo:
    """Returns the update that takes a change of a story back. Raises as `require_undoable` does."""
    require_undoable(connection, story, change)
    former = states.before(connection, change)
    assert former is not None  # noqa: S101 - it has just been found
    present = {each.id: each.revision for each in chapters.of(connection, story, None)}
    texts = {
        (was.chapter, was.revision): chapters.text(connection, was.chapter, was.revision)
        for was in former.chapters
        if present.get(was.chapter) != was.revision
    }
    gone = tuple(was.chapter for was in former.chapters if was.chapter not in present)
    return Undo(who=who, story=story, undoes=change, former=former, texts=texts, returning=gone)


def is_undoable(connection: Connection, story: StoryId, change: ChangeId) -> bool:
    """Returns whether a change can be taken back as a whole: nothing has been built on it."""
    return states.is_as_left(connection, story, change)


def require_undoable(connection: Connection, story: StoryId, change: ChangeId) -> None:
    """Raises NotUndoableError, AlreadyUndoneError or BuiltOnError where a change cannot be taken back."""
    if is_undoable(connection, story, change):
        return
    if not states.is_kept(connection, change):
        raise NotUndoableError
    undoing = history.undoing(connection, change)
    raise AlreadyUndoneError if undoing and is_undoable(connection, story, undoing) else BuiltOnError
