"""The stylesheets that the pages of a book link to, applied to them."""

from __future__ import annotations

from lxml import etree

from bot.imports.archive import EntryError
from bot.imports.formats.epub.package import EpubPackage
from bot.imports.formats.xhtml.stylesheets import Stylesheets, linked
from bot.imports.formats.xhtml.tree import decode


class LinkedSheets:
    """The sheets of one book. Each is unpacked once; one that is missing or damaged says nothing."""

    def __init__(self, package: EpubPackage) -> None:
        self._package = package
        self._texts: dict[str, str] = {}
        self._sheets = Stylesheets(of_book=True)

    @property
    def warnings(self) -> list[str]:
        """What was left out of sheets beyond measure."""
        return self._sheets.warnings

    def apply(self, root: etree._Element, path: str) -> None:
        """Writes into a page's elements how its sheets have them look; `path` is the page's."""
        paths = [self._package.locate(address, path) for address in linked(root)]
        self._sheets.apply(root, [self._text(path) for path in paths])

    def _text(self, path: str) -> str:
        if path not in self._texts:
            try:
                self._texts[path] = decode(self._package.archive.read(path))
            except EntryError:
                self._texts[path] = ""
        return self._texts[path]
