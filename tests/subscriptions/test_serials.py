"""A story in daily pieces, to a reader: from where they stand, to its end."""

from __future__ import annotations

import re

import pytest

from bot.playground.faults import Fault, FaultKind
from tests.subscriptions.delivered_instalments import (
    CHAPTERS,
    DAY,
    PASSAGES,
    RINGS_NOT,
    a_long_day,
    brought_directly,
    days_pass,
    footing_of,
    paragraphs_brought,
    text_of,
)
from tests.support.delivered_notices import all_tried, change, local_time, publish
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, add_and_keep, correct, numbers_in, paragraphs
from tests.support.person import Person
from tests.support.reading_panel import passage, read_again
from tests.support.replies import readable

POSTS = "POST /channels/*/messages"
GROUP = "Rating, warnings & status"
FIRST, SECOND, THIRD, FOURTH = [1, 2, 3, 4], [5, 6, 7, 8], [11, 12, 13, 14], [15, 16, 17, 18]


@pytest.fixture
async def mira(empty_fireside: Fireside, ines: Person) -> Person:
    """A reader who has a page of it every evening at six."""
    reader = await empty_fireside.person("Mira")
    subscribed = await reader.slash("subscribe", story=TITLE, deliver=PASSAGES, at="18:00")
    assert "I’ll send you a passage a day. It comes at 18:00 (UTC), next on <t:" in subscribed.text
    return reader


async def mark(librarian: Person, status: str, **others: list[str]) -> None:
    editor = await librarian.slash("stories edit", story=TITLE)
    await correct(librarian, GROUP, editor, status=[status], **others)


# A passage a day


async def test_it_brings_the_story_to_the_letter(empty_fireside: Fireside, mira: Person) -> None:
    await days_pass(empty_fireside, 4)
    came = await brought_directly(mira)
    assert "\n\n".join(map(text_of, came)) == f"{paragraphs(1)}\n\n{paragraphs(11)}"
    assert readable(came[0]).startswith(
        f"**{TITLE}** · Day 1\n### Chapter 1 — Dawn\n\n-# Rating: Teen (not rated)\n\np1w0"
    )
    assert footing_of(came[2]) == "75% · 1 of 2"
    assert len({local_time(each).date() for each in came}) == 4


async def test_what_is_to_be_known_before_the_story_comes_with_its_first_page(
    empty_fireside: Fireside, ines: Person
) -> None:
    await mark(ines, "complete", rating=["general"])
    theo = await empty_fireside.person("Theo")
    await theo.slash("subscribe", story=TITLE, deliver=PASSAGES)
    await days_pass(empty_fireside, 2)
    first, second = map(readable, await brought_directly(theo))
    assert "\n\n-# Rating: General\n\np1w0" in first
    assert "Rated" not in second


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


async def test_a_look_ahead_skips_nothing(empty_fireside: Fireside, mira: Person) -> None:
    await mira.slash("read", story=TITLE)
    await mira.slash("read", story=TITLE, chapter="Noon")
    await days_pass(empty_fireside)
    assert await paragraphs_brought(mira) == [SECOND]


async def test_in_another_length_nothing_comes_twice(empty_fireside: Fireside, mira: Person) -> None:
    await days_pass(empty_fireside)
    await mira.press("Tablet", await mira.slash("settings"))
    await days_pass(empty_fireside)
    await mira.press("A whole message", await mira.slash("settings"))
    await days_pass(empty_fireside, 2)
    assert await paragraphs_brought(mira) == [FIRST, [5, 6], [7, 8], [*THIRD, *FOURTH]]


async def test_days_without_the_bot_bring_one_instalment(empty_fireside: Fireside, mira: Person) -> None:
    await days_pass(empty_fireside)
    empty_fireside.clock.advance(5 * DAY)
    await all_tried(empty_fireside)
    assert await paragraphs_brought(mira) == [FIRST, SECOND]
    await days_pass(empty_fireside)
    assert await paragraphs_brought(mira) == [FIRST, SECOND, THIRD]


async def test_days_of_silence_are_not_made_up_for(empty_fireside: Fireside, mira: Person) -> None:
    await days_pass(empty_fireside)
    snoozed = await mira.press("Snooze a week", await mira.slash("subscriptions"))
    following, until = map(int, re.findall(r"<t:(\d+):f>", snoozed.text))
    assert until <= following < until + DAY
    await days_pass(empty_fireside, 6)
    assert await paragraphs_brought(mira) == [FIRST]
    empty_fireside.clock.advance(2 * DAY)
    await all_tried(empty_fireside)
    assert await paragraphs_brought(mira) == [FIRST, SECOND]


# A chapter a day


async def test_a_chapter_is_several_messages_of_which_only_the_first_rings(
    empty_fireside: Fireside, ines: Person
) -> None:
    await add_and_keep(ines, a_long_day(24), "day.txt")
    theo = await empty_fireside.person("Theo")
    await theo.slash("subscribe", story="The Long Day", deliver=CHAPTERS)
    await days_pass(empty_fireside)
    came = await brought_directly(theo)
    assert [each["flags"] & RINGS_NOT for each in came] == [0, RINGS_NOT, RINGS_NOT]
    assert "\n\n".join(map(text_of, came)) == paragraphs(1, 24)
    await days_pass(empty_fireside)
    assert text_of((await brought_directly(theo))[-1]) == paragraphs(1_001, 2)


async def test_a_very_long_chapter_takes_more_than_a_day(empty_fireside: Fireside, ines: Person) -> None:
    await add_and_keep(ines, a_long_day(120), "day.txt")
    theo = await empty_fireside.person("Theo")
    await theo.slash("subscribe", story="The Long Day", deliver=CHAPTERS)
    await days_pass(empty_fireside)
    assert len(await brought_directly(theo)) == 12
    await days_pass(empty_fireside)
    came = await brought_directly(theo)
    assert [number for number, each in enumerate(came) if not each["flags"] & RINGS_NOT] == [0, 12]
    assert "\n\n".join(map(text_of, came)) == paragraphs(1, 120)


async def test_what_of_a_chapter_was_read_already_is_left_out(empty_fireside: Fireside, ines: Person) -> None:
    theo = await empty_fireside.person("Theo")
    await theo.slash("read", story=TITLE)
    await theo.slash("subscribe", story=TITLE, deliver=CHAPTERS)
    await days_pass(empty_fireside, 2)
    assert await paragraphs_brought(theo) == [SECOND, [*THIRD, *FOURTH]]


async def test_a_page_that_was_read_in_another_length_is_left_out(
    empty_fireside: Fireside, ines: Person
) -> None:
    await add_and_keep(ines, a_long_day(13), "day.txt")
    theo = await empty_fireside.person("Theo")
    await theo.press("Tablet", await theo.slash("settings"))
    await theo.slash("read", story="The Long Day")
    for _ in range(3):
        panel = await theo.press("▶")
    assert numbers_in(passage(panel)) == [7, 8]  # the last of one long page and the first of the next
    await theo.slash("subscribe", story="The Long Day", deliver=CHAPTERS)
    await days_pass(empty_fireside)
    assert await paragraphs_brought(theo) == [[9, 10, 11, 12, 13]]


async def test_changed_to_chapters_it_goes_on_from_the_last_passage(
    empty_fireside: Fireside, mira: Person
) -> None:
    await days_pass(empty_fireside)
    await change(mira, TITLE, what_comes=["chapter"])
    await days_pass(empty_fireside, 2)
    assert await paragraphs_brought(mira) == [FIRST, SECOND, [*THIRD, *FOURTH]]


@pytest.mark.parametrize(("press", "still"), [("Stop", 1), ("Snooze a week", 3)])
async def test_stopped_or_snoozed_in_the_middle_of_a_chapter_the_rest_of_it_does_not_come(
    empty_fireside: Fireside, ines: Person, press: str, still: int
) -> None:
    await add_and_keep(ines, a_long_day(24), "day.txt")
    theo = await empty_fireside.person("Theo")
    await theo.slash("subscribe", story="The Long Day", deliver=CHAPTERS)
    listed = await theo.slash("subscriptions")
    empty_fireside.playground.faults.inject(Fault(POSTS, FaultKind.RATE_LIMITED, retry_after=1))
    empty_fireside.clock.advance(DAY)
    await empty_fireside.playground.journal.next(POSTS)
    await theo.press(press, listed)
    await all_tried(empty_fireside)
    assert len(await brought_directly(theo)) == 1
    empty_fireside.clock.advance(8 * DAY)
    await all_tried(empty_fireside)
    assert len(await brought_directly(theo)) == still


# The end


async def test_at_the_end_of_what_there_is_it_waits_for_more(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await days_pass(empty_fireside, 6)
    came = await brought_directly(mira)
    assert [numbers_in(text_of(each)) for each in came] == [FIRST, SECOND, THIRD, FOURTH]
    assert footing_of(came[-1]).endswith("that’s all there is so far")
    assert numbers_in((await mira.press("To the last page", came[-1])).text) == FOURTH
    await publish(ines, "Dusk")
    await days_pass(empty_fireside)
    assert text_of((await brought_directly(mira))[-1]) == "The lamps were lit."


async def test_it_ends_with_a_complete_story(empty_fireside: Fireside, mira: Person, ines: Person) -> None:
    await mark(ines, "complete")
    await days_pass(empty_fireside, 4)
    assert footing_of((await brought_directly(mira))[-1]) == "100% · 2 of 2 · the end"
    assert "You don’t follow anything yet" in (await mira.slash("subscriptions")).text


async def test_it_ends_when_what_was_brought_turns_out_to_be_all(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await days_pass(empty_fireside, 4)
    await mark(ines, "complete")
    await days_pass(empty_fireside)
    assert len(await brought_directly(mira)) == 4
    assert "You don’t follow anything yet" in (await mira.slash("subscriptions")).text


async def test_a_complete_story_that_was_read_comes_anew_once_it_is_read_again(
    empty_fireside: Fireside, ines: Person
) -> None:
    await mark(ines, "complete")
    theo = await empty_fireside.person("Theo")
    panel = await theo.slash("read", story=TITLE)
    for _ in range(3):
        panel = await theo.press("▶", panel)
    refused = await theo.slash("subscribe", story=TITLE, deliver=PASSAGES)
    assert refused.text.startswith("You’ve read that story to its end.")
    assert "You don’t follow anything yet" in (await theo.slash("subscriptions")).text
    await read_again(theo, panel)
