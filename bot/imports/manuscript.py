"""The manuscript that every format is parsed into: a story's text and details,
before the library has them.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from typing import Any

from bot.errors import UnreadableFileError
from bot.imports import ratings
from bot.stories import chapter_notes
from bot.stories.chapter_notes import NO_NOTES, ChapterNotes
from bot.stories.details import DETAILS, Details, of_json, to_json
from bot.stories.models import ChapterKind

TITLE_FROM_NAME = "The text does not say its title; the file’s name was taken."
"""The warning of a format that had to make up a title."""


_NOTES = ("summary", "notes", "content_warnings")
"""The details that a file may say of its chapter as well as of its story."""
_NOTHING = ("", (), None)


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
    (body,) = bodies
    before = _paragraphs(*_texts_of(manuscript, ChapterKind.FRONT), body.notes.before)
    after = _paragraphs(body.notes.after, *_texts_of(manuscript, ChapterKind.BACK))
    notes = _with_details(replace(body.notes, before=before, after=after), manuscript.details)
    return ManuscriptChapter(body.title or named, body.text, notes=notes)


def chapters_to_publish(manuscript: Manuscript) -> list[ManuscriptChapter]:
    """Returns the chapters of a file's body, each with its own notes; a file of one chapter as
    `single_chapter` gives it."""
    bodies = [chapter for chapter in manuscript.chapters if chapter.kind is ChapterKind.BODY]
    return bodies if len(bodies) > 1 else [single_chapter(manuscript)]


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
    from the last, since each tells how it was when it was written; of several ratings the highest counts,
    and the warnings of all are the story's. Summaries, notes and warnings that differ from file to file are
    each its first chapter's.
    """
    of_chapters = [name for name in _NOTES if len(dict.fromkeys(_said(parts, name))) > 1]
    chapters = [
        replace(chapter, title=chapter.title or name, key=f"{name}#{chapter.key}")
        for part, name in zip(parts, names, strict=True)
        for chapter in _with_notes_of_file(part, of_chapters)
    ]
    warnings = dict.fromkeys(warning for part in parts for warning in part.warnings)
    warnings.pop(TITLE_FROM_NAME, None)
    return Manuscript(
        details=_merged_details(parts, title, of_chapters),
        chapters=tuple(chapters),
        cover=next((part.cover for part in parts if part.cover), None),
        warnings=tuple(warnings),
    )


def _merged_details(parts: Sequence[Manuscript], title: str, of_chapters: Sequence[str]) -> Details:
    first = {name: said[0] for name in DETAILS if (said := _said(parts, name))}
    for name in of_chapters:
        del first[name]
    details = [part.details for part in parts]
    warnings = chain.from_iterable(each.content_warnings for each in details)
    rating, unclear_rating = ratings.highest(*((each.rating, each.unclear_rating) for each in details))
    return Details(
        **{
            **first,
            "title": title,
            "rating": rating,
            "unclear_rating": unclear_rating,
            "content_warnings": tuple(dict.fromkeys(warnings)),
            "completion": next((each.completion for each in reversed(details) if each.completion), None),
            "quotable": all(each.quotable for each in details),
        }
    )


def _said(parts: Sequence[Manuscript], name: str) -> list[Any]:
    """Returns what these files say of a detail, without those that say nothing."""
    return [value for part in parts if (value := getattr(part.details, name)) not in _NOTHING]


def _with_notes_of_file(part: Manuscript, names: Sequence[str]) -> list[ManuscriptChapter]:
    """Returns a file's chapters; of the details of these names, what the file says is its first chapter's."""
    first = next((at for at, each in enumerate(part.chapters) if each.kind is ChapterKind.BODY), 0)
    said = replace(Details(title=""), **{name: getattr(part.details, name) for name in names})
    return [
        replace(each, notes=_with_details(each.notes, said)) if at == first else each
        for at, each in enumerate(part.chapters)
    ]


def _with_details(notes: ChapterNotes, said: Details) -> ChapterNotes:
    """Returns a chapter's notes with what its file says of itself."""
    return replace(
        notes,
        summary=notes.summary or said.summary,
        before=_paragraphs(said.notes, notes.before),
        content_warnings=tuple(dict.fromkeys((*said.content_warnings, *notes.content_warnings))),
    )


def _texts_of(manuscript: Manuscript, kind: ChapterKind) -> list[str]:
    return [chapter.text for chapter in manuscript.chapters if chapter.kind is kind]


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))


def _chapter(values: Mapping[str, Any]) -> ManuscriptChapter:
    notes = chapter_notes.of_json(values.get("notes", {}))  # drafts of an older version have none
    return ManuscriptChapter(**{**values, "kind": ChapterKind(values["kind"]), "notes": notes})
