"""Two processes over one server claim, schedule and open the same at the same time: each is done once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable, Sequence
from functools import partial
from pathlib import Path

import pytest

from bot.app import App, opened
from bot.clock import Clock
from bot.database import Connection
from bot.feeds.queries import feeds
from bot.posts.models import CLAIM, WantedPost
from bot.posts.queries import public_posts
from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Audience, Credentials, Origin
from bot.subscriptions.models import Manner, Schedule, Subject, Wanted
from bot.subscriptions.queries import deliveries, schedules, subscriptions
from bot.subscriptions.scheduling import fall_due
from bot.together.opening import advance
from bot.together.queries import members, messages, threads
from tests.support.rounds import rounds
from tests.support.rows import insert
from tests.support.small_stories import tale

pytestmark = pytest.mark.postgresql_only

NOW, DAY = 10_000_000, 86_400
ROWS = rounds(60, full=600)
AT_ONCE = 7
Claim = Callable[[Connection], Sequence[Hashable]]


@pytest.fixture
async def processes(tmp_path: Path) -> AsyncIterator[tuple[App, App]]:
    path = tmp_path / "fireside.sqlite3"
    async with opened(path) as one, opened(path) as other:
        yield one, other


def a_part(connection: Connection, story: int) -> int:
    read_along = insert(connection, "read_alongs", story_id=story, state="going")
    return insert(connection, "read_along_parts", read_along_id=read_along, thread_id=5, opened_at=NOW)


def due_deliveries(connection: Connection, story: int) -> None:
    for _ in range(ROWS):
        subscription = insert(connection, "subscriptions", story_id=story, told=0)
        insert(connection, "deliveries", subscription_id=subscription, due_at=NOW)


def due_tasks(connection: Connection, story: int) -> None:
    for _ in range(ROWS):
        insert(connection, "read_along_errands", part_id=a_part(connection, story), task="thread", due_at=NOW)


def due_talkers(connection: Connection, story: int) -> None:
    part = a_part(connection, story)
    for _ in range(ROWS):
        insert(connection, "read_along_talkers", part_id=part)


def due_reminders(connection: Connection, story: int) -> None:
    part = a_part(connection, story)
    for _ in range(ROWS):
        insert(connection, "read_along_messages", part_id=part, subject="part", due_at=NOW)


def due_feeds(connection: Connection, story: int) -> None:
    insert(connection, "feeds", story_id=story, next_at=NOW)
    for _ in range(1, ROWS):
        insert(connection, "feeds", story_id=insert(connection, "stories"), next_at=NOW)


def of_deliveries(connection: Connection) -> Sequence[Hashable]:
    due = [each.delivery for each in deliveries.due(connection, NOW, AT_ONCE)]
    return [deliveries.claim(connection, each, NOW, NOW + CLAIM).id for each in due]


def of_tasks(connection: Connection) -> Sequence[Hashable]:
    claimed = threads.claim(connection, NOW, NOW + CLAIM, AT_ONCE)
    return [(each.part, each.task) for each in claimed]


def of_talkers(connection: Connection) -> Sequence[Hashable]:
    return threads.claim_talkers(connection, NOW, NOW + CLAIM, AT_ONCE)


def of_reminders(connection: Connection) -> Sequence[Hashable]:
    due = [each.message for each in messages.due(connection, NOW, AT_ONCE)]
    return [messages.claim(connection, each, NOW, NOW + CLAIM).id for each in due]


def of_feeds(connection: Connection) -> Sequence[Hashable]:
    due = feeds.due(connection, NOW, AT_ONCE, ())
    claimed = [feeds.claim(connection, each, NOW, NOW + CLAIM) for each in due]
    return [each.story for each in claimed if each is not None]


@pytest.mark.parametrize(
    ("fill", "claim"),
    [
        (due_deliveries, of_deliveries),
        (due_tasks, of_tasks),
        (due_talkers, of_talkers),
        (due_reminders, of_reminders),
        (due_feeds, of_feeds),
    ],
)
async def test_what_one_process_has_claimed_no_other_gets(
    processes: tuple[App, App], fill: Callable[[Connection, int], None], claim: Claim
) -> None:
    await processes[0].database.transaction(
        lambda connection: fill(connection, insert(connection, "stories"))
    )

    async def all_claimed(app: App) -> list[Hashable]:
        found: list[Hashable] = []
        while batch := await app.database.transaction(claim):
            found += batch
        return found

    # Two of each process, as one may be at several batches.
    claimed = await asyncio.gather(*map(all_claimed, 2 * processes))
    every = [each for some in claimed for each in some]
    assert len(every) == len(set(every)) == ROWS


async def test_a_feed_that_is_found_by_two_is_looked_at_by_one(processes: tuple[App, App]) -> None:
    await processes[0].database.transaction(
        lambda connection: due_feeds(connection, insert(connection, "stories"))
    )

    async def claimed_one_by_one(app: App) -> list[StoryId]:
        due = await app.database.read(lambda connection: feeds.due(connection, NOW, ROWS, ()))
        jobs = [partial(feeds.claim, story=each, now=NOW, expires=NOW + CLAIM) for each in due]
        claimed = [await app.database.transaction(each) for each in jobs]
        return [each.story for each in claimed if each is not None]

    one, other = await asyncio.gather(*map(claimed_one_by_one, processes))
    assert len(one) + len(other) == len({*one, *other}) == ROWS


async def test_what_falls_due_in_two_processes_is_delivered_once(processes: tuple[App, App]) -> None:
    def scheduled(connection: Connection) -> None:
        for reader in range(1, ROWS + 1):
            quotes = Wanted(subject=Subject.QUOTES, manner=Manner.LIBRARY)
            identity = subscriptions.subscribe(connection, ReaderId(reader), None, quotes)
            schedules.keep(connection, identity, Schedule(18 * 60), NOW - 5)

    await processes[0].database.transaction(scheduled)
    found = await asyncio.gather(
        *(app.database.transaction(partial(fall_due, now=NOW)) for app in 2 * processes)
    )
    assert sum(map(len, found)) == ROWS
    made = await processes[0].database.read(lambda connection: deliveries.due(connection, NOW, 2 * ROWS))
    assert len(made) == ROWS


async def test_a_part_that_opens_in_two_processes_reminds_each_member_once(
    processes: tuple[App, App],
) -> None:
    one, now = processes[0], Clock().now()
    host = Credentials(ReaderId(1), GuildId(10), manages=True)
    audience = Audience(host.reader, host.guild)
    story = (await one.importer.add(tale("The Ferry"), Origin("f", "f"))).story.id
    planned = await one.hosting.plan(audience, host, story, 7, {"pace": "weekly", "first": "today 00:01"})
    identity = planned.read_along.id
    await one.hosting.begin(audience, host, identity)

    def join(connection: Connection) -> None:
        for each in range(1, ROWS + 1):
            members.join(connection, identity, ReaderId(each), now)

    await one.database.transaction(join)
    now += 60  # a minute after midnight is past at any hour
    job = partial(advance, identity=identity, now=now)
    await asyncio.gather(*(app.database.transaction(job) for app in 2 * processes))
    due = await one.database.read(lambda connection: messages.due(connection, now, 2 * ROWS))
    assert len(due) == ROWS


async def test_an_offer_that_is_taken_in_two_processes_is_posted_once(processes: tuple[App, App]) -> None:
    wanted, audience = WantedPost(channel=7, mark=1 << 30, components="[]", offer=5), Audience(ReaderId(1))
    written = await asyncio.gather(*(app.posts.write_down(audience, wanted) for app in 2 * processes))
    [post] = [each for each in written if each is not None]
    now = Clock().now()
    found, next_at = await processes[1].database.read(
        lambda connection: public_posts.next_to_send(connection, (), now)
    )
    assert found is None, "it is being sent"
    assert next_at is not None
    assert now < next_at <= now + CLAIM
    assert post.channel == wanted.channel
