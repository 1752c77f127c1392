"""What every format is parsed into: a story's text and details, before the library has them."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from bot.models import Kind

TITLE_FROM_NAME = "The text does not say its title; the file’s name was taken."
"""The warning of a format that had to make up a title."""


@dataclass(frozen=True)
class ManuscriptChapter:
    """One chapter as its file has it.

    `text` is Discord Markdown as `bot.text.markup` writes it: literal specials escaped, paragraphs
    divided by exactly one blank line, no white space at either end, inline marks closed within their
    paragraph. `key` identifies the chapter within its source from one import to the next (the file name
    inside an EPUB, with the fragment where one file holds several; empty where the source has no such
    thing). `title` is plain text and may be empty.
    """

    title: str
    text: str
    kind: Kind = Kind.BODY
    key: str = ""


@dataclass(frozen=True)
class Manuscript:
    """A whole story as its file has it; everything but the chapters may be unknown.

    `title`, `authors`, `tags`, `source` and `licence` are plain text. `summary`, `notes` (the author's) and
    `disclaimer` are Discord Markdown like a chapter's text. `rating` is one of general, teen, mature,
    explicit, or None where the file does not say. `language` is a BCP 47 tag or empty. `cover` is a PNG,
    JPEG, GIF or WebP file. `warnings` are full sentences about what was assumed or could not be read.
    """

    title: str
    chapters: tuple[ManuscriptChapter, ...]
    authors: tuple[str, ...] = ()
    language: str = ""
    summary: str = ""
    notes: str = ""
    disclaimer: str = ""
    rating: str | None = None
    tags: tuple[str, ...] = ()
    source: str = ""
    licence: str = ""
    cover: bytes | None = field(default=None, repr=False)
    warnings: tuple[str, ...] = ()


def to_json(manuscript: Manuscript) -> dict[str, Any]:
    """The manuscript as JSON's own types; `from_json` makes it whole again."""
    cover = manuscript.cover
    return {**asdict(manuscript), "cover": cover and base64.b64encode(cover).decode("ascii")}


def from_json(values: Mapping[str, Any]) -> Manuscript:
    """The manuscript that `to_json` was given."""
    chapters = tuple(
        ManuscriptChapter(**{**chapter, "kind": Kind(chapter["kind"])}) for chapter in values["chapters"]
    )
    cover = values["cover"] and base64.b64decode(values["cover"])
    lists = {each.name: tuple(values[each.name]) for each in fields(Manuscript) if each.default == ()}
    return Manuscript(**{**values, **lists, "chapters": chapters, "cover": cover})


def gathered(parts: Sequence[Manuscript], title: str, names: Sequence[str]) -> Manuscript:
    """Several files as one story, a chapter a file; `names` title the chapters that have no title.

    What the files say of the story as a whole is taken from the first that says it.
    """
    chapters = [
        ManuscriptChapter(chapter.title or name, chapter.text, chapter.kind, f"{name}#{chapter.key}")
        for part, name in zip(parts, names, strict=True)
        for chapter in part.chapters
    ]
    first: dict[str, Any] = {
        each.name: next((value for part in parts if (value := getattr(part, each.name))), each.default)
        for each in fields(Manuscript)
        if each.name not in ("title", "chapters", "warnings")
    }
    warnings = dict.fromkeys(warning for part in parts for warning in part.warnings)
    warnings.pop(TITLE_FROM_NAME, None)
    return Manuscript(title=title, chapters=tuple(chapters), warnings=tuple(warnings), **first)
