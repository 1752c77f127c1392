"""Bots as processes, each in a playground of its own, and a reader who presses *Next* on all of them."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import psutil

from benchmarks.libraries import TITLE
from bot.playground import Playground

Json = dict[str, Any]


@dataclass
class Contestant:
    """A bot that runs, and how long it took for each press, in milliseconds."""

    name: str
    command: Sequence[str]
    database: Path | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    presses: list[float] = field(default_factory=list)
    started_in: float = 0.0

    async def __aenter__(self) -> Self:
        self.playground = Playground()
        await self.playground.start()
        environment = {
            **os.environ,
            "DISCORD_TOKEN": self.playground.token,
            "DISCORD_API_URL": self.playground.api_url,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "LOG_LEVEL": "ERROR",
            **self.settings,
        }
        begun = time.perf_counter()
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *self.command, env=environment
        )
        async with asyncio.timeout(30):
            await self.playground.bot_online()
        self.started_in = 1000 * (time.perf_counter() - begun)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        await self._process.wait()
        await self.playground.close()

    @property
    def memory(self) -> float:
        """The bot's resident memory, in MiB."""
        return psutil.Process(self._process.pid).memory_info().rss / 2**20

    async def open(self) -> None:
        """Open the panel that is to be pressed."""
        (command,) = (each for each in self.playground.registry.all() if each["name"] == "read")
        options = [{"name": "story", "type": 3, "value": TITLE}]
        data = {"id": command["id"], "name": "read", "type": 1, "options": options}
        await self._act({"type": 2, "data": data})

    async def press(self) -> None:
        """Press *Next*, from the moment it is sent to the bot until its answer is taken."""
        button = self._message["components"][-1]["components"][1]
        begun = time.perf_counter()
        await self._act(
            {
                "type": 3,
                "message_id": self._message["id"],
                "data": {"component_type": 2, "custom_id": button["custom_id"]},
            }
        )
        self.presses.append(1000 * (time.perf_counter() - begun))

    async def _act(self, body: Json) -> None:
        world = self.playground.world
        body["channel_id"] = world.channel_named("reading-room").id
        answer = await self.playground.actions.act(world.person_named("Mira"), body)
        if "message" not in answer:
            raise RuntimeError(f"{self.name}: {answer}")
        self._message: Json = answer["message"]
