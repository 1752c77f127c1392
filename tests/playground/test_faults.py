"""When Discord is slow, broken, or cuts the line."""

from __future__ import annotations

import asyncio
import time

import aiohttp
import discord
import pytest

from bot.playground import Playground
from bot.playground.faults import Fault, FaultKind
from bot.playground.limits import GLOBAL, PER_BUCKET, RateLimits
from tests.playground.parrot import Parrot
from tests.support.person import Person

POSTING = "POST /channels/*/messages"


async def test_a_rate_limited_message_is_sent_again(
    mira: Person, parrot: Parrot, playground: Playground
) -> None:
    playground.faults.inject(Fault(POSTING, FaultKind.RATE_LIMITED, times=2, retry_after=0.01))
    await parrot.post(mira.channel_id, {"content": "patience"})
    assert [sent.status for sent in playground.journal.of(POSTING)] == [429, 429, 200]
    assert len(await mira.history()) == 1


async def test_a_broken_answer_is_tried_again(mira: Person, parrot: Parrot, playground: Playground) -> None:
    playground.faults.inject(Fault(POSTING, FaultKind.SERVER_ERROR))
    started = time.monotonic()
    await parrot.post(mira.channel_id, {"content": "patience"})
    assert [sent.status for sent in playground.journal.of(POSTING)] == [500, 200]
    assert time.monotonic() - started >= 1, "discord.py waits a second"


@pytest.mark.parametrize(("status", "code"), [(400, 50035), (403, 0), (404, 10003)])
async def test_any_refusal_can_be_had(
    mira: Person, parrot: Parrot, playground: Playground, status: int, code: int
) -> None:
    playground.faults.inject(Fault(POSTING, FaultKind.REFUSED, status=status, code=code))
    with pytest.raises(discord.HTTPException) as refused:
        await parrot.post(mira.channel_id, {"content": "let me"})
    assert (refused.value.status, refused.value.code) == (status, code)
    assert await mira.history() == []


async def test_an_upload_takes_its_time_on_a_slow_line(
    mira: Person, parrot: Parrot, playground: Playground
) -> None:
    playground.faults.inject(Fault(POSTING, FaultKind.SLOW_UPLINK, rate=20_000))
    started = time.monotonic()
    await parrot.post(mira.channel_id, {"content": "x" * 2000})
    assert time.monotonic() - started >= 0.1
    assert len(await mira.history()) == 1


async def test_a_line_cut_after_the_fact(mira: Person, parrot: Parrot, playground: Playground) -> None:
    playground.faults.inject(Fault(POSTING, FaultKind.DROPPED))
    with pytest.raises(aiohttp.ClientError):
        await parrot.post(mira.channel_id, {"content": "did it arrive?"})
    assert [message["content"] for message in await mira.history()] == ["did it arrive?"]


async def test_a_test_can_wait_for_what_the_bot_sends(
    mira: Person, parrot: Parrot, playground: Playground
) -> None:
    async with asyncio.TaskGroup() as tasks:
        awaited = tasks.create_task(playground.journal.next(POSTING))
        await mira.slash("say")
        await parrot.post(mira.channel_id, {"content": "here it is"})
    assert awaited.result().body == {"content": "here it is"}
    with pytest.raises(TimeoutError):
        await playground.journal.next("DELETE *", timeout=0.01)


async def test_every_answer_has_its_rate_limit(mira: Person, playground: Playground) -> None:
    headers = {"Authorization": f"Bot {playground.token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.get(f"{playground.api_url}/users/@me") as response,
    ):
        assert response.headers["Content-Type"] == "application/json"
        assert int(response.headers["X-RateLimit-Remaining"]) < int(response.headers["X-RateLimit-Limit"])
        assert float(response.headers["X-RateLimit-Reset-After"]) <= 1
        assert response.headers["X-RateLimit-Bucket"]


async def test_a_wrong_token_and_a_wrong_path(playground: Playground) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{playground.api_url}/users/@me") as response:
            assert (response.status, await response.json()) == (
                401,
                {"message": "401: Unauthorized", "code": 0},
            )
        headers = {"Authorization": f"Bot {playground.token}"}
        async with session.get(f"{playground.api_url}/moon", headers=headers) as response:
            assert (response.status, (await response.json())["code"]) == (404, 0)


async def test_a_bucket_is_spent_and_the_bot_is_told_to_wait(
    mira: Person, parrot: Parrot, playground: Playground
) -> None:
    for number in range(PER_BUCKET + 1):
        await parrot.post(mira.channel_id, {"content": str(number)})
    assert len(await mira.history()) == PER_BUCKET + 1
    assert {sent.status for sent in playground.journal.of(POSTING)} == {200}, "discord.py waited by itself"


def test_limits_are_enforced() -> None:
    limits = RateLimits()
    waits = [limits.spend("GET /a", "1", interaction=False).wait for _ in range(PER_BUCKET + 1)]
    assert waits[:-1] == [0] * PER_BUCKET
    assert 0 < waits[-1] <= 1
    elsewhere = [limits.spend("GET /a", "2", interaction=False) for _ in range(GLOBAL - PER_BUCKET + 1)]
    assert elsewhere[-1].everywhere, "the global limit is spent"
    assert limits.spend("POST /callback", "3", interaction=True).wait == 0, "interactions do not count"
