"""A column of XHTML being built: the body of a document, a cell of a table, a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree


@dataclass(frozen=True)
class ListItem:
    """The place of a paragraph in a list; `number` is None where it has a bullet.

    `label` is what stands before it, if that has words (`Chapter 3`).
    """

    listing: str
    level: int
    number: int | None
    label: str = ""


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

    def drop(self, paragraph: etree._Element) -> None:
        """Takes out a paragraph of which nothing is left, unless the next one continues it."""
        above = paragraph.getparent()
        if above is not None and paragraph.tag != "li" and paragraph is not self._unfinished:
            above.remove(paragraph)

    def number(self, number: int) -> None:
        """Writes the number of a note before its first words."""
        first = self.element[0]
        first.text = f"[{number}] {first.text or ''}"

    def rule(self, *, page: bool = False) -> None:
        """Adds a scene break, which may be the end of a page."""
        self._lists.clear()
        etree.SubElement(self.element, "hr", {"page": "1"} if page else {})

    def box(self, name: str) -> etree._Element:
        """Adds an element that stands by itself and returns it."""
        self._lists.clear()
        return etree.SubElement(self.element, name)

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
