"""Other files that a Word document holds and shows in their place (ECMA-376, part 1, section 17.17.2)."""

from __future__ import annotations

from pathlib import PurePosixPath

from lxml import etree

from bot.errors import UnreadableFileError
from bot.imports import encodings
from bot.imports.archive import EntryError
from bot.imports.formats.docx.package import DocxPackage
from bot.imports.formats.xhtml import tree

_PAGES = (".html", ".htm", ".xhtml")


def read(package: DocxPackage, path: str) -> etree._Element | DocxPackage | None:
    """Returns the text of an inserted file: a page's body, paragraphs, or a document to convert; None where
    it is of a kind that is not read, or damaged.
    """
    suffix = PurePosixPath(path).suffix.lower()
    try:
        data = package.data(path)
        if data.startswith(b"PK\3\4"):
            return DocxPackage(data)
        if suffix in _PAGES:
            return _page(data)
        return _paragraphs(encodings.decode(data, path)[0]) if suffix == ".txt" else None
    except (EntryError, UnreadableFileError, tree.UnreadableTreeError):
        return None


def _page(data: bytes) -> etree._Element:
    root = tree.parse(data).root
    body = root.find("{*}body")
    found = root if body is None else body
    found.tag, found.tail = "div", None
    return found


def _paragraphs(text: str) -> etree._Element:
    box = etree.Element("div")
    for line in filter(str.strip, text.split("\n")):
        etree.SubElement(box, "p").text = line
    return box
