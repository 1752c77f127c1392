"""What an author says beside a chapter: its summary, notes and content warnings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from bot.stories.detail_kinds import one_line

LONGEST_ANNOUNCEMENT = 300
"""Characters of an author's word to subscribers."""
_REMEMBERED = 1_024
_BETWEEN = "\n\n"


class NoteWithin(NamedTuple):
    """A note between two paragraphs of a chapter. `offset` is where the one behind it begins, or the end of
    the text; `text` is stored Markdown."""

    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class ChapterNotes:
    """The summary, the notes and the content warnings of one chapter.

    They are shown set apart from its text, and are no part of it: they are not counted, quoted or searched,
    and no position is in them. `summary`, `before` and `after` are stored Markdown, as a chapter's text is;
    `before` and `after` are the notes in front of the text and behind it, `within` those in its middle, in
    their order. `content_warnings` are plain text, one line each. Whatever is empty is not there.
    `announcement` is the author's word to subscribers, one line of plain text: it goes with the notice of the
    chapter, and is shown nowhere else.
    """

    summary: str = ""
    before: str = ""
    after: str = ""
    content_warnings: tuple[str, ...] = ()
    within: tuple[NoteWithin, ...] = ()
    announcement: str = ""

    def __bool__(self) -> bool:
        """Whether there is any."""
        return self != NO_NOTES

    def announcing(self, words: str) -> ChapterNotes:
        """Returns the notes with this word to subscribers, on one line and cut to its greatest length."""
        return replace(self, announcement=one_line(words)[:LONGEST_ANNOUNCEMENT])

    def replaced_by(self, other: ChapterNotes) -> ChapterNotes:
        """Returns other notes, or these where those are empty; the announcement stays."""
        return replace(other or self, announcement=other.announcement or self.announcement)

    def carried(self, old: str, new: str) -> ChapterNotes:
        """Returns the notes for the chapter's new text: those in its middle keep to the paragraphs around
        them. Slow for long texts that differ."""
        if not self.within or old == new:
            return self
        from bot.text import edits  # noqa: PLC0415 - whoever reads a file needs none of it
        from bot.text.continuity import Version  # noqa: PLC0415

        [survivors] = edits.stretches([Version("", "", old)], [Version("", "", new)])
        moved = (
            NoteWithin(_between_paragraphs(new, edits.map_place(survivors, each.offset).offset), each.text)
            for each in self.within
        )
        return replace(self, within=tuple(sorted(moved, key=lambda each: each.offset)))

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
    within = tuple(NoteWithin(*each) for each in values.get("within", ()))
    return ChapterNotes(**{**values, "content_warnings": warnings, "within": within})


@lru_cache(maxsize=_REMEMBERED)  # read at every press in a chapter
def _of_column(column: str) -> ChapterNotes:
    return of_json(json.loads(column)) if column else NO_NOTES


def _between_paragraphs(text: str, offset: int) -> int:
    """Returns where the first paragraph begins that does not begin before an offset, or the text's end."""
    before = text.find(_BETWEEN, max(0, offset - len(_BETWEEN)))
    return len(text) if before < 0 else before + len(_BETWEEN)
