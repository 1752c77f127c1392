"""`python -m bot add` and `show`: their JSON is a contract, and no file gets the better of them."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest

from bot.cli import main
from bot.services.importing import natural
from tests import hostile
from tests.conftest import STORIES
from tests.processes import ROOT, command, environment

Json = dict[str, Any]

LAMP = """Title: The Lamp
Author: Ada Vale
Summary: A lamp burns *all* night.
Rating: Teen
Tags: sea, lighthouse
Licence: CC0 1.0
Language: en-GB

A/N: For my sister.

Disclaimer: The sea is not mine.

Chapter 1: Dusk

The lamp was lit at dusk, as it always was, and _nobody_ saw it.

It burned until the morning.

Chapter 2: Dawn

Then it went out.
"""
ADDED = {
    "file": str,
    "story": int,
    "title": str,
    "authors": list,
    "chapters": int,
    "words": int,
    "warnings": list,
    "error": type(None),
}
SHOWN = {
    "story": int,
    "title": str,
    "authors": list,
    "language": str,
    "summary": str,
    "notes": str,
    "disclaimer": str,
    "rating": str,
    "tags": list,
    "source": str,
    "licence": str,
    "chapters": list,
}
CHAPTER = {"number": int, "title": str, "kind": str, "words": int, "text": str, "passages": list}

MEASURED = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
with open(sys.argv[1], "w") as peak:
    peak.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(code)
"""
"""Runs a command and writes down the most memory, in kilobytes, that it or a child of its took."""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "library" / "fireside.sqlite3"


@pytest.fixture
def lamp(tmp_path: Path) -> Path:
    """A good file."""
    path = tmp_path / "lamp.txt"
    path.write_text(LAMP, encoding="utf-8")
    return path


@dataclass
class CommandLine:
    """`python -m bot`, run in this process: what an operator types, and what they get."""

    database: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def run(self, *arguments: str | Path) -> tuple[int, str, str]:
        """The exit code, and what was printed on both streams."""
        self.monkeypatch.setattr(sys, "argv", ["fireside", *map(str, arguments)])
        self.monkeypatch.setenv("DATABASE_URL", f"sqlite:///{self.database}")
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


@pytest.fixture
def cli(database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(database, monkeypatch, capsys)


def types_of(thing: Json) -> dict[str, type]:
    return {name: type(value) for name, value in thing.items()}


# The contracts


def test_add_prints_an_object_for_a_file(lamp: Path, cli: CommandLine) -> None:
    code, [added] = cli.add(lamp)
    assert code == 0
    assert list(types_of(added).items()) == list(ADDED.items())
    assert added == {
        "file": str(lamp),
        "story": added["story"],
        "title": "The Lamp",
        "authors": ["Ada Vale"],
        "chapters": 2,
        "words": 23,
        "warnings": [],
        "error": None,
    }


def test_show_prints_a_story_as_the_bot_has_it(lamp: Path, cli: CommandLine) -> None:
    _, [added] = cli.add(lamp)
    shown = cli.show(added["story"])
    assert list(types_of(shown).items()) == list(SHOWN.items())
    assert [list(types_of(chapter).items()) for chapter in shown["chapters"]] == [list(CHAPTER.items())] * 2
    assert shown["title"] == "The Lamp"
    assert shown["authors"] == ["Ada Vale"]
    assert shown["language"] == "en-GB"
    assert shown["notes"] == "For my sister."
    assert shown["disclaimer"] == "The sea is not mine."
    assert shown["rating"] == "teen"
    assert shown["tags"] == ["sea", "lighthouse"]
    assert shown["licence"] == "CC0 1.0"
    first, second = shown["chapters"]
    assert (first["number"], first["kind"], second["number"]) == (1, "body", 2)
    assert "Dusk" in first["title"]
    assert first["text"].startswith("The lamp was lit at dusk")
    assert sum(chapter["words"] for chapter in shown["chapters"]) == added["words"]


def test_a_story_without_a_rating_is_shown_without_one(tmp_path: Path, cli: CommandLine) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("The Plain\n\nIt was a plain night, and nothing came of it.\n")
    _, [added] = cli.add(plain)
    assert (cli.show(added["story"]))["rating"] is None


@pytest.mark.parametrize(("length", "limit"), [("short", 900), ("medium", 1_800), ("long", 3_600)])
def test_joined_together_the_passages_are_the_text(
    cli: CommandLine, sample_library: Path, length: str, limit: int
) -> None:
    shutil.copytree(sample_library.parent, cli.database.parent)
    stories = [cli.show(number, length) for number in range(1, 6)]
    for chapter in (chapter for story in stories for chapter in story["chapters"]):
        assert "".join(chapter["passages"]) == chapter["text"]
        assert max(len(passage.rstrip()) for passage in chapter["passages"]) <= limit


def test_the_sample_stories_come_in_without_a_warning(cli: CommandLine) -> None:
    code, added = cli.add(STORIES)
    assert code == 0
    assert len(added) == 5
    assert [each["warnings"] for each in added] == [[]] * 5


def test_show_finds_a_story_by_its_title_too(lamp: Path, cli: CommandLine) -> None:
    _, [added] = cli.add(lamp)
    assert (cli.show("the LAMP"))["story"] == added["story"]


@pytest.mark.parametrize("story", ["7", "No Such Tale", "99999999999999999999", "-1", ""])
def test_a_story_that_is_not_there_is_told_in_a_sentence(cli: CommandLine, story: str) -> None:
    code, output, errors = cli.run("show", "--json", "--", story)
    assert code == 2
    assert output == ""
    assert errors.startswith("There is no story called")
    assert len(errors.splitlines()) == 1


# Adding


def test_the_same_file_twice_changes_nothing(lamp: Path, cli: CommandLine, tmp_path: Path) -> None:
    code, [first, again] = cli.add(lamp, lamp)
    assert code == 0
    assert again == first
    before = cli.show(first["story"])
    renamed = lamp.rename(tmp_path / "renamed.txt")
    code, [third] = cli.add(renamed)
    assert (code, third["story"]) == (0, first["story"])
    assert cli.show(first["story"]) == before


def test_the_same_file_for_a_server_is_another_story(lamp: Path, cli: CommandLine) -> None:
    _, [everyone] = cli.add(lamp)
    _, [servers] = cli.add("--server", "4711", lamp)
    _, [again] = cli.add("--server", "4711", lamp)
    assert servers["story"] != everyone["story"]
    assert again["story"] == servers["story"]


def test_a_folder_is_many_stories_in_natural_order(tmp_path: Path, cli: CommandLine) -> None:
    shelf = tmp_path / "shelf"
    for name in ("10 Ten.txt", "9 Nine.txt", "deeper/2 Two.TXT", ".hidden.txt", "notes.doc", "x.txt/in.txt"):
        file = shelf / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"Title: {file.stem}\n\nThis is what {file.stem} says.\n")
    code, added = cli.add(shelf)
    assert code == 0
    names = [Path(each["file"]).name for each in added]
    assert names == ["9 Nine.txt", "10 Ten.txt", "2 Two.TXT", "in.txt"]
    assert len({each["story"] for each in added}) == 4


def test_a_folder_as_one_is_a_story_of_a_chapter_a_file(tmp_path: Path, cli: CommandLine) -> None:
    serial = tmp_path / "the-long-night"
    serial.mkdir()
    for number in (10, 9, 1, 2):
        (serial / f"night-{number}.txt").write_text(f"It was night {number}, and the lamp burned low.\n")
    code, [added] = cli.add("--as-one", serial)
    assert code == 0
    assert (added["file"], added["title"], added["chapters"]) == (str(serial), "The Long Night", 4)
    shown = cli.show(added["story"])
    nights = [chapter["text"].split(",")[0] for chapter in shown["chapters"]]
    assert nights == ["It was night 1", "It was night 2", "It was night 9", "It was night 10"]
    assert [chapter["number"] for chapter in shown["chapters"]] == [1, 2, 3, 4]
    assert added["warnings"] == []
    _, [again] = cli.add("--as-one", serial)
    assert again == added


def test_natural_order_counts_numbers_as_numbers() -> None:
    names = ["2", "10", "1a", "1", "b2", "b10", "A1"]
    assert sorted(names, key=natural) == ["1", "1a", "2", "10", "A1", "b2", "b10"]


def test_good_files_come_in_beside_bad_ones(lamp: Path, tmp_path: Path, cli: CommandLine) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    code, [bad, missing, good] = cli.add(empty, tmp_path / "missing.txt", lamp)
    assert code == 1
    assert good["error"] is None
    assert good["title"] == "The Lamp"
    for failed, name in ((bad, "empty.txt"), (missing, "missing.txt")):
        assert list(failed) == list(ADDED)
        assert (failed["story"], failed["title"], failed["authors"]) == (None, None, [])
        assert (failed["chapters"], failed["words"]) == (0, 0)
        assert f"“{name}”" in failed["error"]
        assert failed["error"].endswith(".")
        assert str(tmp_path) not in failed["error"]


def test_people_read_a_line_per_story_without_a_trace(
    lamp: Path, tmp_path: Path, cli: CommandLine
) -> None:
    missing = str(tmp_path / "missing.txt")
    code, output, errors = cli.run("add", str(lamp), missing, str(lamp))
    assert (code, errors) == (1, "")
    assert output.splitlines() == [
        "✓ The Lamp by Ada Vale (story 1: 2 chapters, 23 words)",
        "✗ missing.txt: There is no file “missing.txt” there.",
        "= The Lamp by Ada Vale (story 1: 2 chapters, 23 words, in the library already)",
    ]
    code, output, errors = cli.run("show", "The Lamp")
    assert (code, errors) == (0, "")
    assert output.startswith("The Lamp\nby Ada Vale\n")
    assert "Then it went out." in output


@pytest.mark.parametrize("empty", ["x.txt", "nothing"])
def test_a_folder_without_stories_is_told_in_a_sentence(
    tmp_path: Path, cli: CommandLine, empty: str
) -> None:
    (tmp_path / empty).mkdir()
    code, output, errors = cli.run("add", str(tmp_path / empty))
    assert (code, output) == (2, "")
    assert errors == "There is no file to read there; supported are .epub, .txt.\n"


async def test_a_file_name_in_another_encoding_is_no_obstacle(tmp_path: Path, database: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(odd)).write_text("It was late in the café, and the chairs were on the tables.\n")
    code, output, errors = await command("add", os.fsdecode(odd), database=database)
    assert (code, errors) == (0, "")
    assert output.startswith("✓")


# Bad files


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file of the machine that no story may quote."""
    path = tmp_path / "secret.xhtml"
    path.write_text(hostile.PAGE.format("<p>the combination is 7-23-4</p>"))
    return path


@pytest.fixture
def bad(tmp_path: Path, secret: Path) -> dict[str, Path]:
    """Files that cannot be made into a story, by what is wrong with them."""
    folder = tmp_path / "bad"
    folder.mkdir()
    return hostile.write_all(folder, secret) | {"missing": folder / "missing.epub"}


def test_every_bad_file_gets_a_sentence_in_seconds_and_little_memory(
    bad: dict[str, Path], cli: CommandLine, sample_library: Path, tmp_path: Path
) -> None:
    shutil.copytree(sample_library.parent, cli.database.parent)
    before = [cli.show(number) for number in range(1, 6)]
    told, seconds, peak = measured(list(bad.values()), cli.database, tmp_path / "peak")
    for (what, path), answer in zip(bad.items(), told, strict=True):
        assert (answer["file"], answer["story"]) == (str(path), None), what
        assert is_a_sentence(answer["error"]), (what, answer["error"])
        assert str(tmp_path) not in answer["error"], what
    assert max(seconds) < 5
    assert peak < 300 * 1024
    assert [cli.show(number) for number in range(1, 6)] == before
    assert cli.run("show", "6")[0] == 2


def is_a_sentence(text: str) -> bool:
    """Whether this is for people: no trace, no name of an exception, not a novel."""
    return text.endswith(".") and len(text) < 250 and not re.search(r"Error\b|Traceback|\bNone\b|\n", text)


def measured(paths: list[Path], database: Path, peak: Path) -> tuple[list[Json], list[float], int]:
    """What `add --json` says of these files, the seconds it took for each, and its peak in kilobytes."""
    arguments = [sys.executable, "-c", MEASURED, str(peak)]
    arguments += [sys.executable, "-m", "bot", "add", "--json", *map(str, paths)]
    told, seconds, since = [], [], time.monotonic()
    with Popen(arguments, cwd=ROOT, env=environment(database), stdout=PIPE) as process:
        assert process.stdout is not None
        for line in process.stdout:
            told.append(json.loads(line))
            seconds.append(time.monotonic() - since)
            since = time.monotonic()
    assert process.returncode == 1
    return told, seconds, int(peak.read_text())


@pytest.mark.parametrize("page", ["outside", "laughs"])
def test_entities_fetch_nothing_and_unfold_to_nothing(
    tmp_path: Path, secret: Path, cli: CommandLine, page: str
) -> None:
    book = tmp_path / "curious.epub"
    pages = {"outside": hostile.outside(secret), "laughs": hostile.laughs()}
    book.write_bytes(hostile.epub(pages[page]))
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
    page = '<?xml version="1.0" encoding="x-klingon"?>' + hostile.PAGE.format("<p>Qapla’ in the night.</p>")
    book.write_bytes(hostile.epub(page.encode()))
    code, [added] = cli.add(book)
    if code == 0:
        assert "in the night" in (cli.show(added["story"]))["chapters"][0]["text"]
    else:
        assert added["error"].endswith(".")
