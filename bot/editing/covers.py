"""The service for stories' covers: chosen by librarians, taken away, put back, and made small."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.editor import StoryEditor
from bot.editing.edits import PlainEdit
from bot.editing.files import require_size
from bot.editing.models import ChangeKind, HistoryLine
from bot.editing.queries import history, states
from bot.editing.writer import WrittenStory
from bot.imports.parsing import WAITS, Tell
from bot.language import _
from bot.librarians.service import editable, looked_after
from bot.pictures.covers import made_small
from bot.pictures.errors import UnreadablePictureError
from bot.stories.ids import StoryId
from bot.stories.models import Credentials, Story
from bot.stories.queries import covers
from bot.workers import Batch, Worker

_LARGEST_UPLOAD = 16 * 1024 * 1024
_NOTE = "cover"


@dataclass(frozen=True, slots=True)
class StoryCover:
    """A story's cover, the bytes of an image file or None. `undoable` says whether a librarian has chosen it,
    so that the former one can be put back."""

    story: Story
    image: bytes | None
    undoable: bool


@dataclass(frozen=True)
class NewCover(PlainEdit, code="cover"):
    """Makes a picture, the bytes of an image file, the cover of a story."""

    image: bytes

    @property
    def report(self) -> str:
        """Says so."""
        return _("a new cover")

    def make(self, connection: Connection, who: Credentials, story: StoryId, now: int) -> WrittenStory:
        """Stores the cover."""
        return _chosen(connection, who, story, self.image, now)


@dataclass(frozen=True)
class NoCover(PlainEdit, code="nocover"):
    """Takes the cover of a story away."""

    @property
    def report(self) -> str:
        """Says so."""
        return _("the cover taken away")

    def make(self, connection: Connection, who: Credentials, story: StoryId, now: int) -> WrittenStory:
        """Stores that it has none."""
        return _chosen(connection, who, story, None, now)


class Covers:
    """Changes the covers of stories. The worker makes those small that were kept before covers were, and
    calls `changed` after each."""

    def __init__(
        self, database: Database, clock: Clock, editor: StoryEditor, changed: Callable[[], None]
    ) -> None:
        self._database = database
        self._clock = clock
        self._editor = editor
        self._changed = changed

    async def get(self, who: Credentials, story: StoryId) -> StoryCover:
        """Returns the cover of a story of which they may make or hand in changes. Raises StoryGoneError or
        NotALibrarianError, as all methods here do that take credentials."""
        return await self._database.read(partial(_cover, who=who, story=story))

    def require_size(self, name: str, size: int) -> None:
        """Raises UnreadableFileError for a picture of too many bytes, before it is fetched."""
        require_size(name, size, _LARGEST_UPLOAD)

    async def choose(self, who: Credentials, story: StoryId, data: bytes, tell: Tell) -> StoryCover:
        """Makes an uploaded picture the cover. Raises UnreadablePictureError, and as all methods below what
        `StoryEditor.make` does."""
        await self.get(who, story)
        return await self._make(who, story, NewCover(await made_small(data, partial(tell, _(WAITS)))))

    async def remove(self, who: Credentials, story: StoryId) -> StoryCover:
        """Takes the cover away."""
        return await self._make(who, story, NoCover())

    async def undo(self, who: Credentials, story: StoryId) -> StoryCover:
        """Puts the former cover back, or after that the one that it replaced."""
        former = await self._database.read(lambda connection: covers.former(connection, story))
        return await self._make(who, story, NoCover() if former is None else NewCover(former))

    def worker(self) -> Worker[StoryId]:
        """Returns the worker that makes covers small, one after the other."""
        return Worker("covers", self._clock, self._due, self._shrink)

    async def _make(self, who: Credentials, story: StoryId, edit: PlainEdit) -> StoryCover:
        await self._editor.make(who, story, edit)
        return await self.get(who, story)

    async def _due(self, waiting: Collection[StoryId]) -> Batch[StoryId]:
        found = await self._database.read(partial(covers.too_large, waiting=waiting))
        return Batch([] if found is None else [found])

    async def _shrink(self, story: StoryId) -> None:
        image = await self._database.read(partial(covers.whole, story=story))
        if image is None:
            return
        try:
            small: bytes | None = await made_small(image)
        except UnreadablePictureError:
            small = None  # nobody has seen it: Discord shows none that cannot be read
        await self._database.transaction(
            partial(covers.replace, story=story, image=image, by=small), alone=True
        )
        self._changed()


def _chosen(
    connection: Connection, who: Credentials, story: StoryId, image: bytes | None, now: int
) -> WrittenStory:
    found, before = looked_after(connection, who, story), states.of(connection, story)
    covers.choose(connection, story, image)
    line = HistoryLine(ChangeKind.DETAILS, who.reader, _NOTE)
    made = history.record(connection, story, line, now)
    states.keep(connection, made, before)
    return WrittenStory(found, line.kind, undoable=made)


def _cover(connection: Connection, who: Credentials, story: StoryId) -> StoryCover:
    found = editable(connection, who, story)
    return StoryCover(found, covers.get(connection, story), covers.is_chosen(connection, story))
