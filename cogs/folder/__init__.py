"""The watched folder, where the operator has set one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cogs.folder.reports import tell_owners

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot, if a folder is to be watched."""
    app = bot.app
    if app.watched_folder is not None:
        from bot.folder.service import WatchedFolder  # noqa: PLC0415 - seldom wanted, and slow to load

        watched = WatchedFolder(app.watched_folder, app.importer, app.database, app.clock)
        bot.workers.start(watched.worker(partial(tell_owners, bot)), after=bot.wait_until_ready)
