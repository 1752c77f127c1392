"""A clock that a bad time server sets ten years ahead or back, and right again, leaves nothing waiting."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.database import Connection
from bot.feeds.models import TiedFeed
from bot.feeds.queries import feeds
from bot.playground import Playground
from bot.playground.faults import Fault, FaultKind
from bot.stories.ids import ReaderId, StoryId
from tests.subscriptions.delivered_digests import DAILY, MILL
from tests.subscriptions.delivered_instalments import PASSAGES, brought_directly
from tests.support.delivered_notices import all_tried, next_notice, notices, publish
from tests.support.fireside import Fireside, burning
from tests.support.librarians import TITLE, add_and_keep, ferry
from tests.support.person import PATIENCE

DAY = 86_400
TEN_YEARS = 3_652 * DAY
POSTS = "POST /channels/*/messages"


@dataclass
class World:
    """A bot with a clock of its own, and Discord's, which is never wrong."""

    fireside: Fireside
    discord: Clock

    def pass_time(self, seconds: float) -> None:
        self.fireside.clock.advance(seconds)
        self.discord.advance(seconds)


@pytest.fixture
async def world(tmp_path: Path, empty_library: Path) -> AsyncIterator[World]:
    path, discord = tmp_path / "fireside.sqlite3", Clock()
    shutil.copy(empty_library, path)
    playground = Playground(controls=True, clock=discord.now, move_clock=discord.advance)
    async with playground, burning(path, playground) as fireside:
        yield World(fireside, discord)


async def feed_of(world: World, story: StoryId) -> TiedFeed:
    found = await world.fireside.database.read(lambda connection: feeds.of(connection, story))
    assert found is not None
    return found


def memberships_asked(world: World) -> int:
    return len(world.fireside.playground.journal.of("GET /guilds/*/members/*"))


async def looked(world: World, seconds: float = 61) -> None:
    """Time passes, and everything has been looked at."""
    world.pass_time(seconds)
    await all_tried(world.fireside)


@pytest.mark.usefixtures("ids_from_one")
@pytest.mark.parametrize("away", [TEN_YEARS, -TEN_YEARS], ids=["ahead and back", "back and ahead"])
async def test_nothing_waits_for_a_time_that_was_wrong(world: World, away: int) -> None:
    fireside, clock = world.fireside, world.fireside.clock
    ines, mira, theo, odile = [await fireside.person(who) for who in ("Ines", "Mira", "Theo", "Odile")]
    await add_and_keep(ines, ferry())
    await add_and_keep(ines, ferry(title=MILL), "mill.txt")
    await mira.slash("subscribe", story=TITLE)
    await mira.slash("subscribe", story=MILL, deliver=DAILY, at="18:00")
    await theo.slash("subscribe", story=TITLE, deliver=PASSAGES, at="18:00")
    await odile.slash("subscribe", story=TITLE)
    await ines.slash("subscribe", story=MILL)
    hour = clock.now() // 3_600 % 24
    await odile.slash("settings", quiet_hours=f"{hour}:00-{(hour + 3) % 24}:00")
    now = clock.now()
    tied = TiedFeed(StoryId(1), "http://127.0.0.1:9/f", ReaderId(1), now, None, "", "", 3_600, now, now, now)
    await fireside.database.transaction(lambda connection: feeds.tie(connection, tied))
    await looked(world)

    clock.set_wrong(away)
    await looked(world)
    fireside.playground.faults.inject(Fault(POSTS, FaultKind.REFUSED, status=400))
    await publish(ines, "Dusk")
    await all_tried(fireside)
    await theo.go_direct()
    await theo.slash("read", story=TITLE)
    await ines.press("Snooze a week", await ines.slash("subscriptions"))
    asked = memberships_asked(world)

    clock.set_wrong(-away)
    async with asyncio.timeout(PATIENCE):
        while not any("Dusk" in told for told in await notices(mira)):
            await looked(world)  # no claim may run out while its notice is on its way
    assert clock.now() - (await feed_of(world, StoryId(1))).tried_at < 8 * DAY
    await looked(world, 4 * 3_600)
    await next_notice(odile, "Dusk")
    await publish(ines, "Stars")
    await next_notice(mira, "Stars")
    assert len([told for told in await notices(mira) if "Dusk" in told]) == 1
    before = len(await brought_directly(theo))
    await looked(world, DAY)
    assert len(await brought_directly(theo)) > before
    await theo.slash("read", story=TITLE)
    assert memberships_asked(world) > asked
    await looked(world, 7 * DAY)
    await publish(ines, "Moon", story=MILL)
    await next_notice(ines, "Moon")
    await looked(world, DAY)
    await next_notice(mira, "Moon")
    far = {
        name: when
        for name, when in (await fireside.database.read(latest)).items()
        if when > clock.now() + 8 * DAY
    }
    assert not far


def latest(connection: Connection) -> dict[str, int]:
    """The latest times at which anything is due, or that anything waits for, by columns."""
    return {
        f"{table}.{column}": connection.execute(f"SELECT coalesce(max({column}), 0) FROM {table}").fetchone()[
            0
        ]
        for table, column in (
            ("deliveries", "due_at"),
            ("subscriptions", "next_at"),
            ("subscriptions", "snoozed_until"),
            ("memberships", "asked_at"),
            ("feeds", "next_at"),
            ("public_posts", "due_at"),
            ("trainings", "made_at"),
        )
    }
