"""The service for stories' covers: chosen by librarians, taken away, put back, and made small."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.files import require_size
from bot.editing.models import ChangeKind, HistoryLine
from bot.editing.queries import history, states
from bot.imports.parsing import WAITS, Tell
from bot.language import _
from bot.librarians.service import looked_after
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


class Covers:
    """Changes the covers of stories. The worker makes those small that were kept before covers were."""

    def __init__(self, database: Database, clock: Clock, changed: Callable[[], None]) -> None:
        self._database = database
        self._clock = clock
        self._changed = changed

    async def get(self, who: Credentials, story: StoryId) -> StoryCover:
        """Returns the cover of a story that they look after. Raises StoryGoneError or NotALibrarianError, as
        all methods here do that take credentials."""
        return await self._database.read(partial(_cover, who=who, story=story))

    def require_size(self, name: str, size: int) -> None:
        """Raises UnreadableFileError for a picture of too many bytes, before it is fetched."""
        require_size(name, size, _LARGEST_UPLOAD)

    async def choose(self, who: Credentials, story: StoryId, data: bytes, tell: Tell) -> StoryCover:
        """Makes an uploaded picture the cover. Raises UnreadablePictureError."""
        await self.get(who, story)
        image = await made_small(data, partial(tell, _(WAITS)))
        return await self._change(who, story, partial(covers.choose, story=story, image=image))

    async def remove(self, who: Credentials, story: StoryId) -> StoryCover:
        """Takes the cover away."""
        return await self._change(who, story, partial(covers.choose, story=story, image=None))

    async def undo(self, who: Credentials, story: StoryId) -> StoryCover:
        """Puts the former cover back, or after that the one that it replaced."""
        return await self._change(who, story, partial(covers.undo, story=story))

    def worker(self) -> Worker[StoryId]:
        """Returns the worker that makes covers small, one after the other."""
        return Worker("covers", self._clock, self._due, self._shrink)

    async def _change(
        self, who: Credentials, story: StoryId, change: Callable[[Connection], None]
    ) -> StoryCover:
        def job(connection: Connection) -> StoryCover:
            looked_after(connection, who, story)
            before, now = states.of(connection, story), self._clock.now()
            change(connection)
            made = history.record(connection, story, HistoryLine(ChangeKind.DETAILS, who.reader, _NOTE), now)
            states.keep(connection, made, before)
            return _cover(connection, who, story)

        changed = await self._database.transaction(job)
        self._changed()
        return changed

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


def _cover(connection: Connection, who: Credentials, story: StoryId) -> StoryCover:
    found = looked_after(connection, who, story)
    return StoryCover(found, covers.get(connection, story), covers.is_chosen(connection, story))
