"""The errors of processes that get into each other's way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import FiresideError


class ShardsError(FiresideError):
    """Processes over the same database do not go together; each reason is a type below."""


@dataclass(eq=False)
class ShardsServedError(ShardsError):
    """Other processes over the same database have these shards, each of `count`."""

    numbers: Sequence[int]
    count: int


@dataclass(eq=False)
class OtherShardCountError(ShardsError):
    """The processes over the same database have `count` shards in all, and this one was told another
    number."""

    count: int
