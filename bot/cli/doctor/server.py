"""What `doctor` finds of a library on a server: whether it can be reached, and how it is there."""

from __future__ import annotations

import time
from collections.abc import Iterator

from bot.cli.doctor.findings import Finding, Level, counted
from bot.cli.errors import sentence
from bot.copying.errors import BotRunsError
from bot.copying.models import told
from bot.copying.service import require_nobody
from bot.database.errors import NewerDatabaseError
from bot.database.server_facts import ServerFacts, server_facts
from bot.errors import DatabaseError

RUNNING, NOT_RUNNING = "The bot is running.", "The bot is not running."
_MB = 1_000_000
_WRONG_CLOCK = 10
"""Seconds by which the clocks of processes over one database may differ."""
_FEW_CONNECTIONS = 0.9


def findings(url: str) -> Iterator[Finding]:
    """Yields what there is to say of the server and of the database there."""
    try:
        asked = time.time()
        facts = server_facts(url)
        if facts.schema > facts.newest:
            raise NewerDatabaseError
    except DatabaseError as error:
        yield Finding(Level.WRONG, sentence(error))
        return
    yield Finding(
        Level.WELL,
        f"The server answers: PostgreSQL {facts.version}, {told(url)}, {facts.size / _MB:.1f} MB, step"
        f" {facts.schema} of the schema.",
    )
    yield Finding(Level.NOTE, RUNNING if _is_running(url) else NOT_RUNNING)
    yield from _connections(facts)
    yield from _clock(facts.clock - (asked + time.time()) / 2)


def is_older(url: str) -> bool:
    """Returns whether opening the library would bring its schema up to date, or begin one."""
    facts = server_facts(url)
    return facts.schema < facts.newest


def _is_running(url: str) -> bool:
    try:
        require_nobody(url, int(time.time()))
    except BotRunsError:
        return True
    return False


def _connections(facts: ServerFacts) -> Iterator[Finding]:
    full = facts.connections >= _FEW_CONNECTIONS * facts.most_connections
    yield Finding(
        Level.WARNING if full else Level.NOTE,
        f"The server has {counted(facts.connections, 'connection')} of at most {facts.most_connections:,}"
        + (
            ": each process takes up to eight; raise max_connections, or put a pooler in front."
            if full
            else "."
        ),
    )


def _clock(ahead: float) -> Iterator[Finding]:
    if abs(ahead) > _WRONG_CLOCK:
        way = "ahead of" if ahead > 0 else "behind"
        yield Finding(
            Level.WARNING,
            f"The server's clock is {abs(ahead):.0f} s {way} this machine's: set both (NTP).",
        )
    else:
        yield Finding(Level.WELL, f"The server's clock is within {_WRONG_CLOCK} s of this machine's.")
