"""A bot that is killed and started again on a clock that moves on, while Discord answers badly or never."""

from __future__ import annotations

import random
from pathlib import Path

from bot.database import database_at
from bot.playground import Playground
from bot.playground.faults import Fault, FaultKind

JUMPS = CLAIMS_EXPIRE, NONCES_ARE_FORGOTTEN = 150, 4_000
"""Seconds that end a claim whose nonce Discord still knows, and one whose nonce it has forgotten."""
_POSTS, _OPENINGS = "POST /channels/*/messages", "POST /users/@me/channels"
_EDITS = "PATCH /channels/*/messages/*"


def go_wrong(playground: Playground, chance: random.Random) -> None:
    """Some of the next requests meet what Discord's may meet."""
    for kind in (
        FaultKind.RATE_LIMITED,
        FaultKind.SERVER_ERROR,
        FaultKind.ERROR_AFTERWARDS,
        FaultKind.DROPPED,
    ):
        playground.faults.inject(Fault(_POSTS, kind, times=chance.randrange(3)))
    for kind in (FaultKind.OPENING_TOO_FAST, FaultKind.DROPPED):
        playground.faults.inject(Fault(_OPENINGS, kind, times=chance.randrange(2)))
    for kind in (FaultKind.ERROR_AFTERWARDS, FaultKind.DROPPED):
        playground.faults.inject(Fault(_EDITS, kind, times=chance.randrange(2)))


async def at_work(playground: Playground, requests: int) -> None:
    """Returns once the bot has asked for so much, or asks for nothing any more."""
    try:
        for _ in range(requests):
            await playground.journal.next("* /channels/*", timeout=1.5)
    except TimeoutError:
        return


async def anything_owed(path: Path, now: float) -> bool:
    """Whether a message is not settled, or something has fallen due of which there is none yet, or somebody
    has yet to hear that theirs does not arrive."""
    sql = (
        "SELECT EXISTS (SELECT 1 FROM deliveries WHERE due_at IS NOT NULL)"
        " OR EXISTS (SELECT 1 FROM subscriptions WHERE next_at <= ?)"
        " OR EXISTS (SELECT 1 FROM suspension_notes)"
    )
    async with database_at(path) as database:
        return await database.read(lambda connection: bool(connection.execute(sql, (now,)).fetchone()[0]))
