"""What a feed gives only a summary of is no chapter: subscribers are told of it, with a link."""

from __future__ import annotations

import asyncio

import pytest

from bot.database import Connection
from tests.feeds.website import DAY, Site, item, rss
from tests.support.delivered_notices import all_tried, next_notice, notices, strike
from tests.support.fireside import Fireside, let_manage_channels
from tests.support.librarians import TITLE
from tests.support.person import PATIENCE, Person, a_moment

OLD = item(1, "<p>The ferry was built.</p>", title="Before")
DUSK = item(3, "<p>The lamps were lit.</p><p>Nobody came down to the water.</p>", title="Dusk")


def summary(number: int, title: str, **parts: str) -> str:
    """An entry with nothing but a summary."""
    return item(number, "", title=title, description=f"{title}: come and read it.", **parts)


@pytest.fixture
async def subscriber(ines: Person, mira: Person, site: Site) -> Person:
    """A reader who has subscribed to a story that is tied to a feed."""
    await ines.slash("stories feed", story=TITLE, address=site.serve("/feed", rss(OLD)))
    await mira.slash("subscribe", story=TITLE)
    return mira


def appear(fireside: Fireside, site: Site, *entries: str) -> None:
    """These entries are in the feed, and a day goes by."""
    site.serve("/feed", rss(OLD, *entries))
    fireside.clock.advance(DAY)


async def announced(fireside: Fireside, number: int) -> None:
    """Returns once so many chapters and entries have been announced."""

    def so_far(connection: Connection) -> int:
        return int(connection.execute("SELECT count(*) FROM announcements").fetchone()[0])

    async with asyncio.timeout(PATIENCE):
        while await fireside.database.read(so_far) < number:
            await a_moment()


async def test_it_is_told_once_with_its_title_and_a_link(
    empty_fireside: Fireside, subscriber: Person, site: Site
) -> None:
    appear(empty_fireside, site, summary(2, "A *Starry* Night"))
    notice = await next_notice(subscriber)
    assert notice.text == (
        "📖 **The Ferry**\n"
        rf"**A \*Starry\* Night** is out, to be read [on the web](<{site.url}/chapters/2>)."
    )
    assert notice.labels == ["Read", "Stop these"]
    empty_fireside.clock.advance(DAY)
    await all_tried(empty_fireside)
    assert len(await notices(subscriber)) == 1


async def test_together_with_chapters_it_is_one_notice(
    empty_fireside: Fireside, subscriber: Person, site: Site
) -> None:
    appear(empty_fireside, site, summary(2, "An Interlude"), DUSK)
    told = (await next_notice(subscriber)).text
    assert (
        "**Chapter 3 — Dusk** of **The Ferry** is out.\n**An Interlude** is out, to be read [on the web]("
        in told
    )


async def test_its_title_and_address_are_kept_from_who_wants_titles_kept(
    empty_fireside: Fireside, subscriber: Person, site: Site
) -> None:
    await subscriber.press("Hide titles, too", await subscriber.slash("settings"))
    appear(empty_fireside, site, summary(2, "The Ferryman Dies", link="/the-ferryman-dies"))
    told = (await next_notice(subscriber)).text
    assert told == (
        "📖 **The Ferry**\nSomething new is out.\n\n"  # what follows is not shown on a locked phone
        f"**The Ferry**: [on the web](<{site.url}/the-ferryman-dies>)"
    )


async def test_a_digest_tells_of_it(empty_fireside: Fireside, subscriber: Person, site: Site) -> None:
    await subscriber.slash("subscribe", story=TITLE, deliver="new chapters, in my daily digest")
    appear(empty_fireside, site, summary(2, "An Interlude"), DUSK)
    await announced(empty_fireside, 2)
    empty_fireside.clock.advance(DAY)
    told = (await next_notice(subscriber, "digest")).text
    assert told == (
        "📖 Your daily digest: news of 1 story\n\n**The Ferry** · A. Boatman\n**Chapter 3 — Dusk** is out.\n"
        f"**An Interlude** is out, to be read [on the web](<{site.url}/chapters/2>)."
    )


async def test_a_digest_tells_many_of_them_by_their_number(
    empty_fireside: Fireside, subscriber: Person, site: Site
) -> None:
    await subscriber.slash("subscribe", story=TITLE, deliver="new chapters, in my daily digest")
    appear(empty_fireside, site, *(summary(number, f"Part {number}") for number in range(2, 8)))
    await announced(empty_fireside, 6)
    empty_fireside.clock.advance(DAY)
    told = (await next_notice(subscriber, "digest")).text
    assert told.endswith(f"6 new entries, to be read [on the web](<{site.url}/chapters/2>).")


async def test_an_entry_without_a_link_is_told_all_the_same(
    empty_fireside: Fireside, subscriber: Person, site: Site
) -> None:
    appear(empty_fireside, site, summary(2, "An Interlude", link=""))
    assert "**An Interlude** is out." in (await next_notice(subscriber)).text


async def test_a_link_that_is_none_is_not_made_one(
    empty_fireside: Fireside, subscriber: Person, site: Site
) -> None:
    appear(empty_fireside, site, summary(2, "An Interlude", link="javascript:alert(1)"))
    told = (await next_notice(subscriber)).text
    assert told == "📖 **The Ferry**\n**An Interlude** is out."


async def test_a_channel_with_threads_gets_none_for_what_is_no_chapter(
    empty_fireside: Fireside, ines: Person, subscriber: Person, site: Site
) -> None:
    let_manage_channels(ines)
    ines.go("book-club")
    await ines.slash("subscribe", story=TITLE, deliver="each new chapter, in this channel", threads=True)
    appear(empty_fireside, site, summary(2, "An Interlude"))
    strike(empty_fireside, 12)
    notice = await next_notice(ines, "An Interlude")
    await all_tried(empty_fireside)
    assert notice.message and notice.message["channel_id"] == ines.channel_id
    assert not empty_fireside.playground.world.guild_named("The Hearth").threads
