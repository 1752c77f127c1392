"""Answers to different people are sent side by side; one that does not arrive is a line in the log."""

from __future__ import annotations

import asyncio
import logging

import pytest

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


def undelivered(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [each for each in caplog.records if "could not be delivered" in each.msg]


async def test_an_answer_on_whose_way_the_connection_breaks_is_a_line_in_the_log(
    fireside: Fireside, mira: Person, caplog: pytest.LogCaptureFixture
) -> None:
    fireside.playground.faults.inject(Fault("POST */callback", FaultKind.DROPPED, times=2))
    assert (await mira.slash("help")).outcome == "message", "it arrived, but the bot cannot know that"
    async with asyncio.timeout(mira.patience):
        while len(told := undelivered(caplog)) < 2:  # noqa: ASYNC110 - the log has no event
            await asyncio.sleep(0.01)
    assert [each.getMessage() for each in told] == [
        "An answer could not be delivered: ServerDisconnectedError",
        "An apology could not be delivered: ServerDisconnectedError",
    ]
    assert not any(each.exc_info for each in caplog.records)
