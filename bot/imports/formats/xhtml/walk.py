"""Walks the lxml tree of an (X)HTML document and makes the blocks that its text is stored as."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from bot.imports.formats.xhtml import printed_pages, verse, vocabulary
from bot.imports.formats.xhtml.blocks import Document, paragraph_of, plain_paragraph, settled
from bot.imports.formats.xhtml.builder import Builder
from bot.imports.formats.xhtml.context import Context, Edge, edge_of, inside, is_plain
from bot.imports.formats.xhtml.elements import CLOSINGS, OPENINGS
from bot.imports.formats.xhtml.looks import BARE, Look
from bot.imports.formats.xhtml.tree import local_name, text_of
from bot.text.markup import Style
from bot.text.word_counts import words_in


def read(root: etree._Element) -> Document:
    """Returns the blocks of a document or of any element in it; what a reader would not see is left out.

    White space collapses as HTML has it; non-breaking spaces stay, soft hyphens and word joiners go.
    """
    return read_all((root,))


def read_all(roots: Iterable[etree._Element]) -> Document:
    """Returns the blocks of a document that comes in several trees, of which each may go when the next one
    comes; `read` has what is left out."""
    walk = _Walk()
    for root in roots:
        _walk(root, walk)
    return Document(settled(walk.blocks), walk.anchors, walk.hidden_words)


def _walk(root: etree._Element, walk: _Walk) -> None:
    events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in events:
        if event == "start":
            if not walk.start(element):
                events.skip_subtree()
            continue
        if event == "end":
            walk.end(element)
        if element is not root and element.tail:
            walk.write(element.tail)
    walk.flush()


class _Walk(Builder):
    """One walk; every element goes through `start` and `end`, every text through `write`."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: dict[str, int] = {}
        self.hidden_words = 0
        self._known: dict[tuple[str, int], Context] = {}  # for plain elements, by name and what is around
        self._quotes = 0

    def start(self, element: etree._Element) -> bool:
        """Enters an element; returns False where nothing inside it is to be read."""
        name = local_name(element)
        look = vocabulary.look_at(element)
        around = self.contexts[-1]
        context = self._known.get((name, id(around))) if look is BARE else None
        if context is None:
            if look is not BARE:
                self._anchor(element, name)
            if self._skips(element, name, look):
                self.enter(around._replace(name="", edge=Edge.NONE))
                return False
            context = self._context(element, name, look)
        edge = Edge.PARAGRAPH if context.name == "initial" else context.edge
        if edge is Edge.LINE and not around.flat:
            self.flow.start_line()
        elif edge is not Edge.NONE:
            self.end_part(edge)
        self.enter(context)
        if look is not BARE or edge is Edge.LINE:
            self._begin(element, name)
        opening = OPENINGS.get(name)
        if opening and opening(self, element):
            return False
        if name == "p" and self._is_written_whole(element):
            return False
        if element.text:
            self.write(element.text)
        return True

    def _context(self, element: etree._Element, name: str, look: Look) -> Context:
        """Returns what is so in an element. Most of a book's have no attributes and are all alike."""
        around = self.contexts[-1]
        quote = around.quote or self._new_quote(element, name)
        edge = edge_of(element, name, look, around)
        found = self.interned(inside(element, name, look, edge, around, quote))
        if is_plain(name, look, around):
            self._known[name, id(around)] = found
        return found

    def _is_written_whole(self, element: etree._Element) -> bool:
        """Writes a paragraph at once that has nothing but text in it, or words in italics and the like, as
        most are; returns whether it is one."""
        look = self.contexts[-1]
        if look.flat or look.pre or look.level or look.link or look.style is not Style.PLAIN:
            return False
        if look.edge is not Edge.PARAGRAPH or not self.flow.is_new:
            return False
        if len(element):
            runs = vocabulary.runs_of(element)
            block = None if runs is None else paragraph_of(runs, look.quote)
        else:
            block = plain_paragraph(printed_pages.without_numbers(element.text or ""), look.quote)
        if block is not None:
            self.blocks.append(block)
        return block is not None

    def end(self, element: etree._Element) -> None:
        """Leaves an element."""
        look = self.contexts[-1]
        if look.level and not self.contexts[-2].level:
            self.flush()
        if closing := CLOSINGS.get(look.name):
            closing(self, element)
        if look.edge is Edge.LINE and self._is_blank_since(self.begun[-1][1]):
            self.flush()
        if look.edge is not Edge.NONE:
            self.end_part(look.edge)
        self.contexts.pop()
        self.begun.pop()

    def _anchor(self, element: etree._Element, name: str) -> None:
        if key := element.get("id"):
            self.anchors.setdefault(key, len(self.blocks))
        if name == "a" and (key := element.get("name")):
            self.anchors.setdefault(key, len(self.blocks))

    def _skips(self, element: etree._Element, name: str, look: Look) -> bool:
        """Returns whether nothing in an element is read; the contents may still lead to a place in it."""
        if vocabulary.is_unseen(element, name, look):
            return True
        if look is BARE:
            return False
        if look.hidden:
            self.hidden_words += words_in(text_of(element))
        elif not printed_pages.is_page_number(element, name):
            return False
        for each in element.iterdescendants(etree.Element):
            self._anchor(each, local_name(each))
        return True

    def _begin(self, element: etree._Element, name: str) -> None:
        """Writes what stands before an element's text: a line's indent, the mark of a note, an initial."""
        look = self.contexts[-1]
        if look.edge is Edge.NONE and name != "span":
            return
        if self.notes and name != "li":
            mark = self.mark_of(element)
            if mark and not vocabulary.begins_with(element, mark):
                self.write_mark(f"[{mark}] ")
                self.flow.end_label()
        is_line = look.edge is Edge.LINE or name == "span"
        if is_line and self.flow.runs and self.flow.at_line_start and not look.flat:
            self.write_mark(verse.space(verse.indent_of(element) - (look.margin or 0.0)))

    def _is_blank_since(self, run: int) -> bool:
        """Returns whether nothing is written since an element began: an empty line parts two stanzas."""
        return not "".join(each.text for each in self.flow.runs[run:]).strip()

    def _new_quote(self, element: etree._Element, name: str) -> int:
        if not vocabulary.is_quotation(element, name):
            return 0
        self._quotes += 1
        return self._quotes
