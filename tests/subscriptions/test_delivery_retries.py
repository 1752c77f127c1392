"""When a notice that Discord did not take is tried again, and how long one is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import opened
from bot.database import Connection
from bot.posts.models import CLAIM
from bot.stories.ids import ChapterId, ReaderId
from bot.stories.models import Origin
from bot.subscriptions.models import SNOOZE, Wanted
from bot.subscriptions.queries import announcements, deliveries, subscriptions
from bot.workers import back_off
from tests.support.small_stories import a_tale

pytestmark = pytest.mark.usefixtures("ids_from_one")

HOUR = 3_600


async def test_notices_are_forgotten_a_month_after_they_were_settled(tmp_path: Path) -> None:
    async with opened(tmp_path / "fireside.sqlite3") as app:
        story = (await app.importer.add(a_tale("The Ferry"), Origin("f", "f"))).story.id

        def old_and_open(connection: Connection) -> list[str]:
            for reader in (ReaderId(1), ReaderId(2)):
                subscriptions.subscribe(connection, reader, story, Wanted())
            announcements.announce(connection, story, [ChapterId(1)], now=0)
            due = deliveries.due(connection, now=0, limit=2)
            settled, _ = [deliveries.claim(connection, each.delivery, now=0, expires=9) for each in due]
            deliveries.settle(connection, settled, 7, now=1)
            kept = []
            for before in (0, 1):
                deliveries.forget_settled(connection, before, limit=10)
                kept += [
                    row["state"] for row in connection.execute("SELECT state FROM deliveries ORDER BY id")
                ]
            return kept

        assert await app.database.transaction(old_and_open) == ["sent", "claimed", "claimed"]


async def test_what_is_on_its_way_is_claimed_no_second_time_by_a_change_of_settings(tmp_path: Path) -> None:
    reader, now = ReaderId(1), 1_000
    async with opened(tmp_path / "fireside.sqlite3") as app:
        story = (await app.importer.add(a_tale("The Ferry"), Origin("f", "f"))).story.id

        def changed(connection: Connection) -> list[int | None]:
            subscription = subscriptions.subscribe(connection, reader, story, Wanted())
            announcements.announce(connection, story, [ChapterId(1)], now)
            [due] = deliveries.due(connection, now, limit=1)
            deliveries.claim(connection, due.delivery, now, expires=now + CLAIM)
            deliveries.release_waiting(connection, reader, now)
            claimed = [deliveries.next_due(connection)]
            subscriptions.snooze(connection, subscription, now + SNOOZE)
            subscriptions.snooze(connection, subscription, 0)
            claimed.append(deliveries.next_due(connection))
            deliveries.postpone(connection, due.delivery, now + CLAIM + 1)
            deliveries.release_waiting(connection, reader, now)
            return [*claimed, deliveries.next_due(connection)]

        assert await app.database.transaction(changed) == [now + CLAIM, now + CLAIM, now]


@given(st.integers(1, 10_000))
def test_ever_more_rarely_but_every_hour(attempts: int) -> None:
    assert 15 <= back_off(attempts) <= back_off(attempts + 1) <= HOUR


def test_soon_at_first_and_hourly_in_a_long_outage() -> None:
    assert back_off(1) == 15
    assert back_off(24) == HOUR
