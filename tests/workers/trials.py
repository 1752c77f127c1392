"""Every worker of the bot over a real database, with three items due of which the first can be broken."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from bot.app import App
from bot.database import Connection
from bot.database.full_text import full_text
from bot.editing import packing, recounting
from bot.editing.queries import releases
from bot.feeds.models import TiedFeed
from bot.feeds.queries import feeds
from bot.feeds.reports import Trouble
from bot.folder.service import BadFile, WatchedFolder
from bot.imports.manuscript import ManuscriptChapter
from bot.posts.models import FoundMessage, PublicPost, WantedPost
from bot.readers.models import Standing
from bot.readers.queries import readers
from bot.search import index
from bot.search.queries.word_index import BLOCKS
from bot.stories.chapter_notes import NO_NOTES
from bot.stories.ids import ChapterId, GuildId, ReaderId, RoleId, StoryId
from bot.stories.models import Audience, Credentials, Origin
from bot.stories.queries import covers, stories
from bot.subscriptions.models import Delivery, Manner, Notice, Schedule, Sent, Subject, SuspensionNote, Wanted
from bot.subscriptions.queries import announcements, subscriptions
from bot.subscriptions.scheduling import schedule
from bot.together.models import Message, ReadAlongId, Told
from bot.together.opening import advance
from bot.workers import Worker
from tests.support.small_stories import a_tale

OWNER = Credentials(ReaderId(1), owner=True)
NOWHERE = "http://127.0.0.1:9/feed"
SETTLING = 0.05


@dataclass(frozen=True)
class Trial:
    """A worker whose items are the rows that `left` selects until they are done.

    The first item fails for as long as `fault`, the head of a trigger, is in the database.
    """

    worker: Worker[Any]
    left: str
    fault: str


async def stories_in(app: App, titles: Sequence[str] = ("Dawn", "Noon", "Dusk")) -> list[StoryId]:
    """These stories, brought in."""
    return [(await app.importer.add(a_tale(each), Origin(each, each))).story.id for each in titles]


async def execute(app: App, statement: str) -> None:
    """A statement, run by itself."""

    def job(connection: Connection) -> None:
        connection.execute(statement)

    await app.database.transaction(job)


async def large_covers(app: App) -> Trial:
    for story in await stories_in(app):
        await app.database.transaction(partial(covers.keep, story=story, image=bytes(covers.LARGEST + 1)))
    left = f"SELECT story_id FROM covers WHERE length(image) > {covers.LARGEST}"
    return Trial(app.covers.worker(), left, "DELETE ON covers WHEN old.story_id = 1")


async def unready_covers(app: App) -> Trial:
    await stories_in(app)
    left = f"SELECT id FROM stories WHERE covering < {covers.COVERING}"
    return Trial(app.ready_covers.worker(), left, "UPDATE OF covering ON stories WHEN old.id = 1")


async def three_posts(app: App) -> list[StoryId]:
    """Three stories, with a public post of each that is written down and not sent."""
    found = await stories_in(app)
    for story in found:
        wanted = WantedPost(channel=7, mark=int(story), components="[]", story=story)
        assert await app.posts.write_down(Audience(ReaderId(1)), wanted)
    app.clock.advance(3_600)  # nobody expects them any more
    return found


async def public_posts(app: App) -> Trial:
    await three_posts(app)
    fault = "DELETE ON public_posts WHEN old.id = 1"
    return Trial(app.posts.sender(Sends()), "SELECT id FROM public_posts", fault)


async def takedowns(app: App) -> Trial:
    for story in await three_posts(app):
        await app.takedowns.take_down(OWNER, story)
    fault = "DELETE ON public_posts WHEN old.id = 1"
    return Trial(app.posts.remover(Sends()), "SELECT id FROM public_posts", fault)


async def quotes(app: App) -> Trial:
    await stories_in(app)
    await execute(app, "INSERT INTO unquoted_texts (text_id) SELECT id FROM texts")
    fault = "DELETE ON unquoted_texts WHEN old.text_id = 1"
    return Trial(app.quotes.worker(), "SELECT text_id FROM unquoted_texts", fault)


async def search_index(app: App) -> Trial:
    await stories_in(app)
    await app.database.transaction(lambda connection: full_text(connection).empty(connection, BLOCKS))
    await execute(app, "INSERT INTO unindexed_texts (text_id) SELECT id FROM texts")
    worker = index.worker(app.database, app.clock)
    fault = "UPDATE ON unindexed_texts WHEN old.text_id = 1"
    return Trial(worker, "SELECT text_id FROM unindexed_texts", fault)


async def word_counts(app: App) -> Trial:
    await stories_in(app)
    await execute(app, "UPDATE stories SET counting = 0")
    left = f"SELECT id FROM stories WHERE counting < {stories.COUNTING}"
    return Trial(recounting.worker(app.database, app.clock), left, "UPDATE ON stories WHEN old.id = 1")


async def former_texts(app: App) -> Trial:
    await stories_in(app)
    for title in ("Dawn", "Noon", "Dusk"):
        (chapter,) = a_tale(title).chapters
        corrected = replace(chapter, text="It was a quiet night at the old inn.")
        newer = replace(a_tale(title), chapters=(corrected,))
        await app.importer.add(newer, Origin(title, f"{title}, corrected"))
    worker = packing.worker(app.database, app.clock)
    fault = "INSERT ON packed_texts WHEN new.text_id = 1"
    return Trial(worker, "SELECT text_id FROM unpacked_texts", fault)


async def content_similarity(app: App) -> Trial:
    await stories_in(app)
    fault = "INSERT ON likenesses WHEN new.story_id = 1"
    return Trial(app.content_similarity.worker(), "SELECT story_id FROM unlikened_stories", fault)


async def collaborative_filtering(app: App) -> Trial:
    worker = app.collaborative_filtering.worker()
    app.clock.advance(600)  # a quiet time
    left = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM trainings)"
    return Trial(worker, left, "INSERT ON trainings WHEN TRUE")


async def openings(app: App) -> Trial:
    who = Credentials(ReaderId(1), guild=GuildId(1), owner=True)
    for story in await stories_in(app):
        new = [ManuscriptChapter("Early", f"Words of {story}.")]
        await app.early_chapters.publish(who, story, new, [RoleId(2)], app.clock.now() - 1, f"{story}")
    fault = "DELETE ON early_access WHEN old.story_id = 1"
    return Trial(app.early_chapters.worker(), "SELECT story_id FROM early_access", fault)


async def publishing(app: App) -> Trial:
    story, *_ = await stories_in(app)

    def plan(connection: Connection) -> None:
        for title in ("One", "Two", "Three"):
            releases.insert(connection, story, title, "The lamps were lit.", NO_NOTES, 0, ReaderId(1), now=0)

    await app.database.transaction(plan)
    # The first id that a planned chapter is given is a million and one.
    left, fault = "SELECT id - 1000000 FROM releases", "DELETE ON releases WHEN old.id = 1000001"
    return Trial(app.publishing.worker(), left, fault)


class Sends:
    """Takes whatever is delivered."""

    async def is_age_restricted(self, channel: int) -> bool:
        return False

    async def open(self, reader: ReaderId) -> int:
        return int(reader)

    async def look_for(self, mark: str, channel: int, since: int) -> FoundMessage | None:
        return None

    async def post(self, post: PublicPost) -> int:
        return int(post.id)

    async def delete(self, channel: int, message: int) -> None:
        pass

    async def send(self, delivery: Delivery, channel: int, sent: Sent) -> int:
        return int(delivery.id)

    async def edit(self, delivery: Delivery, channel: int, message: int, sent: Sent) -> None:
        pass

    async def tell_owner(self, note: SuspensionNote, channel: int) -> None:
        pass

    async def tell(self, message: Message, channel: int, told: Told) -> int:
        return int(message.id)

    async def discuss(self, channel: int, message: int, notice: Notice, *, again: bool) -> None:
        pass


async def follow(app: App) -> None:
    """Three readers are to be told of a new chapter."""
    story, *_ = await stories_in(app)

    def job(connection: Connection) -> None:
        for reader in range(1, 4):
            subscriptions.subscribe(connection, ReaderId(reader), story, Wanted())
        announcements.announce(connection, story, [ChapterId(1)], now=0)

    await app.database.transaction(job)


LEFT_TO_DELIVER = "SELECT id FROM deliveries WHERE due_at IS NOT NULL"


async def deliveries_claimed(app: App) -> Trial:
    await follow(app)
    fault = "UPDATE ON deliveries WHEN old.id = 1 AND new.attempts > old.attempts"
    return Trial(app.deliveries.worker(Sends()), LEFT_TO_DELIVER, fault)


async def deliveries_settled(app: App) -> Trial:
    await follow(app)
    fault = "UPDATE ON deliveries WHEN old.id = 1 AND new.state = 'sent'"
    return Trial(app.deliveries.worker(Sends()), LEFT_TO_DELIVER, fault)


async def deliveries_scheduled(app: App) -> Trial:
    story, *_ = await stories_in(app)

    def job(connection: Connection) -> None:
        wanted = Wanted(subject=Subject.SERIAL, manner=Manner.PASSAGE)
        for reader in range(1, 4):
            subscription = subscriptions.subscribe(connection, ReaderId(reader), story, wanted)
            schedule(connection, subscription, Schedule(minute=0), now=0)

    await app.database.transaction(job)
    left = "SELECT id FROM subscriptions WHERE id NOT IN (SELECT subscription_id FROM deliveries)"
    fault = "INSERT ON deliveries WHEN new.subscription_id = 1"
    return Trial(app.deliveries.worker(Sends()), left, fault)


async def corrections(app: App) -> Trial:
    await follow(app)
    await app.deliveries.worker(Sends()).round()
    await execute(app, "INSERT INTO corrections (delivery_id) SELECT id FROM deliveries")
    fault = "DELETE ON corrections WHEN old.delivery_id = 1"
    return Trial(app.deliveries.corrections(Sends()), "SELECT delivery_id FROM corrections", fault)


async def suspensions(app: App) -> Trial:
    await follow(app)
    await execute(app, "UPDATE subscriptions SET suspended = 'locked', guild_id = 1, channel_id = id")
    await execute(app, "INSERT INTO suspension_notes SELECT id, id, NULL FROM subscriptions")
    fault = "DELETE ON suspension_notes WHEN old.subscription_id = 1"
    return Trial(app.deliveries.suspensions(Sends()), "SELECT subscription_id FROM suspension_notes", fault)


async def read_alongs_of(app: App) -> list[ReadAlongId]:
    """Three stories are read together in a server, a part of each is due, and each has a member."""
    host, found = Credentials(ReaderId(1), GuildId(1), manages=True), []
    audience, entries = Audience(host.reader, host.guild), {"first": "today"}
    for story in await stories_in(app):
        planned = await app.hosting.plan(audience, host, story, 7, entries)
        await app.hosting.begin(audience, host, planned.read_along.id)
        await app.read_alongs.join(audience, host, planned.read_along.id)
        found.append(planned.read_along.id)
    app.clock.advance(86_400)  # whatever the hour is now, the parts are due
    return found


async def read_alongs(app: App) -> Trial:
    await read_alongs_of(app)
    left = "SELECT id FROM read_along_parts WHERE opened_at IS NULL"
    return Trial(app.openings.worker(), left, "UPDATE ON read_along_parts WHEN old.id = 1")


async def reminders(app: App) -> Trial:
    for each in await read_alongs_of(app):
        await app.database.transaction(partial(advance, identity=each, now=app.clock.now()))
    standing = partial(
        readers.remember_membership,
        reader=ReaderId(1),
        guild=GuildId(1),
        standing=Standing(member=True),
        now=app.clock.now(),
    )
    await app.database.transaction(standing)
    left = "SELECT id FROM read_along_messages WHERE due_at IS NOT NULL"
    fault = "UPDATE ON read_along_messages WHEN old.id = 1 AND new.attempts > old.attempts"
    return Trial(app.reminders.worker(Sends()), left, fault)


async def tie(app: App, **state: Any) -> None:
    """Each story has a feed."""
    for story in await stories_in(app):
        feed = TiedFeed(story, NOWHERE, ReaderId(1), 0, None, "", "", 3_600, tried_at=0, read_at=0, **state)
        await app.database.transaction(partial(feeds.tie, feed=feed))


async def polling(app: App) -> Trial:
    await tie(app, next_at=0)
    fault = "UPDATE ON feeds WHEN old.story_id = 1"
    return Trial(app.feed_poller.worker(), "SELECT story_id FROM feeds WHERE tried_at = 0", fault)


async def feed_reports(app: App) -> Trial:
    await tie(app, next_at=None, failures=1)

    async def report(trouble: Trouble) -> None:
        pass

    fault = "UPDATE ON feeds WHEN old.story_id = 1"
    return Trial(app.feed_reports.worker(report), "SELECT story_id FROM feeds WHERE told_at IS NULL", fault)


async def watched_folder(app: App) -> Trial:
    folder = app.watched_folder or Path()
    for name in ("1", "2", "3"):
        (folder / f"{name}.txt").write_text(f"Title: {name}\n\nIt was night {name} at the inn.")

    async def report(bad: BadFile) -> None:
        raise AssertionError(bad)

    watched = WatchedFolder(folder, app.importer, app.database, app.clock, SETTLING)
    left = (
        "SELECT value FROM json_each('[1, 2, 3]')"
        " WHERE value || '.txt' NOT IN (SELECT name FROM folder_files)"
    )
    return Trial(watched.worker(report), left, "INSERT ON folder_files WHEN new.name = '1.txt'")


TRIALS: dict[str, Callable[[App], Awaitable[Trial]]] = {
    "public posts": public_posts,
    "takedowns": takedowns,
    "covers": large_covers,
    "ready covers": unready_covers,
    "quotes": quotes,
    "search index": search_index,
    "word counts": word_counts,
    "former texts": former_texts,
    "content similarity": content_similarity,
    "collaborative filtering": collaborative_filtering,
    "publishing": publishing,
    "openings": openings,
    "deliveries": deliveries_claimed,
    "deliveries, settled": deliveries_settled,
    "deliveries, scheduled": deliveries_scheduled,
    "corrections": corrections,
    "suspensions": suspensions,
    "read-alongs": read_alongs,
    "reminders": reminders,
    "feeds": polling,
    "feed reports": feed_reports,
    "watched folder": watched_folder,
}
