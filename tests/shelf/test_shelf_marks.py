"""Marking as read what was read elsewhere, slipping while doing so, and starting again."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace
from pathlib import Path

from bot.stories.details import Completion
from tests.statistics.year_of_reading import next_year
from tests.support.fireside import Fireside, burning
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Reply
from tests.support.shelf_of_reader import (
    DAY,
    VOYAGE,
    counts,
    days,
    entry,
    opened,
    read_on,
    titles,
    voyage,
    words_of,
)

BEGINNING = "They sailed for the port {} of that year."


def at_chapter(panel: Reply) -> int:
    """The chapter of the voyage that a panel shows."""
    return next(n for n in range(1, 200) if BEGINNING.format(n) in panel.text)


async def mark(person: Person, chapter: str, which: str = "") -> Reply:
    """The voyage marked as read up to the end of a chapter."""
    await entry(person, which=which)
    await person.press("Mark as read up to…")
    return await person.choose(chapter)


async def lines_found(person: Person, chapter: int) -> int:
    """How many lines of a chapter the search shows this person."""
    found = await person.slash("search", words=f"port {chapter} year", story=VOYAGE)
    return found.text.count(f"Port {chapter}")


# Marking


async def test_what_was_read_elsewhere_counts_as_read(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(8))
    await read_on(mira, 0)
    assert await lines_found(mira, 4) == 0
    shown = await mark(mira, "Port 4")
    assert "✓ Read up to the end of Chapter 4 — Port 4." in shown.text
    assert "50% · Chapter 5 — Port 5" in shown.text
    assert await lines_found(mira, 4) > 0
    assert await lines_found(mira, 5) == 0, "where they go on nothing is read yet"
    assert at_chapter(await mira.slash("read")) == 5
    assert [name[0] for name in titles(await mira.press("☰"))] == ["✓"] * 4 + ["▸"] + ["C"] * 3


async def test_only_what_is_not_read_yet_is_offered_in_pages(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(60))
    await read_on(mira, 2)
    await entry(mira)
    menu = await mira.press("Mark as read up to…")
    assert "Page 1 of 3" in menu.text
    assert titles(menu)[::24] == ["Chapter 4 — Port 4", "Chapter 28 — Port 28"]
    await mira.press("Next page")
    last = await mira.press("Next page")
    assert titles(last)[-1] == "Chapter 60 — Port 60"
    assert (await mira.press("Back")).text == (await entry(mira)).text


async def test_the_last_chapter_finishes_the_story_today(fireside: Fireside, mira: Person) -> None:
    next_year(fireside)
    await fireside.add(voyage(3, Completion.COMPLETE))
    await read_on(mira, 0)
    fireside.clock.advance(9 * DAY)
    shown = await mark(mira, "Port 3")
    assert "100%" in shown.text
    assert days(await opened(mira, "Finished")) == [fireside.clock.now() // DAY]
    end = await mira.slash("read", story=VOYAGE)
    assert "The end" in end.labels
    assert "the end" in end.text


async def test_a_story_to_be_read_can_be_marked_before_it_is_opened(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(5))
    await mira.slash("story", story=VOYAGE)
    await mira.press("Save for later")
    shown = await mark(mira, "Port 2")
    assert "40%" in shown.text
    assert counts(await mira.slash("shelf")) == {
        "Reading now": 1,
        "Waiting": 0,
        "To read": 0,
        "Finished": 0,
        "Stopped": 0,
    }
    assert at_chapter(await mira.slash("read")) == 3


async def test_marking_twice_is_marking_once(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(5))
    await read_on(mira, 0)
    await entry(mira)
    menu = await mira.press("Mark as read up to…")
    twice = await asyncio.gather(*(mira.choose("Port 2", message=menu) for _ in range(2)))
    assert len({reply.text for reply in twice}) == 1
    assert "Undo the mark" not in (await mira.press("Undo the mark")).labels
    assert at_chapter(await mira.slash("read")) == 1


async def test_a_story_put_away_stays_so_when_it_is_marked(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(5))
    await read_on(mira, 0)
    await entry(mira)
    await mira.press("Put away")
    assert "Take up again" in (await mark(mira, "Port 2", "Stopped")).labels


async def test_with_all_read_there_is_nothing_to_mark(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(2))
    await read_on(mira, 0)
    shown = await entry(mira)
    await read_on(mira, 1)
    assert "You’ve read all there is so far." in (await mira.press("Mark as read up to…", shown)).text


# Slipping


async def test_a_slip_is_undone_as_if_it_had_not_been(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(40, Completion.COMPLETE))
    page = await read_on(mira, 1)
    before = (await mira.slash("shelf")).text
    fireside.clock.advance(DAY)
    await mark(mira, "Port 20")
    undone = await mira.press("Undo the mark")
    assert "Taken back. You’re where you were before." in undone.text
    assert (await mira.slash("shelf")).text == before
    assert await lines_found(mira, 20) == 0
    assert passage(await mira.slash("read")) == passage(page)


async def test_a_slip_that_finished_the_story_leaves_no_date(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(3, Completion.COMPLETE))
    await read_on(mira, 0)
    await mark(mira, "Port 3")
    await mira.press("Undo the mark")
    shelf = await mira.slash("shelf")
    assert counts(shelf)["Finished"] == 0
    assert counts(shelf)["Reading now"] == 1


async def test_a_slip_is_noticed_on_the_panel_and_undone_from_the_shelf(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(voyage(40))
    await read_on(mira, 1)
    await mark(mira, "Port 20")
    assert at_chapter(await mira.press("Go on reading")) == 21
    await entry(mira)
    twice = await asyncio.gather(*(mira.press("Undo the mark") for _ in range(2)))
    assert all("Taken back" in reply.text for reply in twice)
    assert at_chapter(await mira.slash("read")) == 2
    assert await lines_found(mira, 21) == 0


async def test_whoever_read_on_from_a_mark_keeps_it(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(40))
    await read_on(mira, 1)
    await entry(mira)
    await mira.press("Mark as read up to…")
    marked = await mira.choose("Port 20")
    custom_id = marked.button("Undo the mark")["custom_id"]
    await read_on(mira, 2)
    assert "Undo the mark" not in (await entry(mira)).labels
    assert "You’ve read on since" in (await mira.forge(custom_id, mira.last)).text
    assert at_chapter(await mira.slash("read")) == 23


async def test_marks_are_undone_one_after_the_other(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(10))
    await read_on(mira, 0)
    await mark(mira, "Port 3")
    await mark(mira, "Port 6")
    assert "30% · Chapter 4" in (await mira.press("Undo the mark")).text
    assert "10% · Chapter 1" in (await mira.press("Undo the mark")).text


async def test_a_slip_on_a_story_not_begun_puts_it_back_on_the_list(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(5))
    await mira.slash("story", story=VOYAGE)
    await mira.press("Save for later")
    before = await mira.slash("shelf")
    fireside.clock.advance(60)
    await mark(mira, "Port 2")
    undone = await mira.press("Undo the mark")
    assert undone.labels == ["Read", "Mark as read up to…", "Take off the list", "My shelf"]
    assert (await mira.slash("shelf")).text == before.text


async def test_an_undone_mark_follows_what_its_author_edited_meanwhile(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(voyage(6))
    page = await read_on(mira, 1)
    marked = await mark(mira, "Port 4")
    story = voyage(6)
    first, second, *others = story.chapters
    prologue = replace(first, title="Before the voyage", text="It was a long winter ashore. " * 20)
    edited = replace(second, text=f"At last it was spring.\n\n{words_of(2)}")
    changed = replace(story, chapters=(prologue, first, edited, *others))
    await fireside.add(changed)
    assert "Taken back" in (await mira.press("Undo the mark", marked)).text
    assert passage(page) in passage(await mira.slash("read"))
    assert await lines_found(mira, 4) == 0


async def test_a_mark_is_undone_where_the_chapter_behind_it_was_taken_out(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(voyage(6))
    await read_on(mira, 1)
    await mark(mira, "Port 4")
    whole = voyage(6)
    await fireside.add(replace(whole, chapters=(*whole.chapters[:3], whole.chapters[5])))
    await entry(mira)
    assert "Taken back" in (await mira.press("Undo the mark")).text
    await fireside.add(whole)
    assert at_chapter(await mira.slash("read")) == 2


async def test_a_mark_is_undone_after_a_restart(tmp_path: Path, sample_library: Path) -> None:
    path = tmp_path / "restarted.sqlite3"
    shutil.copy(sample_library, path)
    async with burning(path) as before:
        await before.add(voyage(6))
        mira = await before.person("Mira")
        await read_on(mira, 1)
        marked = await mark(mira, "Port 4")
        await before.bot.close()
        await before.playground.bot_offline()
        async with burning(path, before.playground):
            assert "Taken back" in (await mira.press("Undo the mark", marked)).text
            assert at_chapter(await mira.slash("read")) == 2


# Starting again


async def test_starting_again_asks_and_keeps_the_read_so_far(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(4))
    page = await read_on(mira, 1)
    await entry(mira)
    asked = await mira.press("Start again")
    assert "you’re at 50%" in asked.text
    assert "Go on reading" in (await mira.press("Keep my place")).labels
    assert passage(await mira.slash("read")) == passage(page)
    await entry(mira)
    await mira.press("Start again")
    twice = await asyncio.gather(*(mira.press("Start again") for _ in range(2)))
    assert {at_chapter(reply) for reply in twice} == {1}
    await mira.press("▶")
    await mira.press("▶")
    assert "75%" in (await entry(mira)).text
    assert await lines_found(mira, 2) > 0


async def test_an_old_question_does_not_begin_a_third_read(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(4))
    await read_on(mira, 1)
    await entry(mira)
    asked = await mira.press("Start again")
    custom_id = asked.button("Start again")["custom_id"]
    await mira.press("Start again")
    await mira.press("▶")
    assert at_chapter(await mira.forge(custom_id, mira.last)) == 2
