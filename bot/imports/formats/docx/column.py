"""A column of XHTML being built: the body of a document, a cell of a table, a note."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from bot.imports.formats.docx.numbering import ListItem


class _OpenList(NamedTuple):
    item: ListItem
    element: etree._Element


class Column:
    """Paragraphs one under another in `element`; neighbouring quotes and list items share one container."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self._lists: list[_OpenList] = []
        self._unfinished: etree._Element | None = None

    def paragraph(self, name: str, item: ListItem | None, *, quoted: bool) -> etree._Element:
        """Returns the element to write a paragraph into: a new one,
        unless the previous one is to continue.
        """
        if self._unfinished is not None:
            return self._unfinished
        if item:
            return etree.SubElement(self._list(item), "li")
        self._lists.clear()
        if not quoted:
            return etree.SubElement(self.element, name)
        last = self.element[-1] if len(self.element) else None
        if last is None or last.tag != "blockquote":
            last = etree.SubElement(self.element, "blockquote")
        return etree.SubElement(last, name)

    def finish(self, paragraph: etree._Element, *, goes_on: bool) -> None:
        """Ends a paragraph, or leaves it open for the next one where its end was deleted."""
        self._unfinished = paragraph if goes_on else None

    def rule(self) -> None:
        """Adds a scene break."""
        self._lists.clear()
        etree.SubElement(self.element, "hr")

    def table(self) -> etree._Element:
        """Adds a table and returns its element."""
        self._lists.clear()
        return etree.SubElement(self.element, "table")

    def _list(self, item: ListItem) -> etree._Element:
        while self._lists and self._lists[-1].item.level > item.level:
            self._lists.pop()
        if self._lists and self._lists[-1].item.level == item.level:
            if self._lists[-1].item.listing == item.listing:
                return self._lists[-1].element
            self._lists.pop()
        above = self._lists[-1].element[-1] if self._lists else self.element
        if item.number is None:
            element = etree.SubElement(above, "ul")
        else:
            element = etree.SubElement(above, "ol", start=str(item.number))
        self._lists.append(_OpenList(item, element))
        return element
