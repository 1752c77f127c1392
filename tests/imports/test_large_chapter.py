"""A chapter of megabytes holds up nobody who reads another story."""

from __future__ import annotations

import asyncio

import pytest

from tests.support.fireside import Fireside
from tests.support.librarians import add_and_keep
from tests.support.person import Person

PARAGRAPH = "The lamp was lit at {number}, and whoever had been out on the water came in one by one, " * 6


async def turned(reader: Person, done: asyncio.Event) -> list[str]:
    """What comes of turning pages to and fro until something is done."""
    await reader.slash("read", story="Low Water at Skerrow")
    outcomes = []
    while not done.is_set():
        outcomes += [(await reader.press(says)).outcome for says in ("Next", "Back")]
    return outcomes


@pytest.mark.proofs_only
async def test_while_a_chapter_of_megabytes_comes_in_and_is_opened_others_turn_pages(
    fireside: Fireside, mira: Person, theo: Person, ines: Person
) -> None:
    paragraphs = (PARAGRAPH.format(number=number) for number in range(6_000))
    text = "Title: The Long Watch\n\n" + "\n\n".join(paragraphs)
    assert len(text) > 3_000_000
    done = asyncio.Event()
    turning = asyncio.create_task(turned(mira, done))
    await add_and_keep(ines, text.encode(), "the-long-watch.txt")
    assert "1 of" in (await theo.slash("read", story="The Long Watch")).text
    assert "2 of" in (await theo.press("Next")).text
    await theo.slash("quote", story="The Long Watch")
    done.set()
    outcomes = await turning
    assert set(outcomes) == {"update"} and len(outcomes) > 10
