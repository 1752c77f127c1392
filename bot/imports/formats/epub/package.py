"""The package of an EPUB: its manifest, spine and metadata."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from lxml import etree

from bot.errors import UnreadableFileError
from bot.imports.formats.archive import Archive, EntryError, resolve
from bot.imports.formats.xhtml import tree

_FONT_OBFUSCATION = frozenset(("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"))
_DOCUMENTS = ("application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/xml", "text/xml", "")


@dataclass(frozen=True)
class ManifestItem:
    """A file that the manifest lists; `path` is where the archive has it, or where it should be."""

    path: str
    media_type: str
    properties: frozenset[str]
    linear: bool = True

    @property
    def is_document(self) -> bool:
        """Returns whether it is one of the book's pages rather than a picture or the like."""
        return self.media_type in _DOCUMENTS


class EpubPackage:
    """A book's package document, opened through its container.

    Raises UnreadableFileError where the book is protected, or has no package that can be read.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._tags = 0
        _refuse_protection(archive)
        self.path = _package_path(archive)
        self.root = _required(archive, self.path)

    def locate(self, href: str, base: str | None = None) -> str:
        """Returns the path that a link in a file of the book (by default its package) points to."""
        if urlsplit(href).scheme:
            return href
        path = resolve(base or self.path, href)
        return self.archive.find(path) or unquote(path)

    @cached_property
    def manifest(self) -> dict[str, ManifestItem]:
        """The files of the book by their ids."""
        items = {}
        for item in self.root.iterfind("{*}manifest/{*}item"):
            properties = frozenset((item.get("properties") or "").split())
            path = self.locate(item.get("href") or "")
            items[item.get("id") or ""] = ManifestItem(
                path, (item.get("media-type") or "").lower(), properties
            )
        return items

    @cached_property
    def spine(self) -> list[ManifestItem]:
        """The book's pages in reading order, each once; one that the manifest lacks has its id for a path."""
        pages: dict[str, ManifestItem] = {}
        for reference in self.root.iterfind("{*}spine/{*}itemref"):
            name = reference.get("idref") or ""
            item = self.manifest.get(name, ManifestItem(name, "", frozenset()))
            if item.is_document:
                linear = reference.get("linear") != "no"
                pages.setdefault(item.path, ManifestItem(item.path, item.media_type, item.properties, linear))
        return list(pages.values())

    @cached_property
    def navigation(self) -> ManifestItem | None:
        """The navigation document of EPUB 3."""
        return next((item for item in self.manifest.values() if "nav" in item.properties), None)

    @cached_property
    def ncx(self) -> ManifestItem | None:
        """The NCX of EPUB 2."""
        spine = self.root.find("{*}spine")
        named = self.manifest.get("" if spine is None else spine.get("toc") or "")
        ncx = (item for item in self.manifest.values() if item.media_type == "application/x-dtbncx+xml")
        return named or next(ncx, None)

    def document(self, path: str) -> tree.Tree:
        """Returns the tree of one of the book's files. Raises EntryError, which says what is wrong with the
        file, and UnreadableFileError where the files read so far are more than a book can be.
        """
        try:
            document = tree.parse(self.archive.read(path))
        except tree.UnreadableTreeError as error:
            raise EntryError(str(error)) from error
        self._tags += document.tags
        if self._tags > tree.MAX_TAGS:
            raise UnreadableFileError("This EPUB is far longer than a book can be, so it was not read.")
        return document


def _refuse_protection(archive: Archive) -> None:
    protected = archive.find("META-INF/rights.xml") is not None
    if archive.find("META-INF/encryption.xml"):
        methods = _required(archive, "META-INF/encryption.xml").iter("{*}EncryptionMethod")
        protected |= any(method.get("Algorithm") not in _FONT_OBFUSCATION for method in methods)
    if protected:
        raise UnreadableFileError("This EPUB is protected by DRM, so only its shop's own reader can open it.")


def _package_path(archive: Archive) -> str:
    if archive.find("META-INF/container.xml") is None:
        raise UnreadableFileError("This zip file is not an EPUB: it has no META-INF/container.xml.")
    container = _required(archive, "META-INF/container.xml")
    rootfile = container.find(".//{*}rootfile")
    path = archive.find(rootfile.get("full-path") or "") if rootfile is not None else None
    if path is None:
        raise UnreadableFileError("This EPUB has lost its package file, which says what it is made of.")
    return path


def _required(archive: Archive, path: str) -> etree._Element:
    try:
        return tree.parse(archive.read(path)).root
    except (EntryError, tree.UnreadableTreeError) as error:
        raise UnreadableFileError(f"This EPUB cannot be read: its {path} {error}.") from error
