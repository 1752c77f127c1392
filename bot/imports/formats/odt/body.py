"""Rewrites the text of an OpenDocument (1.3, part 3) as XHTML for `bot.imports.formats.xhtml`.

What LibreOffice would not print is left out: deleted text, hidden text, comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bot.imports.formats.documents import sentences
from bot.imports.formats.documents.column import Column, ListItem
from bot.imports.formats.documents.looks import RunLook
from bot.imports.formats.documents.paragraph import Paragraph
from bot.imports.formats.odt.lists import Lists, OpenList
from bot.imports.formats.odt.package import OdtPackage
from bot.imports.formats.odt.styles import OdtStyle, Styles, attribute
from bot.imports.formats.xhtml.tree import local_name

_INDEXES = (
    "table-of-content|illustration-index|table-index|object-index|user-index|alphabetical-index|bibliography"
)
_LEFT_OUT = frozenset(
    f"{_INDEXES}|tracked-changes|forms|sequence-decls|variable-decls|user-field-decls|number|annotation-end"
    "|page-number|page-count|placeholder|bibliography-mark|covered-table-cell|desc|title|event-listeners".split(
        "|"
    )
)
_GROUPS = frozenset(("table-header-rows", "table-row-group", "table-rows"))
_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 100


class Conversion:
    """The conversion of a document to XHTML; `warnings` gathers full sentences about what was left out."""

    def __init__(self, package: OdtPackage) -> None:
        self.warnings: set[str] = set()
        content, styles = package.content(), package.styles()
        self._package = package
        self._styles = Styles(styles, content)
        self._lists = Lists(styles, content)
        self._notes: list[etree._Element] = []

    def body(self) -> etree._Element:
        """Returns the text of the document; notes are referred to by a number."""
        column = Column(etree.Element("body"))
        for each in self._package.text():
            self._block(each, column, None)
        return column.element

    def notes(self) -> etree._Element:
        """Returns the notes that the body refers to, in that order. Call `body` first."""
        root = etree.Element("body")
        for number, note in enumerate(list(self._notes), 1):  # a note within a note stays a number
            column = Column(etree.SubElement(root, "div"))
            self._blocks(note, column)
            if len(column.element):
                column.number(number)
        return root

    def _blocks(self, element: etree._Element, column: Column, opened: OpenList | None = None) -> None:
        for child in element.iterchildren("{*}*"):
            self._block(child, column, opened)

    def _block(self, element: etree._Element, column: Column, opened: OpenList | None) -> None:
        name = local_name(element)
        if name in ("p", "h"):
            self._paragraph(element, column, None)
        elif name == "list":
            self._list(element, column, opened)
        elif name == "table":
            self._table(element, column)
        elif name == "tracked-changes" and len(element):
            self.warnings.add(sentences.CHANGES)
        elif name == "section" and attribute(element, "display") == "none":
            self.warnings.add(sentences.HIDDEN)
        elif name in ("frame", "custom-shape", "rect", "a"):
            frame = Paragraph(column.box("div"))
            self._inline(element, frame.element, RunLook(), frame)
            frame.finish()
        elif name not in _LEFT_OUT:
            self._blocks(element, column, opened)

    def _list(self, element: etree._Element, column: Column, above: OpenList | None) -> None:
        first = next(element.iter("{*}p", "{*}h"), None)
        style = "" if first is None else self._style(first).listing
        opened = self._lists.begin(element, above, style)
        for item in element.iterchildren("{*}list-item", "{*}list-header"):
            before = self._lists.item(opened, item) if local_name(item) == "list-item" else None
            for child in item.iterchildren("{*}*"):
                name = local_name(child)
                if name in ("p", "h"):
                    self._paragraph(child, column, before)
                    before = None
                elif name == "list":
                    self._list(child, column, opened)

    def _style(self, paragraph: etree._Element) -> OdtStyle:
        return self._styles.of("paragraph", attribute(paragraph, "style-name"))

    def _paragraph(self, source: etree._Element, column: Column, item: ListItem | None) -> None:
        style = self._style(source)
        if style.contents:
            return
        level = _level(source, style)
        if style.new_page and not level:
            column.rule(page=True)
        target = column.paragraph(
            f"h{min(level, 6)}" if level else "p", None if level else item, quoted=style.quote and not level
        )
        if style.part:
            target.set("part", style.part)
        paragraph = Paragraph(target)
        if local_name(source) == "h" and (label := self._label(source, level, item)):
            paragraph.write(target, f"{label}: ")
        apart = level or style.quote or style.part
        self._inline(source, target, style.look.without_marks() if apart else style.look, paragraph)
        paragraph.finish(centred=style.centred)
        if paragraph.is_empty and paragraph.left_out:
            column.drop(target)
        elif paragraph.is_empty and style.ruled:
            column.rule()

    def _label(self, heading: etree._Element, level: int, item: ListItem | None) -> str:
        """Returns what the document's numbering writes before a heading, if that has words."""
        if attribute(heading, "is-list-header") == "true":
            return ""
        return item.label if item else self._lists.heading(level)

    def _table(self, table: etree._Element, column: Column) -> None:
        element = column.box("table")
        for row in _rows(table):
            line = etree.SubElement(element, "tr")
            above = row.getparent()
            is_head = above is not None and local_name(above) == "table-header-rows"
            for cell in row.iterchildren("{*}table-cell"):
                self._blocks(cell, Column(etree.SubElement(line, "th" if is_head else "td")))

    def _inline(
        self, element: etree._Element, target: etree._Element, look: RunLook, paragraph: Paragraph
    ) -> None:
        if look.hidden:
            self.warnings.add(sentences.HIDDEN)
            paragraph.left_out = True
            return
        shown: etree._Element | None = None  # where text in the look of this element is written to
        for text, child in _contents(element):
            if text:
                shown = paragraph.styled(target, look) if shown is None else shown
                paragraph.write(shown, text.lstrip() if paragraph.at_line_start else text)
            name = "" if child is None else local_name(child)
            if child is None or name in _LEFT_OUT:
                continue
            if self._special(child, name, target, look, paragraph):
                shown = None

    def _special(
        self, element: etree._Element, name: str, target: etree._Element, look: RunLook, paragraph: Paragraph
    ) -> bool:
        """Writes an element in a paragraph; returns whether what follows it needs an element of its own."""
        if name == "s":
            count = attribute(element, "c")
            spaces = int(count) if count.isdecimal() and len(count) < 4 else 1
            paragraph.write(paragraph.styled(target, look), " " * min(spaces, _MOST_SPACES))
        elif name == "tab":
            paragraph.write(paragraph.styled(target, look), "\t")
        elif name == "line-break":
            paragraph.end_line(target)
        elif name == "span":
            style = self._styles.of("text", attribute(element, "style-name"))
            self._inline(element, target, style.look.over(look), paragraph)
        elif name == "a":
            address = attribute(element, "href")
            self._inline(element, paragraph.link(target, address), look, paragraph)
        elif name == "note":
            self._note(element, target, paragraph)
        elif name == "annotation":
            self.warnings.add(sentences.COMMENTS)
            paragraph.left_out = True
            return False
        elif name in ("hidden-text", "hidden-paragraph"):
            self._hidden(element, target, look, paragraph)
        elif name in ("text-box", "custom-shape", "rect"):
            self._blocks(element, Column(paragraph.add(target, "div")))
        elif name == "image":
            _picture(element, target, paragraph)
        elif name in ("ruby", "ruby-base", "ruby-text"):
            part = {"ruby": "ruby", "ruby-base": "span", "ruby-text": "rt"}[name]
            self._inline(element, paragraph.add(target, part), look, paragraph)
        else:
            self._inline(element, target, look, paragraph)
        return True

    def _hidden(
        self, element: etree._Element, target: etree._Element, look: RunLook, paragraph: Paragraph
    ) -> None:
        if attribute(element, "is-hidden") != "true":
            self._inline(element, target, look, paragraph)
            return
        self.warnings.add(sentences.HIDDEN)
        paragraph.left_out = True

    def _note(self, note: etree._Element, target: etree._Element, paragraph: Paragraph) -> None:
        body = note.find("{*}note-body")
        if body is None:
            return
        self._notes.append(body)
        mark = paragraph.add(target, "a")
        mark.set("href", "#note")
        mark.set("role", "doc-noteref")
        mark.text = str(len(self._notes))


def _contents(element: etree._Element) -> Iterator[tuple[str, etree._Element | None]]:
    """Yields the text in an element, its white space collapsed, each stretch with the child behind it."""
    text = element.text
    for child in element.iterchildren(etree.Element):
        yield _SPACES.sub(" ", text or ""), child
        text = child.tail
    yield _SPACES.sub(" ", text or ""), None


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table.iterchildren("{*}*"):
        name = local_name(child)
        if name == "table-row":
            yield child
        elif name in _GROUPS:
            yield from _rows(child)


def _level(paragraph: etree._Element, style: OdtStyle) -> int:
    """Returns the level of a heading, that of a title's style being the first; 0 for other paragraphs."""
    if style.part:
        return 1 if style.part == "title" else 0
    outline = attribute(paragraph, "outline-level") if local_name(paragraph) == "h" else ""
    return int(outline) if outline in tuple("123456789") else style.level


def _picture(image: etree._Element, target: etree._Element, paragraph: Paragraph) -> None:
    frame = image.getparent()
    if frame is None:
        return
    described = frame.findtext("{*}desc") or frame.findtext("{*}title") or ""
    if described.strip():
        paragraph.add(target, "img").set("alt", described)
