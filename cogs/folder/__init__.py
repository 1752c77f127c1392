"""The watched folder, where the operator has set one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.folder.cog import FolderCog

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Register the feature with the bot, if a folder is to be watched."""
    app = bot.app
    if app.watched_folder is not None:
        from bot.folder.service import WatchedFolder  # noqa: PLC0415 - seldom wanted, and slow to load

        watched = WatchedFolder(app.watched_folder, app.acquisitions, app.database, app.clock)
        await bot.add_cog(FolderCog(bot, watched))
