"""The blocks of a document while they are being written, and what holds where the text goes on."""

from __future__ import annotations

from lxml import etree

from bot.imports.formats.xhtml import printed_pages, vocabulary
from bot.imports.formats.xhtml.blocks import Block, paragraph
from bot.imports.formats.xhtml.context import OUTSIDE, Context, Edge
from bot.imports.formats.xhtml.flow import Flow
from bot.imports.formats.xhtml.lists import OpenLists
from bot.imports.formats.xhtml.tables import Layout


class Builder:
    """The blocks that are written, the paragraph that is being written, and the elements that are open."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.flow = Flow()
        self.lists = OpenLists()
        self.notes: dict[str, str] = {}  # the marks of the notes that were referred to, by their ids
        self.contexts = [OUTSIDE]
        self.begun = [(0, 0)]  # the numbers of blocks and of runs that each element began with
        self._met: dict[Context, Context] = {}

    def interned(self, context: Context) -> Context:
        """Returns the one object for all contexts that are equal to this one; it stays."""
        return self._met.setdefault(context, context)

    def enter(self, context: Context) -> None:
        """Opens an element, in which this is so."""
        self.contexts.append(context)
        self.begun.append((len(self.blocks), len(self.flow.runs)))

    def rename(self, name: str) -> None:
        """Gives the element that was entered last another name, by which its end is known."""
        self.contexts[-1] = self.interned(self.contexts[-1]._replace(name=name))

    def write(self, text: str) -> None:
        """Adds text in the look of the element it stands in."""
        look = self.contexts[-1]
        text = printed_pages.without_numbers(text)
        if not look.pre:
            if self.flow.is_new and not text.strip(" \t\r\n\f"):
                return
            if text.isspace() and self.flow.waits:
                return
            self.flow.write(text, look.style, look.link)
            return
        if not self.flow.runs and not text.strip():
            return
        if look.pre == "pre-line" and self.flow.at_line_start:
            text = text.removeprefix("\n")  # a line break and the end of its line in the source are one
        for index, line in enumerate(text.split("\n")):
            if index:
                self.end_line()
            write = self.flow.write_preserved if look.pre == "pre" else self.flow.write
            write(line, look.style, look.link)

    def write_mark(self, text: str) -> None:
        """Adds what stands for something else than text, such as the mark of a note."""
        look = self.contexts[-1]
        self.flow.write(text, look.style, look.link)

    def flush(self) -> None:
        """Ends the paragraph."""
        if not self.flow.runs:
            return
        flow, self.flow = self.flow, Flow()
        look = self.contexts[-1]
        if block := paragraph(flow, look.level, look.quote):
            self.blocks.append(block)

    def end_part(self, edge: Edge) -> None:
        """Ends the line or the paragraph at an element's edge, unless blocks are no paragraphs here."""
        look = self.contexts[-1]
        if look.flat:
            self.flow.write(" ")
        elif edge is Edge.LINE:
            self.flow.finish_line()
        elif not self.flow.waits and look.layout is not Layout.DATA:
            self.flush()

    def end_line(self) -> None:
        """Ends the line; where that is empty, the paragraph."""
        if self.contexts[-1].flat:
            self.flow.write(" ")
        elif not self.flow.end_line():
            self.flush()

    def mark_of(self, element: etree._Element) -> str:
        """Returns the mark by which the text referred to a note; empty where the element is none."""
        return self.notes.get(element.get("id") or "", "") if vocabulary.is_note(element) else ""
