"""Files that cannot be read: each gets one sentence, soon, and the library stays as it was."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import sys
from itertools import pairwise
from pathlib import Path
from subprocess import PIPE, Popen

import psutil
import pytest

from tests.support import hostile_files
from tests.support.bot_process import environment
from tests.support.command_line import CommandLine, Json
from tests.support.paths import ROOT

MEASURED = """
import sys
import psutil
process, peak = psutil.Popen(sys.argv[2:]), 0
while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
    taken = 0
    for each in (process, *process.children(recursive=True)):
        try:
            taken += each.memory_info().rss
        except psutil.NoSuchProcess:
            pass
    peak = max(peak, taken)
    try:
        process.wait(0.01)
    except psutil.TimeoutExpired:
        pass
with open(sys.argv[1], "w") as written:
    written.write(str(peak))
sys.exit(process.wait())
"""
"""Runs a command and writes down the most memory, in bytes, that it and its children took at one time."""


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file of the machine that no story may quote."""
    path = tmp_path / "secret.xhtml"
    path.write_text(hostile_files.PAGE.format("<p>the combination is 7-23-4</p>"))
    return path


@pytest.fixture
def bad(tmp_path: Path) -> dict[str, Path]:
    """Files that cannot be made into a story, by what is wrong with them."""
    folder = tmp_path / "bad"
    folder.mkdir()
    return hostile_files.write_all(folder) | {"missing": folder / "missing.epub"}


@pytest.mark.proofs_only
def test_every_bad_file_gets_a_sentence_in_seconds_and_little_memory(
    bad: dict[str, Path], cli: CommandLine, sample_library: Path, tmp_path: Path
) -> None:
    cli.database.parent.mkdir()
    shutil.copy(sample_library, cli.database)
    before = [cli.show(number) for number in range(1, 7)]
    told, seconds, peak = measured(list(bad.values()), cli.database, tmp_path / "peak")
    for (what, path), answer in zip(bad.items(), told, strict=True):
        assert (answer["file"], answer["story"]) == (str(path), None), what
        assert is_a_sentence(answer["error"]), (what, answer["error"])
        assert str(tmp_path) not in answer["error"], what
    assert max(seconds) < 5
    assert peak < 300_000_000
    assert [cli.show(number) for number in range(1, 7)] == before
    assert cli.run("show", "7")[0] == 2


def is_a_sentence(text: str) -> bool:
    """Whether this is for people: no trace, no name of an exception, not a novel."""
    return text.endswith(".") and len(text) < 250 and not re.search(r"Error\b|Traceback|\bNone\b|\n", text)


def measured(paths: list[Path], database: Path, peak: Path) -> tuple[list[Json], list[float], int]:
    """What `add --json` says of these files, the seconds it computed for each, and its peak in bytes."""
    arguments = [sys.executable, "-c", MEASURED, str(peak)]
    arguments += [sys.executable, "-m", "bot", "add", "--json", *map(str, paths)]
    told, computed = [], [0.0]
    with Popen(arguments, cwd=ROOT, env=environment(database), stdout=PIPE) as process:
        assert process.stdout is not None
        for line in process.stdout:
            told.append(json.loads(line))
            with contextlib.suppress(psutil.NoSuchProcess, ValueError):  # it ends after the last
                [adding] = psutil.Process(process.pid).children()
                computed.append(sum(adding.cpu_times()[:4]))
    assert process.returncode == 1
    return told, [after - before for before, after in pairwise(computed)], int(peak.read_text())


@pytest.mark.parametrize("page", ["outside", "laughs"])
def test_entities_fetch_nothing_and_unfold_to_nothing(
    tmp_path: Path, secret: Path, cli: CommandLine, page: str
) -> None:
    book = tmp_path / "curious.epub"
    pages = {"outside": hostile_files.outside(secret), "laughs": hostile_files.laughs()}
    book.write_bytes(hostile_files.epub(pages[page]))
    code, [added] = cli.add(book)
    assert added["warnings"] or added["error"]
    if code == 0:
        [chapter] = cli.show(added["story"])["chapters"]
        assert "combination" not in chapter["text"]
        assert len(chapter["text"]) < 100


def test_a_page_in_an_encoding_that_nobody_knows_is_read_or_refused_in_a_sentence(
    tmp_path: Path, cli: CommandLine
) -> None:
    book = tmp_path / "klingon.epub"
    page = '<?xml version="1.0" encoding="x-klingon"?>' + hostile_files.PAGE.format(
        "<p>Qapla’ in the night.</p>"
    )
    book.write_bytes(hostile_files.epub(page.encode()))
    code, [added] = cli.add(book)
    if code == 0:
        assert "in the night" in (cli.show(added["story"]))["chapters"][0]["text"]
    else:
        assert added["error"].endswith(".")
