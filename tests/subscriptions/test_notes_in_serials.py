"""What an author says beside a chapter, as a serial brings it."""

from __future__ import annotations

import pytest

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.details import Details
from tests.subscriptions.delivered_instalments import (
    CHAPTERS,
    PASSAGES,
    PASSAGES_HERE,
    brought,
    brought_directly,
    days_pass,
)
from tests.support.fireside import Fireside, let_manage_channels
from tests.support.librarians import TITLE, paragraphs
from tests.support.person import Person
from tests.support.replies import readable

SHORT = ChapterNotes("Ada climbs.", "For my sister.", "Until Friday!", ("blood",))
LONG_NOTE = "\n\n".join(f"Note {number}: " + "I thank you all. " * 30 for number in range(1, 12))
LONG = ChapterNotes(before=LONG_NOTE, after=LONG_NOTE, content_warnings=("blood",))


async def subscriber(
    fireside: Fireside, notes: ChapterNotes, way: str, text: str = paragraphs(1, 3)
) -> Person:
    """A reader who gets *The Ferry*, whose second chapter has these notes."""
    chapters = ManuscriptChapter("Dawn", paragraphs(11, 1)), ManuscriptChapter("Noon", text, notes=notes)
    await fireside.add(Manuscript(Details(title=TITLE), chapters))
    reader = await fireside.person("Mira")
    let_manage_channels(reader)
    await reader.slash("subscribe", story=TITLE, deliver=way, at="18:00")
    return reader


@pytest.mark.parametrize("way", [PASSAGES, CHAPTERS])
async def test_notes_come_with_the_passage_that_they_stand_beside(empty_fireside: Fireside, way: str) -> None:
    reader = await subscriber(empty_fireside, SHORT, way)
    await days_pass(empty_fireside, 2)
    first, second = map(readable, await brought_directly(reader))
    assert "blood" not in first
    before = "-# Content warnings: blood\n\n-# Summary\nAda climbs.\n\n-# Author’s note\nFor my sister."
    assert second.index(before) < second.index("p1w0") < second.index("-# Author’s note\nUntil Friday!")


async def test_long_notes_are_a_press_away_and_warnings_are_not(empty_fireside: Fireside) -> None:
    reader = await subscriber(empty_fireside, LONG, CHAPTERS)
    await days_pass(empty_fireside, 2)
    _, second = await brought_directly(reader)
    assert "-# Content warnings: blood\n\np1w0" in readable(second)
    await reader.go_direct()
    assert "-# Author’s note\nNote 1:" in (await reader.press("Notes before it", second)).text
    assert "-# Author’s note\nNote 1:" in (await reader.press("Notes after it", second)).text


async def test_a_chapter_without_room_keeps_its_whole_text(empty_fireside: Fireside) -> None:
    text = paragraphs(1, 40)
    reader = await subscriber(empty_fireside, LONG, CHAPTERS, text)
    await days_pass(empty_fireside, 2)
    _, *parts = map(readable, await brought_directly(reader))
    assert all(part.count("blood") == (number == 0) for number, part in enumerate(parts))
    assert all(f"p{number}w59" in "".join(parts) for number in range(1, 41))


async def test_in_a_channel_the_notes_open_privately(empty_fireside: Fireside) -> None:
    reader = await subscriber(empty_fireside, LONG, PASSAGES_HERE)
    await days_pass(empty_fireside, 2)
    _, second = await brought(reader)
    shown = await reader.press("Notes before it", second)
    assert shown.ephemeral
    assert "Note 1:" in shown.text
