"""What the card of a change says that it will do to readers, before it is kept."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.database import Connection
from bot.statistics.models import Readers
from bot.statistics.queries import reader_numbers
from bot.statistics.queries.reader_numbers import CountedNumbers
from tests.support.fireside import Fireside
from tests.support.librarians import (
    DAWN,
    DUSK,
    NOON,
    TITLE,
    add,
    add_and_keep,
    chapters_offered,
    chapters_once_there,
    correct,
    ferry,
    paragraphs,
)
from tests.support.person import Person
from tests.support.replies import Reply
from tests.support.story_editor import planned_chapters, upload

STANDING = "will go from"


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry*, two chapters."""
    return {"ferry.txt": ferry()}


async def plan(ines: Person, title: str, text: str) -> Reply:
    form = await ines.slash("stories publish", story=TITLE, at="in 2 days")
    return await ines.fill(form, title=title, text=text)


async def test_the_card_says_that_words_go_and_never_who_stands_there(
    fireside: Fireside, ines: Person
) -> None:
    shorter = ferry(DAWN, NOON).replace(paragraphs(14, 2).encode(), b"They waited.")
    assert STANDING not in (await add(ines, "ferry.txt", ferry(DAWN, NOON, DUSK))).text
    before = (await add(ines, "ferry.txt", shorter)).text
    assert "120 words will go from Chapter 2 — Noon." in before
    reader = await fireside.person("Mira")
    await reader.slash("read", story=TITLE, chapter="Noon")
    assert (await add(ines, "ferry.txt", shorter)).text == before, "a few are as good as none"

    story = (await fireside.app.library.named(TITLE)).id

    def job(connection: Connection) -> None:
        counted = CountedNumbers(Readers(15), None, ())
        reader_numbers.keep(connection, story, 10**9, counted)

    await fireside.database.transaction(job)
    told = (await add(ines, "ferry.txt", shorter)).text
    assert "The story has at least 15 readers: whoever stopped there" in told, "wherever they stand"


async def test_the_card_says_what_subscribers_will_be_told(ines: Person) -> None:
    card = await add(ines, "ferry.txt", ferry(DAWN, NOON, DUSK))
    assert "I’ll tell subscribers about 1 new chapter." in card.text
    assert "Subscribers" not in (await add(ines, "barge.txt", ferry(DAWN, title="The Barge"))).text


async def test_the_card_says_which_chapters_are_there_twice(ines: Person) -> None:
    card = await add(ines, "barge.txt", ferry(DAWN, NOON, ("Dawn, again", 1), title="The Barge"))
    assert "⚠️ In it twice: Chapter 1 — Dawn = Chapter 3 — Dawn, again." in card.text


async def test_what_is_published_or_uploaded_a_second_time_is_said(ines: Person) -> None:
    for _ in range(2):
        form = await ines.slash("stories publish", story=TITLE)
        published = await ines.fill(form, title="Night", text="It was dark.")
    assert "⚠️ In it twice: Night." in published.text
    await ines.press("Undo")
    wrong = await upload(ines, "Noon", paragraphs(1))
    assert "⚠️ In it twice: Chapter 1 — Dawn = Chapter 2 — Noon." in wrong.text
    assert "In it twice" not in (await upload(ines, "Noon", paragraphs(51))).text


async def test_a_planned_chapter_that_the_file_brings_appears_once(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    await plan(ines, "Dusk", paragraphs(21))
    await plan(ines, "Stars", "The stars came out.")
    card = await add(ines, "ferry.txt", ferry(DAWN, NOON, DUSK))
    assert "Also planned: Dusk." in card.text
    kept = await ines.press("Keep it", card)
    listed = (await planned_chapters(ines)).text
    assert "Dusk" not in listed
    assert "Stars" in listed
    undone = await ines.press("Undo", kept)
    assert "Dusk" in (await planned_chapters(ines)).text
    await ines.press("Redo", undone)
    fireside.clock.advance(3 * 86_400)
    assert (await chapters_once_there(mira, 4))[2:] == ["Chapter 3 — Dusk", "Chapter 4 — Stars"]


async def test_a_planned_chapter_is_known_by_its_title_whatever_its_number(ines: Person) -> None:
    await plan(ines, "Dusk", "It was dusk, in a first draft.")
    await plan(ines, "Dawn of another day", "Not the same.")
    card = await add(ines, "ferry.txt", ferry(DAWN, NOON, DUSK))
    assert "Also planned: Dusk." in card.text


async def test_a_file_of_the_same_title_and_words_is_asked_about(ines: Person, mira: Person) -> None:
    longer = ferry(DAWN, NOON, DUSK, author="Another Boatman")
    card = await add(ines, "manuscript.md", longer)
    assert "### A new story" in card.text
    assert "**The Ferry** is already here, with some of the same words." in card.text
    update = await ines.press("It’s a newer version", card)
    assert "### A newer version: 1 new chapter" in update.text
    assert "I’ll tell subscribers about 1 new chapter." in update.text
    new = await ines.press("It’s a new story", update)
    assert "### A new story" in new.text
    await ines.press("It’s a newer version", new)
    await ines.press("Preview")
    await ines.press("Keep it", await ines.press("Back to the card"))
    assert "is up to date: 1 new chapter" in ines.last.text
    assert (await mira.slash("library")).text.count(TITLE) == 1
    assert len(await chapters_offered(mira)) == 3


async def test_a_newer_version_can_be_a_new_story_after_all(ines: Person, mira: Person) -> None:
    other = ferry(("Ashes", 51), ("Embers", 61))
    update = await add(ines, "ferry.txt", other)
    assert "### A newer version" in update.text
    await ines.press("It’s a new story", update)
    await correct(ines, "Title", title="The Other Ferry")
    await ines.press("Keep it")
    assert "is in the library" in ines.last.text
    assert len(await chapters_offered(mira)) == 2
    assert "Dawn" in (await chapters_offered(mira))[0]


async def test_another_story_of_the_same_title_is_no_question(ines: Person) -> None:
    card = await add(ines, "poems.md", ferry(("Ashes", 51), author="A Poet"))
    assert "is already here" not in card.text
    await add_and_keep(ines, ferry(("Ashes", 51), author="A Poet"), "poems.md")
    assert "is in the library" in ines.last.text
