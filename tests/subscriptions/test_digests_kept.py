"""Digests lose no news and tell none twice, whatever is out of sight or breaks off between."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.playground import Playground
from bot.playground.faults import Fault, FaultKind
from tests.subscriptions.delivered_digests import BOTH, MILL, digests, follow_both, next_digest
from tests.support.bot_process import BotProcess
from tests.support.delivered_notices import all_tried, publish, strike
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, add_and_keep, correct, take_down
from tests.support.person import Person

DAY = 86_400
POSTS = "POST /channels/*/messages"


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry* and *The Mill*, two chapters each."""
    return BOTH


@pytest.fixture
async def mira(empty_fireside: Fireside, ines: Person) -> Person:
    """A reader who has both stories in her daily digest, at six in the evening."""
    reader = await empty_fireside.person("Mira")
    await follow_both(reader)
    return reader


# What is not for them just now


async def test_a_story_that_is_taken_down_keeps_its_news_for_when_it_is_back(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await publish(ines, "Dusk")
    await publish(ines, "Flour", story=MILL)
    gone = await take_down(ines)
    strike(empty_fireside, 18)
    assert TITLE not in await next_digest(mira)
    await ines.press("Put it back", gone)
    strike(empty_fireside, 18)
    told = await next_digest(mira, TITLE)
    assert (
        told
        == "📖 Your daily digest: news of 1 story\n\n**The Ferry** · A. Boatman\n**Chapter 3 — Dusk** is out."
    )


async def test_a_story_out_of_sight_keeps_its_news_for_when_it_may_be_shown(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await correct(ines, "Rating", await ines.slash("stories edit", story=TITLE), rating=["mature"])
    await publish(ines, "Dusk")
    await publish(ines, "Flour", story=MILL)
    strike(empty_fireside, 18)
    assert TITLE not in await next_digest(mira)
    mira.go("after-dark")
    await mira.slash("read", story=TITLE)
    strike(empty_fireside, 18)
    assert "Dusk" in await next_digest(mira, TITLE)


async def test_news_that_an_attempt_told_in_vain_is_kept_where_the_next_leaves_it_out(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await publish(ines, "Dusk")
    await publish(ines, "Flour", story=MILL)
    outage = Fault(POSTS, FaultKind.RATE_LIMITED, times=5, retry_after=0.01)  # as often as discord.py tries
    empty_fireside.playground.faults.inject(outage)
    strike(empty_fireside, 18)
    await all_tried(empty_fireside)
    gone = await take_down(ines)
    empty_fireside.clock.advance(60)
    assert TITLE not in await next_digest(mira)
    await ines.press("Put it back", gone)
    strike(empty_fireside, 18)
    assert "Dusk" in await next_digest(mira, TITLE)


# Once


@pytest.mark.parametrize("kind", [FaultKind.DROPPED, FaultKind.ERROR_AFTERWARDS])
async def test_a_digest_whose_arrival_was_not_heard_of_is_not_sent_again(
    empty_fireside: Fireside, mira: Person, ines: Person, kind: FaultKind
) -> None:
    await publish(ines, "Dusk")
    empty_fireside.playground.faults.inject(Fault(POSTS, kind))
    strike(empty_fireside, 18)
    told = await next_digest(mira)
    await all_tried(empty_fireside)
    empty_fireside.clock.advance(60)
    await all_tried(empty_fireside)
    await publish(ines, "Flour", story=MILL)
    strike(empty_fireside, 18)
    again = await next_digest(mira, "Flour")
    assert await digests(mira) == [told, again]
    assert TITLE not in again


@pytest.mark.parametrize("ahead", [150, 4_000], ids=["its nonce is known", "its nonce is forgotten"])
async def test_a_bot_that_is_killed_with_a_digest_on_its_way_does_not_repeat_it(
    tmp_path: Path, ahead: int
) -> None:
    moved = 0
    async with (
        Playground(controls=True, clock=lambda: time.time() + moved) as playground,
        BotProcess(playground, tmp_path / "fireside.sqlite3") as bot,
        Person(playground, "Ines") as ines,
        Person(playground, "Mira") as mira,
    ):
        for name, content in BOTH.items():
            await add_and_keep(ines, content, name)
        await follow_both(mira)
        await publish(ines, "Dusk")
        await bot.kill()
        playground.faults.inject(Fault(POSTS, FaultKind.DROPPED))
        moved += DAY
        await bot.start(moved)
        told = await next_digest(mira)
        await bot.kill()
        moved += ahead
        await bot.start(moved)
        await publish(ines, "Flour", story=MILL)
        await bot.kill()
        moved += DAY
        await bot.start(moved)
        again = await next_digest(mira, "Flour")
        assert await digests(mira) == [told, again]
        assert TITLE not in again
