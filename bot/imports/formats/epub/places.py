"""The places in a page that the lines of a table of contents point to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from lxml import etree

from bot.imports.formats.epub.navigation import TocEntry
from bot.imports.formats.epub.repeats import says_same
from bot.imports.formats.xhtml.blocks import Document
from bot.imports.formats.xhtml.tree import local_name, text_of
from bot.imports.formats.xhtml.vocabulary import is_block

_PICTURES = frozenset(("img", "svg", "image"))


def places(
    document: Document, body: etree._Element, entries: Sequence[TocEntry]
) -> Iterator[tuple[TocEntry, int | None, etree._Element | None]]:
    """Yields each line with the index of the block where its place is, and the element that it names.

    A line whose anchor does not exist has the place of the heading that says the same, and the first one
    else the page's beginning; None where its place is lost.
    """
    anchors = _Anchors(document, body, entries)
    last = 0
    for number, entry in enumerate(entries):
        index, element = anchors.find(entry.fragment) if entry.fragment else (0, None)
        if index is None:
            index = _headed(document, entry.title, last)
        if index is None and not number:
            index = 0
        last = last if index is None else index
        yield entry, index, element


class _Anchors:
    """The ids of a page, found by fragments that are spelt a little otherwise too."""

    def __init__(self, document: Document, body: etree._Element, entries: Sequence[TocEntry]) -> None:
        self._document = document
        self._folded: dict[str, str] = {}
        for name in document.anchors:
            self._folded.setdefault(name.strip().casefold(), name)
        wanted = {self._name(entry.fragment) for entry in entries if entry.fragment}
        self._elements = {
            name: element
            for element in (body.iter("{*}*") if wanted - {""} else ())
            if (name := element.get("id") or "") in wanted
        }

    def find(self, fragment: str) -> tuple[int | None, etree._Element | None]:
        """Returns the index of the block where a fragment is, and its element; None for what is not known."""
        name = self._name(fragment)
        index = self._document.anchors.get(name)
        element = self._elements.get(name)
        if index is not None and element is not None and _ends_paragraph(element):
            index += 1
        return index, element

    def _name(self, fragment: str) -> str:
        for name in (fragment, unquote(fragment)):
            if name in self._document.anchors:
                return name
        return self._folded.get(unquote(fragment).strip().casefold(), "")


def _headed(document: Document, title: str, after: int) -> int | None:
    """Returns the index of the first heading from `after` on that says the same as a title."""
    blocks = enumerate(document.blocks[after:], after)
    return next((index for index, block in blocks if block.level and says_same(block.plain, title)), None)


def _ends_paragraph(anchor: etree._Element) -> bool:
    """Returns whether an anchor without text stands behind all text of its paragraph."""
    return not _shows(anchor) and _has_text(anchor, before=True) and not _has_text(anchor, before=False)


def _has_text(element: etree._Element, *, before: bool) -> bool:
    """Returns whether there is text before or after an element, up to the edge of its paragraph."""
    for part in _beside(element, before=before):
        if isinstance(part, str):
            if part.strip():
                return True
        elif is_block(local_name(part)):
            return False
        elif _shows(part):
            return True
    return False


def _beside(element: etree._Element, *, before: bool) -> Iterator[str | etree._Element]:
    """Yields the texts and elements before or after an element, the nearest first, as far as its paragraph
    can reach.
    """
    above: etree._Element | None = element
    while above is not None and not (above is not element and is_block(local_name(above))):
        if not before:
            yield above.tail or ""
        for sibling in above.itersiblings(etree.Element, preceding=before):
            parts = (sibling, sibling.tail or "")
            yield from reversed(parts) if before else parts
        parent = above.getparent()
        if before and parent is not None:
            yield parent.text or ""
        above = parent


def _shows(element: etree._Element) -> bool:
    shown = any(local_name(each) in _PICTURES for each in element.iter(etree.Element))
    return shown or bool(text_of(element).strip())
