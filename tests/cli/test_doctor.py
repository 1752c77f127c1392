"""`python -m bot doctor` looks at everything that can go wrong, and says what to do."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.backups.service import Backups
from bot.cli.doctor import library as library_side
from bot.playground import Playground
from bot.playground.faults import Fault, FaultKind
from bot.playground.permissions import Permission
from bot.privacy import erasures
from bot.settings import Settings
from tests.support.bot_process import BotProcess, command, environment
from tests.support.spoilt_libraries import damaged

HOUR = 3_600


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(controls=True) as playground:
        yield playground


@pytest.fixture
def library(tmp_path: Path, sample_library: Path) -> Path:
    return Path(shutil.copy(sample_library, tmp_path / "fireside.sqlite3"))


@pytest.fixture
def settings(
    library: Path, playground: Playground, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> pytest.MonkeyPatch:
    for name, value in environment(library, playground).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("BACKUP_FOLDER", str(tmp_path / "backups"))
    return monkeypatch


async def findings(library: Path) -> tuple[int, list[str]]:
    code, output, errors = await command("doctor", database=library)
    assert errors == ""
    return code, output.splitlines()


def about(lines: list[str], word: str) -> str:
    (line,) = (line for line in lines if word in line)
    return line


@pytest.mark.sqlite_only("what is said of a file")
async def test_where_all_is_well_it_says_so(
    library: Path, playground: Playground, settings: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    now = int(time.time())
    # The night's backup is made from three o'clock on, unless there is one that was made since.
    hours = 2 if (now - 3 * HOUR) % (24 * HOUR) > 3 * HOUR else 0
    Backups(tmp_path / "backups", keep=7).make(library, now - hours * HOUR)
    async with BotProcess(playground, library):
        code, lines = await findings(library)
    assert code == 0
    assert {line[0] for line in lines} == {"✓", "·"}, lines
    assert about(lines, "running") == "· The bot is running."
    assert about(lines, "backup") == f"✓ The newest backup is {hours} hours old."
    assert about(lines, "token") == "✓ Discord knows the token: it is Fireside's."
    assert library.name in about(lines, "whole")


async def test_what_could_be_better_is_said_with_what_to_do(
    library: Path, playground: Playground, settings: pytest.MonkeyPatch
) -> None:
    settings.delenv("BACKUP_FOLDER")
    hearth = playground.world.guild_named("The Hearth")
    for role in hearth.roles.values():
        role.permissions &= ~(
            Permission.ATTACH_FILES | Permission.READ_MESSAGE_HISTORY | Permission.ADMINISTRATOR
        )
    code, lines = await findings(library)
    assert code == 0
    assert about(lines, "running") == "· The bot is not running."
    assert about(lines, "No backups") == (
        "! No backups are made: set BACKUP_FOLDER, or run `python -m bot backup` from a timer."
    )
    assert about(lines, "In “The Hearth”") == (
        "! In “The Hearth” it may not: Attach Files, Read Message History. "
        "Somebody who manages it can give its role these."
    )


@pytest.mark.sqlite_only("what is said of a file")
async def test_a_pause_of_all_sending_and_what_was_refused_are_said(
    library: Path, settings: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(library)) as connection, connection:
        connection.executescript(
            "INSERT INTO subscriptions (id, reader_id, subject, manner, told)"
            " VALUES (1, 1, 'quotes', 'shelf', 0);"
            "INSERT INTO subscriptions (reader_id, subject, manner, told, suspended, refusal)"
            " VALUES (2, 'quotes', 'shelf', 0, 'refused', '400/50035');"
            "INSERT INTO deliveries (subscription_id, due_at, refusal) VALUES (1, 0, '403');"
            "INSERT INTO pauses (id, reason, since, until) VALUES (1, '403', 0, 0);"
        )
    _, lines = await findings(library)
    assert about(lines, "Sending pauses").startswith("! Sending pauses, because Discord")
    assert "refuses notices alike: 403." in about(lines, "Sending pauses")
    assert about(lines, "50035") == "· Waiting for their owners: 1 subscription (refused: 400/50035)."


@pytest.mark.sqlite_only("what is said of a file")
async def test_backups_made_by_hand_are_seen_where_no_folder_is_set(
    library: Path, playground: Playground, settings: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The folder for them is the checkout's, so that it is asked here, and not the command."""
    settings.delenv("BACKUP_FOLDER")
    by_hand = Backups(tmp_path / "by hand", keep=7)
    settings.setattr(library_side, "BACKUPS", by_hand)

    def said() -> str:
        (finding,) = library_side._backups(Settings.from_env())
        return finding.text

    assert said().startswith("No backups are made: set BACKUP_FOLDER")
    now = int(time.time())
    by_hand.make(library, now - 3 * 86_400)
    assert said() == "The newest backup is 3 days old: set BACKUP_FOLDER for one every night."
    by_hand.make(library, now - 3_700)
    assert said() == "The newest backup is 1 hour old."


async def test_discord_that_answers_amiss_is_said_and_ends_nothing(
    library: Path, playground: Playground, settings: pytest.MonkeyPatch
) -> None:
    for path in ("gateway/bot", "users/@me", "users/@me/guilds"):
        playground.faults.inject(Fault(f"GET /{path}", FaultKind.SERVER_ERROR))
        code, lines = await findings(library)
        assert (code, lines[-1]) == (1, "✗ Discord answers with status 500: try again later.")


async def test_each_wrong_thing_is_said_and_is_the_exit_status(
    library: Path, playground: Playground, settings: pytest.MonkeyPatch
) -> None:
    settings.setenv("DISCORD_TOKEN", "another")
    code, lines = await findings(library)
    assert code == 1
    assert about(lines, "refused DISCORD_TOKEN")[0] == "✗"
    await playground.close()
    code, lines = await findings(library)
    assert (code, about(lines, "cannot be reached")[0]) == (1, "✗")
    settings.setenv("LOG_FORMAT", "loud")
    code, lines = await findings(library)
    assert (code, about(lines, "LOG_FORMAT")[0]) == (1, "✗")


@pytest.mark.sqlite_only("what is said of a file")
async def test_a_damaged_library_is_found(
    library: Path, playground: Playground, settings: pytest.MonkeyPatch
) -> None:
    damaged(library)
    code, lines = await findings(library)
    assert (code, about(lines, "is damaged")[0]) == (1, "✗")


@pytest.mark.sqlite_only("what is said of a file")
async def test_nothing_is_made_where_there_is_no_library(
    tmp_path: Path, playground: Playground, settings: pytest.MonkeyPatch
) -> None:
    code, lines = await findings(tmp_path / "none.sqlite3")
    assert code == 0
    assert "There is no library yet" in about(lines, "no library")
    assert "none.sqlite3" not in await asyncio.to_thread(os.listdir, tmp_path)


@pytest.mark.sqlite_only("what is said of a file")
async def test_what_is_to_be_erased_again_is_left_to_the_next_start(
    library: Path, playground: Playground, settings: pytest.MonkeyPatch
) -> None:
    erasures.write_down(library, [erasures.new_mark(4_711)])
    code, lines = await findings(library)
    assert (code, about(lines, "whole")[0]) == (0, "✓")
    with closing(sqlite3.connect(library)) as connection:
        assert connection.execute("SELECT mark FROM erasures").fetchall() == []


@pytest.mark.sqlite_only("what is said of a file")
async def test_a_library_that_is_gone_is_no_new_one(
    library: Path, playground: Playground, settings: pytest.MonkeyPatch
) -> None:
    shutil.move(library, library.with_name(f"{library.name}-wal"))
    code, lines = await findings(library)
    assert (code, about(lines, "There was a library")[0]) == (1, "✗")
    assert "Restore a backup" in about(lines, "There was a library")
