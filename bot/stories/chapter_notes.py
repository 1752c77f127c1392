"""What an author says beside a chapter: its summary, notes and content warnings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

_REMEMBERED = 1_024


@dataclass(frozen=True, slots=True)
class ChapterNotes:
    """The summary, the notes and the content warnings of one chapter.

    They are shown set apart from its text, and are no part of it: they are not counted, quoted or searched,
    and no position is in them. `summary`, `before` and `after` are stored Markdown, as a chapter's text is;
    `before` and `after` are the notes in front of the text and behind it. `content_warnings` are plain text,
    one line each. Whatever is empty is not there.
    """

    summary: str = ""
    before: str = ""
    after: str = ""
    content_warnings: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return self != NO_NOTES

    @staticmethod
    def of_column(column: str) -> ChapterNotes:
        """Returns the notes that the database holds so; an empty column stands for none."""
        return _of_column(column)

    def to_column(self) -> str:
        """Returns the notes as the database holds them: as JSON, empty where there are none."""
        return json.dumps(to_json(self)) if self else ""


NO_NOTES = ChapterNotes()


def to_json(notes: ChapterNotes) -> dict[str, Any]:
    """Returns the notes that are there by their names, in JSON's own types."""
    return {name: value for name, value in asdict(notes).items() if value}


def of_json(values: Mapping[str, Any]) -> ChapterNotes:
    """Returns the notes from which `to_json` made this."""
    warnings = tuple(values.get("content_warnings", ()))
    return ChapterNotes(**{**values, "content_warnings": warnings})


@lru_cache(maxsize=_REMEMBERED)  # read at every press in a chapter
def _of_column(column: str) -> ChapterNotes:
    return of_json(json.loads(column)) if column else NO_NOTES
