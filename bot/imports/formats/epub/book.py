"""EPUB 2 and 3: a zip of XHTML pages, put in order and named by its package and its table of contents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from bot.errors import UnreadableFileError
from bot.imports.archive import Archive
from bot.imports.formats.epub import front_pages
from bot.imports.formats.epub.chapters import BookChapters
from bot.imports.formats.epub.cover import find_cover
from bot.imports.formats.epub.metadata import Metadata
from bot.imports.formats.epub.package import EpubPackage
from bot.imports.manuscript import Manuscript
from bot.stories.details import Details
from bot.stories.models import ChapterKind

_MAX_WARNINGS = 20
_NAMED = ("fandoms", "characters", "relationships")
_TOLD = (*_NAMED, "notes", "unclear_rating", "completion", "content_warnings", "source", "series")


def parse(data: bytes, name: str) -> Manuscript:
    """Returns the manuscript in an EPUB. What is missing or damaged inside is left out, with a warning.

    Raises UnreadableFileError for what is not an EPUB, is protected, or holds no text that can be read.
    """
    package = EpubPackage(Archive(data))
    metadata = Metadata(package.root)
    titles = metadata.titles or [PurePath(name).stem]
    book = BookChapters(package, titles)
    chapters = tuple(book.read())
    if not any(chapter.kind is ChapterKind.BODY for chapter in chapters):
        raise UnreadableFileError(
            " ".join(["This EPUB holds no story that can be read.", *book.warnings[:1]])
        )
    details = _completed(metadata.details(titles[0]), book.details, is_archives=book.is_archives)
    if not details.authors:
        told = book.details.authors if book.details else ()
        details = replace(details, authors=told or front_pages.signed(chapters))
    return Manuscript(
        details,
        front_pages.set_apart(chapters, titles, details.authors),
        cover=find_cover(package, metadata.cover_id, book.cover_page),
        warnings=tuple(_bounded(book.warnings)),
    )


def _completed(metadata: Details, told: Details | None, *, is_archives: bool) -> Details:
    """Returns the details of the package with those that a page of the book tells only, or better; the
    Archive of Our Own tells all of its tags there.
    """
    if told is None:
        return metadata
    known = {name for kind in _NAMED for name in getattr(told, kind)}
    tags = dict.fromkeys((*told.tags, *(tag for tag in metadata.tags if tag not in known)))
    ratings = [rating for rating in (told.rating, metadata.rating) if rating is not None]
    return replace(
        metadata,
        **{kind: getattr(told, kind) or getattr(metadata, kind) for kind in _TOLD},
        rating=told.rating if is_archives or told.unclear_rating else max(ratings, default=None),
        summary=told.summary if is_archives or not metadata.summary else metadata.summary,
        tags=told.tags if is_archives else tuple(tags),
    )


def _bounded(warnings: list[str]) -> list[str]:
    more = len(warnings) - _MAX_WARNINGS
    return warnings if more <= 0 else [*warnings[:_MAX_WARNINGS], f"There are {more} more faults like these."]
