"""What follows from refusals that nobody foresaw: waits, suspensions, and a pause of all that is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.app import App, opened
from bot.database import Connection
from bot.stories.ids import ChapterId, DeliveryId, ReaderId
from bot.stories.models import Origin
from bot.subscriptions.models import Pause, Wanted
from bot.subscriptions.queries import announcements, deliveries, refusals, subscriptions
from bot.subscriptions.refusals import conclude, current_pause, wait_for
from tests.support.small_stories import a_tale

NOW, READERS, STORIES = 1_000_000, 5, ("Ferry", "Weir", "Mill", "Lock")
Job = Callable[[Connection, list[DeliveryId]], None]


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    async with opened(tmp_path / "fireside.sqlite3") as app:
        yield app


async def told(app: App, job: Job, stories: int = 1, readers: int = READERS) -> None:
    """Runs a job with the notices of a chapter to some readers, of each of these stories."""
    ids = [
        (await app.importer.add(a_tale(title), Origin(title, title))).story.id for title in STORIES[:stories]
    ]

    def with_notices(connection: Connection) -> None:
        for story in ids:
            for reader in range(1, readers + 1):
                subscriptions.subscribe(connection, ReaderId(reader), story, Wanted())
            row = connection.execute("SELECT id FROM chapters WHERE story_id = ?", (story,)).fetchone()
            announcements.announce(connection, story, [ChapterId(row["id"])], NOW)
        job(connection, [each.delivery for each in deliveries.due(connection, NOW, 99)])

    await app.database.transaction(with_notices)


def settled(connection: Connection, delivery: DeliveryId, message: int | None = None) -> None:
    claimed = deliveries.claim(connection, delivery, NOW, NOW + 120)
    deliveries.settle(connection, claimed, message, NOW)


async def test_one_alone_is_tried_three_times_ever_later_and_then_suspended(app: App) -> None:
    def job(connection: Connection, notices: list[DeliveryId]) -> None:
        assert [wait_for(connection, notices[0], "403") for _ in range(3)] == [15, 30, None]

    await told(app, job)


async def test_another_reason_is_counted_from_one(app: App) -> None:
    def job(connection: Connection, notices: list[DeliveryId]) -> None:
        reasons = ("403", "403", "400", "403", "403", "403")
        assert [wait_for(connection, notices[0], each) for each in reasons] == [15, 30, 15, 15, 30, None]

    await told(app, job)


async def test_three_in_a_row_that_are_refused_alike_pause_all_and_none_is_suspended(app: App) -> None:
    def job(connection: Connection, notices: list[DeliveryId]) -> None:
        for count, notice in enumerate(notices[:3], start=1):
            wait_for(connection, notice, "403")
            concluded = conclude(connection, NOW + count, {"", "403"}, arrived=False, probing=False)
            assert concluded == (None if count < 3 else "403")
            assert (current_pause(connection) is None) is (count < 3)
        assert current_pause(connection) == Pause("403", NOW + 3, NOW + 18, 0)
        assert [wait_for(connection, notices[0], "403") for _ in range(4)] == [30, 60, 120, 240]
        assert [wait_for(connection, notices[3], "400") for _ in range(4)] == [15, 30, 60, 120]

    await told(app, job)


async def test_three_that_are_refused_for_three_reasons_or_for_the_moment_pause_nothing(app: App) -> None:
    def job(connection: Connection, notices: list[DeliveryId]) -> None:
        for notice, reason in zip(notices, ("403", "400", "403", "400", ""), strict=True):
            if reason:
                wait_for(connection, notice, reason)
        conclude(connection, NOW, {"", "403", "400"}, arrived=False, probing=False)
        conclude(connection, NOW, {""}, arrived=False, probing=False)
        assert current_pause(connection) is None

    await told(app, job)


async def test_what_was_refused_before_something_arrived_is_not_in_a_row_with_what_is_refused_since(
    app: App,
) -> None:
    def job(connection: Connection, notices: list[DeliveryId]) -> None:
        for notice in notices[:2]:
            wait_for(connection, notice, "403")
        conclude(connection, NOW, {"403"}, arrived=True, probing=False)
        for notice in notices[2:4]:
            wait_for(connection, notice, "403")
        conclude(connection, NOW, {"403"}, arrived=False, probing=False)
        assert current_pause(connection) is None
        assert [wait_for(connection, notices[0], "403") for _ in range(2)] == [30, None], "it is its own"
        assert wait_for(connection, notices[4], "403") == 15
        conclude(connection, NOW, {"403"}, arrived=False, probing=False)
        assert current_pause(connection) is not None

    await told(app, job)


def paused(connection: Connection, notices: list[DeliveryId]) -> None:
    for notice in notices[:3]:
        wait_for(connection, notice, "403")
    conclude(connection, NOW, {"403"}, arrived=False, probing=False)


async def test_a_pause_is_tried_ever_more_rarely_but_every_quarter_of_an_hour(app: App) -> None:
    def job(connection: Connection, notices: list[DeliveryId]) -> None:
        paused(connection, notices)
        conclude(connection, NOW + 1, {"403"}, arrived=False, probing=False)
        assert current_pause(connection) == Pause("403", NOW, NOW + 15, 0), (
            "what was on its way tells nothing"
        )
        untils = []
        for tries in range(1, 8):
            conclude(connection, NOW, {"403"}, arrived=False, probing=True)
            pause = current_pause(connection)
            assert pause is not None and pause.tries == tries
            untils.append(pause.until - NOW)
        assert untils == [30, 60, 120, 240, 480, 900, 900]
        conclude(connection, NOW + 5, set(), arrived=False, probing=True)
        assert current_pause(connection) == Pause("403", NOW, NOW + 5, 7), "nothing was tried: at once"
        conclude(connection, NOW, {""}, arrived=False, probing=True)
        assert current_pause(connection) == Pause("403", NOW, NOW + 900, 8)

    await told(app, job)


async def test_a_pause_ends_with_the_first_that_arrives(app: App) -> None:
    def job(connection: Connection, notices: list[DeliveryId]) -> None:
        assert conclude(connection, NOW, (), arrived=True, probing=False) is None
        paused(connection, notices)
        assert conclude(connection, NOW, {"403"}, arrived=True, probing=True) == ""
        assert current_pause(connection) is None
        assert refusals.count_alike(connection, "403") == 0
        assert [wait_for(connection, notices[1], "403") for _ in range(2)] == [30, None]

    await told(app, job)


async def test_a_pause_is_over_where_all_that_was_refused_is_called_off(app: App) -> None:
    def job(connection: Connection, notices: list[DeliveryId]) -> None:
        paused(connection, notices)
        for left, notice in zip((2, 1, 0), notices, strict=False):
            refusals.end_pause_for_nothing(connection)
            assert current_pause(connection) is not None
            settled(connection, notice)
            assert refusals.count_alike(connection, "403") == left
        assert current_pause(connection) is None
        refusals.end_pause_for_nothing(connection)
        assert connection.execute("SELECT count(*) FROM pauses").fetchone()[0] == 0

    await told(app, job)


async def test_a_pause_by_a_clock_that_was_ahead_ends_now(app: App) -> None:
    def job(connection: Connection, notices: list[DeliveryId]) -> None:
        paused(connection, notices)
        refusals.set_right(connection, NOW - 3_585, 3_600)
        assert current_pause(connection) == Pause("403", NOW, NOW + 15, 0)
        refusals.set_right(connection, NOW - 3_586, 3_600)
        assert current_pause(connection) == Pause("403", NOW, NOW - 3_586, 0)

    await told(app, job)


async def test_in_a_pause_three_stories_are_tried_each_by_what_was_refused_least(app: App) -> None:
    def job(connection: Connection, notices: list[DeliveryId]) -> None:
        refused = {0: 2, 1: 1, 2: 2, 3: 3, 4: 1, 5: 4, 6: 1, 7: 1}
        for at, times in refused.items():
            for _ in range(times):
                refusals.record(connection, notices[at], "403")
        deliveries.postpone(connection, notices[6], NOW + 1)
        tried = [each.delivery for each in refusals.probes(connection, NOW)]
        assert tried == [notices[1], notices[4], notices[7]]
        settled(connection, notices[7], message=7)
        tried = [each.delivery for each in refusals.probes(connection, NOW)]
        assert tried == [notices[1], notices[2], notices[4]]

    await told(app, job, stories=4, readers=2)
