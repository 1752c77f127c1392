"""The card of a story knows how far its reader is."""

from __future__ import annotations

from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, ferry


async def test_a_card_says_how_far_one_is(empty_fireside: Fireside) -> None:
    ines = await empty_fireside.person("Ines")
    await empty_fireside.bring_in("ferry.txt", ferry(status="complete"), ines)
    mira = await empty_fireside.person("Mira")
    card = await mira.slash("story", story=TITLE)
    assert "You’re at" not in card.text
    assert "Read" in card.labels
    panel = await mira.slash("read", story=TITLE)
    panel = await mira.press("Next", panel)
    card = await mira.slash("story", story=TITLE)
    assert "You’re at 50%, in Chapter 1 — Dawn." in card.text
    assert "Go on reading" in card.labels
    while any(label.endswith("▶") for label in panel.labels):
        panel = await mira.press("▶", panel)
    card = await mira.slash("story", story=TITLE)
    assert "✓ You read it to the end on <t:" in card.text
    assert "Open at my place" in card.labels
