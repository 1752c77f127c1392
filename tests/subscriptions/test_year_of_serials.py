"""A year of daily serials, by the clocks of several places that change to daylight saving and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.database import Connection
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.playground.entities import Channel
from bot.stories.details import Details
from tests.subscriptions.delivered_instalments import PASSAGES, text_of
from tests.support.delivered_notices import all_tried, is_notice, local_time
from tests.support.fireside import Fireside
from tests.support.librarians import paragraphs
from tests.support.replies import Json

TITLE = "A Year by the Fire"
DAYS = 366
"""From the end of August."""
MOONS, PAGES = 16, 24
"""Chapters, and paragraphs of each: too long for two of them to be one short page."""


@dataclass(frozen=True)
class Follower:
    """Somebody who has a page a day, at a time of day where they live."""

    name: str
    zone: str
    at: str
    instead: tuple[tuple[int, str], ...] = ()
    """What the clocks show in its place on a day on which they skip that time, and the month of that day."""


FOLLOWERS = (
    Follower("Mira", "Europe/Lisbon", "01:30", ((3, "02:30"),)),  # in October twice, the first counts
    Follower("Theo", "America/New_York", "18:00"),
    Follower("Odile", "Australia/Lord_Howe", "02:15", ((10, "02:45"),)),  # half an hour
    Follower("Ines", "America/Santiago", "00:00", ((9, "01:00"),)),
)


def a_year() -> Manuscript:
    """A story of more pages than a year has days."""
    moons = range(1, MOONS + 1)
    told = tuple(ManuscriptChapter(f"Moon {moon}", paragraphs(moon * 100, PAGES)) for moon in moons)
    return Manuscript(Details(title=TITLE, authors=("A. Boatman",)), told)


def next_due(connection: Connection) -> int:
    (moment,) = connection.execute("SELECT min(next_at) FROM subscriptions").fetchone()
    return int(moment)


async def subscribe(fireside: Fireside, follower: Follower) -> Channel:
    """Where the instalments come."""
    reader = await fireside.person(follower.name)
    await reader.press("Tablet", await reader.slash("settings", time_zone=follower.zone))
    subscribed = await reader.slash("subscribe", story=TITLE, deliver=PASSAGES, at=follower.at)
    assert f"It comes at {follower.at} ({follower.zone})" in subscribed.text
    return fireside.playground.world.direct(reader.user)[0]


@pytest.mark.proofs_only
async def test_each_has_a_page_on_every_local_date_of_a_year(empty_fireside: Fireside) -> None:
    clock = empty_fireside.clock
    now = datetime.fromtimestamp(clock.now(), UTC)
    clock.advance((datetime(now.year + 1, 8, 25, 12, tzinfo=UTC) - now).total_seconds())
    await empty_fireside.add(a_year())
    came_to = {follower: await subscribe(empty_fireside, follower) for follower in FOLLOWERS}
    end = clock.now() + DAYS * 86_400
    while (due := await empty_fireside.database.read(next_due)) < end:
        clock.advance(due - clock.now())
        await all_tried(empty_fireside)
    for follower, channel in came_to.items():
        latest = empty_fireside.playground.messages.latest(channel, 2 * DAYS)
        came = [message for message in reversed(latest) if is_notice(message)]
        moments = [local_time(message, follower.zone) for message in came]
        assert_every_date(follower, moments)
        assert_the_story(came)


def assert_every_date(follower: Follower, moments: list[datetime]) -> None:
    """Once a day, each day, at the time that was asked for."""
    first = moments[0].date()
    assert [moment.date() for moment in moments] == [first + timedelta(day) for day in range(DAYS)]
    shown = {f"{moment:%H:%M}" for moment in moments}
    months = {moment.month for moment in moments}
    assert shown == {follower.at, *(at for month, at in follower.instead if month in months)}
    assert len({moment.utcoffset() for moment in moments}) == 2


def assert_the_story(came: list[Json]) -> None:
    """In order, and to the letter."""
    told = "\n\n".join(chapter.text for chapter in a_year().chapters)
    pages = list(map(text_of, came))
    assert "\n\n".join(pages) == "\n\n".join(told.split("\n\n")[:DAYS])
