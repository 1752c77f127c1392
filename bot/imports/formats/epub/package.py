"""The package of an EPUB: its manifest, spine and metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote

from lxml import etree

from bot.errors import UnreadableFileError
from bot.imports.archive import Archive, EntryError, resolve
from bot.imports.formats.epub import protection
from bot.imports.formats.xhtml import tree

_SUFFIXES = frozenset((".xhtml", ".html", ".htm", ".xht"))
_XML = frozenset(("", "application/xml", "text/xml", "text/x-oeb1-document", "application/x-dtbook+xml"))
_NCX = "application/x-dtbncx+xml"
_PACKAGE = "application/oebps-package+xml"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True)
class ManifestItem:
    """A file that the manifest lists; `path` is where the archive has it, or where it should be. `fallback`
    is the id of the item to be shown instead where this kind of file cannot be.
    """

    path: str
    media_type: str = ""
    properties: frozenset[str] = frozenset()
    linear: bool = True
    fallback: str = ""

    @property
    def is_document(self) -> bool:
        """Returns whether it is one of the book's pages rather than a picture or the like, by a media type
        that need not be spelt right, or else by its name.
        """
        named = PurePosixPath(self.path).suffix.lower() in _SUFFIXES
        return self.media_type in _XML or "html" in self.media_type or named


class EpubPackage:
    """A book's package document, opened through its container.

    Raises UnreadableFileError where the book has no package that can be read.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._protected = protection.listed(archive)
        self.path, self.root = _opened(archive)

    def locate(self, href: str, base: str | None = None) -> str:
        """Returns the path that a link in a file of the book (by default its package) points to."""
        path = resolve(base or self.path, href)
        found = self.archive.find(path) or self.archive.find(resolve(self.path, href))
        return found or (href if _SCHEME.match(href) else unquote(path))

    @cached_property
    def items(self) -> list[tuple[str, ManifestItem]]:
        """The files of the book, each after its id."""
        return [
            (_id(item.get("id")), _item(item, self.locate(item.get("href") or "")))
            for item in self.root.iterfind("{*}manifest/{*}item")
        ]

    @cached_property
    def manifest(self) -> dict[str, ManifestItem]:
        """The files of the book by their ids."""
        return dict(reversed(self.items))

    @cached_property
    def spine(self) -> list[ManifestItem]:
        """The files in reading order, each once; one that the manifest lacks has its id for a path. A file
        of a kind that is no page has its fallback's place, if it has one that is a page.
        """
        files: dict[str, ManifestItem] = {}
        for reference in self.root.iterfind("{*}spine/{*}itemref"):
            name = _id(reference.get("idref"))
            item = self._shown(self.manifest.get(name) or ManifestItem(name))
            files.setdefault(item.path, replace(item, linear=reference.get("linear") != "no"))
        return list(files.values())

    @cached_property
    def navigation(self) -> ManifestItem | None:
        """The navigation document of EPUB 3."""
        return next((item for _, item in self.items if "nav" in item.properties), None)

    @cached_property
    def ncx(self) -> ManifestItem | None:
        """The NCX of EPUB 2."""
        spine = self.root.find("{*}spine")
        named = self.manifest.get("" if spine is None else _id(spine.get("toc")))
        return named or next((item for _, item in self.items if item.media_type == _NCX), None)

    def document(self, path: str) -> tree.Tree:
        """Returns the tree of one of the book's files. Raises EntryError, which says what is wrong with the
        file, and UnreadableFileError where the file is encrypted.
        """
        data = self.archive.read(path)
        if self.archive.find(path) in self._protected and not protection.is_readable(data):
            raise protection.refusal(self.archive)
        try:
            return tree.parse(data)
        except tree.UnreadableTreeError as error:
            raise EntryError(str(error)) from error

    def _shown(self, item: ManifestItem) -> ManifestItem:
        shown, seen = item, set[str]()
        while not shown.is_document and shown.fallback in self.manifest and shown.fallback not in seen:
            seen.add(shown.fallback)
            shown = self.manifest[shown.fallback]
        return shown if shown.is_document else item


def _id(value: str | None) -> str:
    return " ".join((value or "").split())


def _item(item: etree._Element, path: str) -> ManifestItem:
    return ManifestItem(
        path,
        (item.get("media-type") or "").partition(";")[0].strip().lower(),
        frozenset((item.get("properties") or "").split()),
        fallback=_id(item.get("fallback")),
    )


def _opened(archive: Archive) -> tuple[str, etree._Element]:
    """Returns the path and the root of the first package that has pages: a book may come in several
    renditions, of which some are no EPUB (a PDF) or were lost.
    """
    faults: list[str] = []
    packages = list(_packages(archive, faults))
    for path, root in packages:
        if any(archive.find(resolve(path, item.get("href") or "")) for item in _pages(root)):
            return path, root
    if packages:
        return packages[0]
    if faults:
        raise UnreadableFileError(f"This EPUB cannot be read: its {faults[0]}.")
    raise UnreadableFileError("This EPUB has lost its package file, which says what it is made of.")


def _packages(archive: Archive, faults: list[str]) -> Iterator[tuple[str, etree._Element]]:
    for path in _renditions(archive):
        try:
            root = tree.parse(archive.read(path)).root
        except (EntryError, tree.UnreadableTreeError) as error:
            faults.append(f"{path} {error}")
            continue
        if tree.local_name(root) == "package":
            yield path, root


def _renditions(archive: Archive) -> list[str]:
    """Returns the paths of the packages that the container names and the archive has."""
    if archive.find("META-INF/container.xml") is None:
        raise UnreadableFileError("This zip file is not an EPUB: it has no META-INF/container.xml.")
    try:
        container = tree.parse(archive.read("META-INF/container.xml")).root
    except (EntryError, tree.UnreadableTreeError) as error:
        raise UnreadableFileError(f"This EPUB cannot be read: its META-INF/container.xml {error}.") from error
    named = (
        each.get("full-path") or ""
        for each in container.iter("{*}rootfile")
        if (each.get("media-type") or _PACKAGE) == _PACKAGE
    )
    return [found for path in named if (found := archive.find(path))]


def _pages(package: etree._Element) -> Iterator[etree._Element]:
    for item in package.iterfind("{*}manifest/{*}item"):
        if _item(item, item.get("href") or "").is_document:
            yield item
