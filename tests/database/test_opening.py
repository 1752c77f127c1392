"""Databases on a server that cannot be opened, as an operator meets them."""

from __future__ import annotations

import sys

import pytest

from bot.cli import main

NOWHERE = "postgresql://fireside:hunter2@127.0.0.1:1/fireside"


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a server that is not there."""
    monkeypatch.setenv("DATABASE_URL", NOWHERE)
    return NOWHERE


def failed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command says that does not come to an end."""
    monkeypatch.setattr(sys, "argv", ["fireside", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code
    output, errors = capsys.readouterr()
    assert output == ""
    return errors


@pytest.mark.parametrize("command", [["show", "1"], ["backup"]])
def test_without_a_driver_one_sentence_says_how_to_install_it(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    for name in [each for each in sys.modules if each.startswith("bot.database.postgresql")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    said = failed(monkeypatch, capsys, *command)
    assert said.startswith("DATABASE_URL names a PostgreSQL server, and what speaks to one is not installed")
    assert said.count("\n") == 1


def test_a_server_that_is_not_there_is_told_without_its_password(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = failed(monkeypatch, capsys, "show", "1")
    assert said.startswith("The server of the database cannot be reached")
    assert "Connection refused" in said
    assert "hunter2" not in said
