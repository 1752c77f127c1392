"""An author corrects a story while people are in the middle of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details
from tests.support.bot_process import command
from tests.support.fireside import Fireside
from tests.support.librarians import numbers_in
from tests.support.person import Person
from tests.support.reading_panel import passage

TITLE = "The Ferry"


def paragraph(number: int, words: int = 60) -> str:
    """A paragraph of words that stand nowhere else: `p12w3` is the third of paragraph 12."""
    return " ".join(f"p{number}w{word}" for word in range(words)) + "."


def chapter(title: str, *numbers: int) -> ManuscriptChapter:
    return ManuscriptChapter(title, "\n\n".join(map(paragraph, numbers)))


def ferry(*chapters: ManuscriptChapter) -> Manuscript:
    return Manuscript(Details(title=TITLE, authors=("A. Boatman",)), chapters)


async def test_a_corrected_typo_moves_nobody(fireside: Fireside, mira: Person) -> None:
    await fireside.add(ferry(chapter("Dawn", *range(10)), chapter("Noon", *range(10, 30))))
    await mira.slash("read", story=TITLE, chapter="Noon")
    panel = await mira.press("▶")
    corrected = chapter("Noon", *range(10, 30))
    corrected = replace(corrected, text=corrected.text.replace("p11w5 ", "eleven five, and some more "))
    await fireside.add(ferry(chapter("Dawn", *range(10)), corrected))
    again = await mira.slash("read")
    assert numbers_in(passage(again))[0] == numbers_in(passage(panel))[0]
    assert "took out" not in again.text
    onwards = await mira.press("▶", panel)
    assert numbers_in(passage(onwards))[0] == numbers_in(passage(panel))[-1] + 1


async def test_chapters_put_in_before_leave_everybody_at_their_words(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(ferry(chapter("Dawn", *range(10)), chapter("Noon", *range(10, 30))))
    await mira.slash("read", story=TITLE, chapter="Noon")
    panel = await mira.press("▶")
    prologue = chapter("Night", *range(100, 120))
    await fireside.add(ferry(prologue, chapter("Dawn", *range(10)), chapter("Noon", *range(10, 30))))
    again = await mira.slash("read")
    assert passage(again) == passage(panel)
    assert "### Chapter 3 — Noon" in again.text


async def test_a_removed_chapter_leads_to_the_words_before_it_and_says_so_once(
    fireside: Fireside, mira: Person
) -> None:
    before, gone = chapter("Dawn", *range(10)), chapter("Noon", *range(10, 30))
    after = chapter("Dusk", *range(30, 40))
    await fireside.add(ferry(before, gone, after))
    await mira.slash("read", story=TITLE, chapter="Noon")
    panel = await mira.press("▶")
    await fireside.add(ferry(before, after))
    again = await mira.slash("read")
    assert numbers_in(passage(again))[-1] == 9
    assert "The author took out the words you stopped at" in again.text
    assert "took out" not in (await mira.slash("read")).text
    assert numbers_in(passage(await mira.press("▶", panel)))[-1] == 9


async def test_what_is_put_in_right_behind_my_place_is_still_to_be_read(
    fireside: Fireside, mira: Person
) -> None:
    first = chapter("Dawn", *range(4))
    await fireside.add(ferry(first, chapter("Noon", 10)))
    await mira.slash("read", story=TITLE)
    await fireside.add(ferry(first, chapter("New", 50), chapter("Noon", 10)))
    await mira.press("☰")
    options = {
        option["label"]: option["description"]
        for row in mira.last.components
        for menu in row.get("components", [])
        for option in menu.get("options", [])
    }
    assert options["Chapter 2 — New"].startswith("not read yet")


async def test_a_newer_file_is_an_update_and_says_what_it_changed(tmp_path: Path) -> None:
    database, file = tmp_path / "fireside.sqlite3", tmp_path / "ferry.txt"

    def write(*chapters: tuple[str, int]) -> None:
        parts = [f"Chapter {n}: {title}\n\n{paragraph(p, 300)}" for n, (title, p) in enumerate(chapters, 1)]
        file.write_text("Title: The Ferry\n\n" + "\n\n".join(parts), encoding="utf-8")

    write(("Dawn", 1), ("Noon", 2))
    _, first, _ = await command("add", str(file), database=database)
    assert first.startswith("✓ The Ferry")
    write(("Dawn", 1), ("Noon", 2), ("Dusk", 3))
    code, second, errors = await command("add", str(file), database=database)
    assert code == 0, errors
    assert second.startswith("↻ The Ferry (story 1: 3 chapters")
    assert "1 new chapter" in second
    _, third, _ = await command("add", str(file), database=database)
    assert third.startswith("= The Ferry (story 1:")


async def test_words_that_come_back_bring_their_reader_back(fireside: Fireside, mira: Person) -> None:
    before, gone = chapter("Dawn", *range(10)), chapter("Noon", *range(10, 30))
    after = chapter("Dusk", *range(30, 40))
    await fireside.add(ferry(before, gone, after))
    await mira.slash("read", story=TITLE, chapter="Noon")
    panel = await mira.press("▶")
    await fireside.add(ferry(before, after))
    assert "took out" in (await mira.slash("read")).text
    await fireside.add(ferry(before, gone, after))
    again = await mira.slash("read")
    assert passage(again) == passage(panel)
    assert "took out" not in again.text
    await fireside.add(
        ferry(*(chapter(f"Wrong {number}", *range(90 + number, 92 + number)) for number in (1, 5)))
    )
    await fireside.add(ferry(before, gone, after))
    right = await mira.slash("read")
    assert passage(right) == passage(panel)
    assert "took out" not in right.text
    shelf = await mira.slash("shelf")
    assert "new chapter" not in shelf.text
