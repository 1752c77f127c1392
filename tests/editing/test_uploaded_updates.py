"""A librarian uploads a newer file of a story that is there: an update, which says what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.support.fireside import Fireside
from tests.support.librarians import (
    DAWN,
    DUSK,
    NOON,
    TITLE,
    add,
    add_and_keep,
    chapters_offered,
    correct,
    ferry,
    numbers_in,
)
from tests.support.person import Person
from tests.support.reading_panel import passage


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry*, two chapters."""
    return {"ferry.txt": ferry(rating="T", tags="sea, slow burn", summary="A crossing.")}


async def corrected(ines: Person, group: str, **entries: Any) -> None:
    """Details of *The Ferry* corrected in the story editor."""
    await ines.slash("stories edit", story=TITLE)
    assert "✓ Saved." in (await correct(ines, group, **entries)).text


async def test_an_update_says_what_it_will_change_and_never_who_stands_there(
    empty_fireside: Fireside, ines: Person
) -> None:
    mira = await empty_fireside.person("Mira")
    await mira.slash("read", story=TITLE, chapter="2")
    panel = await mira.press("▶")
    newer = ferry(("Night", 31), DAWN, NOON).replace(b"p11w5 ", b"eleven five, and more ")
    card = await add(ines, "ferry.txt", newer)
    assert "### A newer version: 1 new chapter; Chapter 2 — Noon edited" in card.text
    assert "bookmark" not in card.text
    assert passage(await mira.slash("read", story=TITLE)) == passage(panel)
    kept = await ines.press("Keep it")
    assert "is up to date: 1 new chapter" in kept.text
    assert "bookmark" not in kept.text, "how many readers stand there is nobody’s business"
    again = await mira.slash("read", story=TITLE)
    assert numbers_in(passage(again))[0] == numbers_in(passage(panel))[0]
    assert "### Chapter 3 — Noon" in again.text
    assert "1 story" in (await mira.slash("library")).text


async def test_an_update_that_is_discarded_changes_nothing(ines: Person) -> None:
    await add(ines, "ferry.txt", ferry(DAWN, rating="M"))
    await ines.press("Discard")
    shown = (await ines.slash("story", story=TITLE)).text
    assert "2 chapters" in shown
    assert "Teen" in shown


async def test_what_was_corrected_stays_where_a_newer_file_says_the_same_as_before(ines: Person) -> None:
    await corrected(ines, "Title & author", title="The Barge", summary="A *slow* crossing.")
    await ines.slash("stories edit", story="The Barge")
    await correct(ines, "Tags", tags="river")
    labels = {"rating": "T", "tags": "sea, slow burn", "summary": "A crossing."}
    card = await add(ines, "ferry.txt", ferry(DAWN, NOON, DUSK, **labels))
    assert all(said in card.text for said in ("## The Barge", "**Tags** river", "A _slow_ crossing."))
    await ines.press("Keep it")
    shown = (await ines.slash("story", story="The Barge")).text
    assert all(said in shown for said in ("3 chapters", "**Tags** river", "A _slow_ crossing."))


async def test_what_was_corrected_gives_way_where_a_newer_file_says_something_new(ines: Person) -> None:
    await corrected(ines, "Tags", tags="river")
    await corrected(ines, "Title & author", summary="A slow crossing.")
    labels = {"rating": "T", "tags": "sea, storm", "summary": "A crossing."}
    card = await add_and_keep(ines, ferry(DAWN, NOON, **labels))
    assert "only its details changed" in card.text
    shown = (await ines.slash("story", story=TITLE)).text
    assert "**Tags** sea, storm" in shown
    assert "A slow crossing." in shown


async def test_what_is_corrected_on_the_card_of_an_update_is_kept(ines: Person) -> None:
    await add(ines, "ferry.txt", ferry(DAWN, NOON, DUSK))
    await correct(ines, "Tags", tags="river")
    await ines.press("Keep it")
    shown = (await ines.slash("story", story=TITLE)).text
    assert "3 chapters" in shown
    assert "**Tags** river" in shown


async def test_a_chapter_published_on_discord_stays_when_a_newer_file_comes(
    empty_fireside: Fireside, ines: Person
) -> None:
    form = await ines.slash("stories publish", story=TITLE)
    await ines.fill(form, title="Slack Water", text="Between the tides.")
    mira = await empty_fireside.person("Mira")
    await mira.slash("read", story=TITLE, chapter="Slack Water")
    kept = await add_and_keep(ines, ferry(DAWN, NOON, DUSK))
    assert "1 new chapter" in kept.text
    assert "removed" not in kept.text
    again = await mira.slash("read")
    assert "### Chapter 3 — Slack Water" in again.text
    assert "Between the tides." in again.text
    assert "Dusk" in (await mira.press("▶")).text


async def test_the_wrong_file_and_then_the_right_one_leave_every_chapter_where_it_stood(
    ines: Person, mira: Person
) -> None:
    form = await ines.slash("stories publish", story=TITLE)
    await ines.fill(form, title="Night", text="It was dark.")
    there = await chapters_offered(mira)
    for wrong in (ferry(("Ashes", 51)), ferry(("Dust", 71), ("Smoke", 81))):
        await add_and_keep(ines, wrong)
        assert "Night" in await chapters_offered(mira)
    await add_and_keep(ines, ferry())
    assert await chapters_offered(mira) == there


async def test_a_chapter_published_on_discord_that_the_file_now_has_stands_there_once(ines: Person) -> None:
    file = await ines.upload("dusk.txt", ferry(DUSK).partition(b"\n\n\n")[2])
    assert "is published" in (await ines.slash("stories publish", story=TITLE, file=file)).text
    kept = await add_and_keep(ines, ferry(DAWN, NOON, DUSK))
    assert "new chapter" not in kept.text
    assert "3 chapters" in (await ines.slash("story", story=TITLE)).text
    assert numbers_in(passage(await ines.slash("read", story=TITLE, chapter="3")))[0] == 21


async def test_another_title_under_the_same_file_name_is_another_story(ines: Person) -> None:
    card = await add(ines, "ferry.txt", ferry(("Sunset", 41), title="The Bridge"))
    assert "### A new story" in card.text
    await ines.press("Keep it")
    assert "2 stories" in (await ines.slash("library")).text


async def test_a_newer_file_that_was_renamed_is_an_update_where_title_authors_and_kind_are_the_same(
    empty_fireside: Fireside,
) -> None:
    ines = await empty_fireside.person("Ines")

    async def card_of(name: str, text: str) -> str:
        return (await ines.slash("stories add", file=await ines.upload(name, text.encode()))).text

    await card_of("lantern.md", "# The Lantern\n\nby Ada Finch\n\n## One\n\nIt was lit.")
    await ines.press("Keep it")
    newer = "# The Lantern\n\nby {}\n\n## One\n\nIt was lit.\n\n## Two\n\nIt went out."
    assert "1 new chapter" in await card_of("lantern (1).md", newer.format("Ada Finch"))
    assert "A new story" in await card_of("other.md", newer.format("Bo Wren"))
    assert "A new story" in await card_of(
        "lantern.html", "<h1>The Lantern</h1><p>by Ada Finch</p><p>Lit.</p>"
    )
