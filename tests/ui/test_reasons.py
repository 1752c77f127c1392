"""What is said of files and feeds is told in the reader's language, whatever process said it and when."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.language import speaking
from bot.text import markup
from cogs.ui.reasons import reason_told
from tests.support.paths import ROOT

VALUES = {
    "error": "is damaged",
    "fault": "is damaged",
    "faults[0]": "content.opf is damaged",
    "kind.reason": "is a picture, so it cannot be read; please save it without one.",
    "self._kind": "EPUB",
    "kind": "EPUB",
    "_KIND": "OpenDocument text",
    "_KIND_NAMES[kind]": "a web page",
    "highest.label": "Mature",
    "details.rating.label": "Teen",
    "scheme or 'of an unknown kind'": "of an unknown kind",
    "comments": "2 comments",
    "self._named(item)": "Page one.xhtml",
    "'file' if others == 1 else 'files'": "files",
    "'comment' if comments == 1 else 'comments'": "comments",
    "words": "2 words",
    "posts": "One other post of the thread was",
    "named": " (“Chapter 1”)",
    "more": "3",
    "same": "",
    "where": "only the contents name it, so it stands where they have it",
}
"""What stands in the sentences that are put together, by the code that gives it."""
OF_STORIES = {"Chapters so far: 7/7."}
"""What is written into a story's notes, and stays as it is."""
A_SENTENCE = re.compile(r"[A-Z“{].* .*[.]", re.DOTALL)


def said(module: Path) -> Iterator[str]:
    """Every sentence that a module says of a file or a feed, with something for each of its values."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inner = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(map(_part, node.values))
        elif (
            node not in inner | docstrings and isinstance(node, ast.Constant) and isinstance(node.value, str)
        ):
            yield node.value


def _part(part: ast.expr) -> str:
    if isinstance(part, ast.FormattedValue):
        return VALUES.get(ast.unparse(part.value), "7")
    assert isinstance(part, ast.Constant)
    return str(part.value)


def sentences() -> list[str]:
    modules = [each for feature in ("imports", "feeds") for each in (ROOT / "bot" / feature).rglob("*.py")]
    found = {each for module in modules for each in said(module) if A_SENTENCE.fullmatch(each)}
    return sorted(found - OF_STORIES)


@pytest.mark.parametrize("locale", ["de", "zh-CN"])
def test_everything_said_of_files_and_feeds_is_known(locale: str) -> None:
    with speaking(locale):
        english = [each for each in sentences() if reason_told(each) == each]
    assert english == []


def test_what_stands_in_a_sentence_stays_as_it_is() -> None:
    with speaking("de"):
        told = reason_told("“a “b” c.pdf” is a picture, so it cannot be read; please save it without one.")
        assert "„a “b” c.pdf“" in told
        named = reason_told("“is empty” is empty.")
        assert "is empty" in named
        assert "“is empty”" not in named
        assert reason_told("What nobody has said before.") == "What nobody has said before."


def test_a_name_is_no_markup() -> None:
    assert "\\*\\*" in reason_told("“**loud**.txt” is empty.", markup.escape)
    assert reason_told("“a.txt” holds 7.", markup.escape) == "“a.txt” holds 7."
