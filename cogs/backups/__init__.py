"""The nightly backup, where the operator has set a folder for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot, if backups are to be made."""
    app = bot.app
    if app.backups is not None:
        bot.workers.start(app.backups.worker(app.database.place, app.clock))
