"""What appears in a feed is in the story once, whatever becomes of the bot meanwhile."""

from __future__ import annotations

import asyncio
import random
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

import bot.feeds.polling
from bot.feeds.news import News, news_in
from tests.feeds.running_feeds import OWNER, Follower, chapter, following, synopsis
from tests.feeds.website import DAY, Site, rss
from tests.support.bot_process import environment
from tests.support.faults import break_writes, mend_writes
from tests.support.paths import ROOT
from tests.support.person import PATIENCE
from tests.support.rounds import rounds


async def test_what_fails_halfway_is_neither_lost_nor_doubled(follower: Follower, site: Site) -> None:
    await follower.tie(site.serve("/feed", rss()))
    site.serve("/feed", rss(chapter(1), synopsis(2)))
    for table in ("chapters", "announcements", "feed_entries", "changes"):
        await break_writes(follower.database, f"INSERT ON {table}")
        assert "our side" in (await follower.days_later(8)).error
        assert (await follower.titles(), await follower.told()) == (["Dawn", "Noon"], [])
        await mend_writes(follower.database)
    await follower.days_later(8)
    assert (await follower.titles(), await follower.told()) == (["Dawn", "Noon", "Chapter 1"], ["Chapter 2"])


async def test_looks_at_the_same_time_bring_everything_once(
    follower: Follower, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody = threading.Barrier(4, timeout=PATIENCE)

    def together(*seen: Any) -> News:
        everybody.wait()  # until each of them has looked up what is known
        return news_in(*seen)

    monkeypatch.setattr(bot.feeds.polling, "news_in", together)
    await follower.tie(site.serve("/feed", rss()))
    site.serve("/feed", rss(chapter(1), synopsis(2)))
    follower.clock.advance(2 * DAY)
    checks = (follower.feeds.check(OWNER, follower.story) for _ in range(3))
    await asyncio.gather(*checks, follower.poll())
    assert (await follower.titles(), await follower.told()) == (["Dawn", "Noon", "Chapter 1"], ["Chapter 2"])


@pytest.mark.proofs
async def test_killed_again_and_again_it_brings_everything_once(tmp_path: Path, site: Site) -> None:
    path, chance = tmp_path / "fireside.sqlite3", random.Random(5)
    async with following(path) as follower:
        await follower.tie(site.serve("/feed", rss()))
    entries: list[str] = []
    numbers = range(1, 1 + rounds(3, full=20))
    for number in numbers:
        entries += [chapter(number), synopsis(number + 100)]
        site.serve("/feed", rss(*entries))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.feeds.running_feeds"), cwd=ROOT, env=environment(path)
        )
        try:
            async with asyncio.timeout(PATIENCE):
                await site.visit()
            await asyncio.sleep(chance.uniform(0, 0.8))
        finally:
            process.kill()
            await process.wait()
    async with following(path) as follower:
        follower.clock.advance(9_999 * DAY)  # beyond where any of them came
        await follower.poll()
        wanted = [f"Chapter {number}" for number in numbers]
        assert await follower.titles() == ["Dawn", "Noon", *wanted]
        assert sorted(await follower.told()) == sorted(f"Chapter {number + 100}" for number in numbers)
