"""Rewrites WordprocessingML (ECMA-376, part 1, section 17) as XHTML for `bot.imports.formats.xhtml`.

What Word itself would not print is left out: deleted text, hidden text, comments, field codes.
"""

from __future__ import annotations

from lxml import etree

from bot.imports.formats.docx.column import Column
from bot.imports.formats.docx.numbering import ListItem, Numbering
from bot.imports.formats.docx.package import DocxPackage
from bot.imports.formats.docx.styles import (
    ParagraphStyle,
    RunLook,
    Styles,
    attribute,
    look,
    outline_level,
    value,
)
from bot.imports.formats.xhtml.tree import local_name, text_of
from bot.text.markup import Style

_PROPERTIES = frozenset(("ppr", "rpr", "sectpr", "sdtpr", "tblpr", "tblgrid", "trpr", "tcpr"))
_LEFT_OUT = _PROPERTIES | {"del", "movefrom", "instrtext", "deltext", "fallback", "rt"}
_ELEMENTS = ((Style.STRIKE, "s"), (Style.UNDERLINE, "u"), (Style.STRONG, "strong"), (Style.EMPHASIS, "em"))
_OFF = frozenset(("0", "false", "off"))
_CHANGED = frozenset(("ins", "del", "moveto", "movefrom"))
_CHANGES = "The document has tracked changes; it was read as if all of them were accepted."
_COMMENTS = "The document’s comments were left out."
_HIDDEN = "Hidden text in the document was left out."
# What Word makes of `:)` and `-->`, in the font Wingdings; any other sign of such a font is an ornament.
_SIGNS = {"F04A": "☺", "F04C": "☹", "F0E0": "→", "F0DF": "←", "F0E8": "→", "F0E7": "←"}
_ORNAMENT = "❦"


class Conversion:
    """The conversion of a document to XHTML; `titles` and `warnings` gather what it finds on the way."""

    def __init__(self, package: DocxPackage) -> None:
        self.titles: list[str] = []
        self._warnings: set[str] = set()
        self._package = package
        self._styles = Styles(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"))
        self._notes: dict[tuple[str, str], int] = {}

    @property
    def warnings(self) -> tuple[str, ...]:
        """Full sentences about what was left out."""
        return tuple(sorted(self._warnings))

    def body(self) -> etree._Element:
        """Returns the text of the document; notes are referred to by a number."""
        column = Column(etree.Element("body"))
        document = self._package.document()
        self._blocks(document, column)
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
                column.element[0].text = f"[{number}] "
        return root

    def _blocks(self, element: etree._Element, column: Column) -> None:
        for child in element.iterchildren("{*}*"):
            name = local_name(child)
            if name == "p":
                self._paragraph(child, column)
            elif name == "tbl":
                self._table(child, column)
            elif not (name in _LEFT_OUT or _is_contents(child)):
                self._blocks(child, column)

    def _paragraph(self, paragraph: etree._Element, column: Column) -> None:
        properties = paragraph.find("{*}pPr")
        style = self._styles.of(value(properties, "pStyle"))
        if style.contents:
            return
        level = 1 if style.name == "title" else outline_level(properties) or style.level
        item = self._item(properties, style)
        if not level and _is_on(properties, "pageBreakBefore"):
            column.rule()
        target = column.paragraph(
            f"h{min(level, 6)}" if level else "p", None if level else item, quoted=style.quote and not level
        )
        if level and item and item.label:
            etree.SubElement(target, "span").text = f"{item.label}: "
        apart = level or style.quote or style.name == "subtitle"
        self._inline(paragraph, target, RunLook() if apart else style.look)
        if style.name == "title" and (title := " ".join(text_of(target).split())):
            self.titles.append(title)
        column.finish(target, goes_on=_is_end_deleted(properties))
        if _ends_section(properties) or (_is_bordered(properties) and not len(target)):
            column.rule()

    def _item(self, properties: etree._Element | None, style: ParagraphStyle) -> ListItem | None:
        own = None if properties is None else properties.find("{*}numPr")
        return self._numbering.item(style.listing if own is None else own)

    def _table(self, table: etree._Element, column: Column) -> None:
        element = column.table()
        for row in table.iter("{*}tr"):
            if row.find("{*}trPr/{*}del") is not None or next(row.iterancestors("{*}tbl")) is not table:
                continue
            cell_name = "td" if row.find("{*}trPr/{*}tblHeader") is None else "th"
            line = etree.SubElement(element, "tr")
            for cell in row.iterchildren("{*}tc"):
                self._blocks(cell, Column(etree.SubElement(line, cell_name)))

    def _inline(self, element: etree._Element, target: etree._Element, base: RunLook) -> None:
        for child in element.iterchildren("{*}*"):
            name = local_name(child)
            if name in _CHANGED:
                self._warnings.add(_CHANGES)
            if name in _LEFT_OUT:
                continue
            if name == "r":
                self._run(child, target, base)
            elif name == "hyperlink":
                address = self._package.links.get(attribute(child, "id"), "")
                self._inline(child, etree.SubElement(target, "a", href=address), base)
            elif name == "t":  # of a formula
                etree.SubElement(target, "span").text = child.text
            else:
                self._inline(child, target, base)

    def _run(self, run: etree._Element, target: etree._Element, base: RunLook) -> None:
        properties = run.find("{*}rPr")
        shown = base
        if properties is not None:
            named = self._styles.look_of(value(properties, "rStyle"))
            shown = look(properties).over(named.beside(base))
        if shown.hidden:
            self._warnings.add(_HIDDEN)
            return
        for style, name in _ELEMENTS:
            if style in shown.on and not (name == "u" and target.tag == "a"):
                target = etree.SubElement(target, name)
        if shown.raised:
            target = etree.SubElement(target, shown.raised)
        self._contents(run, target)

    def _contents(self, run: etree._Element, target: etree._Element) -> None:
        for child in run.iterchildren("{*}*"):
            name = local_name(child)
            if name in ("t", "tab", "ptab", "nobreakhyphen", "sym"):
                etree.SubElement(target, "span").text = _characters(child, name)
            elif name in ("br", "cr"):
                etree.SubElement(target, "hr" if attribute(child, "type") == "page" else "br")
            elif name in ("footnotereference", "endnotereference"):
                self._note(target, name.removesuffix("reference"), attribute(child, "id"))
            elif name == "commentreference":
                self._warnings.add(_COMMENTS)
            elif name == "docpr":
                etree.SubElement(target, "img", alt=attribute(child, "descr"))
            elif name == "rect" and attribute(child, "hr") in ("t", "true", "1"):
                etree.SubElement(target, "hr")
            elif name == "txbxcontent":
                self._blocks(child, Column(etree.SubElement(target, "div")))
            elif name not in _LEFT_OUT:
                self._contents(child, target)

    def _note(self, target: etree._Element, kind: str, note_id: str) -> None:
        number = self._notes.setdefault((kind, note_id), len(self._notes) + 1)
        etree.SubElement(target, "a", href="#note", role="doc-noteref").text = str(number)


def _characters(element: etree._Element, name: str) -> str | None:
    if name == "sym":
        return _SIGNS.get(attribute(element, "char").upper(), _ORNAMENT)
    return {"tab": " ", "ptab": " ", "nobreakhyphen": "\u2011"}.get(name, element.text)


def _is_on(properties: etree._Element | None, name: str) -> bool:
    found = None if properties is None else properties.find("{*}" + name)
    return found is not None and attribute(found, "val") not in _OFF


def _is_bordered(properties: etree._Element | None) -> bool:
    return properties is not None and properties.find("{*}pBdr") is not None


def _ends_section(properties: etree._Element | None) -> bool:
    """Returns whether a paragraph ends a section that is followed by a new page."""
    section = None if properties is None else properties.find("{*}sectPr")
    return section is not None and value(section, "type") not in ("continuous", "nextColumn")


def _is_end_deleted(properties: etree._Element | None) -> bool:
    """Returns whether a paragraph's end mark is a tracked deletion,
    so that the next paragraph continues it.
    """
    return properties is not None and properties.find("{*}rPr/{*}del") is not None


def _is_contents(element: etree._Element) -> bool:
    gallery = element.find("{*}sdtPr/{*}docPartObj/{*}docPartGallery")
    return gallery is not None and attribute(gallery, "val") == "Table of Contents"
