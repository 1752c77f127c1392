"""What an author says beside a chapter, as a reader sees it: before its first passage and after its last."""

from __future__ import annotations

import pytest

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.chapter_notes import ChapterNotes, NoteWithin
from bot.stories.details import Details, Rating
from bot.stories.models import BEHIND
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.reading_panel import ended, footing, passage, read_again
from tests.support.replies import Reply
from tests.support.shown_here import shown_here

TITLE = "The Lamp"
BLOOD = ChapterNotes("Ada climbs.", "For my sister.", "Until Friday!", ("blood", "*cold*"))
LONG = "\n\n".join(f"Note {number}: " + "I thank you all. " * 30 for number in range(1, 12))


def page(number: int) -> str:
    return f"It was night {number}.\n\n" + "\n\n".join(f"The lamp burnt, {n}. " * 20 for n in range(20))


async def lamp(fireside: Fireside, *notes: ChapterNotes, **details: object) -> None:
    """A story with a chapter for each of these notes."""
    chapters = tuple(ManuscriptChapter(f"Night {n}", page(n), notes=each) for n, each in enumerate(notes, 1))
    await fireside.add(Manuscript(Details(title=TITLE, **details), chapters))  # type: ignore[arg-type]


async def to_the_last_passage(reader: Person, reply: Reply) -> Reply:
    while "end of the chapter" not in footing(reply) and "the end" not in footing(reply):
        reply = await reader.press("▶")
    return reply


async def place_kept(fireside: Fireside) -> tuple[int, int, int]:
    row = await fireside.database.read(
        lambda connection: connection.execute(
            'SELECT position, "offset", end_offset AS passed, characters FROM readings'
            " JOIN chapters ON chapters.id = readings.chapter_id"
            " JOIN passed ON passed.chapter_id = chapters.id ORDER BY end_offset DESC"
        ).fetchone()
    )
    assert 0 <= row["offset"] < row["characters"]
    assert 0 <= row["passed"] <= row["characters"]
    return row["position"], row["offset"], row["passed"]


async def test_warnings_summary_and_note_stand_before_the_first_passage_of_their_chapter(
    fireside: Fireside, mira: Person
) -> None:
    await lamp(fireside, ChapterNotes(), BLOOD)
    first = await mira.slash("read", story=TITLE)
    assert "-# " not in first.text.replace(footing(first), "").replace("-# Rating: Teen (not rated)", "")
    last = await to_the_last_passage(mira, first)
    assert "blood" not in last.text
    assert "Ada climbs" not in last.text
    second = await mira.press("Night 2")
    warnings, summary = r"-# Content warnings: blood, \*cold\*", "-# Summary\nAda climbs."
    said = f"{warnings}\n\n{summary}\n\n-# Author’s note\nFor my sister."
    assert said in second.text
    assert second.text.index(said) < second.text.index("It was night 2.")
    assert "blood" not in (await mira.press("Next")).text


async def test_a_note_after_a_chapter_stands_behind_its_last_passage(
    fireside: Fireside, mira: Person
) -> None:
    await lamp(fireside, BLOOD, ChapterNotes())
    first = await mira.slash("read", story=TITLE)
    assert "Until Friday" not in first.text
    last = await to_the_last_passage(mira, first)
    assert last.text.endswith(f"\n\n-# Author’s note\nUntil Friday!\n\n{footing(last)}")
    assert "❝ Quote" in last.labels


async def test_a_note_in_the_middle_stands_apart_at_its_place_and_is_no_part_of_the_text(
    fireside: Fireside, mira: Person
) -> None:
    text = page(1)
    end = text.index("\n\n") + 2
    within = NoteWithin(end, "Listen to *this*.\n\nNow."), NoteWithin(text.rindex("\n\n") + 2, LONG[:700])
    await lamp(fireside, ChapterNotes(within=within))
    first = await mira.slash("read", story=TITLE)
    said = "It was night 1.\n\n> -# Author’s note\n> Listen to *this*.\n> \n> Now.\n\nThe lamp burnt, 0."
    assert said in first.text
    shown = [first]
    while "the end" not in footing(shown[-1]):
        shown.append(await mira.press("▶"))
    assert sum(each.text.count("> -# Author’s note") for each in shown) == 2
    assert "I thank you all" in shown[-1].text or "I thank you all" in shown[-2].text
    assert "This" not in (await mira.slash("search", words="listen", story=TITLE)).text
    assert (await place_kept(fireside))[2] == len(text)


async def test_the_story_s_own_warnings_are_not_said_twice(fireside: Fireside, mira: Person) -> None:
    warned = ("Blood", "storm")
    await lamp(fireside, BLOOD, rating=Rating.TEEN, content_warnings=warned, notes="My first story.")
    shown = (await mira.slash("read", story=TITLE)).text
    assert "-# Rating: Teen · Content warnings: Blood, storm\n\n-# Content warnings: \\*cold\\*\n" in shown
    assert shown.index("My first story.") < shown.index("Ada climbs.")


async def test_notes_of_a_later_chapter_that_are_too_long_come_first_on_pages(
    fireside: Fireside, mira: Person
) -> None:
    await lamp(fireside, ChapterNotes(), ChapterNotes(before=LONG, content_warnings=("blood",)))
    last = await to_the_last_passage(mira, await mira.slash("read", story=TITLE))
    notes = await mira.press("Night 2")
    assert notes.text.split("\n\n")[1].startswith("-# Content warnings: blood")
    assert footing(notes) == "-# before the chapter begins"
    assert "❝ Quote" not in notes.labels
    assert (await place_kept(fireside))[:2] == (1, 0)
    pages = [notes]
    while "It was night 2." not in pages[-1].text:
        pages.append(await mira.press("Next ▶"))
    assert all(f"Note {n}:" in "".join(each.text for each in pages) for n in range(1, 12))
    back = pages[-1]
    for _ in pages:
        back = await mira.press("Back")
    assert passage(back) == passage(last)


async def test_a_jump_into_a_chapter_shows_its_pages_of_notes_first_and_going_back_does_not(
    fireside: Fireside, mira: Person
) -> None:
    warned = ChapterNotes(before=LONG, content_warnings=("blood",))
    chapters = (
        ManuscriptChapter("One", page(1)),
        ManuscriptChapter("Two", "It was short.", notes=warned),
        ManuscriptChapter("Three", page(3)),
    )
    await fireside.add(Manuscript(Details(title=TITLE), chapters))
    assert "blood" in (await mira.slash("read", story=TITLE, chapter="2")).text
    shown = await mira.press("Next ▶")
    while "It was short." not in shown.text:
        shown = await mira.press("Next ▶")
    await mira.press("Three")
    assert passage(await mira.press("Back")) == "It was short."
    await mira.slash("read", story=TITLE, chapter="1")
    await mira.press("☰")
    assert "blood" in (await mira.choose("Two")).text


async def test_a_note_too_long_to_stand_behind_the_text_has_pages_that_are_no_place(
    fireside: Fireside, mira: Person
) -> None:
    await lamp(fireside, ChapterNotes(after=LONG), ChapterNotes())
    last = await to_the_last_passage(mira, await mira.slash("read", story=TITLE))
    assert "Note 1:" not in last.text
    before = await place_kept(fireside)
    first_page = await mira.press("Next ▶")
    assert "-# Author’s note\nNote 1:" in first_page.text
    assert footing(first_page) == "-# 50% · after the chapter"
    assert "❝ Quote" not in first_page.labels
    await mira.press("⋯")
    assert (await mira.press("Back to the text")).text == first_page.text
    shown = await mira.press("Next ▶")
    while "Night 2 ▶" not in " ".join(shown.labels):
        shown = await mira.press("Next ▶")
    assert "Note 11:" in shown.text
    assert await place_kept(fireside) == before
    assert passage(await mira.slash("read", story=TITLE)) == passage(last)
    assert "It was night 2." in (await mira.press("Night 2", shown)).text
    assert (await mira.press("Back")).text == shown.text.replace("50%", "60%")  # with what she read there
    back = first_page.button("Back")["custom_id"]
    assert (await mira.forge(back, shown)).text == last.text.replace("50%", "60%")


async def test_the_end_of_a_story_comes_with_the_last_page_of_its_notes(
    fireside: Fireside, mira: Person
) -> None:
    await lamp(fireside, ChapterNotes(after=LONG))
    last = await to_the_last_passage(mira, await mira.slash("read", story=TITLE))
    assert not ended(last)
    assert "finished" in (await mira.slash("shelf")).text
    shown = await mira.press("Next ▶", last)
    while "Next ▶" in shown.labels:
        assert not ended(shown)
        shown = await mira.press("Next ▶")
    assert shown.labels[:4] == ["Subscribe", "More like this", "◀ Back", "The end"]
    assert footing(shown) == "-# 100% · the end"
    assert "It was night 1." in (await read_again(mira, shown)).text


async def test_a_page_of_notes_is_found_by_an_old_button_whatever_was_edited_since(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    await lamp(fireside, ChapterNotes(after=LONG), ChapterNotes())
    last = await to_the_last_passage(mira, await mira.slash("read", story=TITLE))
    notes = await mira.press("Next ▶")
    edited = ManuscriptChapter("Night 1", "A word before.\n\n" + page(1), notes=ChapterNotes(after=LONG))
    await fireside.add(Manuscript(Details(title=TITLE), (edited, ManuscriptChapter("Night 2", page(2)))))
    to_the_notes = last.button("Next ▶")["custom_id"]
    assert (await mira.forge(to_the_notes, notes)).text == notes.text


@pytest.mark.parametrize("offset", [BEHIND, BEHIND + 7, 2**62, -5, -(2**62)])
async def test_a_page_that_is_not_there_is_the_text_nearest_to_it(
    fireside: Fireside, mira: Person, offset: int
) -> None:
    await lamp(fireside, ChapterNotes())
    first = await mira.slash("read", story=TITLE)
    shown = await mira.forge(f"go:{first.button('⋯')['custom_id'].split(':')[1]}:1:{offset}", first)
    assert shown.button("❝ Quote")
    await place_kept(fireside)


async def test_notes_are_read_aloud_as_they_are_read_alone(fireside: Fireside, mira: Person) -> None:
    await lamp(fireside, BLOOD)
    shown = await shown_here(mira, "read", story=TITLE)
    assert not shown.ephemeral
    assert "Content warnings: blood" in shown.text


async def test_notes_are_neither_counted_nor_searched_nor_quoted(fireside: Fireside, mira: Person) -> None:
    said = ChapterNotes(
        "The zephyr said: “Go home at once, Ada.”", "“Nothing is lost, zephyr,” said Bo.", LONG
    )
    await lamp(fireside, said)
    story = await fireside.app.library.named(TITLE)
    assert story.words == len(page(1).split())
    await mira.slash("read", story=TITLE)
    assert "I found no line" in (await mira.slash("search", words="zephyr")).text
    assert "zephyr" not in (await mira.slash("quote", story=TITLE)).text


async def test_a_summary_is_told_nowhere_before_its_chapter(fireside: Fireside, mira: Person) -> None:
    await lamp(fireside, ChapterNotes(), BLOOD)
    await mira.slash("read", story=TITLE)
    shown = [await mira.press("☰"), await mira.slash("library"), await mira.slash("story", story=TITLE)]
    shown.append(await mira.slash("shelf"))
    assert not any(word in f"{each.text} {each.components}" for each in shown for word in ("climbs", "blood"))
