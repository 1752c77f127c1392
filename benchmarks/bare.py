"""The floor: a discord.py bot that answers every press with the same panel, and does nothing else."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

TEXT = ("The lamp was lit, and nobody had come down yet. " * 16)[:720]
"""So long that an answer has as many bytes as that of Fireside on average, which says more of its buttons and
has pages of 510 characters."""


def panel() -> ui.LayoutView:
    """As many components as the reading panel has."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("**A Story** · by its author\n### Chapter 3 — Its Title"))
    view.add_item(ui.TextDisplay(TEXT))
    view.add_item(ui.TextDisplay("-# 41 % · 7 of 17 · about 12 min left in this chapter"))
    labels = ("◀ Back", "Next ▶", "☰ Chapters", "❝ Quote", "⋯")
    buttons: list[ui.Button[Any]] = [
        ui.Button(label=label, custom_id=f"press:{index}:1:12345:0") for index, label in enumerate(labels)
    ]
    view.add_item(ui.ActionRow(*buttons))
    view.stop()
    return view


class BareBot(commands.AutoShardedBot):
    """One command, one panel, made once."""

    def __init__(self) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            guild_ready_timeout=0,
        )
        self.panel: ui.LayoutView

    async def setup_hook(self) -> None:
        self.panel = panel()

        @self.tree.command()
        @app_commands.describe(story="Ignored")
        async def read(interaction: discord.Interaction[Any], story: str) -> None:
            """Show the panel."""
            await interaction.response.send_message(view=self.panel, ephemeral=True)

        await self.tree.sync()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        if interaction.type is discord.InteractionType.component:
            await interaction.response.edit_message(view=self.panel)


async def main(api_url: str, token: str) -> None:
    discord.http.Route.BASE = api_url
    async with BareBot() as bot:
        await bot.start(token)


if __name__ == "__main__":
    asyncio.run(main(os.environ["DISCORD_API_URL"], os.environ["DISCORD_TOKEN"]))
    sys.exit()
