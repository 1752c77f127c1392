"""`python -m bot quotes`, as an operator uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine, Json

TOLD = """Title: The Ferry
Characters: Ada Barge

Before the story, a few words.

Chapter 1: Dawn

“I would,” said Ada, “have *swum* it.”

"Who are *you*?" he asked.

Courage is a lamp that everybody owns and nobody can ever lend to another.

Chapter 2: Noon

“Rain,” said the ferryman.
"""


@pytest.fixture
def operator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    """Somebody at the machine, who has added *The Ferry*."""
    line = CommandLine(tmp_path / "fireside.sqlite3", monkeypatch, capsys)
    told = tmp_path / "ferry.txt"
    told.write_text(TOLD, encoding="utf-8")
    line.add(told)
    return line


def quotes(operator: CommandLine, story: str = "The Ferry") -> list[Json]:
    """What `quotes --json` prints."""
    code, output, errors = operator.run("quotes", story, "--json")
    assert (code, errors) == (0, "")
    return [json.loads(each) for each in output.splitlines()]


def test_each_quote_is_a_line_of_json(operator: CommandLine) -> None:
    found = [{key: each[key] for key in ("chapter", "text", "speaker", "kind")} for each in quotes(operator)]
    assert found == [
        {"chapter": 1, "text": "I would, have swum it.", "speaker": "Ada Barge", "kind": "speech"},
        {"chapter": 1, "text": "Who are you?", "speaker": None, "kind": "speech"},
        {
            "chapter": 1,
            "text": "Courage is a lamp that everybody owns and nobody can ever lend to another.",
            "speaker": None,
            "kind": "narration",
        },
        {"chapter": 2, "text": "Rain,", "speaker": None, "kind": "speech"},
    ]


def test_spans_index_the_chapter_s_text_as_show_prints_it(operator: CommandLine) -> None:
    texts = {each["number"]: each["text"] for each in operator.show("The Ferry")["chapters"]}
    first, second, *_ = quotes(operator)
    assert [texts[1][slice(*span)] for span in first["spans"]] == ["“I would,”", "“have _swum_ it.”"]
    assert [texts[1][slice(*span)] for span in second["spans"]] == ['"Who are _you_?"']


def test_people_read_them_by_chapter(operator: CommandLine) -> None:
    code, output, _ = operator.run("quotes", "The Ferry")
    assert code == 0
    lines = output.splitlines()
    assert lines[:2] == ["═══ Chapter 1 — Dawn ═══", "I would, have swum it. — Ada Barge"]
    assert lines[-2:] == ["═══ Chapter 2 — Noon ═══", "Rain,"]


def test_a_story_that_is_not_there_or_not_to_be_quoted_gets_a_sentence(
    operator: CommandLine, tmp_path: Path
) -> None:
    code, output, errors = operator.run("quotes", "The Fairy", "--json")
    assert (code, output) == (2, "")
    assert errors.startswith("There is no story called “The Fairy” here.")
    secret = tmp_path / "secret.txt"
    secret.write_text(TOLD.replace("The Ferry\n", "The Secret\nQuotable: no\n"), encoding="utf-8")
    operator.add(secret)
    code, output, errors = operator.run("quotes", "The Secret")
    assert (code, output) == (2, "")
    assert errors == "The author of “The Secret” asks that it not be quoted.\n"
