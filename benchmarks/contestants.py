"""Bots as processes, each in a playground of its own, and readers who press *Next* on all of them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import psutil

from benchmarks.libraries import TITLE
from bot.playground import Playground
from bot.playground.entities import User

Json = dict[str, Any]
_ROW = 1  # Discord's number for a component that holds buttons


@dataclass
class _Reader:
    """Somebody, and the panel that they have open."""

    person: User
    message: Json = field(default_factory=dict)


@dataclass
class Contestant:
    """A bot that runs, and how long it took for each press, in milliseconds."""

    name: str
    command: Sequence[str]
    database: Path | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    presses: list[float] = field(default_factory=list)
    started_in: float = 0.0
    _readers: list[_Reader] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        self.playground = Playground()
        await self.playground.start()
        self._hearth = self.playground.world.guild_named("The Hearth")
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop(signal.SIGTERM)
        await self.playground.close()

    async def start(self) -> None:
        """Start the bot, and wait until it is online."""
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
        async with asyncio.timeout(60):
            await self.playground.bot_online()
        self.started_in = 1000 * (time.perf_counter() - begun)

    async def stop(self, how: signal.Signals) -> None:
        """End the bot."""
        self._process.send_signal(how)
        await self._process.wait()

    @property
    def memory(self) -> float:
        """The bot's resident memory, in MiB."""
        return psutil.Process(self._process.pid).memory_info().rss / 2**20

    @property
    def handles(self) -> int:
        """The files and connections that the bot has open."""
        return psutil.Process(self._process.pid).num_fds()

    @property
    def processor_time(self) -> float:
        """What the bot has used, in milliseconds."""
        used = psutil.Process(self._process.pid).cpu_times()
        return 1000 * (used.user + used.system)

    @property
    def answered(self) -> float:
        """The bytes of an answer, on average."""
        answers = self.playground.journal.of("POST */callback")
        return statistics.mean(len(json.dumps(each.body, ensure_ascii=False).encode()) for each in answers)

    async def open(self, readers: int = 1) -> None:
        """Open the panels that are to be pressed, one for each of so many new readers."""
        (command,) = (each for each in self.playground.registry.all() if each["name"] == "read")
        options = [{"name": "story", "type": 3, "value": TITLE}]
        data = {"id": command["id"], "name": "read", "type": 1, "options": options}
        person = self.playground.stage.add_person
        self._readers = [_Reader(person("Reader", self._hearth)) for _ in range(readers)]
        for reader in self._readers:
            await self._act(reader, {"type": 2, "data": data})

    async def press(self, reader: int = 0) -> None:
        """Press *Next* on one reader's panel, from the moment it is sent to the bot until its answer is
        taken."""
        message = self._readers[reader].message
        # The panel's own row is the first: below a reader's first page stands the question of its length.
        row = next(each for each in message["components"] if each["type"] == _ROW)
        button = row["components"][1]
        data = {"component_type": 2, "custom_id": button["custom_id"]}
        begun = time.perf_counter()
        await self._act(self._readers[reader], {"type": 3, "message_id": message["id"], "data": data})
        self.presses.append(1000 * (time.perf_counter() - begun))

    async def _act(self, reader: _Reader, body: Json) -> None:
        body["channel_id"] = self.playground.world.channel_named("reading-room").id
        answer = await self.playground.actions.act(reader.person, body)
        if "message" not in answer:
            raise RuntimeError(f"{self.name}: {answer}")
        reader.message = answer["message"]
