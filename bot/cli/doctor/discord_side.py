"""What `doctor` finds at Discord: the token, the machine's clock, and what the bot may do in each server."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from bot.cli.doctor.findings import Finding, Level, counted
from bot.cli.errors import NotDiscordError, TokenRefusedError, sentence
from bot.settings import Settings

_REFUSED, _NOT_FOUND, _FAILED = 401, 404, 400
_SERVERS_AT_ONCE = 200
_FEW_STARTS = 50
_WRONG_CLOCK = 30
"""Seconds by which the clock may be wrong before notices come late or early."""


class _RefusedError(Exception):
    """Discord does not answer what was asked; `finding` says what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.text)
        self.finding = finding


async def findings(settings: Settings) -> AsyncIterator[Finding]:
    """Yields what there is to say of Discord."""
    headers = {"Authorization": f"Bot {settings.token}"}
    timeout = aiohttp.ClientTimeout(total=15)
    try:
        async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session:
            async for finding in _asked(session, settings.api_url):
                yield finding
    except _RefusedError as error:
        yield error.finding
    except (aiohttp.ClientError, TimeoutError) as error:
        yield Finding(
            Level.WRONG,
            f"Discord cannot be reached ({type(error).__name__}): check the network and the firewall.",
        )


async def _asked(session: aiohttp.ClientSession, api: str) -> AsyncIterator[Finding]:
    gateway, _ = await _get(session, api, "gateway/bot")
    me, ahead = await _get(session, api, "users/@me")
    yield Finding(Level.WELL, f"Discord knows the token: it is {me['username']}'s.")
    if abs(ahead) > _WRONG_CLOCK:
        way = "ahead" if ahead > 0 else "behind"
        yield Finding(Level.WARNING, f"The machine's clock is {abs(ahead):.0f} s {way}: set it (NTP).")
    left = gateway["session_start_limit"]["remaining"]
    if left < _FEW_STARTS:
        starts = counted(left, "more time")
        yield Finding(Level.WARNING, f"Discord lets the bot start only {starts} today: what restarts it?")
    servers = await _servers(session, api)
    yield Finding(Level.NOTE, f"The bot is in {counted(len(servers), 'server')}.")
    for server in servers:
        for finding in _permissions(server):
            yield finding


async def _get(session: aiohttp.ClientSession, api: str, path: str) -> tuple[Any, float]:
    """Returns an answer's JSON, and by how many seconds the clock is ahead of it. Raises _RefusedError."""
    async with session.get(f"{api}/{path}") as answer:
        if refusal := _refusal(answer.status, api):
            raise _RefusedError(refusal)
        try:
            return await answer.json(), _ahead(answer.headers.get("Date"))
        except (aiohttp.ContentTypeError, ValueError) as error:
            raise _RefusedError(Finding(Level.WRONG, sentence(NotDiscordError(api)))) from error


def _refusal(status: int, api: str) -> Finding | None:
    if status == _REFUSED:
        return Finding(Level.WRONG, sentence(TokenRefusedError()))
    if status == _NOT_FOUND:
        return Finding(Level.WRONG, sentence(NotDiscordError(api)))
    if status >= _FAILED:
        return Finding(Level.WRONG, f"Discord answers with status {status}: try again later.")
    return None


def _ahead(date: str | None) -> float:
    """Returns by how many seconds the clock is ahead of what an answer says."""
    return time.time() - parsedate_to_datetime(date).timestamp() if date else 0


async def _servers(session: aiohttp.ClientSession, api: str) -> list[dict[str, Any]]:
    servers: list[dict[str, Any]] = []
    while True:
        after = servers[-1]["id"] if servers else "0"
        page, _ = await _get(session, api, f"users/@me/guilds?limit={_SERVERS_AT_ONCE}&after={after}")
        servers += page
        if len(page) < _SERVERS_AT_ONCE:
            return servers


def _permissions(server: dict[str, Any]) -> Iterator[Finding]:
    import discord  # noqa: PLC0415 - takes half a second, and is not needed where Discord is away

    from bot.client import PERMISSIONS  # noqa: PLC0415

    has = discord.Permissions(int(server["permissions"]))
    missing = [
        name for name, wanted in PERMISSIONS if wanted and not (has.administrator or getattr(has, name))
    ]
    if missing:
        names = ", ".join(name.replace("_", " ").title() for name in missing)
        yield Finding(
            Level.WARNING,
            f"In “{server['name']}” it may not: {names}. Somebody who manages it can give its role these.",
        )
