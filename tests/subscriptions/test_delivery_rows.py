"""Deliveries on their way, one state after the other: what is due, claimed, put off, settled, forgotten."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import App, opened
from bot.database import Connection
from bot.readers.models import QuietHours
from bot.stories.ids import ChapterId, DeliveryId, ReaderId, StoryId, SubscriptionId
from bot.stories.models import Excerpt, Origin, Place
from bot.subscriptions.models import Delivery, Manner, Subject, Wanted
from bot.subscriptions.queries import announcements, deliveries, subscriptions
from bot.subscriptions.queries.deliveries import Due
from tests.support.rows import insert
from tests.support.small_stories import a_tale

pytestmark = pytest.mark.usefixtures("ids_from_one")

NOW, HOUR, DAY = 1_000_000, 3_600, 86_400
MIRA, THEO = ReaderId(1), ReaderId(2)
FERRY, WEIR = StoryId(1), StoryId(2)
SERIAL = Wanted(subject=Subject.SERIAL, manner=Manner.PASSAGE)


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    """Two stories of one chapter each."""
    async with opened(tmp_path / "fireside.sqlite3") as app:
        for title in ("Ferry", "Weir"):
            await app.importer.add(a_tale(title), Origin(title, title))
        yield app


def announce(connection: Connection, story: StoryId = FERRY, now: int = NOW) -> int:
    """A new chapter is announced; returns the announcement."""
    announcements.announce(connection, story, [ChapterId(story)], now)
    return int(connection.execute("SELECT max(id) FROM announcements").fetchone()[0])


def due(connection: Connection, now: int = NOW, limit: int = 9) -> list[DeliveryId]:
    return [each.delivery for each in deliveries.due(connection, now, limit)]


def claimed(connection: Connection, now: int = NOW) -> Delivery:
    [delivery] = due(connection, now)
    return deliveries.claim(connection, delivery, now, now + 120)


async def test_what_is_due_longest_comes_first(app: App) -> None:
    def job(connection: Connection) -> None:
        for reader in (1, 2, 3):
            subscriptions.subscribe(connection, ReaderId(reader), FERRY, Wanted())
        announce(connection)
        first, second, third = due(connection)
        assert due(connection, NOW - 1) == []
        deliveries.postpone(connection, first, NOW + 60)
        deliveries.postpone(connection, third, NOW - 5)
        assert due(connection) == [third, second]
        assert due(connection, limit=1) == [third]
        assert due(connection, NOW + 60) == [third, second, first]
        assert deliveries.next_due(connection) == NOW - 5

    await app.database.transaction(job)


async def test_quiet_hours_are_a_readers_own_and_hold_back_nothing_that_was_asked_for(app: App) -> None:
    def job(connection: Connection) -> None:
        insert(connection, "readers", id=MIRA, quiet_from=60, quiet_until=120, time_zone="Asia/Tokyo")
        own = subscriptions.subscribe(connection, MIRA, FERRY, Wanted())
        subscriptions.subscribe(connection, MIRA, FERRY, Wanted(), channel=7)
        subscriptions.subscribe(connection, THEO, FERRY, Wanted())
        announce(connection)
        mine, club, theos = due(connection)
        quiet = QuietHours(60, 120)
        assert deliveries.due(connection, NOW, 9) == [
            Due(mine, quiet, "Asia/Tokyo", 0),
            Due(club, None, "UTC", 0),
            Due(theos, None, "UTC", 0),
        ]
        subscriptions.snooze(connection, own, NOW + DAY)
        deliveries.postpone(connection, mine, NOW)
        assert deliveries.due(connection, NOW, 1) == [Due(mine, quiet, "Asia/Tokyo", NOW + DAY)]
        connection.execute("UPDATE deliveries SET asked = TRUE")
        assert deliveries.due(connection, NOW, 1) == [Due(mine, None, "Asia/Tokyo", 0)]

    await app.database.transaction(job)


async def test_a_claim_counts_and_keeps_when_it_was_first_tried_and_what_it_tells(app: App) -> None:
    def job(connection: Connection) -> None:
        subscriptions.subscribe(connection, MIRA, FERRY, Wanted())
        insert(connection, "locales", reader_id=MIRA, locale="de")
        insert(connection, "direct_channels", reader_id=MIRA, channel_id=70)
        told = announce(connection)
        first = claimed(connection)
        assert (first.attempts, first.first_tried_at, first.upto) == (1, NOW, told)
        assert (first.channel, first.locale, first.part) == (70, "de", 1)
        assert due(connection, NOW + 119) == []
        later = announce(connection, now=NOW + 1)
        again = claimed(connection, NOW + 120)
        assert (again.attempts, again.first_tried_at, again.upto) == (2, NOW, told)
        assert again.nonce == first.nonce
        assert deliveries.extend(connection, again.id) == later
        assert claimed(connection, NOW + 999).upto == later

    await app.database.transaction(job)


async def test_a_channel_is_told_there_and_in_no_language_of_a_readers(app: App) -> None:
    def job(connection: Connection) -> None:
        insert(connection, "locales", reader_id=MIRA, locale="de")
        insert(connection, "direct_channels", reader_id=MIRA, channel_id=70)
        subscriptions.subscribe(connection, MIRA, FERRY, Wanted(), channel=7)
        announce(connection)
        delivery = claimed(connection)
        assert (delivery.channel, delivery.locale) == (7, "")

    await app.database.transaction(job)


async def test_what_arrived_is_told_and_what_came_meanwhile_is_next(app: App) -> None:
    def job(connection: Connection) -> None:
        subscription = subscriptions.subscribe(connection, MIRA, FERRY, Wanted())
        announce(connection)
        delivery = claimed(connection)
        assert deliveries.last_sent(connection, subscription) is None
        deliveries.settle(connection, delivery, 77, NOW)
        subscriptions.record_arrival(connection, subscription, delivery.upto)
        assert due(connection, NOW + DAY) == []
        assert deliveries.last_sent(connection, subscription) == delivery.nonce
        announce(connection)
        delivery = claimed(connection)
        announce(connection, WEIR)
        deliveries.settle(connection, delivery, 78, NOW)
        assert due(connection) == [], "of another story it is not told"
        announce(connection)
        delivery = claimed(connection)
        announce(connection)
        subscriptions.snooze(connection, subscription, NOW + 50)
        deliveries.settle(connection, delivery, None, NOW)
        assert (due(connection, NOW + 49), len(due(connection, NOW + 50))) == ([], 1)
        states = [each["state"] for each in connection.execute("SELECT state FROM deliveries ORDER BY id")]
        assert states == ["sent", "sent", "given up", "waiting"]

    await app.database.transaction(job)


@pytest.mark.parametrize("wanted", [SERIAL, Wanted(manner=Manner.COMPLETE), Wanted()])
async def test_only_what_is_told_at_once_and_goes_on_is_caught_up_with(app: App, wanted: Wanted) -> None:
    def job(connection: Connection) -> None:
        identity = subscriptions.subscribe(connection, MIRA, FERRY, wanted)
        announce(connection)
        deliveries.withdraw(connection, identity)
        found = subscriptions.get(connection, identity)
        assert found is not None
        deliveries.catch_up(connection, found.subscription, found.subscription.told, NOW)
        assert len(due(connection)) == (1 if wanted == Wanted() else 0)
        deliveries.withdraw(connection, identity)
        subscriptions.stop(connection, identity, NOW)
        deliveries.catch_up(connection, found.subscription, found.subscription.told, NOW)
        assert due(connection) == []

    await app.database.transaction(job)


async def test_what_was_tried_already_is_not_withdrawn_nor_another_s(app: App) -> None:
    def job(connection: Connection) -> None:
        mine, theirs = (subscriptions.subscribe(connection, each, FERRY, Wanted()) for each in (MIRA, THEO))
        announce(connection)
        first, second = due(connection)
        deliveries.withdraw(connection, mine)
        assert due(connection) == [second]
        deliveries.claim(connection, second, NOW, NOW)
        deliveries.withdraw(connection, theirs)
        assert due(connection) == [second]
        assert first != second

    await app.database.transaction(job)


async def test_the_next_instalment_and_the_next_part_come_unless_one_is_on_its_way_or_it_was_stopped(
    app: App,
) -> None:
    def job(connection: Connection) -> None:
        serial = subscriptions.subscribe(connection, MIRA, FERRY, SERIAL)
        deliveries.ask_for_next(connection, serial, NOW)
        deliveries.ask_for_next(connection, serial, NOW)
        deliveries.ask_for_next(connection, SubscriptionId(99), NOW)
        delivery = claimed(connection)
        deliveries.add_next_part(connection, delivery, NOW)
        assert due(connection) == [], "one is on its way"
        deliveries.settle(connection, delivery, 7, NOW)
        subscriptions.snooze(connection, serial, NOW + 50)
        deliveries.add_next_part(connection, delivery, NOW)
        deliveries.add_next_part(connection, delivery, NOW)
        assert due(connection, NOW + 49) == []
        delivery = claimed(connection, NOW + 50)
        assert delivery.part == 2
        deliveries.settle(connection, delivery, 8, NOW)
        subscriptions.stop(connection, serial, NOW)
        deliveries.add_next_part(connection, delivery, NOW)
        deliveries.ask_for_next(connection, serial, NOW)
        assert due(connection, NOW + DAY) == []

    await app.database.transaction(job)


async def test_the_place_of_what_is_sent_is_kept_for_that_message(app: App) -> None:
    def job(connection: Connection) -> None:
        for reader in (MIRA, THEO):
            subscriptions.subscribe(connection, reader, FERRY, Wanted())
        announce(connection)
        first, second = due(connection)
        place = Place(ChapterId(1), 1, 9)
        deliveries.record_place(connection, first, place)
        assert deliveries.recorded_place(connection, first) == place
        assert deliveries.recorded_excerpt(connection, first) is None
        deliveries.record_place(connection, first, place, 4)
        assert deliveries.recorded_excerpt(connection, first) == Excerpt(Place(ChapterId(1), 1, 4), 9)
        assert deliveries.recorded_place(connection, second) is None

    await app.database.transaction(job)


async def test_what_was_settled_is_put_off_and_postponed_no_more(app: App) -> None:
    def job(connection: Connection) -> None:
        subscriptions.subscribe(connection, MIRA, FERRY, Wanted())
        announce(connection)
        delivery = claimed(connection)
        deliveries.settle(connection, delivery, None, NOW)
        deliveries.postpone(connection, delivery.id, NOW)
        deliveries.release_waiting(connection, MIRA, NOW)
        deliveries.set_right(connection, NOW, 120, 7 * DAY)
        assert deliveries.next_due(connection) is None

    await app.database.transaction(job)


async def test_what_a_clock_that_was_ahead_put_off_is_due_by_now(app: App) -> None:
    def job(connection: Connection) -> None:
        mine, theirs = (subscriptions.subscribe(connection, each, FERRY, Wanted()) for each in (MIRA, THEO))
        announce(connection)
        first, second = due(connection)
        for delivery in (first, second):
            deliveries.postpone(connection, delivery, NOW + 25 * HOUR)
        deliveries.claim(connection, second, NOW, NOW + 25 * HOUR)
        deliveries.set_right(connection, NOW, 120, 7 * DAY)
        assert deliveries.next_due(connection) == NOW + 25 * HOUR, "as long as it may be"
        deliveries.set_right(connection, NOW - 1, 120, 7 * DAY)
        assert (due(connection, NOW - 1), due(connection, NOW + 119)) == ([first], [first, second])
        subscriptions.snooze(connection, theirs, NOW + 9 * DAY)
        subscriptions.snooze(connection, mine, NOW + 3 * DAY)
        deliveries.postpone(connection, first, NOW + 3 * DAY)
        deliveries.postpone(connection, second, NOW + 9 * DAY)
        deliveries.set_right(connection, NOW, 120, 7 * DAY)
        assert due(connection, NOW + 3 * DAY) == [first]
        snoozed = [
            row[0] for row in connection.execute("SELECT snoozed_until FROM subscriptions ORDER BY id")
        ]
        assert snoozed == [NOW + 3 * DAY, NOW + 7 * DAY]
        assert due(connection, NOW + 7 * DAY) == [first, second]

    await app.database.transaction(job)


async def test_of_the_oldest_those_are_forgotten_that_were_settled_long_ago(app: App) -> None:
    def job(connection: Connection) -> None:
        for reader in (1, 2, 3):
            subscriptions.subscribe(connection, ReaderId(reader), FERRY, Wanted())
        announce(connection)
        first, second, third = due(connection)
        for at, delivery in ((NOW, first), (NOW - 9, second), (NOW - 9, third)):
            deliveries.settle(connection, deliveries.claim(connection, delivery, at, at), None, at)

        def left(before: int, limit: int) -> list[int]:
            deliveries.forget_settled(connection, before, limit)
            return [row[0] for row in connection.execute("SELECT id FROM deliveries ORDER BY id")]

        assert left(NOW - 9, 9) == [first, second, third]
        assert left(NOW, 1) == [first, second, third], "only the oldest are looked at"
        assert left(NOW, 2) == [first, third]
        assert left(NOW + 1, 9) == []

    await app.database.transaction(job)
