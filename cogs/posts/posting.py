"""The posting of what everybody in a channel is to see, in answer to an interaction."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.posts.models import PostedPicture, WantedPost, is_mark, new_mark
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Audience
from cogs.posts.messenger import DiscordMessenger
from cogs.ui.replies import Interaction, defer

if TYPE_CHECKING:
    from bot.client import StoryBot


class Posting:
    """Posts what somebody wants everybody to see."""

    def __init__(self, bot: StoryBot) -> None:
        self._posts = bot.app.posts
        self._messenger = DiscordMessenger(bot)

    async def post(
        self,
        interaction: Interaction,
        audience: Audience,
        view: ui.LayoutView,
        *,
        story: StoryId | None = None,
        chapter: ChapterId | None = None,
        picture: PostedPicture | None = None,
        offer: int | None = None,
        channel: int | None = None,
    ) -> bool:
        """Posts a message in the channel of an interaction, or in another of its server. The interaction is
        deferred then and is to be answered privately. `story` and `chapter` are those whose text it shows.
        Returns False, and does nothing, where the offer was taken before.

        Raises StoryGoneError, RatingRefusedError, NotPostedError or PostDelayedError.
        """
        mark: int = new_mark()
        components: list[Any] = view.to_components()  # type: ignore[no-untyped-call]
        components[0]["id"] = mark
        wanted = WantedPost(
            channel or interaction.channel_id or 0,
            mark,
            json.dumps(components),
            story,
            chapter,
            picture,
            offer,
        )
        post = await self._posts.write_down(audience, wanted)
        if post is None:
            return False
        await defer(interaction)
        await self._posts.send(post, self._messenger)
        return True


def keep_mark(view: ui.LayoutView, message: discord.Message | None) -> ui.LayoutView:
    """Returns the view that is to replace a public message, with the mark that this message has."""
    mark = getattr(next(iter(message.components), None), "id", None) if message else None
    if is_mark(mark):
        view.children[0].id = mark
    return view
