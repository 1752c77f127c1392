"""Readers who turn pages now in one server, now in another, whatever becomes of the bot's processes."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.app import opened
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.playground.entities import Guild
from bot.stories.details import Details
from bot.stories.models import Origin
from tests.processes.fleet import Fleet, shard_of
from tests.support.bot_process import command
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Reply

ROAD = "The Long Road"
_STEPS, _CHAPTERS = 60, 5
_STEP = re.compile(r"Step (\d+)\.")
_PATIENCE = 60
"""Seconds that a reader waits for an answer that the bot has promised."""


async def the_road(path: Path) -> list[int]:
    """A story in the library of which each passage says where it is: the first step of each of its
    passages."""
    chapters = [_chapter(number) for number in range(_CHAPTERS)]
    async with opened(path) as app:
        await app.importer.add(Manuscript(Details(title=ROAD), tuple(chapters)), Origin("r", "r"))
    code, output, errors = await command("show", ROAD, "--json", "--length", "phone", database=path)
    assert code == 0, errors
    passages = [text for chapter in json.loads(output)["chapters"] for text in chapter["passages"]]
    return [_first_step(text) for text in passages]


def _chapter(number: int) -> ManuscriptChapter:
    steps = range(number * _STEPS, (number + 1) * _STEPS)
    text = "\n\n".join(f"Step {each}. {'It went on and on. ' * 20}Step {each}." for each in steps)
    return ManuscriptChapter(f"Day {number + 1}", text)


def _first_step(text: str) -> int:
    found = _STEP.search(text)
    assert found is not None, text
    return int(found[1])


class Server:
    """The database's server: how often a restart of it has begun, and has ended."""

    def __init__(self, restart: Callable[[], None]) -> None:
        self.begun = self.ended = 0
        self._restart = restart

    async def end_and_begin(self) -> None:
        """Restart it."""
        self.begun += 1
        await asyncio.to_thread(self._restart)
        self.ended += 1


@dataclass
class Reader:
    """Somebody who reads the road. By the model they are at one of `places`: at more than one since a press
    was not answered, which may have been kept or not."""

    person: Person
    guilds: list[Guild]
    road: list[int]
    fleet: Fleet
    server: Server
    places: set[int] = field(default_factory=lambda: {0})
    panel: Reply | None = None
    answered: int = 0

    async def read_on(self, chance: random.Random, over: asyncio.Event) -> None:
        """Reads until it is over."""
        self._go(self.guilds[0])
        while not over.is_set():
            if self.panel is None or chance.random() < 0.1:
                self._go(chance.choice(self.guilds))
                await self.open()
            else:
                await self._turn(chance.choice((1, 1, 1, -1)))
            await asyncio.sleep(chance.uniform(0, 1))  # a page is read in peace

    async def open(self) -> None:
        """Opens the story in the channel where they are."""
        self.panel = await self._answer(self.person.slash("read", story=ROAD))
        if self.panel is not None:
            self._shown(self.places)

    async def _turn(self, step: int) -> None:
        (place,) = self.places
        target = place + step
        if not 0 <= target < len(self.road) - 1:
            return
        self.panel = await self._answer(self.person.press("▶" if step == 1 else "◀", self.panel))
        if self.panel is None:
            self.places = {place, target}
        else:
            self._shown({target})

    def _shown(self, expected: set[int]) -> None:
        assert self.panel is not None
        shown = self.road.index(_first_step(passage(self.panel)))
        assert shown in expected, f"{self.person.user.name} is at {shown}, not at {expected}"
        self.places = {shown}

    async def _answer(self, asked: Awaitable[Reply]) -> Reply | None:
        """The panel that answers; None where the shard's process was killed meanwhile, or the database was
        away. Otherwise there has to be one."""
        life, ended = self.fleet.life.get(self._shard), self.server.ended
        try:
            async with asyncio.timeout(_PATIENCE):
                reply = await asked
        except TimeoutError:
            reply = Reply("failed", error="It said that it was at work, and no more")
        if any(says in label for label in reply.labels for says in "▶◀"):
            self.answered += 1
            return reply
        killed = life is None or self.fleet.life.get(self._shard) != life
        refused = reply.outcome != "failed" and self.server.begun > ended
        assert killed or refused, f"shard {self._shard}: {reply.outcome} {reply.error} {reply.text}"
        return None

    def _go(self, guild: Guild) -> None:
        """Turns to the channel of a server."""
        self._shard = shard_of(guild)
        self.person.go(next(iter(guild.channels)))
