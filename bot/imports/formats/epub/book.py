"""EPUB 2 and 3: a zip of XHTML pages, put in order and named by its package and its table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from bot.errors import UnreadableFileError
from bot.imports.formats.archive import Archive, EntryError
from bot.imports.formats.epub import navigation
from bot.imports.formats.epub.cover import find_cover
from bot.imports.formats.epub.metadata import Metadata
from bot.imports.formats.epub.navigation import TocEntry
from bot.imports.formats.epub.package import EpubPackage, ManifestItem
from bot.imports.formats.epub.pages import Part, SpinePage, read_page
from bot.imports.formats.html import ao3
from bot.imports.formats.xhtml.blocks import Block, markdown
from bot.imports.formats.xhtml.matter import kind_of_title
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details
from bot.stories.models import ChapterKind

_TITLE_PAGES = frozenset(("titlepage", "halftitlepage", "title-page", "cover"))
_DROPPED = frozenset(("toc", "doc-toc", "landmarks"))
_LEVELS = 4  # of the contents that a chapter's title names
_MAX_WARNINGS = 20
_PREFACE_WITHIN = 3  # pages


def parse(data: bytes, name: str) -> Manuscript:
    """Returns the manuscript in an EPUB. What is missing or damaged inside is left out, with a warning.

    Raises UnreadableFileError for what is not an EPUB, is protected, or holds no text that can be read.
    """
    package = EpubPackage(Archive(data))
    metadata = Metadata(package.root)
    titles = metadata.titles or [PurePath(name).stem]
    book = _Book(package, titles)
    chapters = tuple(book.chapters())
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


@dataclass
class _Draft:
    """A chapter to which the pages that continue it are still being added."""

    title: str
    names: tuple[str, ...]  # what its headings would repeat
    kind: ChapterKind
    key: str
    page: SpinePage
    blocks: list[Block]


class _Book:
    """The chapters of a book, from its spine and its table of contents; `warnings` grow as pages are read.
    `preface` holds the details in the preface of a work of the Archive of Our Own, once its first pages
    are read.
    """

    def __init__(self, package: EpubPackage, titles: list[str]) -> None:
        self.warnings: list[str] = []
        self.preface: Details | None = None
        self._package = package
        self._titles = titles
        self._landmarks = navigation.landmarks(package.root, package.locate)
        self._entries: dict[str, list[TocEntry]] = {}
        for entry in self._contents():
            self._entries.setdefault(entry.path, []).append(entry)
        self._title_pages: set[str] = set()

    @property
    def cover_page(self) -> str:
        """The path of the page that shows the cover; empty where there is none."""
        return next((path for path, types in self._landmarks.items() if "cover" in types), "")

    def chapters(self) -> Iterator[ManuscriptChapter]:
        """Yields the chapters in reading order, those without any text left out."""
        for draft in self._drafts():
            blocks = _without_repeats(draft.blocks, [*draft.names, *self._titles])
            text = markdown(blocks)
            if text:
                yield ManuscriptChapter(draft.title, text, draft.kind, draft.key)

    def _contents(self) -> list[TocEntry]:
        package = self._package
        for item, read in ((package.navigation, navigation.of_nav), (package.ncx, navigation.of_ncx)):
            if item is None:
                continue
            try:
                root = package.document(item.path).root
            except EntryError as error:
                self.warnings.append(f"The table of contents ({item.path}) {error}.")
                continue

            def locate(href: str, base: str = item.path) -> str:
                return package.locate(href, base)

            self._landmarks |= navigation.landmarks(root, locate)
            if entries := read(root, locate):
                return entries
        return []

    def _pages(self) -> Iterator[tuple[SpinePage, ManifestItem]]:
        contents = self._package.navigation
        for item in self._package.spine:
            if contents and item.path == contents.path:
                continue
            try:
                tree = self._package.document(item.path)
            except EntryError as error:
                self.warnings.append(f"{self._named(item)} {error}.")
                continue
            if item in self._package.spine[:_PREFACE_WITHIN]:
                self.preface = self.preface or ao3.about(tree.root)
            if not tree.well_formed:
                self.warnings.append(f"{self._named(item)} is not well-formed; it was read as loose HTML.")
            entries = self._entries.get(item.path, [])
            page = read_page(item.path, tree.root, entries, self._landmarks.get(item.path, frozenset()))
            if page.types.isdisjoint(_DROPPED):
                yield page, item

    def _named(self, item: ManifestItem) -> str:
        entries = self._entries.get(item.path, [])
        title = self._title(entries[0]) if entries else ""
        return f"{title} ({item.path})" if title else f"Page {item.path}"

    def _drafts(self) -> list[_Draft]:
        drafts: list[_Draft] = []
        pages = list(self._pages())
        self._title_pages = {page.path for page, _ in pages if not page.types.isdisjoint(_TITLE_PAGES)}
        for page, item in pages:
            for part in page.parts:
                draft = self._draft(page, part, item)
                if all(block.picture or not block.text for block in part.blocks) and (
                    draft.kind is not ChapterKind.BODY or not drafts
                ):
                    continue
                if drafts and self._continues(draft, drafts[-1], part):
                    drafts[-1].blocks += part.blocks
                else:
                    drafts.append(draft)
        return drafts

    def _draft(self, page: SpinePage, part: Part, item: ManifestItem) -> _Draft:
        if part.entry and part.entry.title:
            title = self._title(part.entry)
        else:
            title = " · ".join(_headings(part.blocks)) or page.title
        kind = part.kind or kind_of_title(title)
        fragment = part.entry.fragment if part.entry else ""
        return _Draft(
            title,
            (title, *_above(part.entry)),
            kind if item.linear else ChapterKind.BACK,
            f"{page.path}#{fragment}" if fragment else page.path,
            page,
            list(part.blocks),
        )

    def _continues(self, draft: _Draft, before: _Draft, part: Part) -> bool:
        """Returns whether a page continues the chapter before it: long chapters are often cut into files."""
        if part.entry or not self._entries or draft.kind is not before.kind or _headings(part.blocks):
            return False
        return not draft.page.title or draft.page.title in (*self._titles, before.page.title)

    def _title(self, entry: TocEntry) -> str:
        names = [entry.title]
        above = entry.parent
        while above and len(names) < _LEVELS:
            if above.title and not self._is_book(above):
                names.insert(0, above.title)
            above = above.parent
        return " · ".join(names)

    def _is_book(self, entry: TocEntry) -> bool:
        """Returns whether a line of the contents only repeats the book's own (half) title."""
        same = any(_words(entry.title) == _words(title) for title in self._titles)
        return same or entry.path in self._title_pages


def _above(entry: TocEntry | None) -> Iterator[str]:
    while entry:
        yield entry.title
        entry = entry.parent


def _headings(blocks: list[Block]) -> list[str]:
    """Returns the headings that a part begins with."""
    headings = []
    for block in blocks:
        if block.level:
            headings.append(block.plain)
        elif block.text and not block.picture:
            break
    return headings


def _without_repeats(blocks: list[Block], names: list[str]) -> list[Block]:
    """Returns a part without the headings at its beginning that only repeat its title."""
    known = [f" {' '.join(_words(name))} " for name in names]
    kept: list[Block] = []
    for index, block in enumerate(blocks):
        if block.text and not block.level and not block.picture:
            return kept + blocks[index:]
        words = " ".join(word for word in _words(block.plain) if word != "chapter")
        if not block.level or not any(f" {words} " in name for name in known):
            kept.append(block)
    return kept


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _bounded(warnings: list[str]) -> list[str]:
    more = len(warnings) - _MAX_WARNINGS
    return warnings if more <= 0 else [*warnings[:_MAX_WARNINGS], f"There are {more} more faults like these."]
