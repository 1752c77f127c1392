"""Many who are subscribed to a story: readers, of whom some take no messages, and channels."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bot.app import opened
from bot.database import Connection
from bot.imports.manuscript import ManuscriptChapter
from bot.playground import Playground
from bot.playground.entities import Channel, User
from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Credentials, Origin
from bot.subscriptions.models import Wanted
from bot.subscriptions.queries import direct_channels, subscriptions
from tests.support.delivered_notices import is_notice
from tests.support.small_stories import tale

CHANNELS, UNOPENED = 3, 4
CLOSED_EVERY = 10


@dataclass
class Subscribed:
    """Who is subscribed: where each of them would see a notice, and who will not see any."""

    guild: GuildId
    direct: dict[ReaderId, Channel] = field(default_factory=dict)
    channels: list[Channel] = field(default_factory=list)
    closed: set[ReaderId] = field(default_factory=set)

    @property
    def owner(self) -> Credentials:
        """Who publishes."""
        return Credentials(next(iter(self.direct)), owner=True)


def gather(playground: Playground, many: int) -> Subscribed:
    """So many people in The Hearth, every tenth of whom takes no direct messages, and some of its channels.

    They are to be subscribed by `begun`.
    """
    hearth = playground.world.guild_named("The Hearth")
    found = Subscribed(GuildId(int(hearth.id)))
    for number in range(many):
        person: User = playground.stage.add_person(f"Reader {number}", hearth)
        reader = ReaderId(int(person.id))
        found.direct[reader] = playground.world.direct(person)[0]
        if number % CLOSED_EVERY == 0:
            playground.stage.close_direct(person)
            found.closed.add(reader)
    found.channels = [playground.stage.add_channel(hearth, f"news-{n}") for n in range(CHANNELS)]
    return found


async def begun(path: Path, those: Subscribed) -> StoryId:
    """A story that all of them are subscribed to."""
    async with opened(path) as app:
        story = (await app.importer.add(tale("The Ferry"), Origin("f", "f"))).story.id
        await app.database.transaction(lambda connection: _subscribe(connection, those, story))
    return story


async def publish(path: Path, those: Subscribed, story: StoryId, number: int = 1) -> None:
    """A new chapter of the story, while the bot is away."""
    async with opened(path) as app:
        chapter = ManuscriptChapter(f"Night {number}", "The lamps were lit.")
        await app.publishing.publish(those.owner, story, chapter, number)


def notices_told(playground: Playground, those: Subscribed) -> dict[str, int]:
    """How many notices stand in each channel."""
    return {
        channel.id: sum(map(is_notice, playground.messages.latest(channel)))
        for channel in (*those.direct.values(), *those.channels)
    }


def to_be_told(those: Subscribed, chapters: int) -> dict[str, int]:
    """How many there are to be after so many chapters, of which each was told before the next appeared."""
    readers = {
        channel.id: chapters * (reader not in those.closed) for reader, channel in those.direct.items()
    }
    return readers | {channel.id: chapters for channel in those.channels}


def _subscribe(connection: Connection, those: Subscribed, story: StoryId) -> None:
    for number, (reader, channel) in enumerate(those.direct.items()):
        subscriptions.subscribe(connection, reader, story, Wanted())
        if number >= UNOPENED:
            direct_channels.remember(connection, reader, int(channel.id))
    for channel in those.channels:
        subscriptions.subscribe(
            connection, ReaderId(1), story, Wanted(), guild=those.guild, channel=int(channel.id)
        )
