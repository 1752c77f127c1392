"""Reading a story in chat: what a reader sees, and where they are afterwards."""

from __future__ import annotations

from tests.person import Person

SERIAL = "Low Water at Skerrow"


async def test_reading_on_shows_one_passage_after_another(mira: Person) -> None:
    first = await mira.slash("read", story=SERIAL)
    assert first.ephemeral
    assert "Low Water at Skerrow" in first.text
    assert "Chapter 1" in first.text
    second = await mira.press("Next")
    assert second.outcome == "update"
    assert second.text != first.text
    assert "2 of" in second.text
