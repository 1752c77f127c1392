"""Scheduled subscriptions in the database: made due once, each by its own clock, whatever befalls another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfoNotFoundError

import pytest

from bot.database import Connection, Database
from bot.stories.ids import GuildId, ReaderId, SubscriptionId
from bot.subscriptions.models import Manner, Schedule, Subject, Wanted
from bot.subscriptions.queries import schedules, subscriptions
from bot.subscriptions.scheduling import fall_due, follow_guild, follow_reader, schedule

READER, OTHER, GUILD = ReaderId(7), ReaderId(8), GuildId(9)
DAY, HOUR = 86_400, 3_600
NOW = int(datetime.fromisoformat("2026-06-01 12:00+00:00").timestamp())  # a Monday
AT_SIX, QUOTES = Schedule(18 * 60), Wanted(subject=Subject.QUOTES, manner=Manner.LIBRARY)


def in_zone(connection: Connection, zone: str, reader: ReaderId = READER) -> None:
    connection.execute(
        "INSERT INTO readers (id, time_zone) VALUES (?, ?)"
        " ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone",
        (reader, zone),
    )


def subscribed(
    connection: Connection,
    times: Schedule | None = AT_SIX,
    reader: ReaderId = READER,
    channel: int | None = None,
) -> SubscriptionId:
    guild = GUILD if channel else None
    made = subscriptions.subscribe(connection, reader, None, QUOTES, guild=guild, channel=channel)
    schedule(connection, made, times, NOW)
    return made


def next_at(connection: Connection, subscription: SubscriptionId) -> int | None:
    row = connection.execute("SELECT next_at FROM subscriptions WHERE id = ?", (subscription,)).fetchone()
    found: int | None = row[0]
    return found


def due_at(connection: Connection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT due_at FROM deliveries ORDER BY id")]


async def tried(database: Database, job: Callable[[Connection], None]) -> None:
    await database.transaction(job)


async def test_a_schedule_is_kept_with_its_next_time_and_taken_away(database: Database) -> None:
    def job(connection: Connection) -> None:
        in_zone(connection, "Europe/Lisbon")  # an hour ahead in June
        made = subscribed(connection)
        assert next_at(connection, made) == NOW + 5 * HOUR
        schedule(connection, made, Schedule(18 * 60, 2), NOW)
        assert next_at(connection, made) == NOW + 2 * DAY + 5 * HOUR
        schedule(connection, made, None, NOW)
        assert next_at(connection, made) is None

    await tried(database, job)


async def test_what_is_due_is_delivered_once_and_has_its_next_time(database: Database) -> None:
    def job(connection: Connection) -> None:
        in_zone(connection, "UTC")
        made = subscribed(connection)
        assert not fall_due(connection, NOW + 6 * HOUR - 1)
        assert due_at(connection) == []
        assert fall_due(connection, NOW + 6 * HOUR)
        assert due_at(connection) == [NOW + 6 * HOUR]
        assert next_at(connection, made) == NOW + DAY + 6 * HOUR
        assert not fall_due(connection, NOW + 7 * HOUR)

    await tried(database, job)


async def test_days_missed_in_an_outage_are_not_made_up_for_one_by_one(database: Database) -> None:
    def job(connection: Connection) -> None:
        in_zone(connection, "UTC")
        made = subscribed(connection)
        assert fall_due(connection, NOW + 5 * DAY)
        assert not fall_due(connection, NOW + 5 * DAY)
        assert due_at(connection) == [NOW + 6 * HOUR]
        assert next_at(connection, made) == NOW + 5 * DAY + 6 * HOUR

    await tried(database, job)


async def test_one_in_a_zone_that_is_no_more_waits_an_hour_and_holds_up_no_other(database: Database) -> None:
    def job(connection: Connection) -> None:
        for reader in (READER, OTHER):
            in_zone(connection, "UTC", reader)
        broken, sound = subscribed(connection), subscribed(connection, reader=OTHER)
        in_zone(connection, "Mars/Olympus")
        now = NOW + 6 * HOUR
        assert {each: type(error) for each, error in fall_due(connection, now).items()} == {
            broken: ZoneInfoNotFoundError,
            sound: type(None),
        }
        assert next_at(connection, broken) == now + HOUR
        assert next_at(connection, sound) == now + DAY
        assert due_at(connection) == [now]
        schedules_kept = [each.schedule for each in schedules.due(connection, now + HOUR, 9)]
        assert schedules_kept == [AT_SIX]

    await tried(database, job)


async def test_a_time_that_no_schedule_can_give_is_worked_out_anew(database: Database) -> None:
    def job(connection: Connection) -> None:
        in_zone(connection, "UTC")
        daily, weekly = subscribed(connection), subscribed(connection, Schedule(18 * 60, 6), OTHER)
        assert not fall_due(connection, NOW)
        for made in (daily, weekly):
            connection.execute("UPDATE subscriptions SET next_at = ? WHERE id = ?", (NOW + 400 * DAY, made))
        assert fall_due(connection, NOW)
        assert next_at(connection, daily) == NOW + 6 * HOUR
        assert next_at(connection, weekly) == NOW + 6 * DAY + 6 * HOUR
        assert due_at(connection) == []
        assert not fall_due(connection, NOW)

    await tried(database, job)


async def test_such_a_time_in_a_zone_that_is_no_more_waits_an_hour(database: Database) -> None:
    def job(connection: Connection) -> None:
        in_zone(connection, "UTC")
        for reader in (READER, OTHER):
            made = subscribed(connection, reader=reader)
            connection.execute("UPDATE subscriptions SET next_at = ? WHERE id = ?", (NOW + 400 * DAY, made))
        in_zone(connection, "Mars/Olympus")
        assert fall_due(connection, NOW)
        assert sorted(row[0] for row in connection.execute("SELECT next_at FROM subscriptions")) == [
            NOW + HOUR,
            NOW + 6 * HOUR,
        ]

    await tried(database, job)


async def test_two_hundred_fall_due_at_once_and_the_rest_the_next_time(database: Database) -> None:
    def job(connection: Connection) -> None:
        for number in range(201):
            subscribed(connection, reader=ReaderId(100 + number))
        assert fall_due(connection, NOW + 6 * HOUR)
        assert len(due_at(connection)) == 200
        assert fall_due(connection, NOW + 6 * HOUR)
        assert len(due_at(connection)) == 201
        connection.execute("UPDATE subscriptions SET next_at = ?", (NOW + 400 * DAY,))
        assert fall_due(connection, NOW)
        ahead = "SELECT count(*) FROM subscriptions WHERE next_at > ?"
        assert connection.execute(ahead, (NOW + 9 * DAY,)).fetchone()[0] == 1

    await tried(database, job)


async def test_a_reader_who_moves_takes_their_own_schedules_along(database: Database) -> None:
    def job(connection: Connection) -> None:
        for reader in (READER, OTHER):
            in_zone(connection, "UTC", reader)
        theirs, another = subscribed(connection), subscribed(connection, reader=OTHER)
        channel = subscribed(connection, channel=5)
        in_zone(connection, "Europe/Lisbon")
        follow_reader(connection, READER, NOW, zone_changed=False)
        assert next_at(connection, theirs) == NOW + 6 * HOUR
        follow_reader(connection, READER, NOW)
        assert next_at(connection, theirs) == NOW + 5 * HOUR
        assert next_at(connection, another) == next_at(connection, channel) == NOW + 6 * HOUR

    await tried(database, job)


@pytest.mark.parametrize("zone_changed", [False, True])
async def test_what_waits_for_the_end_of_quiet_hours_is_looked_at_again(
    database: Database, zone_changed: bool
) -> None:
    def job(connection: Connection) -> None:
        in_zone(connection, "UTC")
        subscribed(connection)
        fall_due(connection, NOW + 6 * HOUR)
        connection.execute("UPDATE deliveries SET due_at = ?, state = 'waiting'", (NOW + 19 * HOUR,))
        follow_reader(connection, OTHER, NOW + 7 * HOUR, zone_changed)
        assert due_at(connection) == [NOW + 19 * HOUR]
        follow_reader(connection, READER, NOW + 7 * HOUR, zone_changed)
        assert due_at(connection) == [NOW + 7 * HOUR]

    await tried(database, job)


async def test_a_server_that_changes_its_zone_moves_what_comes_to_its_channels(database: Database) -> None:
    def job(connection: Connection) -> None:
        direct, channel = subscribed(connection), subscribed(connection, channel=5)
        connection.execute(
            "INSERT INTO server_settings (guild_id, time_zone) VALUES (?, 'Europe/Lisbon')", (GUILD,)
        )
        follow_guild(connection, GuildId(10), NOW)
        assert next_at(connection, channel) == NOW + 6 * HOUR
        follow_guild(connection, GUILD, NOW)
        assert next_at(connection, channel) == NOW + 5 * HOUR
        assert next_at(connection, direct) == NOW + 6 * HOUR

    await tried(database, job)
