"""What every format is parsed into: a story's text and details, before the library has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """Where a chapter stands in its book. Only the body is counted, quoted and searched."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


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
