"""Rewrites WordprocessingML (ECMA-376, part 1, section 17) as XHTML for `bot.imports.formats.xhtml`.

What Word itself would not print is left out: deleted text, hidden text, comments, field codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from bot.imports.formats.documents import sentences
from bot.imports.formats.documents.column import Column
from bot.imports.formats.documents.looks import PLAIN, RunLook
from bot.imports.formats.documents.paragraph import Paragraph
from bot.imports.formats.docx import chunks, fields
from bot.imports.formats.docx.fields import Fields
from bot.imports.formats.docx.numbering import Numbering
from bot.imports.formats.docx.package import DocxPackage
from bot.imports.formats.docx.styles import (
    ParagraphStyle,
    Properties,
    Styles,
    attribute,
    beside,
    given,
    is_centred,
    is_on,
    look,
    outline_level,
    properties_of,
    value,
)
from bot.imports.formats.xhtml.tree import local_name

_PROPERTIES = frozenset(("ppr", "rpr", "sectpr", "sdtpr", "tblpr", "tblgrid", "trpr", "tcpr"))
_LEFT_OUT = _PROPERTIES | {"del", "movefrom", "deltext"}
_CHANGED = frozenset(("ins", "del", "moveto", "movefrom"))
_WRAPPERS = frozenset(("sdt", "sdtcontent", "customxml", "ins", "moveto"))
_CHARACTERS = {"tab": "\t", "ptab": "\t", "nobreakhyphen": "\u2011"}
# What Word makes of `:)` and `-->`, in the font Wingdings; any other sign of such a font is an ornament.
_SIGNS = {"F04A": "☺", "F04C": "☹", "F0E0": "→", "F0DF": "←", "F0E8": "→", "F0E7": "←"}
_ORNAMENT = "❦"

_Given = tuple[tuple[str | bytes, ...], ...]
"""The names and values of a run's properties."""


class Conversion:
    """The conversion of a document to XHTML; `warnings` gathers full sentences about what was left out."""

    def __init__(self, package: DocxPackage, *, inner: bool = False) -> None:
        self.warnings: set[str] = set()
        self._package = package
        self._inner = inner  # it was inserted into another document
        self._styles = Styles(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"))
        self._notes: dict[tuple[str, str], int] = {}
        self._fields = Fields(package.field_ends())
        self._looks: dict[RunLook, dict[_Given, RunLook]] = {}
        self._base: RunLook | None = None  # whose looks are the known ones
        self._known: dict[_Given, RunLook] = {}

    def body(self) -> etree._Element:
        """Returns the text of the document; notes are referred to by a number."""
        column = Column(etree.Element("body"))
        for each in self._package.text():
            self._block(each, column)
        return column.element

    def notes(self) -> etree._Element:
        """Returns the footnotes and endnotes that the body refers to, in that order. Call `body` first."""
        root = etree.Element("body")
        if not self._notes:
            return root
        texts = {
            (kind, attribute(note, "id")): note
            for kind in ("footnote", "endnote")
            for note in self._package.part(f"{kind}s").iterchildren("{*}" + kind)
        }
        numbered = list(self._notes.items())  # a note that a note refers to stays a number
        for key, number in numbered:
            column = Column(etree.SubElement(root, "div"))
            if key in texts:
                self._blocks(texts[key], column)
            if len(column.element):
                column.number(number)
        return root

    def _blocks(self, element: etree._Element, column: Column) -> None:
        for child in element.iterchildren("{*}*"):
            self._block(child, column)

    def _block(self, element: etree._Element, column: Column) -> None:
        name = local_name(element)
        if name == "p":
            self._paragraph(element, column)
        elif name == "tbl":
            self._table(element, column)
        elif name == "altchunk":
            self._chunk(element, column)
        elif _is_unseen(element, name):
            self._fields.pass_over(element)
        elif name not in _LEFT_OUT:
            self._blocks(element, column)

    def _paragraph(self, source: etree._Element, column: Column) -> None:
        properties = properties_of(next(source.iterchildren("{*}pPr"), None))
        style = self._styles.of(given(properties, "pstyle"))
        if style.contents:
            self._fields.pass_over(source)
            return
        level = 1 if style.name == "title" else outline_level(properties) or style.level
        item = self._numbering.item(properties.get("numpr", style.listing))
        new_page = is_on(properties, "pagebreakbefore")
        if not level and (style.new_page if new_page is None else new_page):
            column.rule(page=True)
        target = column.paragraph(
            f"h{min(level, 6)}" if level else "p", None if level else item, quoted=style.quote and not level
        )
        if style.name in ("title", "subtitle"):
            target.set("part", style.name)
        paragraph = Paragraph(target)
        if level and item and item.label:
            paragraph.write(target, f"{item.label}: ")
        apart = level or style.quote or style.name == "subtitle"
        self._inline(source, target, style.look.without_marks() if apart else style.look, paragraph)
        self._finish(paragraph, properties, style, column)
        source.clear()  # it is not needed any more, and a book of them takes a lot of memory

    def _finish(
        self, paragraph: Paragraph, properties: Properties, style: ParagraphStyle, column: Column
    ) -> None:
        """Ends a paragraph; one of which nothing is left was no empty line of the author's."""
        centred = is_centred(properties)
        paragraph.finish(centred=style.centred if centred is None else centred)
        column.finish(paragraph.element, goes_on=_goes_on(properties))
        if _ends_section(properties):
            column.rule(page=True)
        elif paragraph.is_empty and paragraph.left_out:
            column.drop(paragraph.element)
        elif paragraph.is_empty and _is_bordered(properties):
            column.rule()

    def _table(self, table: etree._Element, column: Column) -> None:
        element = column.box("table")
        for row in _inside(table, "tr"):
            if row.find("{*}trPr/{*}del") is not None:
                continue
            cell_name = "td" if row.find("{*}trPr/{*}tblHeader") is None else "th"
            line = etree.SubElement(element, "tr")
            for cell in _inside(row, "tc"):
                self._blocks(cell, Column(etree.SubElement(line, cell_name)))

    def _chunk(self, chunk: etree._Element, column: Column) -> None:
        path = self._package.chunks.get(attribute(chunk, "id"), "")
        found = None if self._inner else chunks.read(self._package, path)
        if found is None:
            self.warnings.add(sentences.inserted(path))
        elif isinstance(found, DocxPackage):
            inner = Conversion(found, inner=True)
            for part in (inner.body(), inner.notes()):
                column.box("div").extend(list(part))
            self.warnings |= inner.warnings
        else:
            column.box("div").append(found)

    def _inline(
        self, element: etree._Element, target: etree._Element, base: RunLook, paragraph: Paragraph
    ) -> None:
        for child in element.iterchildren("{*}*"):
            name = local_name(child)
            if name == "r":
                self._run(child, target, base, paragraph)
                continue
            if name in _CHANGED:
                self.warnings.add(sentences.CHANGES)
                paragraph.left_out |= name in _LEFT_OUT
            if name in _LEFT_OUT or _is_unseen(child, name):
                continue
            if name in ("hyperlink", "fldsimple"):
                instruction = attribute(child, "instr")
                address = fields.link_of(instruction) or self._package.links.get(attribute(child, "id"), "")
                if not fields.is_contents(instruction):
                    self._inline(child, paragraph.link(target, address), base, paragraph)
            elif name == "t":  # of a formula
                paragraph.write(target, child.text)
            else:
                self._inline(child, target, base, paragraph)

    def _run(self, run: etree._Element, target: etree._Element, base: RunLook, paragraph: Paragraph) -> None:
        children = [(local_name(child), child) for child in run.iterchildren("{*}*")]
        shown = next((self._look(each, base) for name, each in children if name == "rpr"), base)
        if shown.hidden:
            self.warnings.add(sentences.HIDDEN)
            paragraph.left_out = True
            self._fields.pass_over(run)
            return
        if self._fields.link and target.tag != "a":
            target = paragraph.link(target, self._fields.link)
        self._write(children, paragraph.styled(target, shown), paragraph)

    def _look(self, properties: etree._Element, base: RunLook) -> RunLook:
        """Returns the look that a run's properties give it, which most runs of a book have alike."""
        if base is not self._base:
            self._base, self._known = base, self._looks.setdefault(base, {})
        key = tuple([(each.tag, *each.values()) for each in properties.iterchildren("{*}*")])
        known = self._known.get(key)
        if known is None:
            named = self._styles.look_of(value(properties, "rStyle"))
            known = self._known[key] = look(properties).over(beside(named, base))
        return known

    def _contents(self, run: etree._Element, target: etree._Element, paragraph: Paragraph) -> None:
        children = [(local_name(child), child) for child in run.iterchildren("{*}*")]
        self._write(children, target, paragraph)

    def _write(
        self, children: Sequence[tuple[str, etree._Element]], target: etree._Element, paragraph: Paragraph
    ) -> None:
        for name, child in children:
            if name == "fldchar":
                self._fields.step(attribute(child, "fldCharType"))
            elif name == "instrtext":
                self._fields.instruct(child.text or "")
            elif self._fields.is_contents:
                paragraph.left_out = True
            elif name == "t":
                paragraph.write(target, child.text)
            elif name in _CHARACTERS or name == "sym":
                paragraph.write(target, _characters(child, name))
            elif not (name in _LEFT_OUT or _is_unseen(child, name)):
                self._special(child, name, target, paragraph)

    def _special(
        self, element: etree._Element, name: str, target: etree._Element, paragraph: Paragraph
    ) -> None:
        if name in ("br", "cr"):
            ends_page = attribute(element, "type") == "page"
            (paragraph.end_page if ends_page else paragraph.end_line)(target)
        elif name in ("footnotereference", "endnotereference"):
            self._note(paragraph.add(target, "a"), name.removesuffix("reference"), attribute(element, "id"))
        elif name == "commentreference":
            self.warnings.add(sentences.COMMENTS)
        elif name == "docpr":
            if described := attribute(element, "descr"):
                paragraph.add(target, "img").set("alt", described)
        elif name == "rect" and attribute(element, "hr") in ("t", "true", "1"):
            paragraph.add(target, "hr")
        elif name == "txbxcontent":
            self._blocks(element, Column(paragraph.add(target, "div")))
        elif name == "ruby":
            ruby = paragraph.add(target, "ruby")
            for part, inside in (("rubyBase", ruby), ("rt", etree.Element("rt"))):
                for each in element.iterchildren("{*}" + part):
                    self._inline(each, inside, PLAIN, paragraph)
            paragraph.append(ruby, inside)
        else:
            self._contents(element, target, paragraph)

    def _note(self, target: etree._Element, kind: str, note_id: str) -> None:
        number = self._notes.setdefault((kind, note_id), len(self._notes) + 1)
        target.set("href", "#note")
        target.set("role", "doc-noteref")
        target.text = str(number)


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yields a table's rows or a row's cells, whatever is wrapped around them."""
    for child in element.iterchildren("{*}*"):
        found = local_name(child)
        if found == name:
            yield child
        elif found in _WRAPPERS:
            yield from _inside(child, name)


def _characters(element: etree._Element, name: str) -> str:
    if name == "sym":
        return _SIGNS.get(attribute(element, "char").upper(), _ORNAMENT)
    return _CHARACTERS[name]


def _is_bordered(properties: Properties) -> bool:
    """Returns whether there is a line around a paragraph; some programs say of each side that it has none."""
    borders = properties.get("pbdr")
    return borders is not None and any(attribute(each, "val") not in ("nil", "none") for each in borders)


def _ends_section(properties: Properties) -> bool:
    """Returns whether a paragraph ends a section that is followed by a new page."""
    section = properties.get("sectpr")
    return section is not None and value(section, "type") not in ("continuous", "nextColumn")


def _goes_on(properties: Properties) -> bool:
    """Returns whether the next paragraph continues this one: the mark of its end is a tracked deletion, or it
    is nothing but a great initial.
    """
    frame, mark = properties.get("framepr"), properties.get("rpr")
    is_initial = frame is not None and attribute(frame, "dropCap") in ("drop", "margin")
    return is_initial or (mark is not None and mark.find("{*}del") is not None)


def _is_unseen(element: etree._Element, name: str) -> bool:
    """Returns whether Word made the element, or shows another in its place."""
    if name == "sdt":
        gallery = element.find("{*}sdtPr/{*}docPartObj/{*}docPartGallery")
        is_contents = gallery is not None and attribute(gallery, "val") == "Table of Contents"
        return is_contents or is_on(properties_of(element.find("{*}sdtPr")), "showingplchdr") is True
    if name not in ("choice", "fallback"):
        return False
    return any(local_name(each) == "choice" for each in element.itersiblings(preceding=True))
