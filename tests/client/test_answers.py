"""Answers to different people are sent side by side."""

from __future__ import annotations

import asyncio

from bot.playground.faults import Fault, FaultKind
from tests.support.fireside import Fireside
from tests.support.person import Person


async def test_nobody_waits_for_an_answer_to_somebody_else(
    fireside: Fireside, mira: Person, theo: Person
) -> None:
    slow = Fault("POST */callback", FaultKind.SLOW_UPLINK, rate=1)
    fireside.playground.faults.inject(slow)
    waiting = asyncio.create_task(mira.slash("library"))
    while slow.times:  # noqa: ASYNC110 - faults have no event
        await asyncio.sleep(0.01)
    assert (await theo.slash("library")).outcome == "message"
    assert not waiting.done(), "and so it was still being sent"
    waiting.cancel()
