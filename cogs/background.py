"""Cogs with work of their own, beside answering."""

from __future__ import annotations

import asyncio
from abc import abstractmethod

from discord.ext import commands


class BackgroundCog(commands.Cog):
    """Works from when it is loaded until it is unloaded; what is left then is for the next start."""

    @abstractmethod
    async def work(self) -> None:
        """What it does."""

    async def cog_load(self) -> None:
        """Begin to work."""
        self._working = asyncio.create_task(self.work())

    async def cog_unload(self) -> None:
        """Stop, and return once it has stopped."""
        self._working.cancel()
        await asyncio.wait((self._working,))
