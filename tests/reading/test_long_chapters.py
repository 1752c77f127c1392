"""A chapter of a million characters: whoever opens it waits for it, and nobody else does."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.reading import divided_texts
from bot.reading.divided_texts import DividedText
from bot.stories.chapter_notes import NoteWithin
from tests.support.librarians import add_and_keep, numbers_in, paragraphs
from tests.support.person import Person

LONG = 100_000
"""Characters from which on a chapter counts as long."""


def endless() -> bytes:
    """A story of one chapter that is far longer than any novel's."""
    return f"Title: The Endless Ferry\nAuthor: A. Boatman\n\nChapter 1\n\n{paragraphs(1, 700)}".encode()


async def test_while_a_long_chapter_is_divided_others_turn_their_pages(
    ines: Person, mira: Person, theo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add_and_keep(ines, endless())
    begun, may_go_on = threading.Event(), threading.Event()
    divide, divisions = DividedText.of, []

    def slowly(text: str, limit: int, notes: tuple[NoteWithin, ...]) -> DividedText:
        if len(text) > LONG:
            divisions.append(limit)
            begun.set()
            may_go_on.wait(20)
        return divide(text, limit, notes)

    monkeypatch.setattr(divided_texts.DividedText, "of", slowly)
    await theo.slash("read", story="Low Water at Skerrow")
    opening = asyncio.create_task(mira.slash("read", story="The Endless Ferry"))
    await asyncio.to_thread(begun.wait, 20)
    assert "2 of" in (await theo.press("Next")).text
    assert not opening.done()
    may_go_on.set()
    assert numbers_in((await opening).text)[0] == 1
    await theo.slash("read", story="The Endless Ferry")
    assert divisions == divisions[:1]
    assert "2 of" in (await mira.press("Next")).text


async def test_a_long_chapter_is_the_same_in_every_length(ines: Person, mira: Person, theo: Person) -> None:
    await add_and_keep(ines, endless())
    await mira.slash("read", story="The Endless Ferry")
    await mira.press("⋯")
    longer = await mira.press("A whole message")
    shown = await theo.slash("read", story="The Endless Ferry")
    assert numbers_in(longer.text)[: len(numbers_in(shown.text))] == numbers_in(shown.text)
    assert len(numbers_in(longer.text)) > len(numbers_in(shown.text))
