"""The pace of what is sent unasked: turns by the clock of the event loop, which a test moves."""

from __future__ import annotations

import asyncio

import pytest

from bot.subscriptions.throttle import Throttle


class Time:
    """A clock that nobody waits for: who sleeps moves it."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def time(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Time:
    clock = Time()
    monkeypatch.setattr(asyncio, "get_running_loop", lambda: clock)
    monkeypatch.setattr(asyncio, "sleep", clock.sleep)
    return clock


async def turns(throttle: Throttle, clock: Time, *requests: int) -> list[float]:
    """When turns come that are all asked for now, in seconds from now; below 0 they come at once."""
    clock.slept.clear()
    for each in requests:
        await throttle.turn(each)
    return list(clock.slept)


async def test_turns_come_at_the_rate_and_wait_for_as_many_requests_as_were_made(clock: Time) -> None:
    throttle = Throttle(4)
    await turns(throttle, clock, 4)  # after a while, three come at once
    assert await turns(throttle, clock, 1, 1, 3, 1) == [0.5, 0.75, 1.5, 1.75]


async def test_several_processes_share_the_rate(clock: Time) -> None:
    there = 1
    throttle = Throttle(4, lambda: there)
    await turns(throttle, clock, 4)
    assert await turns(throttle, clock, 1, 1) == [0.5, 0.75]
    there = 3
    assert await turns(throttle, clock, 1, 1) == [1.5, 2.25]


async def test_a_turn_is_for_one_request_unless_more_are_named(clock: Time) -> None:
    throttle = Throttle(2)
    await throttle.turn()
    await throttle.turn()
    assert clock.slept == [-1.0, -0.5]


async def test_after_a_delay_three_turns_come_at_once_and_the_rate_is_kept_from_there(clock: Time) -> None:
    throttle = Throttle(2)
    await turns(throttle, clock, 10)
    clock.now += 60
    assert await turns(throttle, clock, 1, 1, 1, 1) == [-1.0, -0.5, 0.0, 0.5]
    clock.now += 0.25
    assert await turns(throttle, clock, 1) == [0.75], "a short delay is made up for alone"


async def test_the_rate_is_halved_down_to_a_sixteenth_and_recovers_by_tenths_to_the_usual(
    clock: Time,
) -> None:
    throttle = Throttle(16)

    async def rate() -> float:
        first, second = await turns(throttle, clock, 1, 1)
        return round(1 / (second - first), 3)

    assert await rate() == 16
    throttle.slow_down()
    assert await rate() == 8
    throttle.recover()
    assert await rate() == pytest.approx(8.8, rel=1e-3)
    for _ in range(9):
        throttle.recover()
    assert await rate() == 16
    for _ in range(5):
        throttle.slow_down()
    assert await rate() == 1
