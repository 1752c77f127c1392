"""What to read next: suggestions, with their reasons."""

from __future__ import annotations

import pytest

from tests.conftest import Fireside


async def test_smoke(fireside: Fireside) -> None:
    mira = await fireside.person("Mira")
    from bot.services.likening import Likening
    await Likening(fireside.database, fireside.clock).look_at_changed()
    got = await mira.slash("recommend")
    print(got.text, got.labels)
    got = await mira.slash("recommend", like="Time Lock")
    print(got.text, got.labels)
    got = await mira.press("Not for me") if False else got
