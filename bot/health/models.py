"""A report of how the bot is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.subscriptions.models import Pause


@dataclass(frozen=True, slots=True)
class Gateway:
    """The connection to Discord. `latency` is the time of a heartbeat, in seconds, None before the first.
    `shards` are those that this process has, of `shard_count`; `servers` counts theirs."""

    ready: bool
    latency: float | None
    servers: int
    shards: Sequence[int] = ()
    shard_count: int | None = None


OFFLINE = Gateway(ready=False, latency=None, servers=0)


@dataclass(frozen=True, slots=True)
class WorkerReport:
    """A worker: how many items fail now, why the one did that failed last, and when all went well last, UTC
    in seconds. One that is `elsewhere` is another process's for the time being."""

    name: str
    failing: int
    error: str | None
    last_success: int | None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is to be sent and is due, how long the first of it has been, in seconds, and how many notices were
    tried in vain and are tried again."""

    notices: int
    longest: int
    retried: int


@dataclass(frozen=True, slots=True)
class Report:
    """How the bot is. `trouble` says what is wrong with the database; then `waiting` and what follows it may
    be unknown. Sizes are in bytes; `suspended` counts subscriptions by why they are. `pause` is that of all
    sending, if there is one."""

    gateway: Gateway
    trouble: str | None
    file_bytes: int
    log_bytes: int
    workers: Sequence[WorkerReport]
    waiting: Waiting | None
    suspended: Mapping[str, int]
    failing_feeds: int
    pause: Pause | None

    @property
    def status(self) -> str:
        """`ok`; `down` where the database is in trouble; else `degraded`: all works on by itself."""
        if self.trouble is not None:
            return "down"
        worried = self.pause is not None or any(worker.failing for worker in self.workers)
        return "ok" if self.gateway.ready and not worried else "degraded"
