"""The shards of a process, and how long it may go without saying that it is there."""

from __future__ import annotations

from dataclasses import dataclass

SECONDS = 20
"""Seconds for which a lease holds: whoever has not renewed it by then is taken to be gone."""
RENEWED = 5
"""Seconds after which it is renewed."""
BELIEVED = 60
"""Seconds ahead for which a lease may seem to hold: machines’ clocks differ. One that would for longer
is from a clock that was wrong."""


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards of a process, and how many there are in all. None: all of them; as many as Discord
    recommends."""

    ids: tuple[int, ...] | None = None
    count: int | None = None


ALL_SHARDS = Shards()


@dataclass(frozen=True, slots=True)
class ServedShard:
    """A shard that a process has, of how many, and until when it holds it unless it renews that, UTC in
    seconds."""

    number: int
    count: int
    until: int
