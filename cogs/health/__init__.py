"""What the report of the bot's health knows by Discord's connection, and the database's log, kept short."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.health.models import Gateway

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Lets the report see the bot, and starts the worker of the log."""

    def gateway() -> Gateway:
        latency = bot.latency
        return Gateway(
            bot.is_ready(),
            latency if math.isfinite(latency) else None,
            len(bot.guilds),
            sorted(bot.shards),
            bot.shard_count,
        )

    bot.app.health.gateway = gateway
    bot.app.health.workers = bot.workers
    if (log := bot.app.health.log_worker()) is not None:
        bot.workers.start(log)
