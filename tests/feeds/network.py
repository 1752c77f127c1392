"""The net as a test has it: names that it makes up, and this machine to fetch from."""

from __future__ import annotations

import socket

from aiohttp.abc import AbstractResolver, ResolveResult

from bot.clock import Clock
from bot.feeds.fetching import Fetching
from bot.feeds.models import FetchOutcome

HOME = "127.0.0.1"
PUBLIC = "192.0.43.8"


class Names(AbstractResolver):
    """Names as a test has them; each time that a name is looked up it gives its next addresses."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self.answers = {name.replace("_", "."): each for name, each in answers.items()}
        self.looked_up: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.looked_up.append(host)
        left = self.answers.get(host)
        if left is None:
            raise OSError(f"there is no {host}")
        addresses = left.pop(0) if len(left) > 1 else left[0]
        return [
            ResolveResult(hostname=host, host=each, port=port, family=socket.AF_INET, proto=0, flags=0)
            for each in addresses
        ]

    async def close(self) -> None:
        pass


def at_home(
    seconds: float = 30, resolver: AbstractResolver | None = None, clock: Clock | None = None
) -> Fetching:
    """As in the playground: this machine may be fetched from."""
    return Fetching(clock or Clock(), loopback=True, resolver=resolver, seconds=seconds)


async def refused(address: str, fetching: Fetching | None = None) -> str:
    """Why an address is not fetched."""
    answer = await (fetching or at_home()).fetch(address)
    assert answer.outcome is FetchOutcome.FAILED
    assert answer.body == b""
    assert answer.address == address
    return answer.reason
