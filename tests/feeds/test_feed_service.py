"""A story follows a feed: what appears there is in the story once, whatever the feed and the machine do."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.database import Job
from bot.errors import DatabaseLockedError, StoryTooLongError, UnreadableFileError
from bot.feeds.errors import FeedNotFetchedError
from bot.imports.models import ImportLimits
from bot.librarians.errors import NotALibrarianError
from bot.stories.ids import ReaderId
from bot.stories.models import Credentials
from tests.feeds.running_feeds import OWNER, Follower, chapter, following, synopsis, words
from tests.feeds.website import DAY, Site, item, rss
from tests.support.librarians import paragraphs
from tests.support.locks import locked
from tests.support.rounds import rounds

MANY = rounds(1_500, full=10_000)  # entries of a feed

# Tying


async def test_what_is_there_already_is_left_out(follower: Follower, site: Site) -> None:
    tied = await follower.tie(site.serve("/feed", rss(chapter(1), synopsis(2))))
    assert (tied.chapters, tied.state.entries, tied.state.chapters) == (0, 2, 0)
    state = await follower.days_later()
    assert (state.error, state.entries) == ("", 2)
    assert await follower.titles() == ["Dawn", "Noon"]
    assert await follower.told() == []


async def test_the_backlog_brings_what_the_story_lacks_and_announces_nothing(
    follower: Follower, site: Site
) -> None:
    dawn = item(1, "".join(f"<p>{each}</p>" for each in paragraphs(1).split("\n\n")), title="1. At dawn")
    noon = item(2, "<p>Another text by the name that a chapter has.</p>", title="Noon")
    address = site.serve("/feed", rss(dawn, noon, chapter(3), synopsis(4), chapter(5)))
    tied = await follower.tie(address, with_backlog=True)
    assert tied.chapters == 2
    assert await follower.titles() == ["Dawn", "Noon", "Chapter 3", "Chapter 5"]
    await follower.days_later()
    assert len(await follower.titles()) == 4
    assert (await follower.told(), await follower.notices()) == ([], 0)


async def test_a_feed_tied_again_goes_on_with_the_chapters_that_came_from_it(
    follower: Follower, site: Site
) -> None:
    address = site.serve("/feed", rss(chapter(1)))
    await follower.tie(address, with_backlog=True)
    await follower.feeds.untie(OWNER, follower.story)
    assert (await follower.state()).address == ""
    tied = await follower.tie(address, with_backlog=True)
    assert (tied.chapters, tied.state.chapters) == (0, 1)
    site.serve("/feed", rss(item(1, "<p>Written anew.</p>")))
    await follower.days_later()
    assert (await follower.chapters())[2:] == [("Chapter 1", "Written anew.")]


async def test_two_processes_ask_for_a_feed_once(follower: Follower, site: Site) -> None:
    await follower.tie(site.serve("/feed", rss(chapter(1))))
    site.asked.clear()
    follower.clock.advance(2 * DAY)
    await asyncio.gather(follower.poll(), follower.poll())
    assert len(site.asked) == 1


async def test_what_cannot_be_tied_changes_nothing(follower: Follower, site: Site) -> None:
    await follower.tie(site.serve("/feed", rss()))
    with pytest.raises(UnreadableFileError, match="web page, not a feed"):
        await follower.tie(site.serve("/page", "<!doctype html><html><p>Hello.</p></html>"))
    with pytest.raises(FeedNotFetchedError, match="404"):
        await follower.tie(site.url + "/none")
    with pytest.raises(NotALibrarianError):
        await follower.feeds.tie(Credentials(ReaderId(2)), follower.story, site.url, with_backlog=False)
    assert (await follower.state()).address == site.url + "/feed"


async def test_a_backlog_beyond_what_a_story_may_have_changes_nothing(tmp_path: Path, site: Site) -> None:
    async with following(tmp_path / "small.sqlite3", ImportLimits(story_words=3_000)) as follower:
        address = site.serve("/feed", rss(*map(chapter, range(1, 20))))
        with pytest.raises(StoryTooLongError):
            await follower.tie(address, with_backlog=True)
        assert (await follower.state()).address == ""
        assert await follower.titles() == ["Dawn", "Noon"]


# News


async def test_new_entries_become_chapters_oldest_first_and_summaries_are_announced(
    follower: Follower, site: Site
) -> None:
    await follower.tie(site.serve("/feed", rss(chapter(1))))
    site.serve("/feed", rss(chapter(1), chapter(2), synopsis(3), chapter(4)))
    state = await follower.days_later()
    assert await follower.titles() == ["Dawn", "Noon", "Chapter 2", "Chapter 4"]
    assert await follower.told() == ["Chapter 3"]
    assert (state.entries, state.chapters, await follower.notices()) == (4, 2, 2)
    await follower.days_later()
    assert len(await follower.titles()) == 4
    assert await follower.told() == ["Chapter 3"]


async def test_an_edited_entry_rewrites_its_chapter_and_nothing_else(follower: Follower, site: Site) -> None:
    await follower.tie(site.serve("/feed", rss()))
    site.serve("/feed", rss(chapter(1), chapter(2)))
    await follower.days_later()
    site.serve("/feed", rss(item(1, words(1) + "<p>And so to bed.</p>", title="One"), chapter(2)))
    await follower.days_later()
    *_, one, two = await follower.chapters()
    assert one == ("One", paragraphs(100, 3) + "\n\nAnd so to bed.")
    assert two == ("Chapter 2", paragraphs(200, 3))


async def test_a_title_that_a_librarian_corrected_outlives_the_author_s_edit(
    follower: Follower, site: Site
) -> None:
    await follower.tie(site.serve("/feed", rss()))
    site.serve("/feed", rss(chapter(1)))
    await follower.days_later()
    _, contents = await follower.editing.contents(OWNER, follower.story, 0)
    await follower.editing.rename(OWNER, contents.lines[-1].id, "Dusk")
    site.serve("/feed", rss(item(1, "<p>Written anew.</p>")))
    await follower.days_later()
    assert (await follower.chapters())[-1] == ("Dusk", "Written anew.")


async def test_a_chapter_that_was_removed_stays_away(follower: Follower, site: Site) -> None:
    await follower.tie(site.serve("/feed", rss()))
    site.serve("/feed", rss(chapter(1)))
    await follower.days_later()
    _, contents = await follower.editing.contents(OWNER, follower.story, 0)
    await follower.editing.remove(OWNER, contents.lines[-1].id)
    site.serve("/feed", rss(item(1, "<p>Written anew.</p>"), chapter(2)))
    await follower.days_later()
    assert await follower.titles() == ["Dawn", "Noon", "Chapter 2"]


async def test_a_feed_that_turns_to_summaries_takes_no_text_away(follower: Follower, site: Site) -> None:
    await follower.tie(site.serve("/feed", rss()))
    site.serve("/feed", rss(chapter(1)))
    await follower.days_later()
    before = await follower.chapters()
    site.serve("/feed", rss(synopsis(1)))
    await follower.days_later()
    assert await follower.chapters() == before
    assert await follower.told() == []


async def test_old_entries_that_slide_into_the_feed_are_not_news(follower: Follower, site: Site) -> None:
    await follower.tie(site.serve("/feed", rss(chapter(5), chapter(6))))
    site.serve("/feed", rss(chapter(3), synopsis(4), chapter(5), chapter(7)))
    await follower.days_later()
    assert await follower.titles() == ["Dawn", "Noon", "Chapter 7"]
    assert await follower.told() == []


async def test_a_feed_that_changes_all_its_ids_has_no_news(follower: Follower, site: Site) -> None:
    await follower.tie(site.serve("/feed", rss(chapter(1))))
    site.serve("/feed", rss(chapter(1), chapter(2), synopsis(3)))
    await follower.days_later()
    moved = [chapter(1, guid="a"), chapter(2, guid="b"), synopsis(3, guid="c")]
    site.serve("/feed", rss(*moved))
    await follower.days_later()
    assert await follower.titles() == ["Dawn", "Noon", "Chapter 2"]
    assert await follower.told() == ["Chapter 3"]
    site.serve("/feed", rss(*moved, item(2, "<p>Written anew.</p>", guid="b")))
    await follower.days_later()
    assert (await follower.chapters())[-1] == ("Chapter 2", "Written anew.")


async def test_the_same_summary_every_week_is_told_every_week(follower: Follower, site: Site) -> None:
    await follower.tie(site.serve("/feed", rss()))
    for number in (1, 2):
        site.serve("/feed", rss(item(number, "", title="A new chapter is up", description="Come and read.")))
        await follower.days_later()
    assert len(await follower.told()) == 2


@pytest.mark.proofs
async def test_thousands_of_entries_are_followed(follower: Follower, site: Site) -> None:
    many = [item(number, "", description=f"Entry {number}.") for number in range(MANY)]
    tied = await follower.tie(site.serve("/feed", rss(*many)))
    assert tied.state.entries == MANY
    site.serve("/feed", rss(*many[-5:], item(MANY, "", title="The last", description="Entry.")))
    await follower.days_later()
    assert await follower.told() == ["The last"]


async def test_a_database_that_is_busy_for_a_moment_is_no_fault_of_the_feed(
    follower: Follower, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    await follower.tie(site.serve("/feed", rss()))
    site.serve("/feed", rss(chapter(1)))
    follower.clock.advance(DAY)
    async with AsyncExitStack() as other:
        await other.enter_async_context(locked(follower.database))
        transaction = follower.database.transaction

        async def free_behind_the_first(job: Job[Any], *, alone: bool = False) -> Any:
            try:
                return await transaction(job, alone=alone)
            except DatabaseLockedError:
                await other.aclose()
                raise

        monkeypatch.setattr(follower.database, "transaction", free_behind_the_first)
        with pytest.raises(DatabaseLockedError):
            await follower.feeds.check(OWNER, follower.story)
    assert (await follower.state()).error == ""
    assert (await follower.feeds.check(OWNER, follower.story)).chapters == 1
