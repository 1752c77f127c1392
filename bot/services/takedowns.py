"""Stories taken down, with every public message that shows them, and put back."""

from __future__ import annotations

from bot.clock import Clock
from bot.errors import BadEntryError, StoryGoneError
from bot.models import ChangeKind, Credentials, PublicPost, Readership, Story, StoryId
from bot.services.librarians import looked_after, require_librarian
from bot.storage import history, public_posts, readerships, stories
from bot.storage.database import Connection, Database


class Takedowns:
    """What is taken down stays in the database, so that it can be put back with every reader's place."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def readership(self, who: Credentials, story: StoryId) -> tuple[Story, Readership]:
        """A story that they look after, and how many people would miss it.

        Raises StoryGoneError or NotALibrarianError, as all here do that take credentials.
        """

        def job(connection: Connection) -> tuple[Story, Readership]:
            return looked_after(connection, who, story), readerships.of(connection, story)

        return await self._database.read(job)

    async def take_down(self, who: Credentials, story: StoryId) -> Story:
        """Take a story down; from then on nobody sees it. Its public posts are left in `posts`."""

        def job(connection: Connection) -> Story:
            now = self._clock.now()
            if (gone := stories.taken_down(connection, story)) is not None:
                require_librarian(connection, who, gone.guild)
                return gone
            found = looked_after(connection, who, story)
            stories.take_down(connection, story, now)
            history.record(connection, story, ChangeKind.TAKEN_DOWN, now, who.reader)
            return found

        return await self._database.transaction(job)

    async def put_back(self, who: Credentials, story: StoryId) -> Story:
        """Put a story back that was taken down. Raises BadEntryError where its file was added anew since."""

        def job(connection: Connection) -> Story:
            found = stories.taken_down(connection, story)
            if found is None:
                return looked_after(connection, who, story)
            if found.guild not in (None, who.guild):
                raise StoryGoneError
            require_librarian(connection, who, found.guild)
            if stories.has_successor(connection, story):
                raise BadEntryError("Its file has been added again since, so it is in the library already.")
            stories.put_back(connection, story)
            history.record(connection, story, ChangeKind.PUT_BACK, self._clock.now(), who.reader)
            return found

        return await self._database.transaction(job)

    async def remember(self, post: PublicPost) -> None:
        """Keep in mind a message that everybody sees and that shows a story's text."""
        now = self._clock.now()
        await self._database.transaction(lambda connection: public_posts.remember(connection, post, now))

    async def forget(self, message: int) -> None:
        """A public message is gone."""
        await self._database.transaction(lambda connection: public_posts.forget(connection, message))

    async def posts(self) -> list[PublicPost]:
        """The public messages of stories that have been taken down: to be deleted, then forgotten."""
        return await self._database.read(public_posts.to_take_down)
