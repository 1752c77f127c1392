"""The bot online in a playground, with what a test needs of both."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import App, opened
from bot.backups.service import Backups
from bot.client import StoryBot, speak_to
from bot.clock import Clock
from bot.database import Database
from bot.editing.files import digest
from bot.feeds.fetching import Fetching
from bot.imports.formats import parse
from bot.imports.manuscript import Manuscript
from bot.leases.models import ALL_SHARDS, Shards
from bot.playground import Playground
from bot.playground.permissions import Permission
from bot.readers.models import USUAL_LENGTH, Length
from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Origin
from tests.support import specification
from tests.support.commands_once import known_at_discord, told_discord
from tests.support.person import Person


def let_manage_channels(person: Person) -> None:
    """Gives somebody a role of The Hearth that may manage its channels."""
    world = person.playground.world
    role = world.add_role(world.guild_named("The Hearth"), "Club", Permission.MANAGE_CHANNELS)
    person.playground.stage.give_role(person.user, role)


@dataclass
class Fireside:
    """A bot that is online in a playground, with what a test needs of both."""

    playground: Playground
    app: App
    bot: StoryBot
    clock: Clock
    _stack: AsyncExitStack

    @property
    def database(self) -> Database:
        """What the bot keeps."""
        return self.app.database

    def guild(self, name: str = "The Hearth") -> GuildId:
        """The id of a server."""
        return GuildId(int(self.playground.world.guild_named(name).id))

    async def person(self, who: str, channel: str = "reading-room", *, desktop: bool = True) -> Person:
        """Somebody who is there until the test ends. They read on a desktop, and have said so; or have chosen
        nothing yet."""
        person = await self._stack.enter_async_context(Person(self.playground, who, channel))
        reader = ReaderId(int(person.user.id))
        if desktop and (await self.app.preferences.of(reader)).length is USUAL_LENGTH:
            await self.app.preferences.set_length(reader, Length.MEDIUM)
        return person

    async def add(self, manuscript: Manuscript, guild: GuildId | None = None) -> StoryId:
        """Bring a story in."""
        name = f"{manuscript.details.title} {manuscript.details.authors}.txt"
        origin = Origin(name, str(hash((manuscript, guild))), guild)
        return (await self.app.importer.add(manuscript, origin)).story.id

    async def bring_in(self, name: str, content: bytes, librarian: Person) -> StoryId:
        """Has a file in the library as though the librarian had uploaded it in The Hearth and kept it,
        without the time that takes."""
        origin = Origin(name, digest([content]), self.guild())
        by = ReaderId(int(librarian.user.id))
        return (await self.app.importer.add(parse(content, name), origin, by)).story.id


@asynccontextmanager
async def burning(
    path: Path,
    playground: Playground | None = None,
    backups: Backups | None = None,
    *,
    shards: Shards = ALL_SHARDS,
    clock: Clock | None = None,
) -> AsyncIterator[Fireside]:
    """A bot over this database file, in a playground of its own unless one is given."""
    async with AsyncExitStack() as stack:
        clock = clock or Clock()
        if playground is None:
            playground = Playground(controls=True, clock=clock.now, move_clock=clock.advance)
            await stack.enter_async_context(playground)
            playground.registry.restore(known_at_discord())
        speak_to(playground.api_url)
        app = await stack.enter_async_context(
            opened(path, clock, fetching=Fetching(clock, loopback=True), backups=backups)
        )
        bot = await stack.enter_async_context(StoryBot(app, shards))
        serving = asyncio.create_task(bot.start(playground.token))
        online = asyncio.create_task(playground.shards_online(*playground.shards, *(shards.ids or [0])))
        await asyncio.wait((serving, online), return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            online.cancel()
            serving.result()
        told_discord(playground.registry.all())
        try:
            async with AsyncExitStack() as people:
                yield Fireside(playground, app, bot, clock, people)
        finally:
            await bot.close()
            await serving
        specification.check(sent for sent in playground.journal.requests if 200 <= sent.status < 300)
