"""Killed with -9 in the middle of things: what was acknowledged is there, and nothing is half done."""

from __future__ import annotations

import asyncio
import json
import random
import shutil
import signal
import sys
from pathlib import Path

import pytest

from bot.playground import Playground
from bot.stories.chapters import count_words
from tests.support.bot_process import BotProcess, command, environment
from tests.support.paths import ROOT, STORIES
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.rounds import rounds

SERIAL = "Low Water at Skerrow"


@pytest.mark.proofs
async def test_a_press_that_was_under_way_counts_wholly_or_not_at_all(
    tmp_path: Path, sample_library: Path
) -> None:
    database, chance = tmp_path / "fireside.sqlite3", random.Random(11)
    shutil.copy(sample_library, database)
    async with (
        Playground(controls=True) as playground,
        BotProcess(playground, database) as bot,
        Person(playground, "Mira") as mira,
    ):
        before = await mira.slash("read", story=SERIAL)
        for _ in range(rounds(1, full=12)):
            pressing = asyncio.create_task(mira.press("▶", before))
            await asyncio.wait((pressing,), timeout=chance.uniform(0, 0.006))
            await bot.kill()
            answer = await pressing
            await bot.start()
            after = await mira.slash("read")
            if answer.outcome == "update":
                assert passage(after) == passage(answer)
            else:
                turned = await mira.press("▶", before)
                assert passage(after) in (passage(before), passage(turned))
            before = await mira.slash("read")


@pytest.mark.proofs
async def test_an_import_that_was_under_way_leaves_whole_stories_and_can_be_done_again(
    tmp_path: Path,
) -> None:
    database, chance = tmp_path / "fireside.sqlite3", random.Random(12)
    for _ in range(rounds(1, full=6)):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "add", str(STORIES)), cwd=ROOT, env=environment(database)
        )
        await asyncio.sleep(chance.uniform(0.4, 1.4))  # a moment in which nothing can be awaited
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        await process.wait()
    code, output, errors = await command("add", str(STORIES), "--json", database=database)
    assert code == 0, errors
    added = [json.loads(line) for line in output.splitlines()]
    assert len({line["story"] for line in added}) == len(list(STORIES.glob("*.txt")))
    for line in added:
        code, output, errors = await command("show", str(line["story"]), "--json", database=database)
        story = json.loads(output)
        assert len(story["chapters"]) == line["chapters"]
        assert sum(count_words(chapter["text"]) for chapter in story["chapters"]) == line["words"]
