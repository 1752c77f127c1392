"""The formats that stories come in, chosen by a file's name unless its content is plainly of another."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from bot.errors import UnreadableFileError
from bot.imports import label_chapters, notes, other_kinds
from bot.imports.chapter_ratings import with_ratings_of_chapters
from bot.imports.file_kinds import SUFFIXES
from bot.imports.formats import chapters_zip
from bot.imports.manuscript import Manuscript
from bot.stories.models import ChapterKind
from bot.text.languages.telling import language_of

_PARSERS = {
    ".txt": "plain",
    ".epub": "epub",
    ".docx": "docx",
    ".odt": "odt",
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
}
"""The package beside this file that reads each suffix."""
_CHAPTERS = frozenset(_PARSERS)
_ZIP = ".zip"
_NOTED = frozenset((_ZIP, ".md", ".markdown"))  # they set notes apart themselves, or their parts did

_KIND_NAMES = {
    ".epub": "an EPUB",
    ".docx": "a Word document",
    ".odt": "an OpenDocument text",
    ".html": "a web page",
    _ZIP: "a zip of files",
}
_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<!doctype\s+html|<html)\b", re.IGNORECASE)
_PAGES = frozenset((".html", ".htm", ".xhtml", ".md", ".markdown"))
_TEXTS = _PAGES | {".txt", _ZIP}


def parse(data: bytes, name: str) -> Manuscript:
    """Returns the manuscript in a file's bytes; `name` is the file's name, which may stand in for a title.

    A file whose content is of another kind than its name says is read as what it is, with a warning. Raises
    UnreadableFileError with one sentence for the person who brought the file.
    """
    return _parse(data, name, SUFFIXES)


def _parse(data: bytes, name: str, supported: frozenset[str]) -> Manuscript:
    suffix = PurePath(name).suffix.lower()
    kind = _recognised(data, suffix)
    other_kinds.refuse(data, name, kind)
    if kind not in supported:
        listed = ", ".join(sorted(supported))
        raise UnreadableFileError(f"“{name}” cannot be read yet; supported are {listed}.")
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise UnreadableFileError(f"“{name}” is empty.")
    manuscript = _chapters(data, name) if kind == _ZIP else _parser(kind)(data, name)
    if kind not in _NOTED:
        manuscript = notes.set_apart(manuscript)
    elif kind == _ZIP:
        manuscript = label_chapters.set_apart(manuscript)  # whose titles are the names of files
    manuscript = _in_language(with_ratings_of_chapters(manuscript))
    if kind == suffix:
        return manuscript
    warning = f"“{name}” is {_KIND_NAMES[kind]} by its content, and was read as one."
    return replace(manuscript, warnings=(warning, *manuscript.warnings))


def _in_language(manuscript: Manuscript) -> Manuscript:
    """Returns the manuscript with the language that its text shows, where the file does not say it."""
    details = manuscript.details
    if details.language:
        return manuscript
    body = (chapter.text for chapter in manuscript.chapters if chapter.kind is ChapterKind.BODY)
    language = language_of("\n".join(body))
    return replace(manuscript, details=replace(details, language=language.tag if language else ""))


def _parser(kind: str) -> Callable[[bytes, str], Manuscript]:
    """Returns the parser of a kind of file.

    Importing all of them would take longer than reading most files.
    """
    parse: Callable[[bytes, str], Manuscript] = importlib.import_module(f"{__name__}.{_PARSERS[kind]}").parse
    return parse


def _chapters(data: bytes, name: str) -> Manuscript:
    """Returns the story in a zip of chapter files, among which no further zip is opened."""
    likely = _CHAPTERS | other_kinds.DOCUMENT_SUFFIXES
    return chapters_zip.parse(data, name, lambda inner, path: _parse(inner, path, _CHAPTERS), likely)


def _recognised(data: bytes, suffix: str) -> str:
    """Returns the suffix that fits a file: its own, unless its first bytes show another kind."""
    if data.startswith(b"PK\3\4"):
        inside = chapters_zip.kind_of(data)
        # Where it lacks parts, its own parser says what is amiss; any other zip is no story's by its name.
        is_own = suffix not in _TEXTS
        return suffix if not inside or (inside == _ZIP and is_own) else inside
    return ".html" if suffix not in _PAGES and _WEB_PAGE.match(data) else suffix
