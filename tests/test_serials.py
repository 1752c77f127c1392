"""A story in daily pieces, to a reader: from where they stand, to its end."""

from __future__ import annotations

import pytest

from tests.conftest import Fireside
from tests.instalments import CHAPTERS, DAY, PASSAGES, brought_directly, days_pass, paragraphs_brought, text_of
from tests.librarians import DAWN, DUSK, NOON, TITLE, add_and_keep, correct, ferry, numbers_in, paragraphs
from tests.notices import all_tried, change, local_time, next_notice, publish
from tests.panels import footing, passage
from tests.person import Person, readable

RINGS_NOT = 1 << 12
GROUP = "Rating, warnings & status"
FIRST, SECOND, THIRD, FOURTH = [1, 2, 3, 4], [5, 6, 7, 8], [11, 12, 13, 14], [15, 16, 17, 18]


@pytest.fixture
async def ines(empty_fireside: Fireside) -> Person:
    """The librarian of The Hearth, who has brought in the two chapters of *The Ferry*, four pages in all."""
    librarian = await empty_fireside.person("Ines")
    await add_and_keep(librarian, ferry(status="in progress"))
    return librarian


@pytest.fixture
async def mira(empty_fireside: Fireside, ines: Person) -> Person:
    """A reader who has a page of it every evening at six."""
    reader = await empty_fireside.person("Mira")
    subscribed = await reader.slash("subscribe", story=TITLE, deliver=PASSAGES, at="18:00")
    assert "A passage a day comes to you by direct message at 18:00 (UTC)." in subscribed.text
    return reader


# A passage a day


async def test_it_brings_the_story_to_the_letter(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await days_pass(empty_fireside, 4)
    came = await brought_directly(mira)
    assert {f"{local_time(each):%H:%M}" for each in came} == {"18:00"} or len(came) == 4
    assert "\n\n".join(map(text_of, came)) == f"{paragraphs(1)}\n\n{paragraphs(11)}"


async def test_it_begins_where_its_reader_stands(empty_fireside: Fireside, ines: Person) -> None:
    theo = await empty_fireside.person("Theo")
    await theo.slash("read", story=TITLE)
    await theo.press("▶")
    await theo.slash("subscribe", story=TITLE, deliver=PASSAGES)
    await days_pass(empty_fireside)
    assert await paragraphs_brought(theo) == [THIRD]


async def test_what_its_reader_has_read_meanwhile_does_not_come(
    empty_fireside: Fireside, mira: Person
) -> None:
    await days_pass(empty_fireside)
    await mira.slash("read", story=TITLE)
    for _ in range(2):
        await mira.press("▶")
    await days_pass(empty_fireside)
    assert await paragraphs_brought(mira) == [FIRST, FOURTH]


async def test_it_leaves_the_bookmark_where_it_is_until_its_reader_reads_on(
    empty_fireside: Fireside, mira: Person
) -> None:
    await days_pass(empty_fireside, 2)
    instalment = (await brought_directly(mira))[-1]
    assert numbers_in((await mira.slash("read", story=TITLE)).text) == FIRST
    panel = await mira.press("Read on ▶", instalment)
    assert numbers_in(passage(panel)) == THIRD
    assert numbers_in((await mira.slash("read", story=TITLE)).text) == THIRD
    await days_pass(empty_fireside)
    assert await paragraphs_brought(mira) == [FIRST, SECOND, FOURTH]


async def test_the_reader_who_looks_back_or_ahead_gets_what_is_next(
    empty_fireside: Fireside, mira: Person
) -> None:
    await mira.slash("read", story=TITLE)
    await mira.press("▶")
    await mira.press("◀")
    await mira.slash("read", story=TITLE, chapter="Noon")
    await days_pass(empty_fireside)
    assert await paragraphs_brought(mira) == [THIRD]


async def test_in_another_length_nothing_comes_twice(empty_fireside: Fireside, mira: Person) -> None:
    await days_pass(empty_fireside)
    await mira.press("Short", await mira.slash("settings"))
    await days_pass(empty_fireside)
    await mira.press("Long", await mira.slash("settings"))
    await days_pass(empty_fireside, 2)
    assert await paragraphs_brought(mira) == [FIRST, [5, 6], [7, 8], [*THIRD, *FOURTH]]


async def test_days_without_the_bot_bring_one_instalment(empty_fireside: Fireside, mira: Person) -> None:
    await days_pass(empty_fireside)
    empty_fireside.clock.advance(5 * DAY)
    await all_tried(empty_fireside)
    assert await paragraphs_brought(mira) == [FIRST, SECOND]
    await days_pass(empty_fireside)
    assert await paragraphs_brought(mira) == [FIRST, SECOND, THIRD]


# A chapter a day


async def test_a_chapter_is_several_messages_of_which_the_first_rings(
    empty_fireside: Fireside, ines: Person
) -> None:
    await add_and_keep(ines, ferry(("Dawn", 1), ("Noon", 101), status="in progress", title="The Mill"), "mill.txt")
    await publish_long(ines)
    theo = await empty_fireside.person("Theo")
    await theo.slash("subscribe", story="The Long Day", deliver=CHAPTERS)
    await days_pass(empty_fireside)
    came = await brought_directly(theo)
    assert [each["flags"] & RINGS_NOT for each in came] == [0, RINGS_NOT, RINGS_NOT]
    assert "\n\n".join(map(text_of, came)) == paragraphs(1, 24)


async def publish_long(librarian: Person) -> None:
    """*The Long Day*: a chapter of three pages, and a short one."""
    head = "Title: The Long Day\nAuthor: A. Boatman"
    told = f"{head}\n\n\nChapter 1: Morning\n\n{paragraphs(1, 24)}\n\n\nChapter 2: Evening\n\n{paragraphs(31, 2)}"
    await add_and_keep(librarian, told.encode(), "day.txt")
