"""What an operator has set wrong, told in plain sentences: settings, and the database file."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
from io import StringIO
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.errors import SettingsError
from bot.playground import Playground
from bot.settings import Settings
from tests.support import forks
from tests.support.bot_process import environment
from tests.support.paths import ROOT
from tests.support.person import PATIENCE

NOWHERE = "http://127.0.0.1:9/api/v10"
EXAMPLE = ROOT / ".env.example"


async def run(**settings: str) -> tuple[int | None, str]:
    """`python -m bot run` to its end: the exit code and all that it said."""
    process = await forks.bot("run", environment=environment(Path("unused")) | settings)
    async with asyncio.timeout(PATIENCE):
        output, errors = await process.communicate()
    return process.returncode, (output + errors).decode()


async def test_a_token_that_discord_refuses_is_told_in_one_sentence(tmp_path: Path) -> None:
    async with Playground() as playground:
        code, said = await run(
            DISCORD_TOKEN="not-the-token",
            DISCORD_API_URL=playground.api_url,
            DATABASE_URL=f"sqlite:///{tmp_path}/fireside.sqlite3",
        )
    assert code == 78
    assert said.splitlines() == [
        "Discord refused DISCORD_TOKEN: copy it once more, or reset it on the application's page."
    ]


async def test_all_that_is_wrong_with_the_settings_is_told_at_once() -> None:
    wrong = {"LOG_LEVEL": "loud", "WATCHED_FOLDER": "nowhere/at/all", "STORY_LIMIT_WORDS": "many"}
    code, said = await run(DISCORD_TOKEN=" ", DATABASE_URL="oracle://x", DISCORD_API_URL="x", **wrong)
    assert code == 78
    names = [line.split()[0] for line in said.splitlines()]
    assert names == ["DISCORD_TOKEN", "DATABASE_URL", "DISCORD_API_URL", *wrong]
    assert "https://discord.com/developers/applications" in said


def test_a_missing_token_is_told_with_the_place_to_get_one() -> None:
    with pytest.raises(SettingsError, match=r"DISCORD_TOKEN is missing: .*developers/applications"):
        Settings.from_env({})


def test_without_discord_no_token_is_asked_for() -> None:
    assert Settings.from_env({}, offline=True).token == ""


def test_settings_never_show_the_token() -> None:
    assert "secret" not in repr(Settings.from_env({"DISCORD_TOKEN": "secret"}))


def test_the_example_names_every_setting_with_its_default() -> None:
    example = re.sub(r"^#(?=[A-Z_]+=)", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    named = {name: value or "" for name, value in dotenv_values(stream=StringIO(example)).items()}
    token = {"DISCORD_TOKEN": "a.b.c"}
    assert Settings.from_env(named | token) == Settings.from_env(token)
    source = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    assert set(named) == set(re.findall(r'"([A-Z]+_[A-Z_]+)"', source))


# The database file


@pytest.fixture
def newer(tmp_path: Path, sample_library: Path) -> Path:
    """A database that a Fireside of the future has written."""
    path = tmp_path / "newer.sqlite3"
    shutil.copy(sample_library, path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    return path


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """Another program's database."""
    path = tmp_path / "foreign.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE songs (name TEXT)")
    connection.close()
    return path


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A file that is no database."""
    path = tmp_path / "letter.sqlite3"
    path.write_text(
        "Dear Mr. Lund, I have your leg, and would like to know what you want done with it. " * 99
    )
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder where the file should be."""
    path = tmp_path / "folder.sqlite3"
    path.mkdir()
    return path


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("newer", "written by a newer Fireside"),
        ("foreign", "belongs to another program"),
        ("letter", "is not an SQLite database"),
        ("folder", "DATABASE_URL"),
    ],
)
@pytest.mark.sqlite_only("files that are no database of SQLite or of ours")
async def test_a_file_that_is_not_ours_is_refused_in_one_sentence_and_left_as_it_was(
    request: pytest.FixtureRequest, file: str, sentence: str
) -> None:
    path: Path = request.getfixturevalue(file)
    before = contents(path.parent)
    code, said = await run(
        DISCORD_TOKEN=f"a.b.{file}",  # each test serves another token: a second process with one is refused
        DISCORD_API_URL=NOWHERE,
        DATABASE_URL=f"sqlite:///{path}",
        LOG_LEVEL="WARNING",
    )
    assert code == 74
    assert len(said.splitlines()) == 1
    assert sentence in said
    assert contents(path.parent) == before | {f"{path.name}.lock": b""}


def contents(folder: Path) -> dict[str, bytes | None]:
    """Every file in a folder, by name; None for folders."""
    return {path.name: path.read_bytes() if path.is_file() else None for path in folder.iterdir()}
