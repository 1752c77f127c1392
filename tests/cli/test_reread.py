"""`python -m bot reread`: what an older Fireside read, and read anew where the file is at hand."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bot.database import Connection, database_at
from tests.support.command_line import CommandLine

pytestmark = pytest.mark.usefixtures("ids_from_one")

LAMP = """Title: The Lamp
Author: Ada Vale
Rating: Teen
Warnings: a storm; drowning

Chapter 1: Dusk

The lamp was lit at dusk, as it always was, and nobody saw it.

Chapter 2: Dawn

Then it went out.
"""


@pytest.fixture
def lamp(tmp_path: Path) -> Path:
    path = tmp_path / "lamp.txt"
    path.write_text(LAMP, encoding="utf-8")
    return path


@pytest.fixture
def operator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    return CommandLine(tmp_path / "fireside.sqlite3", monkeypatch, capsys)


def read_by_an_older_reader(operator: CommandLine) -> None:
    def job(connection: Connection) -> None:
        (details,) = connection.execute("SELECT file_details FROM stories").fetchone()
        less = json.dumps(json.loads(details) | {"rating": "general", "content_warnings": []})
        connection.execute(
            "UPDATE stories SET reader = 1, rating = 0, content_warnings = '[]', file_details = ?", (less,)
        )

    async def change() -> None:
        async with database_at(operator.database) as database:
            await database.transaction(job)

    asyncio.run(change())


def test_stories_that_an_older_reader_read_are_listed(operator: CommandLine, lamp: Path) -> None:
    operator.add(lamp)
    assert operator.run("reread") == (0, "Every story was read by this Fireside.\n", "")
    read_by_an_older_reader(operator)
    told = "? The Lamp (story 1): its file lamp.txt is not at hand\n  rating: general; warnings: none\n"
    assert operator.run("reread") == (0, told, "")
    assert operator.show(1)["rating"] == "general"


@pytest.mark.parametrize("where", ["file", "folder", "watched folder"])
def test_a_file_that_is_at_hand_is_read_anew(
    operator: CommandLine, lamp: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    operator.add(lamp)
    read_by_an_older_reader(operator)
    renamed = lamp.rename(lamp.parent / "renamed.txt")
    if where != "folder":  # which then holds but one file, and could be a story by itself
        (lamp.parent / "other.txt").write_text("Another tale.")
    if where == "watched folder":
        monkeypatch.setenv("WATCHED_FOLDER", str(lamp.parent))
    paths = {"file": [renamed], "folder": [lamp.parent], "watched folder": []}[where]
    code, output, _ = operator.run("reread", *paths)
    assert code == 0
    assert output.startswith("↻ The Lamp by Ada Vale (story 1: 2 chapters")
    assert output.count("rating: teen; warnings: a storm, drowning\n") == 1
    assert operator.show(1)["rating"] == "teen"
    assert operator.run("reread")[1] == "Every story was read by this Fireside.\n"


def test_a_folder_that_is_one_story_is_read_anew(operator: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "lamp"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.txt").write_text(f"Title: The Lamp\n\nThe lamp was lit {number} times.")
    operator.add("--as-one", folder)
    read_by_an_older_reader(operator)
    code, output, _ = operator.run("reread", folder)
    assert (code, output[0]) == (0, "↻")
    assert operator.run("reread")[1] == "Every story was read by this Fireside.\n"


def test_a_path_that_leads_nowhere_is_told(operator: CommandLine, lamp: Path) -> None:
    operator.add(lamp)
    read_by_an_older_reader(operator)
    code, output, _ = operator.run("reread", lamp.parent / "gone.txt")
    assert code == 1
    assert output.startswith("✗ gone.txt: There is no file “gone.txt” there.")
