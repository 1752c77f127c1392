"""Killed with -9 while a librarian changes a story: it is whole, as it was or as it was to be."""

from __future__ import annotations

import asyncio
import random
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from bot.app import opened
from bot.database import Connection, Database, database_at
from bot.errors import UnknownStoryError
from bot.playground import Playground
from tests.editing.test_handed_in_edits import accept, waiting
from tests.support import story_editor
from tests.support.bot_process import BotProcess, command, environment
from tests.support.fireside import burning
from tests.support.librarians import DAWN, DUSK, NOON, TITLE, add, add_and_keep, ferry, paragraphs, take_down
from tests.support.paths import ROOT
from tests.support.person import PATIENCE, Person, Refused
from tests.support.replies import Reply
from tests.support.rounds import rounds
from tests.support.shown_here import shown_here

DAY = 86_400
CHANNELS = ("reading-room", "book-club", "after-dark")
Doing = Callable[[], Coroutine[Any, Any, Reply]]
Begun = tuple[Doing, list[str]]
"""A change that only its last press is missing to, and the chapters that it is to lead to."""


async def whole(database: Path) -> list[str] | None:
    """The chapters of the story, which is sound; None where it is not there."""
    async with opened(database) as app:
        try:
            story = await app.library.named(TITLE)
        except UnknownStoryError:
            return None
        found = await app.library.whole(story.id)
    chapters = [each.chapter for each in found]
    assert [chapter.number for chapter in chapters] == list(range(1, story.chapters + 1))
    assert [chapter.characters for chapter in chapters] == [len(each.text) for each in found]
    assert story.words == sum(chapter.words for chapter in chapters)
    return [each.text for each in found]


async def killed_during(
    bot: BotProcess, person: Person, doing: Coroutine[Any, Any, Reply], after: float
) -> Reply | None:
    """What somebody was answered by a bot that was killed so many seconds after they asked, if anything."""
    asked = asyncio.create_task(doing)
    person.patience = 0.1  # there is nobody to wait for
    await asyncio.wait((asked,), timeout=after)
    await bot.kill()
    try:
        answer = await asked
    except (TimeoutError, Refused):
        return None
    finally:
        person.patience = PATIENCE
    return answer if answer.outcome != "failed" else None


# The changes


async def keep(ines: Person, now: list[str], fresh: int) -> Begun:
    """A newer file, to be kept."""
    card = await add(ines, "ferry.txt", ferry(DAWN, ("Noon", fresh), ("Night", fresh + 10)))
    button = card.button("Keep it")["custom_id"]
    new = [paragraphs(1), paragraphs(fresh), paragraphs(fresh + 10)]
    return lambda: ines.forge(button, card), new


async def upload(ines: Person, now: list[str], fresh: int) -> Begun:
    """A chapter's new text, to be sent."""
    await story_editor.chapter_editor(ines, "Chapter 2")
    form = await ines.press("Upload text")
    file = await ines.upload("noon.md", paragraphs(fresh).encode())
    return lambda: ines.fill(form, file=[file]), [now[0], paragraphs(fresh), *now[2:]]


async def publish(ines: Person, now: list[str], fresh: int) -> Begun:
    """A new chapter, to be published."""
    form = await ines.slash("stories publish", story=TITLE)
    text = paragraphs(fresh, 3)
    return lambda: ines.fill(form, title=f"Part {fresh}", text=text), [*now, text]


async def restore(ines: Person, now: list[str], fresh: int) -> Begun:
    """A chapter that has just been removed, to be restored."""
    await story_editor.remove(ines, "Chapter 2")
    await ines.slash("stories history", story=TITLE)
    await ines.choose("Chapter 2 — Noon removed")
    former = await ines.choose("Noon")
    return lambda: ines.press("Restore it", former), now


@pytest.mark.proofs
@pytest.mark.parametrize("begin", [keep, publish, upload, restore][: rounds(2, full=4)])
async def test_a_change_that_was_under_way_is_made_wholly_or_not_at_all(
    tmp_path: Path, begin: Callable[[Person, list[str], int], Awaitable[Begun]]
) -> None:
    database, chance = tmp_path / "fireside.sqlite3", random.Random(begin.__name__)
    async with (
        Playground(controls=True) as playground,
        BotProcess(playground, database) as bot,
        Person(playground, "Ines") as ines,
    ):
        await add_and_keep(ines, ferry(DAWN, NOON, DUSK))
        now = [paragraphs(1), paragraphs(11), paragraphs(21)]
        doing, now = await begin(ines, now, 100)
        started = time.monotonic()
        await doing()
        usually = time.monotonic() - started
        for fresh in range(200, 200 + 100 * rounds(1, full=6), 100):
            doing, new = await begin(ines, now, fresh)
            before = await whole(database)
            answer = await killed_during(bot, ines, doing(), chance.uniform(0, 3 * usually))
            after = await whole(database)
            assert after in (before, new)
            assert answer is None or after == new, answer.text
            await bot.start()
            if after != new:
                await doing()
            now = new
            assert await whole(database) == now


@pytest.mark.proofs
async def test_a_draft_whose_keeping_was_cut_short_can_be_kept_and_is_kept_once(tmp_path: Path) -> None:
    database, chance = tmp_path / "fireside.sqlite3", random.Random(5)
    async with (
        Playground(controls=True) as playground,
        BotProcess(playground, database) as bot,
        Person(playground, "Ines") as ines,
    ):
        card = await add(ines, "ferry.txt", ferry(DAWN, NOON))
        button = card.button("Keep it")["custom_id"]
        for _ in range(rounds(1, full=6)):
            await killed_during(bot, ines, ines.forge(button, card), chance.uniform(0, 0.01))
            assert await whole(database) in (None, [paragraphs(1), paragraphs(11)])
            await bot.start()
        assert "is in the library" in (await ines.forge(button, card)).text
        history = await ines.slash("stories history", story=TITLE)
        assert history.text.count("<t:") == 1


@pytest.mark.proofs
async def test_an_edit_whose_acceptance_was_cut_short_is_made_once(tmp_path: Path) -> None:
    database, chance = tmp_path / "fireside.sqlite3", random.Random(7)
    async with (
        Playground(controls=True) as playground,
        BotProcess(playground, database) as bot,
        Person(playground, "Ines") as ines,
        Person(playground, "Mira") as mira,
    ):
        everybody = playground.world.guild_named("The Hearth").id
        await ines.slash("stories settings", authors=everybody, authors_may="hand in only")
        await add(mira, "ferry.txt", ferry(DAWN, NOON))
        await mira.press("Hand it in")
        await accept(ines)
        now = [paragraphs(1), paragraphs(11)]
        for fresh in range(100, 100 + 100 * rounds(1, full=6), 100):
            form = await mira.slash("stories publish", story=TITLE)
            await mira.fill(form, title=f"Part {fresh}", text=paragraphs(fresh, 2))
            await mira.press("Hand it in")
            card = await waiting(ines)
            button = card.button("Accept it")["custom_id"]
            await killed_during(bot, ines, ines.forge(button, card), chance.uniform(0, 0.05))
            assert await whole(database) in (now, [*now, paragraphs(fresh, 2)])
            await bot.start()
            assert "The Ferry" in (await ines.forge(button, card)).text
            now = [*now, paragraphs(fresh, 2)]
            assert await whole(database) == now
            assert "Nothing is waiting" in (await ines.slash("stories drafts")).text


@pytest.mark.proofs
async def test_whatever_showed_a_story_that_was_taken_down_is_gone_after_the_restart(
    tmp_path: Path,
) -> None:
    database, chance = tmp_path / "fireside.sqlite3", random.Random(6)
    async with (
        Playground(controls=True) as playground,
        BotProcess(playground, database) as bot,
        Person(playground, "Ines") as ines,
        Person(playground, "Mira") as mira,
    ):
        await add_and_keep(ines, ferry(DAWN, NOON))
        for _ in range(rounds(1, full=6)):
            posts = await _read_aloud_everywhere(mira)
            await ines.slash("stories remove", story=TITLE)
            answer = await killed_during(bot, ines, ines.press("Take it down"), chance.uniform(0, 0.01))
            taken_down = await whole(database) is None
            assert taken_down or answer is None
            await bot.start()
            if not taken_down:
                await take_down(ines)
            for post in posts:
                await _deleted(mira, post)
            await add_and_keep(ines, ferry(DAWN, NOON))
        assert await whole(database) == [paragraphs(1), paragraphs(11)]


async def _read_aloud_everywhere(reader: Person) -> list[str]:
    posts = []
    for channel in CHANNELS:
        reader.go(channel)
        for _ in range(3):
            shown = await shown_here(reader, "read", story=TITLE)
            posts.append(str((shown.message or {})["id"]))
    return posts


async def _deleted(reader: Person, post: str) -> None:
    await reader.event("message_delete", lambda message: message["id"] == post)


# The command line


@pytest.mark.proofs
async def test_an_update_by_the_command_line_that_was_killed_leaves_the_story_whole(tmp_path: Path) -> None:
    database, file, chance = tmp_path / "fireside.sqlite3", tmp_path / "ferry.txt", random.Random(7)
    versions = [
        [(f"Part {n}", start + 10 * n) for n in range(40)] for start in (1, 5, 1_001)[: rounds(2, full=3)]
    ]
    file.write_bytes(ferry(*versions[0]))
    code, _, errors = await command("add", str(file), database=database)
    assert code == 0, errors
    before = await whole(database)
    for chapters in versions[1:]:
        file.write_bytes(ferry(*chapters))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "add", str(file)), cwd=ROOT, env=environment(database)
        )
        await asyncio.sleep(chance.uniform(0.4, 1.2))  # a moment in which nothing can be awaited
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        await process.wait()
        after = await whole(database)
        assert after in (before, [paragraphs(start) for _, start in chapters])
        code, _, errors = await command("add", str(file), database=database)
        assert code == 0, errors
        before = await whole(database)
        assert before == [paragraphs(start) for _, start in chapters]


async def test_what_a_killed_import_had_written_is_forgotten_a_day_later(tmp_path: Path) -> None:
    database, file = tmp_path / "fireside.sqlite3", tmp_path / "epic.txt"
    parts = [f"Chapter {n}: Part {n}\n\n{paragraphs(100 * n, 60)}" for n in range(1, 61)]
    async with database_at(database) as opened:
        left: list[int] = []
        for attempt in range(9):
            file.write_text(f"Title: Epic {attempt}\n\n" + "\n\n".join(parts), encoding="utf-8")
            await _killed_while_writing(opened, file, database)
            if left := await opened.read(_waiting):
                break
    async with burning(database) as fireside:
        ines = await fireside.person("Ines")
        await add_and_keep(ines, ferry(DAWN, NOON))
        assert await fireside.database.read(_waiting) == left != []
        fireside.clock.advance(DAY + 1)
        await story_editor.upload(ines, "Noon", "Noon, in other words.")
        assert await fireside.database.read(_waiting) == []


async def _killed_while_writing(opened: Database, file: Path, database: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "add", str(file)), cwd=ROOT, env=environment(database)
    )
    ended = asyncio.create_task(process.wait())
    while not ended.done() and not await opened.read(_waiting):
        await asyncio.wait((ended,), timeout=0.005)
    if not ended.done():
        process.send_signal(signal.SIGKILL)
    await ended


def _waiting(connection: Connection) -> list[int]:
    """The texts that are no chapter's yet."""
    return [int(row["text_id"]) for row in connection.execute("SELECT text_id FROM waiting_texts")]
