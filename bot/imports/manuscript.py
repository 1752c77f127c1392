"""The manuscript that every format is parsed into: a story's text and details,
before the library has them.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bot.errors import UnreadableFileError
from bot.stories import chapter_notes
from bot.stories.chapter_notes import NO_NOTES, ChapterNotes
from bot.stories.details import DETAILS, Details, of_json, to_json
from bot.stories.models import ChapterKind

TITLE_FROM_NAME = "The text does not say its title; the file’s name was taken."
"""The warning of a format that had to make up a title."""


@dataclass(frozen=True)
class ManuscriptChapter:
    """One chapter as its file has it.

    `text` is Discord Markdown as `bot.text.markup` writes it: literal specials escaped, paragraphs
    divided by exactly one blank line, no white space at either end, inline marks closed within their
    paragraph. `key` identifies the chapter within its source from one import to the next (the file name
    inside an EPUB, with the fragment where one file holds several; empty where the source has no such
    thing). `title` is plain text and may be empty. `notes` is what the author says beside the text.
    """

    title: str
    text: str
    kind: ChapterKind = ChapterKind.BODY
    key: str = ""
    notes: ChapterNotes = NO_NOTES


@dataclass(frozen=True)
class Manuscript:
    """A whole story as its file has it.

    `cover` is a PNG, JPEG, GIF or WebP file. `warnings` are full sentences about what was assumed or could
    not be read.
    """

    details: Details
    chapters: tuple[ManuscriptChapter, ...]
    cover: bytes | None = field(default=None, repr=False)
    warnings: tuple[str, ...] = ()


def single_chapter(manuscript: Manuscript) -> ManuscriptChapter:
    """Returns a file's text as one chapter. What the file says of itself, or before and behind its text, are
    the chapter's notes.

    Raises UnreadableFileError where it holds several chapters.
    """
    bodies = [chapter for chapter in manuscript.chapters if chapter.kind is ChapterKind.BODY]
    if len(bodies) != 1:
        raise UnreadableFileError(
            f"This file holds {len(bodies)} chapters, where one is wanted. `/stories add` brings in whole "
            "stories, and newer versions of them."
        )
    named = "" if TITLE_FROM_NAME in manuscript.warnings else manuscript.details.title
    (body,), said = bodies, manuscript.details
    notes = ChapterNotes(
        summary=body.notes.summary or said.summary,
        before=_paragraphs(said.notes, *_texts_of(manuscript, ChapterKind.FRONT), body.notes.before),
        after=_paragraphs(body.notes.after, *_texts_of(manuscript, ChapterKind.BACK)),
        content_warnings=tuple(dict.fromkeys((*said.content_warnings, *body.notes.content_warnings))),
    )
    return ManuscriptChapter(body.title or named, body.text, notes=notes)


def with_end_notes(manuscript: Manuscript, notes: str) -> Manuscript:
    """Returns the manuscript with these notes, stored Markdown, after the last chapter of its body."""
    chapters = list(manuscript.chapters)
    last = max((at for at, each in enumerate(chapters) if each.kind is ChapterKind.BODY), default=None)
    if not notes or last is None:
        return manuscript
    own = chapters[last].notes
    chapters[last] = replace(chapters[last], notes=replace(own, after=_paragraphs(own.after, notes)))
    return replace(manuscript, chapters=tuple(chapters))


def to_lines(manuscript: Manuscript) -> list[str]:
    """Returns the manuscript as lines of JSON: one for the story, then one for each chapter. Each line is
    parsed by itself, since one call for a whole library would hold up every thread. `from_lines` gives the
    manuscript back.
    """
    cover = manuscript.cover
    story = {
        **to_json(manuscript.details),
        "cover": cover and base64.b64encode(cover).decode("ascii"),
        "warnings": manuscript.warnings,
    }
    return [json.dumps(each) for each in (story, *map(asdict, manuscript.chapters))]


def from_lines(lines: Sequence[str | bytes]) -> Manuscript:
    """Returns the manuscript that `to_lines` was given."""
    story = json.loads(lines[0])
    return Manuscript(
        details=of_json(story),
        chapters=tuple(_chapter(json.loads(line)) for line in lines[1:]),
        cover=story["cover"] and base64.b64decode(story["cover"]),
        warnings=tuple(story["warnings"]),
    )


def merged(parts: Sequence[Manuscript], title: str, names: Sequence[str]) -> Manuscript:
    """Returns several files as one story, a chapter a file; `names` title the chapters that have no title.

    What the files say of the story as a whole is taken from the first that says it; whether it is complete,
    from the last, since each tells how it was when it was written.
    """
    chapters = [
        replace(chapter, title=chapter.title or name, key=f"{name}#{chapter.key}")
        for part, name in zip(parts, names, strict=True)
        for chapter in part.chapters
    ]
    warnings = dict.fromkeys(warning for part in parts for warning in part.warnings)
    warnings.pop(TITLE_FROM_NAME, None)
    return Manuscript(
        details=_merged_details([part.details for part in parts], title),
        chapters=tuple(chapters),
        cover=next((part.cover for part in parts if part.cover), None),
        warnings=tuple(warnings),
    )


def _merged_details(parts: Sequence[Details], title: str) -> Details:
    first = {
        name: value
        for part in reversed(parts)
        for name in DETAILS
        if (value := getattr(part, name)) not in ("", (), None)
    }
    completion = next((part.completion for part in reversed(parts) if part.completion), None)
    quotable = all(part.quotable for part in parts)
    return Details(**{**first, "title": title, "completion": completion, "quotable": quotable})


def _texts_of(manuscript: Manuscript, kind: ChapterKind) -> list[str]:
    return [chapter.text for chapter in manuscript.chapters if chapter.kind is kind]


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))


def _chapter(values: Mapping[str, Any]) -> ManuscriptChapter:
    notes = chapter_notes.of_json(values.get("notes", {}))  # drafts of an older version have none
    return ManuscriptChapter(**{**values, "kind": ChapterKind(values["kind"]), "notes": notes})
