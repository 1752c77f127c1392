"""A librarian corrects a story in its editor: the details in forms, the chapters one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.fireside import Fireside, burning
from tests.support.librarians import DAWN, DUSK, NOON, TITLE, add_and_keep, chapters_offered, correct, ferry
from tests.support.person import Person
from tests.support.replies import Reply


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry*, three chapters."""
    return {"ferry.txt": ferry(DAWN, NOON, DUSK, rating="T", tags="sea")}


async def editor(librarian: Person, title: str = TITLE) -> Reply:
    return await librarian.slash("stories edit", story=title)


async def chapter_desk(librarian: Person, title: str) -> Reply:
    """What can be changed in a chapter, by way of the list."""
    await librarian.press("Chapters", await editor(librarian))
    return await librarian.choose(title)


async def test_each_group_of_details_is_corrected_in_its_form(ines: Person, mira: Person) -> None:
    shown = await editor(ines)
    assert shown.ephemeral
    assert "3 chapters · 1,440 words · in this server" in shown.text
    await correct(ines, "Title & author", title="The Barge", authors="Ada\nBo", language="en")
    await correct(ines, "Rating, warnings & status", rating=["general"], content_warnings="fog")
    await correct(ines, "Tags", fandoms="Rivers", characters="Ada", relationships="Ada/Bo", tags="calm\nmist")
    done = await correct(ines, "Notes & rights", disclaimer="Mine.", licence="CC0", note="Thank *you*.")
    assert "✓ Saved." in done.text
    assert done.outcome == "update"
    card = (await mira.slash("story", story="The Barge")).text
    for said in ("by Ada and Bo", "General", "fog", "Rivers", "Ada/Bo", "calm, mist", "Mine.", "CC0"):
        assert said in card
    assert "Thank _you_." in (await mira.slash("read", story="The Barge")).text
    assert "The Barge" in (await mira.slash("library", search="mist")).text


async def test_a_form_sent_as_it_was_is_not_said_to_be_kept(ines: Person) -> None:
    form = await ines.press("Tags", await editor(ines))
    shown = await ines.fill(form)
    assert "✓ Nothing has changed." in shown.text
    assert "Saved." not in shown.text


async def test_the_other_names_of_a_character_are_for_the_librarian_alone(ines: Person, mira: Person) -> None:
    await editor(ines)
    await correct(ines, "Tags", characters="Ada Finch | Mrs Marsh\nTom")
    card = (await mira.slash("story", story=TITLE)).text
    assert "**Characters** Ada Finch, Tom" in card
    assert "Mrs Marsh" not in card
    again = await ines.press("Tags", await editor(ines))
    assert "Ada Finch | Mrs Marsh" in str(again.modal)


async def test_a_form_shows_what_is_and_sent_untouched_it_changes_nothing(ines: Person) -> None:
    await correct(
        ines, "Title & author", message=await editor(ines), summary="A *slow* one, __so__ \\*slow\\*."
    )
    await ines.fill(await ines.press("Title & author"))
    history = (await ines.press("History")).text
    assert history.count("corrected: summary") == 1
    assert history.count("corrected") == 1


async def test_markdown_in_a_summary_is_understood_and_cannot_ping(ines: Person, mira: Person) -> None:
    typed = "A *slow* one.\n\n- @everyone\n- <@1> and :smile:\n\n<script>alert(1)</script># Loud"
    await correct(ines, "Title & author", message=await editor(ines), summary=typed)
    card = await mira.slash("story", story=TITLE)
    assert "A _slow_ one." in card.text
    assert r"\@everyone" in card.text
    assert r"\<@1\>" in card.text
    assert "alert(1)" not in card.text
    assert not (card.message or {})["mentions"]
    assert not (card.message or {})["mention_everyone"]


async def test_a_title_cannot_be_taken_away(ines: Person, mira: Person) -> None:
    form = await ines.press("Title & author", await editor(ines))
    refused = await ines.fill(form, title="   ", authors="Nobody")
    assert refused.text == "A story needs a title."
    assert "A. Boatman" in (await mira.slash("story", story=TITLE)).text


async def test_a_title_with_line_breaks_and_markup_is_one_plain_line(ines: Person) -> None:
    done = await correct(
        ines, "Title & author", message=await editor(ines), title="The\u2028 *Ferry*\t@here "
    )
    assert r"**The \*Ferry\* \@here**" in done.text


async def test_a_chapter_is_renamed_and_the_rest_stays(ines: Person, mira: Person) -> None:
    await mira.slash("read", story=TITLE, chapter="2")
    panel = await mira.press("▶")
    await chapter_desk(ines, "Noon")
    form = await ines.press("Rename")
    done = await ines.fill(form, title="High Noon")
    assert "✓ Chapter 2 — Noon renamed." in done.text
    assert await chapters_offered(mira) == ["Chapter 1 — Dawn", "Chapter 2 — High Noon", "Chapter 3 — Dusk"]
    again = await mira.slash("read")
    assert "### Chapter 2 — High Noon" in again.text
    assert again.text.splitlines()[3:] == panel.text.splitlines()[3:]
    assert "Nothing has changed" in (await ines.fill(form, title="High Noon")).text


async def test_a_chapter_is_moved_and_readers_move_with_it(ines: Person, mira: Person) -> None:
    await mira.slash("read", story=TITLE, chapter="3")
    await chapter_desk(ines, "Dusk")
    done = await ines.fill(await ines.press("Move"), number="1")
    assert "✓ It’s number 1 now." in done.text
    assert [name.rpartition(" ")[2] for name in await chapters_offered(mira)] == ["Dusk", "Dawn", "Noon"]
    assert "p21w0" in (await mira.slash("read")).text


@pytest.mark.parametrize("number", ["0", "4", "-1", "two", "1.5", "²", "9" * 10])
async def test_a_chapter_moves_only_to_a_number_that_there_is(
    ines: Person, mira: Person, number: str
) -> None:
    await chapter_desk(ines, "Dusk")
    refused = await ines.fill(await ines.press("Move"), number=number)
    assert refused.text == "The chapters are numbered from 1 to 3."
    assert len(await chapters_offered(mira)) == 3


async def test_a_chapter_is_removed_when_that_is_meant(ines: Person, mira: Person) -> None:
    await mira.slash("read", story=TITLE, chapter="2")
    await chapter_desk(ines, "Noon")
    asked = await ines.press("Remove")
    assert "Remove **Chapter 2 — Noon** from **The Ferry**" in asked.text
    await ines.press("No, keep it")
    assert len(await chapters_offered(mira)) == 3
    await ines.press("Remove")
    done = await ines.press("Remove")
    assert "✓ Chapter 2 — Noon removed." in done.text
    assert [name.rpartition(" ")[2] for name in await chapters_offered(mira)] == ["Dawn", "Dusk"]
    assert "The author took out the words you stopped at" in (await mira.slash("read")).text


async def test_the_last_chapter_cannot_be_removed(ines: Person, mira: Person) -> None:
    for title in ("Dawn", "Noon"):
        await chapter_desk(ines, title)
        await ines.press("Remove")
        await ines.press("Remove")
    last = await chapter_desk(ines, "Dusk")
    assert "Move" not in last.labels
    asked = await ines.press("Remove", last)
    refused = await ines.press("Remove", asked)
    assert refused.text.startswith("That’s the story’s only chapter.")
    assert "p21w0" in (await mira.slash("read", story=TITLE)).text


async def test_a_chapter_that_is_gone_answers_so_on_every_button_of_its_desk(ines: Person) -> None:
    old = await chapter_desk(ines, "Noon")
    rename = await ines.press("Rename", old)
    await ines.press("Remove", old)
    await ines.press("Remove")
    for says in ("Download text", "Upload text", "Rename", "Move", "Remove"):
        pressed = await ines.forge(old.button(says)["custom_id"], old)
        assert pressed.text.startswith("That chapter is no longer part of its story"), says
    late = await ines.fill(rename, title="Late")
    assert late.text.startswith("That chapter is no longer part of its story")


async def test_two_librarians_at_once_lose_nothing_of_each_other(
    empty_fireside: Fireside, ines: Person, mira: Person
) -> None:
    odile = await empty_fireside.person("Odile")
    hearth = empty_fireside.playground.world.guild_named("The Hearth")
    manager = hearth.role_named("Manager")
    empty_fireside.playground.stage.give_role(odile.user, manager)
    await chapter_desk(ines, "Dawn")
    await chapter_desk(odile, "Dusk")
    first, second = await ines.press("Rename"), await odile.press("Rename")
    await asyncio.gather(ines.fill(first, title="Daybreak"), odile.fill(second, title="Nightfall"))
    assert await chapters_offered(mira) == [
        "Chapter 1 — Daybreak",
        "Chapter 2 — Noon",
        "Chapter 3 — Nightfall",
    ]
    tags, rating = (
        await ines.press("Tags", await editor(ines)),
        await odile.press("Rating", await editor(odile)),
    )
    await asyncio.gather(ines.fill(tags, tags="river"), odile.fill(rating, rating=["general"]))
    card = (await mira.slash("story", story=TITLE)).text
    assert "**Tags** river" in card
    assert "**Rating** General" in card


async def test_of_two_forms_that_were_open_at_once_each_changes_what_was_changed_in_it(
    empty_fireside: Fireside, ines: Person
) -> None:
    odile = await empty_fireside.person("Odile")
    hearth = empty_fireside.playground.world.guild_named("The Hearth")
    empty_fireside.playground.stage.give_role(odile.user, hearth.role_named("Manager"))
    first = await ines.press("Title & author", await editor(ines))
    second = await odile.press("Title & author", await editor(odile))
    await ines.fill(first, summary="A *slow* crossing.", authors="Ada")
    await odile.fill(second, language="en")
    card = (await ines.slash("story", story=TITLE)).text
    for said in ("A _slow_ crossing.", "by Ada", "**Language** English"):
        assert said in card


async def test_forms_that_were_open_are_taken_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "fireside.sqlite3"
    async with burning(path) as before:
        first = await before.person("Ines")
        await add_and_keep(first, ferry(DAWN, NOON))
        tags = await first.press("Tags", await editor(first))
        await chapter_desk(first, "Noon")
        rename, move = await first.press("Rename"), await first.press("Move")
        await before.bot.close()
        await before.playground.bot_offline()
        async with burning(path, before.playground) as after:
            ines = await after.person("Ines")
            assert "✓ Saved." in (await ines.fill(tags, tags="river")).text
            assert "renamed" in (await ines.fill(rename, title="High Noon")).text
            assert "It’s number 1 now." in (await ines.fill(move, number="1")).text
            assert await chapters_offered(ines) == ["Chapter 1 — High Noon", "Chapter 1 — Dawn"]


async def test_a_story_of_hundreds_of_chapters_is_listed_in_pages(ines: Person) -> None:
    many = ferry(*((f"Day {number} of *many*", 100 + number) for number in range(60)), title="The Log")
    await add_and_keep(ines, many, "log.txt")
    await editor(ines, "The Log")
    first = await ines.press("Chapters")
    assert "Page 1 of 3" in first.text
    third = await ines.press("▶", await ines.press("▶"))
    assert "Page 3 of 3" in third.text
    await ines.choose("Day 59 of")
    assert "Page 3 of 3" in (await ines.press("All chapters")).text
