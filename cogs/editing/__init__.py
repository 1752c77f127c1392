"""The cogs for librarians: stories added and changed, with their history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.editing import packing, recounting
from bot.editing.errors import ChangedSinceError, ToBeHandedInError
from cogs.editing.authors import StoriesAuthorsCog
from cogs.editing.cog import EditingCog
from cogs.editing.commands import StoriesEditingCog
from cogs.editing.covers import CoversCog
from cogs.editing.draft_screens import changed_since_card, draft_card
from cogs.editing.drafts import DraftsCog
from cogs.editing.early import EarlyChaptersCog
from cogs.editing.errors import SENTENCES
from cogs.editing.history import HistoryCog
from cogs.editing.previews import PreviewsCog
from cogs.editing.publishing import PublishingCog
from cogs.editing.takedowns import TakedownsCog
from cogs.ui.errors import register_screen, register_sentences

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot."""
    register_sentences(SENTENCES)
    register_screen(ToBeHandedInError, lambda error: draft_card(error.draft))
    register_screen(ChangedSinceError, changed_since_card)
    await bot.add_cog(StoriesEditingCog(bot))
    await bot.add_cog(StoriesAuthorsCog(bot))
    await bot.add_cog(EditingCog(bot))
    await bot.add_cog(DraftsCog(bot))
    await bot.add_cog(PreviewsCog(bot))
    await bot.add_cog(HistoryCog(bot))
    await bot.add_cog(CoversCog(bot))
    await bot.add_cog(PublishingCog(bot))
    await bot.add_cog(EarlyChaptersCog(bot))
    await bot.add_cog(TakedownsCog(bot))
    bot.workers.start(bot.app.publishing.worker(), after=bot.app.publishing.prepare)
    bot.workers.start(bot.app.early_chapters.worker())
    bot.workers.start(bot.app.covers.worker())
    bot.workers.start(recounting.worker(bot.app.database, bot.app.clock))
    bot.workers.start(packing.worker(bot.app.database, bot.app.clock))
