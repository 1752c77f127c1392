"""A librarian brings stories in: the card, its forms, keeping and discarding."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.support.fireside import Fireside, burning
from tests.support.hostile_files import PAGE, epub
from tests.support.librarians import TITLE, add, add_and_keep, correct, ferry
from tests.support.person import Person
from tests.support.replies import walk
from tests.support.zips import zipped

ONCE = "<p>Once upon a time a ferry crossed the sound.</p>"
STALE = "That button no longer leads anywhere."
DRAFT_GONE = "That draft is gone"


async def library(person: Person) -> str:
    """What anybody can read here."""
    return (await person.slash("library")).text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("crossing.txt", b"Title: The Crossing\n\nChapter 1: Dawn\n\nOnce upon a time a ferry crossed."),
        ("crossing.md", b"# The Crossing\n\n## Dawn\n\nOnce upon a time a *ferry* crossed."),
        ("crossing.html", f"<html><title>The Crossing</title><body>{ONCE}</body></html>".encode()),
        ("The Crossing.zip", zipped({"one.txt": "Once upon a time.", "two.txt": "And a time after that."})),
        ("crossing.epub", epub(PAGE.format(ONCE))),
    ],
)
async def test_a_file_of_any_kind_becomes_a_story(ines: Person, name: str, content: bytes) -> None:
    card = await add(ines, name, content)
    assert card.ephemeral
    assert "### A new story" in card.text
    kept = await ines.press("Keep it")
    assert "is in the library" in kept.text
    assert "Once upon a time" in (await ines.press("Read")).text


async def test_the_card_says_what_was_understood_and_nothing_is_kept_yet(ines: Person) -> None:
    labels = {"rating": "M", "warnings": "drowning", "fandom": "Lighthouses", "pairing": "Ada/Keeper"}
    more = {"tags": "sea, slow burn", "licence": "CC BY 4.0", "summary": "A crossing, @everyone."}
    card = await add(ines, "ferry.txt", ferry(**labels, **more))
    for said in (
        "for this server, not kept yet",
        "## The Ferry",
        "by A. Boatman",
        "**Rating** Mature",
        "drowning",
        "Lighthouses",
        "Ada/Keeper",
        "sea, slow burn",
        "CC BY 4.0",
        r"A crossing, \@everyone.",
        "2 chapters, 960 words",
        "Chapter 1 — Dawn, Chapter 2 — Noon",
    ):
        assert said in card.text
    assert "There’s nothing to read here yet" in await library(ines)


async def test_what_was_misunderstood_is_corrected_in_forms_before_it_is_kept(ines: Person) -> None:
    await add(ines, "ferry.txt", ferry(rating="T"))
    await correct(ines, "Title & author", title="The Barge", authors="Ada\nBo", summary="A *slow* one.")
    await correct(
        ines, "Rating, warnings & status", rating=["general"], content_warnings="storm\n\nfog\nstorm"
    )
    await correct(ines, "Tags", fandoms="Rivers", tags="calm\nmist")
    card = await correct(ines, "Notes & rights", licence="CC0", note="Thank you.")
    assert card.outcome == "update"
    for said in ("## The Barge", "by Ada and Bo", "A _slow_ one.", "General", "storm, fog", "Rivers"):
        assert said in card.text
    assert "calm, mist" in card.text
    await ines.press("Keep it")
    shown = (await ines.slash("story", story="The Barge")).text
    assert all(said in shown for said in ("by Ada and Bo", "A _slow_ one.", "storm, fog", "CC0"))
    assert "Thank you." in (await ines.slash("read", story="The Barge")).text
    assert TITLE not in await library(ines)


async def test_a_story_without_a_title_is_refused_and_the_card_stays(ines: Person) -> None:
    card = await add(ines, "ferry.txt", ferry())
    form = await ines.press("Title & author")
    refused = await ines.fill(form, title="   ", authors="Nobody")
    assert refused.text == "A story needs a title."
    assert refused.ephemeral
    assert refused.outcome == "message"
    kept = await ines.press("Keep it", card)
    assert "**The Ferry** by A. Boatman is in the library" in kept.text


@pytest.mark.parametrize(("rating", "said"), [("T", False), ("M", True)])
async def test_where_readers_find_it_is_told_as_its_rating_has_it(
    ines: Person, rating: str, said: bool
) -> None:
    await add(ines, "ferry.txt", ferry(rating=rating))
    assert ("age-restricted channels" in (await ines.press("Keep it")).text) is said


async def test_pressing_keep_twice_keeps_it_once(empty_fireside: Fireside, ines: Person) -> None:
    card = await add(ines, "ferry.txt", ferry())
    keep = card.button("Keep it")["custom_id"]
    both = await asyncio.gather(ines.press("Keep it", card), ines.forge(keep, card))
    assert all("is in the library" in kept.text for kept in both)
    assert "1 story" in await library(await empty_fireside.person("Mira"))
    assert "is in the library" in (await ines.forge(keep, card)).text
    assert "1 story" in await library(ines)


async def test_what_is_discarded_is_gone(ines: Person) -> None:
    card = await add(ines, "ferry.txt", ferry())
    form = await ines.press("Tags")
    assert "Nothing has changed" in (await ines.press("Discard", card)).text
    assert DRAFT_GONE in (await ines.forge(card.button("Keep it")["custom_id"], card)).text
    assert DRAFT_GONE in (await ines.fill(form, tags="late")).text
    assert "There’s nothing to read here yet" in await library(ines)


async def test_what_is_kept_can_be_neither_discarded_nor_corrected_as_a_draft(ines: Person) -> None:
    card = await add(ines, "ferry.txt", ferry())
    form = await ines.press("Tags")
    await ines.press("Keep it", card)
    assert DRAFT_GONE in (await ines.forge(card.button("Discard")["custom_id"], card)).text
    assert DRAFT_GONE in (await ines.fill(form, tags="late")).text
    assert "1 story" in await library(ines)


async def test_a_draft_waits_for_its_librarian_while_the_bot_restarts(tmp_path: Path) -> None:
    path = tmp_path / "fireside.sqlite3"
    async with burning(path) as before:
        first = await before.person("Ines")
        await add(first, "ferry.txt", ferry())
        card = await correct(first, "Title & author", title="The Barge")
        form = await first.press("Tags", card)
        await before.bot.close()
        await before.playground.bot_offline()
        async with burning(path, before.playground) as after:
            ines = await after.person("Ines")
            assert "## The Barge" in (await ines.fill(form, tags="mist")).text
            assert "**The Barge**" in (await ines.press("Keep it", card)).text
            assert "mist" in (await ines.slash("story", story="The Barge")).text


async def test_nobody_else_can_keep_correct_or_discard_a_draft(
    empty_fireside: Fireside, ines: Person
) -> None:
    card = await add(ines, "ferry.txt", ferry())
    odile = await empty_fireside.person("Odile")
    seen = await odile.slash("library")
    for found in walk(card.components):
        if "custom_id" in found:
            refused = await odile.forge(found["custom_id"], seen)
            assert STALE in refused.text
            assert TITLE not in refused.text
    assert "**The Ferry**" in (await ines.press("Keep it", card)).text


async def test_a_draft_for_one_server_is_not_kept_from_another(ines: Person) -> None:
    card = await add(ines, "ferry.txt", ferry())
    ines.go("annex")
    there = await ines.slash("library")
    refused = await ines.forge(card.button("Keep it")["custom_id"], there)
    assert "looked after in the server it belongs to" in refused.text
    assert "There’s nothing to read here yet" in await library(ines)


async def test_whoever_runs_the_bot_brings_a_story_in_for_every_server(empty_fireside: Fireside) -> None:
    odile = await empty_fireside.person("Odile")
    await odile.go_direct()
    card = await add(odile, "ferry.txt", ferry())
    assert "for every server, not kept yet" in card.text
    await odile.press("Keep it")
    theo = await empty_fireside.person("Theo", "annex")
    assert TITLE in await library(theo)


async def test_there_is_no_this_server_in_direct_messages(empty_fireside: Fireside) -> None:
    odile = await empty_fireside.person("Odile")
    await odile.go_direct()
    refused = await add(odile, "ferry.txt", ferry(), **{"for": "this server"})
    assert refused.text == "This only works in a server that has added me."


async def test_the_same_file_again_says_so_at_once(ines: Person) -> None:
    await add_and_keep(ines, ferry())
    again = await add(ines, "copy.txt", ferry())
    assert again.text == "This very file is already in the library, as “The Ferry”. Nothing has changed."
    assert not again.labels
