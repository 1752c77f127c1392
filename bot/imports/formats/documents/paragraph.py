"""A paragraph of XHTML being written: its lines of verse, and what its look tells of its purpose."""

from __future__ import annotations

from lxml import etree

from bot.imports.formats.documents import looks
from bot.imports.formats.documents.looks import RunLook

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_TAB = 4  # spaces, at the start of a line of verse


class Paragraph:
    """What is written into one paragraph. A line after a line break keeps its indent, as verse has it.

    `is_empty` says that nothing but white space was written yet, `left_out` that something in it was left out
    on purpose; `size` is that of its greatest letters. Call `finish` in the end.
    """

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.is_empty = True
        self.left_out = False
        self.size: float = 0
        self._indent = -1  # so many spaces begin this line; less than 0 behind its start
        self._target = element
        self._texts: list[str] = []  # waits to be the target's: a paragraph can have very many runs

    @property
    def at_line_start(self) -> bool:
        """Returns whether no word stands behind the last line break yet."""
        return self._indent >= 0

    def write(self, target: etree._Element, text: str | None) -> None:
        """Adds text to `target`, which is in the paragraph."""
        if self._indent >= 0:
            words = (text or "").lstrip(" \t")
            indent = (text or "")[: len(text or "") - len(words)]
            self._indent += len(indent) + (_TAB - 1) * indent.count("\t")
            if not words:
                return
            text, self._indent = _NO_BREAK_SPACE * self._indent + words, -1
        if text:
            if target is not self._target:
                self._settle()
                self._target = target
            self._texts.append(text)
            self.is_empty = self.is_empty and not text.strip()

    def styled(self, target: etree._Element, look: RunLook) -> etree._Element:
        """Returns the element to write text of that look into, inside `target`."""
        self.size = max(self.size, look.size)
        if not (look.elements or look.raised):
            return target
        self._settle()
        return looks.styled(target, look)

    def link(self, target: etree._Element, address: str) -> etree._Element:
        """Returns the element to write the text of a link into, inside `target`."""
        self._settle()
        return etree.SubElement(target, "a", href=address)

    def add(self, target: etree._Element, name: str) -> etree._Element:
        """Adds an element to `target` and returns it."""
        self._settle()
        self.is_empty = False
        return etree.SubElement(target, name)

    def append(self, target: etree._Element, element: etree._Element) -> None:
        """Adds an element that was written into, but stood nowhere yet, to `target`."""
        self._settle()
        target.append(element)

    def end_line(self, target: etree._Element) -> None:
        """Begins a new line."""
        self._settle()
        etree.SubElement(target, "br")
        self._indent = 0

    def end_page(self, target: etree._Element) -> None:
        """Begins a new page."""
        self.add(target, "hr").set("page", "1")

    def finish(self, *, centred: bool = False) -> None:
        """Ends the paragraph; its attributes say how it looks, for `bot.imports.formats.documents.lines`."""
        self._settle()
        if centred:
            self.element.set("align", "center")
        if self.size:
            self.element.set("size", str(self.size))

    def _settle(self) -> None:
        if not self._texts:
            return
        text, self._texts = "".join(self._texts), []
        if len(self._target):
            last = self._target[-1]
            last.tail = (last.tail or "") + text
        else:
            self._target.text = (self._target.text or "") + text
