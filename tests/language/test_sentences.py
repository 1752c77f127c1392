"""No sentence of a screen passes by the catalogs: in `cogs/` each stands in a call of gettext's."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.support.paths import ROOT

MARKS = {"_", "N_", "NN_", "ngettext", "pgettext"}
UNSEEN = {
    "getLogger",
    "debug",
    "info",
    "warning",
    "error",
    "exception",
    "critical",
    "compile",
    "TypeVar",
    "counted",
    "to",
    "endswith",
    "removesuffix",
}
"""Functions whose texts are no sentences: what is logged, patterns, nouns that are looked up, commands."""
OF_COMMANDS = {"describe", "Group", "ContextMenu"}
"""Functions whose texts Discord has in every language (`cogs/ui/command_translator.py`)."""
WORDS = re.compile(r"[A-Za-z]{2,}\W*\s\W*[A-Za-z]|^\W*[A-Z][a-z]+")
FRAGMENT = re.compile(r"(?<![:\w/])[A-Za-z]{2,}(?![:=\w])")
"""A word beside a value, as in `f"{number} chapters"`."""
FILE_NAME = re.compile(r"[a-z]+[.-]|\.[a-z]+")


def modules() -> list[Path]:
    return sorted((ROOT / "cogs").glob("**/*.py"))


class Unspoken(ast.NodeVisitor):
    """Finds the lines and texts that people would read in English whatever their language."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in MARKS:
            for keyword in node.keywords:
                self.visit(keyword)
        elif name not in UNSEEN | OF_COMMANDS:
            self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if getattr(node.value, "id", "") != "Literal":
            self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        # The tables of the sentences for errors, which are translated where they are filled in.
        if node.value and not getattr(node.target, "id", "").endswith("SENTENCES"):
            self.visit(node.value)

    def visit_Dict(self, node: ast.Dict) -> None:
        for value in node.values:
            self.visit(value)

    def visit_arguments(self, node: ast.arguments) -> None:
        """Leaves alone what an option is without being given."""

    def visit_Compare(self, node: ast.Compare) -> None:
        """Leaves alone what a choice is compared with."""

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring
            self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)
            elif (
                isinstance(part, ast.Constant)
                and FRAGMENT.search(str(part.value))
                and not FILE_NAME.fullmatch(str(part.value))
            ):
                self.found.append((node.lineno, str(part.value)))

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and WORDS.search(node.value):
            self.found.append((node.lineno, node.value))


def unspoken(source: str) -> list[tuple[int, str]]:
    visitor = Unspoken()
    visitor.visit(ast.parse(source))
    return visitor.found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sentence_goes_through_the_catalogs(path: Path) -> None:
    assert not unspoken(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "line",
    [
        'says = "There is no such story."',
        'f"{number} chapters"',
        'button("Read", press)',
        '_("{what} is new.", what=f"the {thing}")',
        'title or "Untitled"',
    ],
)
def test_a_sentence_that_passes_them_by_is_found(line: str) -> None:
    assert unspoken(line)


@pytest.mark.parametrize(
    "line",
    [
        'def f():\n    """Returns nothing at all."""',
        '_("There is no such story.")',
        'entries.get("zone")',
        'log.info("A reader was told: %s", text)',
        'f"id:{story}"',
        'f"**{title}** · {number}"',
        'f"<t:{time}:R>"',
    ],
)
def test_what_is_no_sentence_is_left_alone(line: str) -> None:
    assert not unspoken(line)
