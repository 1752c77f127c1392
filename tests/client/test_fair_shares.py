"""Somebody who presses, types or uploads without pause has so much in hand at a time, and slows nobody."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from cogs.ui.in_hand import MOST
from tests.support.fireside import Fireside
from tests.support.person import Person

STORY = "Low Water at Skerrow"
TOO_MUCH = "That’s more at once than I can manage"


async def test_who_presses_too_much_at_once_is_told_so_and_others_are_answered(
    fireside: Fireside, mira: Person, theo: Person
) -> None:
    panels = [await person.slash("read", story=STORY) for person in (mira, theo)]
    begun, may_go_on = threading.Event(), threading.Event()

    def busy(_: object) -> None:
        begun.set()
        may_go_on.wait(20)

    writing = asyncio.create_task(fireside.database.transaction(busy))
    await asyncio.to_thread(begun.wait)
    presses = [asyncio.create_task(mira.press("Next", panels[0])) for _ in range(MOST + 4)]
    async with asyncio.timeout(mira.patience):
        while sum(press.done() for press in presses) < 4:  # noqa: ASYNC110 - in any order
            await asyncio.sleep(0.005)
    turned = asyncio.create_task(theo.press("Next", panels[1]))
    may_go_on.set()
    said = [(await press).text for press in presses]
    assert sum(TOO_MUCH in each for each in said) == 4
    assert all("2 of" in each for each in said if TOO_MUCH not in each)
    assert "2 of" in (await turned).text
    await writing
    (page, *_) = (press.result() for press in presses if TOO_MUCH not in press.result().text)
    assert "3 of" in (await mira.press("Next", page)).text


async def test_of_what_somebody_types_the_newest_is_looked_up(
    fireside: Fireside, mira: Person, theo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    suggest, may_go_on = fireside.app.library.suggest, asyncio.Event()

    async def slowly(audience: Any, typed: str) -> Any:
        looked_up.append(typed)
        await may_go_on.wait()
        return await suggest(audience, typed)

    monkeypatch.setattr(fireside.app.library, "suggest", slowly)
    first = asyncio.create_task(mira.autocomplete("read", "story", "l"))
    async with asyncio.timeout(mira.patience):
        while not looked_up:  # noqa: ASYNC110 - it is in hand then
            await asyncio.sleep(0.005)
    later = [
        asyncio.create_task(mira.autocomplete("read", "story", typed)) for typed in ("lo", "low", "low w")
    ]
    assert [await each for each in later[:2]] == [[], []]
    may_go_on.set()
    assert [choice["name"].split(" — ")[0] for choice in await later[2]] == [STORY]
    assert await first
    assert looked_up == ["l", "low w"]
