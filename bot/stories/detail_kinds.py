"""The kinds of details that a story may have: the values of each, and their form in JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.stories.series import part_of


class DetailKind:
    """The values of a detail and their form in JSON. Here the two are the same; other kinds override this."""

    def tidied(self, value: Any) -> Any:
        """Returns a value from a file or a form, cleaned up for a story."""
        return value

    def to_json(self, value: Any) -> Any:
        """Returns the value as JSON's own types."""
        return value

    def of_json(self, kept: Any) -> Any:
        """Returns the value from which `to_json` made this."""
        return kept

    def to_column(self, value: Any) -> Any:
        """Returns the value as the database holds it; `bot.database.rows` reads it back by the type of the
        detail."""
        return value


class PlainLine(DetailKind):
    """One line of plain text."""

    def tidied(self, value: str) -> str:
        """Returns the text without line breaks."""
        return one_line(value)


class MarkdownText(DetailKind):
    """Paragraphs of stored Markdown."""


class NameList(DetailKind):
    """Names, each one line of plain text, without repetitions."""

    def tidied(self, value: Iterable[str]) -> tuple[str, ...]:
        """Returns the names, each on one line, without empty ones and repetitions."""
        return tuple(dict.fromkeys(filter(None, map(one_line, value))))

    def to_json(self, value: tuple[str, ...]) -> list[str]:
        """Returns a list of the names."""
        return list(value)

    def of_json(self, kept: Iterable[str]) -> tuple[str, ...]:
        """Returns the names from which `to_json` made this."""
        return tuple(kept)

    def to_column(self, value: tuple[str, ...]) -> str:
        """Returns the names as JSON."""
        return json.dumps(value)


class SeriesList(NameList):
    """Series that the story is a part of, each written as `Part 2 of The Lamps`."""

    def tidied(self, value: Iterable[str]) -> tuple[str, ...]:
        """Returns the parts as they are written, each once, without empty ones."""
        parts = (part_of(one_line(each)) for each in value)
        return tuple(dict.fromkeys(str(part) for part in parts if part.name))


@dataclass(frozen=True, slots=True)
class Option:
    """A value that may be chosen. `word` stands for it in forms and, if it is an enum's, in JSON; `label` is
    shown to librarians."""

    value: Any
    word: str
    label: str


class Choice(DetailKind):
    """One of a few values. `noun` names them in messages such as "That is no rating"; `unknown` is stored in
    the database for None."""

    def __init__(self, noun: str, *options: Option, unknown: str | None = None) -> None:
        self.noun = noun
        self.options = options
        self.words = {each.word: each.value for each in options}
        self._unknown = unknown
        # Older versions stored a rating's number instead of its word.
        self._of_json = {key: each.value for each in options for key in (each.value, each.word)}

    def option(self, value: Any) -> Option:
        """Returns the option of a value."""
        return next(each for each in self.options if each.value == value)

    def to_json(self, value: Any) -> Any:
        """Returns the option's word. None, true and false are returned unchanged."""
        return value if value is None or isinstance(value, bool) else self.option(value).word

    def of_json(self, kept: Any) -> Any:
        """Returns the value from which `to_json` made this. Raises KeyError for anything that is no
        option's."""
        return self._of_json[kept]

    def to_column(self, value: Any) -> Any:
        """Returns the value, or the stored substitute for None."""
        return self._unknown if value is None else value


LINE, MARKDOWN, NAMES, SERIES = PlainLine(), MarkdownText(), NameList(), SeriesList()


def one_line(name: str) -> str:
    """Returns a name without line breaks, control characters or doubled spaces, for labels."""
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in name).split())
