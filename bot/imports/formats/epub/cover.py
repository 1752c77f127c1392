"""The picture on an EPUB's cover, where it is one that Discord shows."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator

from lxml import etree

from bot.imports.archive import EntryError
from bot.imports.formats.epub.package import EpubPackage
from bot.imports.formats.xhtml import tree
from bot.pictures.file_endings import file_ending

_LARGEST = 8 * 1024 * 1024
_XLINK = "{http://www.w3.org/1999/xlink}href"


def find_cover(package: EpubPackage, named: str, page: str) -> bytes | None:
    """Returns the cover as a PNG, JPEG, GIF or WebP file; None where there is none.

    `named` is what EPUB 2's metadata calls it (an id, sometimes a path), `page` the path of the cover's page.
    A cover that is drawn (SVG) gives the photograph or painting inside it.
    """
    for path in _candidates(package, named, page):
        data = _picture(package, path)
        if data is not None and len(data) <= _LARGEST:
            return data
    return None


def _candidates(package: EpubPackage, named: str, page: str) -> Iterator[str]:
    for _, item in package.items:
        if "cover-image" in item.properties:
            yield item.path
    if named:
        yield package.manifest[named].path if named in package.manifest else package.locate(named)
    if page:
        yield page


def _picture(package: EpubPackage, path: str) -> bytes | None:
    try:
        data = package.archive.read(path)
        if file_ending(data) is not None:
            return data
        root = tree.parse(data).root
    except (EntryError, tree.UnreadableTreeError):
        return None
    for element in root.iter("{*}image", "{*}img"):
        if inner := _linked(package, element, path):
            return inner
    return None


def _linked(package: EpubPackage, element: etree._Element, base: str) -> bytes | None:
    href = element.get(_XLINK) or element.get("href") or element.get("src") or element.get("xlink:href") or ""
    try:
        if href.startswith("data:"):
            data = base64.b64decode(href.partition(",")[2])
        else:
            data = package.archive.read(package.locate(href, base))
    except (EntryError, binascii.Error, ValueError):
        return None
    return None if file_ending(data) is None else data
