"""The two pages of a loopback address that tell how the bot is: `/health` and `/metrics`."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import REGISTRY, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from bot.health.errors import HealthPortTakenError
from bot.health.models import Report
from bot.health.service import Health

_HOST = "127.0.0.1"
_OK, _UNAVAILABLE = 200, 503


@asynccontextmanager
async def served(health: Health, port: int) -> AsyncIterator[None]:
    """Serves the pages for as long as this lasts. Raises HealthPortTakenError."""

    async def page(_: web.Request) -> web.Response:
        report = await health.report()
        body = {"status": report.status, **dataclasses.asdict(report)}
        return web.json_response(body, status=_UNAVAILABLE if report.status == "down" else _OK)

    async def metrics(_: web.Request) -> web.Response:
        registry = CollectorRegistry()
        registry.register(Now(await health.report()))
        body = await asyncio.to_thread(generate_latest, REGISTRY) + generate_latest(registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

    health.is_served = True
    app = web.Application()
    app.add_routes([web.get("/health", page), web.get("/metrics", metrics)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, _HOST, port).start()
        except OSError as error:
            raise HealthPortTakenError(port) from error
        yield
    finally:
        await runner.cleanup()


class Now(Collector):
    """A report, as figures."""

    def __init__(self, report: Report) -> None:
        self._report = report

    def collect(self) -> Iterator[Metric]:
        """Yields the figures."""
        report = self._report
        yield _gauge("gateway_ready", "1 while Discord has a session with the bot.", report.gateway.ready)
        yield _gauge("gateway_latency_seconds", "Time of a heartbeat.", report.gateway.latency)
        yield _gauge("servers", "Servers that have the bot.", report.gateway.servers)
        yield _by(
            "shard", "1 for each shard of this process.", "shard", {str(n): 1 for n in report.gateway.shards}
        )
        yield _gauge("shards", "Shards of all processes together.", report.gateway.shard_count)
        yield _gauge(
            "database_trouble", "1 while the database cannot be used as usual.", report.trouble is not None
        )
        yield _gauge("database_bytes", "Size of the database.", report.file_bytes)
        yield _gauge("database_log_bytes", "Size of the write-ahead log of an SQLite file.", report.log_bytes)
        yield _gauge("feeds_failing", "Feeds that could not be read at the last look.", report.failing_feeds)
        if report.waiting is not None:
            yield _gauge("notices_due", "Notices that are due and not sent.", report.waiting.notices)
            yield _gauge(
                "notices_due_longest_seconds",
                "How long the first of them has been due.",
                report.waiting.longest,
            )
            yield _gauge("notices_retried", "Notices tried in vain, and tried again.", report.waiting.retried)
        yield _gauge(
            "sending_paused",
            "1 while nothing is sent unasked, because several notices in a row were refused alike.",
            report.pause is not None,
        )
        yield _by("subscriptions_suspended", "Suspended subscriptions.", "reason", report.suspended)
        failing = {worker.name: worker.failing for worker in report.workers}
        yield _by("worker_failing", "Items of a worker that fail now.", "worker", failing)
        well = {
            worker.name: worker.last_success
            for worker in report.workers
            if worker.last_success is not None and not worker.elsewhere
        }
        yield _by("worker_last_success_timestamp_seconds", "When a worker was last well.", "worker", well)


def _gauge(name: str, help_text: str, value: float | None) -> Metric:
    family = GaugeMetricFamily(f"fireside_{name}", help_text)
    if value is not None:
        family.add_metric([], float(value))
    return family


def _by(name: str, help_text: str, label: str, values: Mapping[str, int]) -> Metric:
    family = GaugeMetricFamily(f"fireside_{name}", help_text, labels=[label])
    for each, value in values.items():
        family.add_metric([each], value)
    return family
