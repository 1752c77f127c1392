"""`python -m bot add` and `show`: their JSON is a contract, and no file gets the better of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.stories.naming import natural
from tests.support.command_line import CommandLine
from tests.support.paths import STORIES

KINDS = ".docx, .epub, .htm, .html, .markdown, .md, .odt, .txt, .xhtml, .zip"
LAMP = """Title: The Lamp
Author: Ada Vale
Summary: A lamp burns *all* night.
Rating: Teen
Status: Complete
Warnings: a storm; drowning
Fandom: Lighthouses
Characters: The Keeper, Ada
Pairing: Keeper/Lamp, Ada & Lamp
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
    "unclear_rating": str,
    "completion": str,
    "content_warnings": list,
    "fandoms": list,
    "characters": list,
    "relationships": list,
    "tags": list,
    "series": list,
    "source": str,
    "licence": str,
    "takes_remarks": bool,
    "chapters": list,
}
CHAPTER = {
    "number": int,
    "title": str,
    "kind": str,
    "words": int,
    "notes": dict,
    "text": str,
    "passages": list,
}


@pytest.fixture
def lamp(tmp_path: Path) -> Path:
    """A good file."""
    path = tmp_path / "lamp.txt"
    path.write_text(LAMP, encoding="utf-8")
    return path


def types_of(thing: dict[str, Any]) -> dict[str, type]:
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
    assert shown["completion"] == "complete"
    assert shown["content_warnings"] == ["a storm", "drowning"]
    assert shown["fandoms"] == ["Lighthouses"]
    assert shown["characters"] == ["The Keeper", "Ada"]
    assert shown["relationships"] == ["Keeper/Lamp", "Ada & Lamp"]
    assert shown["tags"] == ["sea", "lighthouse"]
    assert shown["licence"] == "CC0 1.0"
    first, second = shown["chapters"]
    assert (first["number"], first["kind"], second["number"]) == (1, "body", 2)
    assert "Dusk" in first["title"]
    assert first["text"].startswith("The lamp was lit at dusk")
    assert sum(chapter["words"] for chapter in shown["chapters"]) == added["words"]


def test_a_story_without_a_rating_or_status_is_shown_without_them(tmp_path: Path, cli: CommandLine) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("The Plain\n\nIt was a plain night, and nothing came of it.\n")
    _, [added] = cli.add(plain)
    shown = cli.show(added["story"])
    assert (shown["rating"], shown["completion"]) == (None, None)


@pytest.mark.usefixtures("ids_from_one")
@pytest.mark.parametrize(("length", "limit"), [("short", 900), ("medium", 1_800), ("long", 3_600)])
def test_joined_together_the_passages_are_the_text(
    cli: CommandLine, sample_library: Path, length: str, limit: int
) -> None:
    cli.database.parent.mkdir()
    shutil.copy(sample_library, cli.database)
    stories = [cli.show(number, length) for number in range(1, 6)]
    for chapter in (chapter for story in stories for chapter in story["chapters"]):
        assert "".join(chapter["passages"]) == chapter["text"]
        assert max(len(passage.rstrip()) for passage in chapter["passages"]) <= limit


def test_the_sample_stories_come_in_without_a_warning(cli: CommandLine) -> None:
    code, added = cli.add(STORIES)
    assert code == 0
    assert len(added) == 6
    assert [each["warnings"] for each in added] == [[]] * 6


def test_show_finds_a_story_by_its_title_too(lamp: Path, cli: CommandLine) -> None:
    _, [added] = cli.add(lamp)
    assert (cli.show("the LAMP"))["story"] == added["story"]


def test_show_asks_whether_a_title_much_like_it_was_meant(lamp: Path, cli: CommandLine) -> None:
    _, [added] = cli.add(lamp)
    title = str(added["title"])
    code, _, errors = cli.run("show", title[:-2])
    assert (code, f"Did you mean “{title}”?" in errors) == (2, True), errors


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


@pytest.mark.usefixtures("ids_from_one")
def test_people_read_a_line_per_story_without_a_trace(lamp: Path, tmp_path: Path, cli: CommandLine) -> None:
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
def test_a_folder_without_stories_is_told_in_a_sentence(tmp_path: Path, cli: CommandLine, empty: str) -> None:
    (tmp_path / empty).mkdir()
    code, output, errors = cli.run("add", str(tmp_path / empty))
    assert (code, output) == (2, "")
    assert errors == f"There is no file to read there; supported are {KINDS}.\n"


def test_a_file_name_in_another_encoding_is_no_obstacle(tmp_path: Path, cli: CommandLine) -> None:
    odd = tmp_path / os.fsdecode(b"caf\xe9.txt")
    odd.write_text("It was late in the café, and the chairs were on the tables.\n")
    code, output, errors = cli.run("add", odd)
    assert (code, errors) == (0, "")
    assert output.startswith("✓")
    code, [added] = cli.add(odd)
    assert (code, added["file"]) == (0, str(odd))


@pytest.mark.parametrize(
    ("loads", "heavy"),
    [("bot.cli", "'discord', 'PIL', 'bot.app'"), ("bot.app, bot.editing.files", "'bot.quotes.quotations'")],
)
def test_the_command_line_does_not_load_what_few_commands_need(loads: str, heavy: str) -> None:
    program = f"import sys, {loads}; print(*{{'aiohttp', 'rich', {heavy}}} & sys.modules.keys())"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert loaded.stdout.split() == []
