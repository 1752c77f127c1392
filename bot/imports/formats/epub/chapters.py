"""The chapters of a book: its pages in reading order, divided by its contents or else by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from lxml import etree

from bot.imports.archive import EntryError
from bot.imports.formats.epub import author_notes, reading_order, story_page
from bot.imports.formats.epub.contents import Contents
from bot.imports.formats.epub.linked_sheets import LinkedSheets
from bot.imports.formats.epub.navigation import TocEntry
from bot.imports.formats.epub.package import EpubPackage, ManifestItem
from bot.imports.formats.epub.pages import Part, SpinePage, read_page
from bot.imports.formats.epub.repeats import title_from, without_repeats
from bot.imports.formats.epub.unlisted import Division, chapters_inside
from bot.imports.formats.html import ao3
from bot.imports.formats.html.chapters import placed
from bot.imports.formats.plain import headings
from bot.imports.formats.xhtml.blocks import Block, markdown
from bot.imports.formats.xhtml.matter import kind_of_title
from bot.imports.formats.xhtml.vocabulary import types
from bot.imports.manuscript import ManuscriptChapter
from bot.stories.chapter_notes import NO_NOTES, ChapterNotes
from bot.stories.details import Details
from bot.stories.models import ChapterKind
from bot.text.word_counts import words_in

_TITLE_PAGES = frozenset(("titlepage", "halftitlepage", "title-page", "cover"))
_DROPPED = frozenset(("toc", "doc-toc", "landmarks"))
_DETAILS_WITHIN = 4  # pages
_WHOLE = 0.75  # of the bytes of all pages: a page of so many holds the whole book
_BOLD = re.compile(r"\*\*[^*\n]{1,80}(?<![.,;*])\*\*")
_FRONT_WORDS = 150  # fewer before the first chapter are front matter


@dataclass
class _Draft:
    """A chapter to which the pages that continue it are still being added."""

    title: str
    kind: ChapterKind
    key: str
    page: SpinePage
    blocks: list[Block]
    names: tuple[str, ...] = ()  # what its headings would repeat; its title is the first of them
    begins: bool = True  # whether a chapter begins here for sure
    notes: ChapterNotes = NO_NOTES

    @property
    def is_empty(self) -> bool:
        """Whether it has nothing but the descriptions of pictures."""
        return all(block.picture or not block.text for block in self.blocks)


class BookChapters:
    """Reads the chapters of a book; `warnings` grow as pages are read. `details` are those that the book's
    first pages tell, once they are read: the preface of the Archive of Our Own, a tool's title page.
    `is_archives` says whether it is a work of that Archive.
    """

    def __init__(self, package: EpubPackage, titles: list[str]) -> None:
        self.warnings: list[str] = []
        self.details: Details | None = None
        self.is_archives = False
        self._package = package
        self._titles = titles
        self._contents = Contents(package, titles, self.warnings)
        self._order = reading_order.pages(package, self._contents, self.warnings)
        self._sheets = LinkedSheets(package)
        self._bytes = sum(package.archive.size(item.path) for item in self._order)

    @property
    def cover_page(self) -> str:
        """The path of the page that shows the cover; empty where there is none."""
        return self._contents.cover_page

    def read(self) -> Iterator[ManuscriptChapter]:
        """Yields the chapters in reading order, those without any text left out."""
        for draft in self._drafts():
            blocks = without_repeats(draft.blocks, [*draft.names, *self._titles])
            if text := markdown(blocks):
                yield ManuscriptChapter(draft.title, text, draft.kind, draft.key, draft.notes)

    def _pages(self) -> Iterator[tuple[SpinePage, ManifestItem]]:
        contents = self._package.navigation
        hidden = 0
        for number, item in enumerate(self._order):
            if (contents and item.path == contents.path) or self._is_log(item):
                continue
            try:
                tree = self._package.document(item.path)
            except EntryError as error:
                self.warnings.append(f"{self._named(item)} {error}.")
                continue
            if not self._is_title_page(tree.root, item):  # its words stand off the page, behind a picture
                self._sheets.apply(tree.root, item.path)
            if number < _DETAILS_WITHIN and self._tells_details(tree.root):
                continue
            notes = author_notes.taken(tree.root, archive=self.is_archives)
            if self.is_archives:
                author_notes.hide_frame(tree.root)
            if not tree.well_formed:
                self.warnings.append(f"{self._named(item)} is not well-formed; it was read as loose HTML.")
            entries = self._contents.at(item.path)
            landmarks = self._contents.landmarks.get(item.path, frozenset())
            page = replace(read_page(item.path, tree.root, entries, landmarks), notes=notes)
            hidden += page.hidden_words
            for entry in page.lost:
                self.warnings.append(f"“{entry.title}” has no place in {item.path}, so it was not set apart.")
            if not page.types.isdisjoint(_TITLE_PAGES):
                self._contents.title_pages.add(page.path)
            if page.types.isdisjoint(_DROPPED):
                yield page, item
        self.warnings += self._sheets.warnings
        if hidden:
            self.warnings.append(f"Words that the book’s stylesheets hide, and that were left out: {hidden}.")

    def _is_log(self, item: ManifestItem) -> bool:
        """Returns whether a page is FanFicFare's list of when it fetched the story."""
        return self.details is not None and PurePosixPath(item.path).stem == "log_page"

    def _is_title_page(self, root: etree._Element, item: ManifestItem) -> bool:
        said = [types(each) for each in root.iter("{*}body", "{*}section")]
        return not _TITLE_PAGES.isdisjoint(self._contents.landmarks.get(item.path, frozenset()).union(*said))

    def _tells_details(self, root: etree._Element) -> bool:
        """Returns whether a page is nothing but a table of the story's details, which are taken from it."""
        if self.details is None and (work := ao3.about(root)):
            self.is_archives, self.details = True, work
        elif self.details is None:
            self.details = story_page.read(root, self._titles)
            return self.details is not None
        return False

    def _named(self, item: ManifestItem) -> str:
        entries = self._contents.at(item.path)
        title = self._contents.title(entries[0]) if entries else ""
        return f"{title} ({item.path})" if title else f"Page {item.path}"

    def _drafts(self) -> Iterator[_Draft]:
        """Yields the chapters, each once all pages that continue it are read."""
        last: _Draft | None = None
        waiting: TocEntry | None = None
        for page, item in self._pages():
            parts = list(page.parts)
            if waiting and parts and parts[0].entry is None:
                parts[0] = Part(parts[0].blocks, waiting, parts[0].kind)
            waiting = None
            if last and not _has_text(page):
                last.notes = author_notes.joined(last.notes, page.notes)
            if len(parts) > 1 and not any(block.text for block in parts[-1].blocks):
                waiting = parts.pop().entry  # its place is the end of the page: its text is on the next one
            for draft in (each for part in parts for each in self._of_part(page, part, item)):
                if draft.is_empty and (draft.kind is not ChapterKind.BODY or last is None):
                    continue
                if last and self._continues(draft, last):
                    last.blocks += draft.blocks
                    last.notes = author_notes.joined(last.notes, draft.notes)
                    continue
                if last:
                    yield last
                last = draft
        if last:
            yield last

    def _of_part(self, page: SpinePage, part: Part, item: ManifestItem) -> Iterator[_Draft]:
        draft = self._draft(page, part, item)
        title = part.entry.title if part.entry and self._contents.says(part.entry) else ""
        whole = not title and self._package.archive.size(page.path) > _WHOLE * self._bytes
        inside = None
        if draft.kind is ChapterKind.BODY:
            own = title or title_from(_headings(part.blocks)[:1], [])
            inside = chapters_inside(part.blocks, own, self._titles[0], whole=whole)
        if inside is None:
            yield draft
        else:
            yield from self._divided(draft, title, inside)

    def _divided(self, draft: _Draft, title: str, inside: Division) -> Iterator[_Draft]:
        opening, sections = inside
        rest = without_repeats(opening, [title, *self._titles])
        words = sum(words_in(block.plain) for block in rest)
        if words and title:
            draft.blocks = opening
            yield draft
        elif words:
            front = words < _FRONT_WORDS
            kind, name = (ChapterKind.FRONT, "Before the story") if front else (ChapterKind.BODY, "")
            yield _Draft(name, kind, f"{draft.key}#opening", draft.page, rest)
        own = headings.parse(title)
        above = title if title and (own is None or own.is_outer) else ""
        for name, key, section in placed(sections):
            inner = f"{above} · {name}" if above and not name.startswith(above) else name
            yield _Draft(
                inner, section.kind, f"{draft.page.path}#{key}", draft.page, section.blocks, (inner,)
            )

    def _draft(self, page: SpinePage, part: Part, item: ManifestItem) -> _Draft:
        found = _headings(part.blocks)
        if not found and self._contents.are_sparse:
            found = _bold_line(part.blocks)
        own = title_from(found, self._titles)
        entry = part.entry
        title = self._contents.title(entry) if entry and entry.title else ""
        if not title or (own and entry and not self._contents.says(entry)):
            title = own or title or page.title
        kind = part.kind or kind_of_title(title)
        fragment = entry.fragment if entry else ""
        return _Draft(
            title,
            kind if item.linear else ChapterKind.BACK,
            f"{page.path}#{fragment}" if fragment else page.path,
            page,
            list(part.blocks),
            (title, *_above(entry)),
            begins=bool(entry or found),
            notes=page.notes,
        )

    def _continues(self, draft: _Draft, before: _Draft) -> bool:
        """Returns whether a page continues the chapter before it: long chapters are often cut into files."""
        if draft.begins or draft.kind is not before.kind:
            return False
        if self._contents.are_sparse:
            return before.begins and _split_from(draft.page.path) == _split_from(before.page.path)
        return not draft.page.title or draft.page.title in (*self._titles, before.page.title)


def _has_text(page: SpinePage) -> bool:
    return any(block.text and not block.level for part in page.parts for block in part.blocks)


def _split_from(path: str) -> str:
    """Returns the name of the file that a tool cut a page from: `one_split_002.html` is part of `one`."""
    stem, split, _ = PurePosixPath(path).stem.rpartition("_split_")
    return stem if split else path


def _above(entry: TocEntry | None) -> Iterator[str]:
    while entry:
        yield entry.title
        entry = entry.parent


def _bold_line(blocks: list[Block]) -> list[str]:
    """Returns the short bold line that a part begins with, which is its heading where nothing else is."""
    first = next((block for block in blocks if block.text and not block.picture), None)
    bold = first is not None and _BOLD.fullmatch(first.text) is not None
    return [first.plain] if first and bold and first is not blocks[-1] else []


def _headings(blocks: list[Block]) -> list[str]:
    """Returns the headings that a part begins with."""
    found = []
    for block in blocks:
        if block.level:
            found.append(block.plain)
        elif block.text and not block.picture:
            break
    return found
