"""Reading a story in chat: what a reader sees, and where they are afterwards."""

from __future__ import annotations

import asyncio
import re
import shutil
from pathlib import Path

import pytest

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details
from bot.stories.models import ChapterKind
from tests.support.fireside import Fireside, burning
from tests.support.person import Person
from tests.support.reading_panel import ended, footing, passage, read_again
from tests.support.replies import Reply

SERIAL = "Low Water at Skerrow"
ONE_SHOT = "Room for a Horse"


async def to_the_end(reader: Person, reply: Reply) -> Reply:
    """Presses *Next* for as long as there is one."""
    while any("▶" in label for label in reply.labels):
        reply = await reader.press("▶")
    return reply


async def test_a_first_read_opens_the_first_chapter_privately(mira: Person) -> None:
    panel = await mira.slash("read", story=SERIAL)
    assert panel.ephemeral
    assert panel.text.startswith("**Low Water at Skerrow** · by Nuala Fenwright\n### Chapter 1 — The Dowager")
    assert passage(panel).startswith("The first I heard of the man I had drowned")
    assert re.fullmatch(r"-# \d% · 1 of \d · about \d min left in this chapter", footing(panel))
    assert panel.labels == ["◀ Back", "Next ▶", "☰ Chapters", "❝ Quote", "⋯"]
    assert panel.button("Back")["disabled"]


async def test_next_and_back_turn_the_same_message(mira: Person) -> None:
    first = await mira.slash("read", story=SERIAL)
    second = await mira.press("Next")
    assert second.outcome == "update"
    assert second.message and first.message and second.message["id"] == first.message["id"]
    assert "2 of" in footing(second)
    assert passage(await mira.press("Back")) == passage(first)


async def test_read_alone_goes_on_with_the_story_read_last(mira: Person) -> None:
    await mira.slash("read", story=SERIAL)
    there = await mira.press("Next")
    assert passage(await mira.slash("read")) == passage(there)
    await mira.slash("read", story=ONE_SHOT)
    assert ONE_SHOT in (await mira.slash("read")).text


async def test_somebody_who_reads_nothing_yet_is_shown_the_library(mira: Person) -> None:
    shown = await mira.slash("read")
    assert "Library" in shown.text
    assert SERIAL in shown.text


async def test_two_readers_have_their_own_places(mira: Person, theo: Person) -> None:
    first = await mira.slash("read", story=SERIAL)
    await mira.press("Next")
    assert passage(await theo.slash("read", story=SERIAL)) == passage(first)


async def test_the_last_passage_of_a_chapter_leads_to_the_next_by_name(mira: Person) -> None:
    reply = await mira.slash("read", story=SERIAL)
    while "Next ▶" in reply.labels:
        reply = await mira.press("Next ▶")
    assert "end of the chapter" in footing(reply)
    assert reply.labels[1] == "Chapter 2 — Two Figures Changed Places ▶"
    reply = await mira.press("Chapter 2")
    assert "### Chapter 2" in reply.text
    assert "### Chapter 1" in (await mira.press("Back")).text


async def test_the_end_of_a_story_offers_to_read_it_again_and_keeps_the_finished_read(mira: Person) -> None:
    first = await mira.slash("read", story=ONE_SHOT)
    end = await to_the_end(mira, first)
    assert footing(end) == "-# 100% · 5 of 5 · the end"
    assert end.labels == ["Subscribe", "More like this", "◀ Back", "The end", "❝ Quote", "⋯"]
    assert "finished" in (await mira.slash("shelf")).text
    again = await read_again(mira, end)
    assert passage(again) == passage(first)
    shelf = (await mira.slash("shelf")).text
    assert "finished" not in shelf
    assert "▱" in shelf


async def test_read_again_pressed_twice_begins_one_new_read(mira: Person) -> None:
    end = await to_the_end(mira, await mira.slash("read", story=ONE_SHOT))
    await mira.press("The end", end)
    custom_id = (await mira.press("Read again")).button("Read again")["custom_id"]
    await mira.press("Read again")
    second = await mira.press("Next ▶")
    late = await mira.forge(custom_id, second)
    assert passage(late) == passage(second)


async def test_the_chapter_menu_marks_what_is_read_and_leads_there_and_back(mira: Person) -> None:
    first = await mira.slash("read", story=SERIAL)
    while "Next ▶" in (await mira.press("▶")).labels:
        pass
    here = await mira.press("▶")
    menu = await mira.press("☰")
    (row,) = [part for part in menu.components if part["type"] == 1 and part["components"][0]["type"] == 3]
    options = row["components"][0]["options"]
    assert len(options) == 7
    assert options[0]["label"].startswith("✓ Chapter 1")
    assert options[0]["description"].startswith("read · ")
    assert options[1]["label"].startswith("▸ Chapter 2")
    assert options[2]["description"].startswith("not read yet")
    assert passage(await mira.press("Back to the text")) == passage(here)
    await mira.press("☰")
    assert passage(await mira.choose("Chapter 1")) == passage(first)


async def test_a_long_book_has_its_chapters_in_pages(fireside: Fireside, mira: Person) -> None:
    chapters = tuple(ManuscriptChapter(f"Day {day}", f"It was day {day}.") for day in range(1, 61))
    await fireside.add(Manuscript(Details(title="Sixty Days"), chapters))
    await mira.slash("read", story="Sixty Days", chapter="60")
    menu = await mira.press("☰")
    assert "Page 3 of 3" in menu.text
    await mira.press("Previous page")
    assert "Day 30" in (await mira.choose("Day 30")).text


async def test_a_jump_can_be_undone(mira: Person) -> None:
    await mira.slash("read", story=SERIAL)
    before = await mira.press("Next")
    menu = await mira.press("⋯")
    assert "↶ Undo jump" not in menu.labels
    await mira.press("Back to the text")
    await mira.press("☰")
    jumped = await mira.choose("Chapter 5")
    await mira.press("⋯")
    assert passage(await mira.press("Undo jump")) == passage(before)
    await mira.press("⋯")
    assert passage(await mira.press("Undo jump")) == passage(jumped)


async def test_an_old_panel_still_works_and_its_move_can_be_undone(mira: Person) -> None:
    old = await mira.slash("read", story=SERIAL)
    await mira.slash("read", story=SERIAL)
    for _ in range(3):
        latest = await mira.press("▶")
    second = await mira.press("▶", old)
    assert "2 of" in footing(second)
    assert passage(await mira.slash("read")) == passage(second)
    await mira.press("⋯")
    assert passage(await mira.press("Undo jump")) == passage(latest)


async def test_a_place_is_the_same_words_in_every_length(mira: Person) -> None:
    await mira.slash("read", story=SERIAL)
    for _ in range(5):
        place = await mira.press("▶")
    first_words = passage(place)[:40]
    await mira.press("⋯")
    assert first_words in passage(await mira.press("A whole message"))
    await mira.press("⋯")
    short = await mira.press("Tablet")
    assert first_words in passage(short)
    assert "**Pages:** Tablet" in (await mira.slash("settings")).text
    await mira.press("Desktop")
    assert passage(await mira.slash("read")).startswith(first_words)


async def test_a_double_click_turns_one_page(mira: Person) -> None:
    panel = await mira.slash("read", story=SERIAL)
    one, other = await asyncio.gather(mira.press("Next", panel), mira.press("Next", panel))
    assert one.outcome == other.outcome == "update"
    assert passage(one) == passage(other)
    assert "2 of" in footing(other)


async def test_short_notes_stand_before_the_first_passage_and_only_there(mira: Person) -> None:
    panel = await mira.slash("read", story="Time Lock")
    notes, text = panel.text.index("Nobody asked for this"), panel.text.index("Tilda has the door")
    assert notes < text
    assert "I don't own these two" in panel.text
    assert "Nobody asked" not in (await mira.press("Next")).text


async def test_long_notes_have_pages_of_their_own(fireside: Fireside, mira: Person) -> None:
    notes = "\n\n".join(f"Thank you, reader number {number}, for your patience." for number in range(100))
    chapter = ManuscriptChapter("", "It began with rain.\n\nIt ended with rain.")
    await fireside.add(Manuscript(Details(title="Thanks", notes=notes), (chapter,)))
    panel = await mira.slash("read", story="Thanks")
    assert "before the story begins" in footing(panel)
    assert "It began" not in panel.text
    pages = [passage(panel)]
    while "before the story" in footing(panel := await mira.press("Next")):
        pages.append(passage(panel))
    assert passage(panel).startswith("It began with rain.")
    assert all(f"number {number}," in "".join(pages) for number in range(100))
    assert passage(await mira.press("Back")) == pages[-1]
    assert passage(await mira.slash("read", story="Thanks")).startswith("It began")


async def test_front_and_back_matter_stand_aside(fireside: Fireside, mira: Person) -> None:
    chapters = (
        ManuscriptChapter("Dedication", "For the lamp.", ChapterKind.FRONT),
        ManuscriptChapter("I", "The lamp was lit."),
        ManuscriptChapter("II", "The lamp went out."),
        ManuscriptChapter("Colophon", "Set in nothing much.", ChapterKind.BACK),
    )
    await fireside.add(Manuscript(Details(title="Lamp"), chapters))
    panel = await mira.slash("read", story="Lamp")
    assert "### Chapter 1" in panel.text
    assert panel.button("Back")["disabled"]
    end = await mira.press("Chapter 2")
    assert "100%" in footing(end)
    assert ended(end)
    await mira.press("☰")
    assert "Set in nothing much." in (await mira.choose("Colophon")).text
    await mira.press("☰")
    assert "For the lamp." in (await mira.choose("Dedication")).text
    assert "The lamp was lit." in (await mira.press("Chapter 1")).text


async def test_direct_messages_keep_their_panels(fireside: Fireside, mira: Person) -> None:
    await mira.go_direct()
    panel = await mira.slash("read", story=SERIAL)
    assert not panel.ephemeral
    assert (await mira.press("Next")).outcome == "update"
    assert len(await mira.history()) == 1


async def test_every_panel_goes_on_after_a_restart(tmp_path: Path, sample_library: Path) -> None:
    path = tmp_path / "fireside.sqlite3"
    shutil.copy(sample_library, path)
    async with burning(path) as before:
        mira = await before.person("Mira")
        panel = await mira.slash("read", story=SERIAL)
        second = await mira.press("Next")
        await before.bot.close()
        await before.playground.bot_offline()
        async with burning(path, before.playground):
            assert passage(await mira.slash("read")) == passage(second)
            assert "3 of" in footing(await mira.press("Next", second))
            assert panel.message


FORGED = [
    "",
    "next",
    "next:1:1:0",
    "next:1:1:0:0:0",
    "next:999999:1:0:0",
    "next:1:2:0:0",
    f"next:{10**19}:1:0:0",
    f"go:1:1:{2**63}",
    "go:1:1:zero",
    "chapter",
    "length:1:1:0:9",
    "read:999999",
    "story",
    "again:1:999:0",
    "aloud:999999:1:0:1",
    "persistent_view:next",
    "🔥" * 100,
    "library:-5",
    "library:99999999999=the",
    "shelf:123456",
    "chapters:1:1:0:400",
    "about:1:1:1:0",
    "close:0",
]


@pytest.mark.parametrize("custom_id", FORGED)
async def test_a_stale_or_forged_press_is_answered_and_changes_nothing(mira: Person, custom_id: str) -> None:
    await mira.slash("read", story=SERIAL)
    place = await mira.press("Next")
    reply = await mira.forge(custom_id, place)
    assert reply.outcome != "failed", custom_id
    assert "Something went wrong" not in reply.text
    if reply.outcome == "message":
        assert reply.ephemeral
        assert reply.text.endswith((".", "?"))
    if not custom_id.startswith(("again", "read", "chapters")):
        assert passage(await mira.slash("read")) == passage(place)
