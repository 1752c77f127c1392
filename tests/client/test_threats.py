"""docs/threats.md names tests that exist; and what a thief of the disk finds."""

from __future__ import annotations

import re

import pytest

from tests.support.command_line import CommandLine
from tests.support.paths import ROOT, STORIES

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA.GhOsTs.no-such-token-has-ever-been-anybody-s"


def test_every_threat_has_tests_that_exist() -> None:
    page = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)
    assert len(named) > 20
    for file, test in named:
        assert re.search(rf"def {test}\(", (ROOT / file).read_text(encoding="utf-8")), f"{file}::{test}"
    rows = [line for line in page.splitlines() if line.startswith("| to ")]
    assert [row for row in rows if "::" not in row and "nothing stops them" not in row] == []


@pytest.mark.sqlite_only("who may read the file")
def test_the_library_is_its_user_s_alone_and_holds_no_token(cli: CommandLine) -> None:
    cli.monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    code, _ = cli.add(STORIES / "time-lock.txt")
    assert code == 0
    files = [file for file in cli.database.parent.iterdir() if file.name.startswith(cli.database.name)]
    assert cli.database in files
    for file in files:
        assert file.stat().st_mode & 0o077 == 0, file
        assert TOKEN.encode() not in file.read_bytes()
