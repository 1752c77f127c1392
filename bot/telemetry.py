"""What is noted of the bot's work: the interaction that a line of the log belongs to, figures for
Prometheus."""

from __future__ import annotations

import logging
from contextvars import ContextVar

from prometheus_client import Counter, Histogram

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the interaction that the current task answers."""
INTERACTIONS = Histogram(
    "fireside_interaction_seconds",
    "Time from the arrival of a command, press, form or autocomplete until it was answered.",
    ["kind"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 10),
)
NOTICES = Counter("fireside_notices_total", "Attempts to send a notice, by what came of them.", ["outcome"])
RESPONSES = Counter("fireside_discord_responses_total", "Answers of Discord's API.", ["status"])
RATE_LIMITED = Counter(
    "fireside_discord_rate_limit_seconds_total", "Seconds to wait by Discord's rate limits."
)
_FAILURES = Counter(
    "fireside_log_records_total",
    "Warnings and errors in the log, by the module that wrote them.",
    ["level", "logger"],
)


class CountingHandler(logging.Handler):
    """Counts the log's warnings and errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        """Counts a record."""
        _FAILURES.labels(record.levelname.lower(), record.name).inc()
