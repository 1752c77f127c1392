"""Hostile files that several people upload at once: a bot of its own reads them, in its time and memory."""

from __future__ import annotations

import asyncio
import contextlib
import random
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import psutil
import pytest

from bot.playground import Playground
from tests.imports.word_documents import Document, para
from tests.support.bot_process import environment
from tests.support.hostile_files import PAGE, epub, write_all
from tests.support.librarians import add
from tests.support.person import Person

MEGABYTE = 1_000_000
MEMORY = 300 * MEGABYTE
SECONDS = 5
"""Of processor time for one file; how long that takes depends on what else a machine does."""
PATIENCE = 300
READER = "bot.imports.reading_process"
WAITS = "Other files are being read first"
UPLOADERS = ("Ines", "Mira", "Theo", "Odile")


class Watch:
    """The most memory that a process and its children take at one time, in bytes, and the seconds that each
    of them that reads a file computes."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self.seconds: dict[int, float] = {}
        self._process = psutil.Process(pid)

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[None]:
        """Looks many times a second."""
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()

    async def _watch(self) -> None:
        while True:
            self._look()
            await asyncio.sleep(0.01)

    def _look(self) -> None:
        taken = 0
        for each in (self._process, *self._process.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                taken += each.memory_full_info().pss  # what they share is counted once
                if READER in each.cmdline():
                    self.seconds[each.pid] = sum(each.cpu_times()[:2])
        self.peak = max(self.peak, taken)


def hostile(folder: Path) -> dict[str, bytes]:
    """Files that want much time or memory, by their names."""
    chance = random.Random(3)
    cells = "<tr>" + "<td>x</td>" * 1_000 + "</tr>"
    talk = [para(" ".join(f"{chance.random():.6f}" for _ in range(8))) for _ in range(120_000)]
    known = {path.name: path.read_bytes() for path in write_all(folder).values() if path.exists()}
    return {name: known[name] for name in ("bomb.epub", "letters.txt", "deep.epub")} | {
        "paragraphs.epub": epub(PAGE.format("<p>" * 3_000_000)),
        "cells.html": f"<table>{cells * 900}</table>".encode(),
        "talk.docx": Document("".join(talk)).zipped(),
        "stars.md": b"*a **b _c " * 700_000,
        "notes.txt": b"A/N: hello\n\n" * 600_000,
    }


@pytest.mark.filterwarnings("ignore:Sending a large body directly:ResourceWarning")
@pytest.mark.proofs_only
async def test_hostile_uploads_of_several_people_at_once_are_answered_in_the_memory_of_a_small_machine(
    tmp_path: Path, empty_library: Path
) -> None:
    files = hostile(tmp_path)
    database = tmp_path / "fireside.sqlite3"
    shutil.copy(empty_library, database)
    async with AsyncExitStack() as stack:
        playground = Playground()
        await playground.start()
        stack.push_async_callback(playground.close)
        bot = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"), env=environment(database, playground)
        )
        stack.push_async_callback(bot.wait)
        stack.callback(bot.terminate)
        async with asyncio.timeout(PATIENCE):
            await playground.bot_online()
        role = playground.world.guild_named("The Hearth").role_named("Librarians")
        people = [await stack.enter_async_context(Person(playground, UPLOADERS[n % 4])) for n in range(8)]
        await people[0].slash("stories settings", role=role.id)
        for person in people:
            person.patience = PATIENCE
            playground.stage.give_role(person.user, role)
        watch = Watch(bot.pid)
        async with watch.looking():
            answers = await asyncio.gather(
                *(add(person, *file) for person, file in zip(people, files.items(), strict=True))
            )
        told = {event["data"]["id"] for person in people for event in person.events if WAITS in str(event)}
    assert all(answer.text for answer in answers)
    assert len(told) >= len(files) - 2
    assert len(watch.seconds) == len(files)
    assert max(watch.seconds.values()) < SECONDS
    assert watch.peak < MEMORY
