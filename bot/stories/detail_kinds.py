"""The kinds of details that a story may have: what their values are, and what they are in JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


class DetailKind:
    """What the values of a detail are, and what they are in JSON: the same, unless a kind says otherwise."""

    def tidied(self, value: Any) -> Any:
        """The value as a story may have it, from what a file or a form gave."""
        return value

    def to_json(self, value: Any) -> Any:
        """The value in JSON's own types."""
        return value

    def of_json(self, kept: Any) -> Any:
        """The value that `to_json` was given."""
        return kept

    def to_column(self, value: Any) -> Any:
        """The value as the database holds it; `bot.database.rows` reads it by the type of the detail."""
        return value


class PlainLine(DetailKind):
    """One line of plain text."""

    def tidied(self, value: str) -> str:
        """The text without line breaks."""
        return one_line(value)


class MarkdownText(DetailKind):
    """Paragraphs of stored Markdown."""


class NameList(DetailKind):
    """Names, each one line of plain text and there only once."""

    def tidied(self, value: Iterable[str]) -> tuple[str, ...]:
        """The names that are not empty."""
        return tuple(dict.fromkeys(filter(None, map(one_line, value))))

    def to_json(self, value: tuple[str, ...]) -> list[str]:
        """A list of the names."""
        return list(value)

    def of_json(self, kept: Iterable[str]) -> tuple[str, ...]:
        """The names that `to_json` was given."""
        return tuple(kept)

    def to_column(self, value: tuple[str, ...]) -> str:
        """The names as JSON."""
        return json.dumps(value)


@dataclass(frozen=True, slots=True)
class Option:
    """A value that may be chosen: `word` stands for it in forms and, if it is an enum's, in JSON; `label` is
    what a librarian reads."""

    value: Any
    word: str
    label: str


class Choice(DetailKind):
    """One of a few values. `noun` is what they are called in "That is no rating"; `unknown` is what the
    database holds for None."""

    def __init__(self, noun: str, *options: Option, unknown: str | None = None) -> None:
        self.noun = noun
        self.options = options
        self.words = {each.word: each.value for each in options}
        self._unknown = unknown
        # A rating's number was kept instead of its word by older versions.
        self._of_json = {key: each.value for each in options for key in (each.value, each.word)}

    def option(self, value: Any) -> Option:
        """The option of a value."""
        return next(each for each in self.options if each.value == value)

    def to_json(self, value: Any) -> Any:
        """The option's word; None, true and false as they are."""
        return value if value is None or isinstance(value, bool) else self.option(value).word

    def of_json(self, kept: Any) -> Any:
        """The value that `to_json` was given. Raises KeyError for what is no option's."""
        return self._of_json[kept]

    def to_column(self, value: Any) -> Any:
        """The value, or what stands for None."""
        return self._unknown if value is None else value


LINE, MARKDOWN, NAMES = PlainLine(), MarkdownText(), NameList()


def one_line(name: str) -> str:
    """A name as it can stand in a label: no line breaks, control characters or doubled spaces."""
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in name).split())
