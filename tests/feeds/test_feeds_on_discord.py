"""A librarian ties a feed to a story, and readers find what appears there."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.playground import Playground
from bot.playground.faults import Fault, FaultKind
from tests.feeds.website import DAY, Site, item, rss
from tests.support.bot_process import BotProcess
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, add_and_keep, chapters_offered, chapters_once_there, ferry
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Reply, readable

OLD = item(1, "<p>The ferry was built.</p>", title="Before")
DUSK = item(2, "<p>The lamps were lit.</p><p>Nobody came down to the <em>water</em>.</p>", title="Dusk")


async def tie(ines: Person, address: str, **options: object) -> Reply:
    return await ines.slash("stories feed", story=TITLE, address=address, **options)


async def test_what_appears_in_a_feed_is_a_chapter_and_readers_keep_their_places(
    empty_fireside: Fireside, ines: Person, mira: Person, site: Site
) -> None:
    place = passage(await mira.slash("read", story=TITLE, chapter="Noon"))
    card = await tie(ines, site.serve("/feed", rss(OLD)))
    assert "The feed is added. What it holds already is left out." in card.text
    assert len(await chapters_offered(mira)) == 2
    site.serve("/feed", rss(OLD, DUSK))
    empty_fireside.clock.advance(DAY)
    assert (await chapters_once_there(mira, 3))[2:] == ["Chapter 3 — Dusk"]
    assert passage(await mira.slash("read")) == place
    assert "Nobody came down to the _water_." in (await mira.slash("read", story=TITLE, chapter="Dusk")).text
    site.serve("/feed", rss(OLD, DUSK.replace("lamps", "candles")))
    panel = await mira.slash("read")
    empty_fireside.clock.advance(DAY)
    async with asyncio.timeout(mira.patience):
        while "The candles were lit." not in panel.text:
            panel = await mira.slash("read")
    assert (await chapters_offered(mira))[2:] == ["Chapter 3 — Dusk"]


async def test_a_backlog_is_brought_in_if_it_is_asked_for(ines: Person, mira: Person, site: Site) -> None:
    card = await tie(ines, site.serve("/feed", rss(OLD, DUSK)), backlog=True)
    assert "The feed is added, and brought 2 chapters." in card.text
    assert (await chapters_offered(mira))[2:] == ["Chapter 3 — Before", "Chapter 4 — Dusk"]


async def test_a_librarian_sees_how_it_stands_looks_now_and_unties(
    empty_fireside: Fireside, ines: Person, mira: Person, site: Site
) -> None:
    assert "This story has no feed." in (await ines.slash("stories feed", story=TITLE)).text
    await tie(ines, site.serve("/feed", rss(OLD)))
    card = await ines.slash("stories feed", story=TITLE)
    assert "1 entry, 0 chapters" in card.text
    assert card.ephemeral
    site.serve("/feed", rss(OLD, DUSK))
    empty_fireside.clock.advance(120)
    checked = await ines.press("Check now", card)
    assert "2 entries, 1 chapter" in checked.text
    assert "✓ Checked: 1 new chapter." in checked.text
    assert (
        "✓ I checked it less than a minute ago, so I didn’t look again."
        in (await ines.press("Check now")).text
    )
    empty_fireside.clock.advance(120)
    assert "✓ Checked: nothing new." in (await ines.press("Check now")).text
    assert (await chapters_offered(mira))[2:] == ["Chapter 3 — Dusk"]
    site.serve("/feed", "", 500)
    empty_fireside.clock.advance(120)
    assert (
        "**I can’t read it right now:** Its server answers with 500" in (await ines.press("Check now")).text
    )
    gone = await ines.press("Remove the feed")
    assert "This story has no feed." in gone.text
    assert "This story has no feed." in (await ines.forge(card.button("Check now")["custom_id"], card)).text
    assert len(await chapters_offered(mira)) == 3


async def test_what_is_no_feed_is_refused_in_a_sentence_and_changes_nothing(ines: Person, site: Site) -> None:
    page = site.serve("/", "<!doctype html><html><body>Hello.</body></html>")
    assert "That address is a web page, not a feed" in (await tie(ines, page)).text
    assert "I can’t read that feed. Its server answers with 404" in (await tie(ines, site.url + "/no")).text
    assert "does not begin with http" in (await tie(ines, "the ferry")).text
    assert "This story has no feed." in (await ines.slash("stories feed", story=TITLE)).text


async def test_only_librarians_have_to_do_with_feeds(
    empty_fireside: Fireside, ines: Person, mira: Person, site: Site
) -> None:
    card = await tie(ines, site.serve("/feed", rss(OLD)))
    assert "Only librarians may do that" in (await tie(mira, site.url + "/feed")).text
    manager = empty_fireside.playground.world.guild_named("The Hearth").role_named("Manager")
    empty_fireside.playground.stage.take_role(ines.user, manager)
    for button in ("Check now", "Remove the feed"):
        assert "Only librarians may do that" in (await ines.press(button, card)).text


async def test_its_librarian_is_told_of_a_failing_feed_once_and_when_it_works_again(
    empty_fireside: Fireside, ines: Person, site: Site
) -> None:
    await tie(ines, site.serve("/feed", rss(OLD)))
    site.serve("/feed", "", 410)
    refused = Fault("POST /channels/*/messages", FaultKind.REFUSED, status=403)
    empty_fireside.playground.faults.inject(refused)
    posted = asyncio.create_task(empty_fireside.playground.journal.next(refused.pattern))
    empty_fireside.clock.advance(DAY)
    await posted  # in vain, and again a little later
    empty_fireside.clock.advance(120)
    await ines.go_direct()

    async def told(count: int) -> str:
        said: list[str] = []
        async with asyncio.timeout(ines.patience):
            while len(said) < count:
                said = [readable(message) for message in await ines.history()]
        return said[-1]

    assert "**The Ferry**" in (first := await told(1))
    assert "says that it is gone for good" in first
    for _ in range(3):
        empty_fireside.clock.advance(DAY)
        await ines.history()
    site.serve("/feed", rss(OLD, DUSK))
    ines.go("reading-room")
    await ines.press("Check now", await ines.slash("stories feed", story=TITLE))
    empty_fireside.clock.advance(120)
    await ines.go_direct()
    assert "I can read the feed of" in await told(2)
    assert len(await ines.history()) == 2


async def test_a_librarian_who_takes_no_messages_is_passed_over(
    empty_fireside: Fireside, ines: Person, site: Site
) -> None:
    await tie(ines, site.serve("/feed", rss(OLD)))
    empty_fireside.playground.stage.close_direct(ines.user)
    site.serve("/feed", "", 410)
    empty_fireside.clock.advance(DAY)
    card = await ines.slash("stories feed", story=TITLE)
    async with asyncio.timeout(ines.patience):
        while "none, because it’s gone for good" not in card.text:
            card = await ines.slash("stories feed", story=TITLE)


async def test_a_bot_on_discord_fetches_nothing_from_its_own_machine(tmp_path: Path, site: Site) -> None:
    address = site.serve("/feed", rss(OLD))
    async with (
        Playground(controls=True) as playground,
        BotProcess(playground, tmp_path / "fireside.sqlite3"),
        Person(playground, "Ines") as ines,
    ):
        await add_and_keep(ines, ferry())
        for host in ("127.0.0.1", "localhost"):
            card = await tie(ines, address.replace("127.0.0.1", host))
            assert "It is not on the public internet" in card.text
    assert site.asked == []
