"""EPUB 2 and 3: a zip of XHTML pages, put in order and named by its package and its table of contents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from bot.errors import UnreadableFileError
from bot.imports.formats.archive import Archive
from bot.imports.formats.epub.chapters import BookChapters
from bot.imports.formats.epub.cover import find_cover
from bot.imports.formats.epub.metadata import Metadata
from bot.imports.formats.epub.package import EpubPackage
from bot.imports.manuscript import Manuscript
from bot.stories.details import Details
from bot.stories.models import ChapterKind

_MAX_WARNINGS = 20


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
    details = Details(
        title=titles[0],
        authors=metadata.authors,
        language=metadata.language,
        summary=metadata.summary,
        completion=metadata.completion,
        tags=metadata.tags,
        source=metadata.source,
        licence=metadata.licence,
    )
    return Manuscript(
        _completed(details, book.preface) if book.preface else details,
        chapters,
        cover=find_cover(package, metadata.cover_id, book.cover_page),
        warnings=tuple(_bounded(book.warnings)),
    )


def _completed(metadata: Details, preface: Details) -> Details:
    """Returns the details with those that the Archive of Our Own gives only, or better, in its preface."""
    return replace(
        metadata,
        summary=preface.summary or metadata.summary,
        notes=preface.notes,
        rating=preface.rating,
        unclear_rating=preface.unclear_rating,
        completion=preface.completion or metadata.completion,
        content_warnings=preface.content_warnings,
        fandoms=preface.fandoms,
        characters=preface.characters,
        relationships=preface.relationships,
        tags=preface.tags,
        source=preface.source or metadata.source,
    )


def _bounded(warnings: list[str]) -> list[str]:
    more = len(warnings) - _MAX_WARNINGS
    return warnings if more <= 0 else [*warnings[:_MAX_WARNINGS], f"There are {more} more faults like these."]
