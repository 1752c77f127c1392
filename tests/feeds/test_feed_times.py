"""When a feed is looked at, and what its librarian is told when it fails."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from bot.feeds.errors import FeedGoneError
from bot.imports.models import ImportLimits
from tests.feeds.running_feeds import OWNER, Follower, chapter, following
from tests.feeds.website import DAY, Site, rss

HOUR = 3_600


async def test_it_looks_more_often_at_what_changes_often(follower: Follower, site: Site) -> None:
    async def until_next() -> int:
        state = await follower.state()
        assert state.next_at is not None
        return state.next_at - follower.clock.now()

    await follower.tie(site.serve("/feed", rss()))
    assert await until_next() <= 1.1 * HOUR
    for number in range(1, 4):
        site.serve("/feed", rss(*map(chapter, range(1, number + 1))))
        await follower.days_later()
    assert 0.9 * HOUR / 4 - 60 <= await until_next() <= 1.1 * HOUR / 4
    site.refreshing("/feed", rss(*map(chapter, range(1, 4))), '"3"')
    for _ in range(20):
        await follower.days_later()
    assert 0.9 * DAY - 60 <= await until_next() <= 1.1 * DAY


async def test_it_asks_only_for_what_is_new(follower: Follower, site: Site) -> None:
    await follower.tie(site.refreshing("/feed", rss(), '"1"'))
    await follower.days_later()
    await follower.days_later()
    assert [asked.headers.get("If-None-Match") for asked in site.asked] == [None, '"1"', '"1"']
    site.refreshing("/feed", rss(chapter(1)), '"2"')
    await follower.days_later()
    assert await follower.titles() == ["Dawn", "Noon", "Chapter 1"]


async def test_it_waits_as_long_as_it_is_asked_to(follower: Follower, site: Site) -> None:
    await follower.tie(site.serve("/feed", rss()))
    site.serve("/feed", "", 429, Retry_After=f"{3 * DAY}")
    await follower.days_later()
    asked = len(site.asked)
    await follower.days_later(2.9)
    assert len(site.asked) == asked
    await follower.days_later(0.2)
    assert len(site.asked) == asked + 1


async def test_a_feed_that_moved_for_good_is_asked_for_there(follower: Follower, site: Site) -> None:
    await follower.tie(site.serve("/feed", rss()))
    site.redirect("/feed", "/new")
    site.serve("/new", rss(chapter(1)))
    assert (await follower.days_later()).address == site.url + "/new"
    asked = len(site.asked)
    await follower.days_later()
    assert [each.path for each in site.asked[asked:]] == ["/new"]


async def test_a_move_to_what_is_no_feed_is_not_remembered(follower: Follower, site: Site) -> None:
    await follower.tie(site.serve("/feed", rss()))
    site.redirect("/feed", "/login")
    site.serve("/login", "<!doctype html><html><p>Log in.</p></html>")
    state = await follower.days_later()
    assert (state.address, "web page" in state.error) == (site.url + "/feed", True)


async def test_the_feed_of_a_story_that_is_taken_down_is_let_be_until_it_is_put_back(
    follower: Follower, site: Site
) -> None:
    await follower.tie(site.serve("/feed", rss()))
    site.serve("/feed", rss(chapter(1)))
    await follower.execute("UPDATE stories SET removed_at = 1")
    follower.clock.advance(DAY)
    await follower.poll()
    assert len(site.asked) == 1
    await follower.execute("UPDATE stories SET removed_at = NULL")
    await follower.poll()
    assert await follower.titles() == ["Dawn", "Noon", "Chapter 1"]


async def test_a_look_by_hand_is_not_repeated_within_a_minute(follower: Follower, site: Site) -> None:
    await follower.tie(site.serve("/feed", rss()))
    site.serve("/feed", rss(chapter(1)))
    await follower.feeds.check(OWNER, follower.story)
    assert len(await follower.titles()) == 2
    follower.clock.advance(61)
    assert (await follower.feeds.check(OWNER, follower.story)).chapters == 1
    await follower.feeds.untie(OWNER, follower.story)
    with pytest.raises(FeedGoneError):
        await follower.feeds.check(OWNER, follower.story)


# When it fails


async def test_a_failing_feed_is_told_of_once_tried_ever_more_rarely_and_told_of_when_it_works(
    follower: Follower, site: Site
) -> None:
    await follower.tie(site.serve("/feed", rss()))
    site.serve("/feed", "", 500)
    waits = []
    for _ in range(12):
        state = await follower.days_later(8)
        assert state.next_at is not None
        waits.append(state.next_at - follower.clock.now())
    assert all(later > 1.5 * sooner for sooner, later in pairwise(waits[:6]))
    assert 0.9 * 7 * DAY - 60 <= waits[-1] <= 1.1 * 7 * DAY
    (first,) = await follower.troubles()
    assert "500" in first.error
    assert await follower.troubles() == []
    await follower.days_later(8)
    site.serve("/feed", rss(chapter(1)))
    assert (await follower.days_later(8)).error == ""
    (second,) = await follower.troubles()
    assert second.error == ""
    assert await follower.troubles() == []
    assert await follower.titles() == ["Dawn", "Noon", "Chapter 1"]
    assert first.once != second.once
    assert max(len(first.once), len(second.once)) <= 25


async def test_a_hiccup_is_not_told(follower: Follower, site: Site) -> None:
    await follower.tie(site.serve("/feed", rss()))
    for _ in range(3):
        site.serve("/feed", "", 502)
        await follower.days_later(8)
        await follower.days_later(8)
        assert await follower.troubles() == []
        site.serve("/feed", rss())
        await follower.days_later(8)
    assert await follower.troubles() == []


async def test_a_feed_that_is_gone_is_asked_for_no_more_until_somebody_looks(
    follower: Follower, site: Site
) -> None:
    await follower.tie(site.serve("/feed", rss()))
    site.serve("/feed", "", 410)
    state = await follower.days_later()
    assert state.next_at is None
    (gone,) = await follower.troubles()
    assert "gone for good" in gone.error
    asked = len(site.asked)
    await follower.days_later(60)
    assert len(site.asked) == asked
    site.serve("/feed", rss(chapter(1)))
    checked = await follower.feeds.check(OWNER, follower.story)
    assert checked.state.next_at is not None
    assert checked.chapters == 1
    (back,) = await follower.troubles()
    assert back.error == ""


async def test_a_chapter_too_many_waits_until_there_is_room(tmp_path: Path, site: Site) -> None:
    path = tmp_path / "small.sqlite3"
    async with following(path, ImportLimits(story_words=3_000)) as follower:
        await follower.tie(site.serve("/feed", rss()))
        site.serve("/feed", rss(*map(chapter, range(1, 20))))
        assert "3,000 is the most" in (await follower.days_later()).error
        assert await follower.titles() == ["Dawn", "Noon"]
    async with following(path) as follower:
        await follower.days_later(8)
        assert len(await follower.titles()) == 21
