"""The command line, as an operator uses it, without the cost of a process."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from tests.support import engines

Json = dict[str, Any]


@dataclass
class CommandLine:
    """`python -m bot`, run in this process: what an operator types, and what they get."""

    database: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def run(self, *arguments: str | Path) -> tuple[int, str, str]:
        """The exit code, and what was printed on both streams."""
        return self.run_on(engines.url_of(self.database), *arguments)

    def run_on(self, url: str, *arguments: str | Path) -> tuple[int, str, str]:
        """The same, with another database."""
        self.monkeypatch.setattr(sys, "argv", ["fireside", *map(str, arguments)])
        self.monkeypatch.setenv("DATABASE_URL", url)
        with pytest.raises(SystemExit) as ended:
            main()
        output, errors = self.capsys.readouterr()
        return int(ended.value.code or 0), output, errors

    def add(self, *paths: str | Path) -> tuple[int, list[Json]]:
        """The exit code of `add --json`, and its objects."""
        code, output, errors = self.run("add", "--json", *paths)
        assert errors == ""
        return code, [json.loads(line) for line in output.splitlines()]

    def show(self, story: str | int, length: str = "medium") -> Json:
        """What `show --json` prints."""
        code, output, errors = self.run("show", str(story), "--json", "--length", length)
        assert (code, errors) == (0, "")
        shown: Json = json.loads(output)
        return shown
