"""Walks the lxml tree of an (X)HTML document and makes the blocks that its text is stored as."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree

from bot.imports.formats.xhtml import printed_pages, verse, vocabulary
from bot.imports.formats.xhtml.blocks import Block, Document, paragraph, plain_paragraph, settled
from bot.imports.formats.xhtml.context import OUTSIDE, Context, Edge, edge_of, inside, is_plain
from bot.imports.formats.xhtml.flow import Flow
from bot.imports.formats.xhtml.lists import OpenLists
from bot.imports.formats.xhtml.looks import BARE, Look
from bot.imports.formats.xhtml.tables import Layout
from bot.imports.formats.xhtml.tree import local_name, text_of
from bot.text.markup import SCENE_BREAK, Style
from bot.text.word_counts import words_in

_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_OPENING_QUOTES = "“‘\"'«‹„"


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


class _Walk:
    """The state of one walk; every element goes through `start` and `end`, every text through `write`."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.anchors: dict[str, int] = {}
        self.hidden_words = 0
        self._notes: dict[str, str] = {}  # the marks of the notes that were referred to, by their ids
        self._contexts = [OUTSIDE]
        self._begun = [(0, 0)]  # the numbers of blocks and of runs that each element began with
        self._known: dict[tuple[str, int], Context] = {}  # for plain elements, by name and what is around
        self._met: dict[Context, Context] = {}
        self._lists = OpenLists()
        self._quotes = 0
        self._flow = Flow()

    def start(self, element: etree._Element) -> bool:
        """Enters an element; returns False where nothing inside it is to be read."""
        name = local_name(element)
        look = vocabulary.look_at(element)
        if look is not BARE:
            self._anchor(element, name)
        if self._skips(element, name, look):
            self._enter(self._contexts[-1]._replace(name="", edge=Edge.NONE))
            return False
        context = self._context(element, name, look)
        edge = Edge.PARAGRAPH if context.name == "initial" else context.edge
        if edge is Edge.LINE and not self._contexts[-1].flat:
            self._flow.start_line()
        elif edge is not Edge.NONE:
            self._end_part(edge)
        self._enter(context)
        if look is not BARE or edge is Edge.LINE:
            self._begin(element, name)
        opening = _OPENINGS.get(name)
        if opening and opening(self, element):
            return False
        if element.text and not (name == "p" and self._is_written_whole(element)):
            self.write(element.text)
        return True

    def _enter(self, context: Context) -> None:
        self._contexts.append(context)
        self._begun.append((len(self.blocks), len(self._flow.runs)))

    def _context(self, element: etree._Element, name: str, look: Look) -> Context:
        """Returns what is so in an element. Most of a book's have no attributes and are all alike."""
        around = self._contexts[-1]
        plain = is_plain(name, look, around)
        key = name, id(around)  # `_met` keeps it
        if plain and (known := self._known.get(key)):
            return known
        quote = around.quote or self._new_quote(element, name)
        found = inside(element, name, look, edge_of(element, name, look, around), around, quote)
        found = self._met.setdefault(found, found)
        if plain:
            self._known[key] = found
        return found

    def _call(self, name: str) -> None:
        """Gives the element that was entered last another name, by which its end is known."""
        renamed = self._contexts[-1]._replace(name=name)
        self._contexts[-1] = self._met.setdefault(renamed, renamed)

    def _is_written_whole(self, element: etree._Element) -> bool:
        """Writes a paragraph with nothing but text in it at once, as most are; returns whether it is one."""
        look = self._contexts[-1]
        is_simple = not (len(element) or look.flat or look.pre or look.level) and look.style is Style.PLAIN
        if not is_simple or look.edge is not Edge.PARAGRAPH or look.link or not self._flow.is_new:
            return False
        block = plain_paragraph(printed_pages.without_numbers(element.text or ""), look.quote)
        if block is not None:
            self.blocks.append(block)
        return block is not None

    def end(self, element: etree._Element) -> None:
        """Leaves an element."""
        look = self._contexts[-1]
        if look.level and not self._contexts[-2].level:
            self.flush()
        if closing := _CLOSINGS.get(look.name):
            closing(self, element)
        if look.edge is Edge.LINE and self._is_blank_since(self._begun[-1][1]):
            self.flush()
        if look.edge is not Edge.NONE:
            self._end_part(look.edge)
        self._contexts.pop()
        self._begun.pop()

    def write(self, text: str) -> None:
        """Adds text in the look of the element it stands in."""
        look = self._contexts[-1]
        text = printed_pages.without_numbers(text)
        if not look.pre:
            if self._flow.is_new and not text.strip(" \t\r\n\f"):
                return
            if text.isspace() and self._flow.waits:
                return
            self._flow.write(text, look.style, look.link)
            return
        if not self._flow.runs and not text.strip():
            return
        if look.pre == "pre-line" and self._flow.at_line_start:
            text = text.removeprefix("\n")  # a line break and the end of its line in the source are one
        for index, line in enumerate(text.split("\n")):
            if index:
                self._end_line()
            write = self._flow.write_preserved if look.pre == "pre" else self._flow.write
            write(line, look.style, look.link)

    def flush(self) -> None:
        """Ends the paragraph."""
        if not self._flow.runs:
            return
        flow, self._flow = self._flow, Flow()
        look = self._contexts[-1]
        if block := paragraph(flow, look.level, look.quote):
            self.blocks.append(block)

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
        look = self._contexts[-1]
        if look.edge is Edge.NONE and name != "span":
            return
        if self._notes and name != "li":
            mark = self._mark_of(element)
            if mark and not vocabulary.begins_with(element, mark):
                self._write_mark(f"[{mark}] ")
                self._flow.end_label()
        is_line = look.edge is Edge.LINE or name == "span"
        if is_line and self._flow.runs and self._flow.at_line_start and not look.flat:
            self._write_mark(verse.space(verse.indent_of(element) - (look.margin or 0.0)))

    def _mark_of(self, element: etree._Element) -> str:
        """Returns the mark by which the text referred to a note; empty where the element is none."""
        return self._notes.get(element.get("id") or "", "") if vocabulary.is_note(element) else ""

    def _is_blank_since(self, run: int) -> bool:
        """Returns whether nothing is written since an element began: an empty line parts two stanzas."""
        return not "".join(each.text for each in self._flow.runs[run:]).strip()

    def _new_quote(self, element: etree._Element, name: str) -> int:
        if not vocabulary.is_quotation(element, name):
            return 0
        self._quotes += 1
        return self._quotes

    def _end_part(self, edge: Edge) -> None:
        """Ends the line or the paragraph at an element's edge, unless blocks are no paragraphs here."""
        look = self._contexts[-1]
        if look.flat:
            self._flow.write(" ")
        elif edge is Edge.LINE:
            self._flow.finish_line()
        elif not self._flow.waits and look.layout is not Layout.DATA:
            self.flush()

    def _end_line(self) -> None:
        if self._contexts[-1].flat:
            self._flow.write(" ")
        elif not self._flow.end_line():
            self.flush()

    def _open_br(self, element: etree._Element) -> None:
        self._end_line()

    def _open_hr(self, element: etree._Element) -> None:
        if not self._contexts[-1].flat:
            self.flush()
            self.blocks.append(Block(SCENE_BREAK, "", quote=self._contexts[-1].quote))

    def _open_a(self, element: etree._Element) -> bool:
        href = element.get("href") or ""
        mark = vocabulary.note_mark(element) if href else ""
        if not mark:
            return False
        self._notes.setdefault(href.partition("#")[2], mark)
        if vocabulary.refers_by_words(element, mark):
            self._call("referring")
            return False
        self._write_mark(f"[{mark}]")
        return True

    def _close_referring(self, element: etree._Element) -> None:
        self._write_mark("[*]")

    def _open_picture(self, element: etree._Element) -> bool:
        if shown := vocabulary.picture_text(element):
            if len(shown) > 1:  # else it is an initial
                self._flow.picture += shown
            self._write_mark(shown)
        return True

    def _open_math(self, element: etree._Element) -> bool:
        self._write_mark(shown := element.get("alttext", ""))
        return bool(shown)

    def _open_q(self, element: etree._Element) -> None:
        first = text_of(element).lstrip()[:1]
        if first and first not in _OPENING_QUOTES and not self._flow.ends_with(_OPENING_QUOTES):
            self._write_mark("“")
            self._call("quoted")

    def _close_quoted(self, element: etree._Element) -> None:
        self._write_mark("”")

    def _close_initial(self, element: etree._Element) -> None:
        self._flow.trim(" ")
        self._flow.end_label()

    def _open_rt(self, element: etree._Element) -> bool:
        reading = text_of(element).strip()
        if reading and reading[0] not in "(（《":
            self._write_mark("(")
            self._call("reading")
        return not reading

    def _close_reading(self, element: etree._Element) -> None:
        self._write_mark(")")

    def _close_raised(self, element: etree._Element) -> None:
        self._flow.convert(self._begun[-1][1], _RAISED)

    def _close_lowered(self, element: etree._Element) -> None:
        self._flow.convert(self._begun[-1][1], _LOWERED)

    def _close_p(self, element: etree._Element) -> None:
        look = self._contexts[-1]
        empty = self._begun[-1][0] == len(self.blocks) and not self._flow.runs
        if empty and not look.flat and not any(child.get("id") for child in element):
            pictured = next(element.iter("{*}img", "{*}svg"), None) is not None
            self.blocks.append(Block("", "", quote=look.quote, picture=pictured))

    def _close_label(self, element: etree._Element) -> None:
        if not self._contexts[-1].flat:
            self._flow.end_line()
            self._flow.end_label()

    def _open_list(self, element: etree._Element) -> None:
        self._lists.begin(element, len(self.blocks))

    def _open_li(self, element: etree._Element) -> None:
        bullet = self._lists.bullet(element)
        if self._notes and (mark := self._mark_of(element)):
            bullet = f"[{mark}] "
        if bullet and not self._contexts[-1].flat:
            self.flush()
            self._flow.write(bullet)
            self._flow.end_label()

    def _close_li(self, element: etree._Element) -> None:
        if not self._contexts[-1].flat:
            self.flush()

    def _close_list(self, element: etree._Element) -> None:
        self._lists.end(self.blocks)

    def _open_row(self, element: etree._Element) -> None:
        layout = self._contexts[-1].layout
        if layout is Layout.DRAMA:
            self.flush()
        elif layout is Layout.DATA:
            self._flow.end_line()

    def _close_row(self, element: etree._Element) -> None:
        if self._contexts[-1].layout is Layout.DRAMA:
            self.flush()

    def _open_cell(self, element: etree._Element) -> None:
        if self._contexts[-1].layout is Layout.DATA:
            self._flow.separate(" | ")

    def _close_cell(self, element: etree._Element) -> None:
        if self._contexts[-1].layout is Layout.DRAMA and vocabulary.is_speaker(element, "td"):
            self._close_label(element)

    def _close_table(self, element: etree._Element) -> None:
        if not self._contexts[-1].flat:
            self.flush()

    def _write_mark(self, text: str) -> None:
        look = self._contexts[-1]
        self._flow.write(text, look.style, look.link)


_OPENINGS: dict[str, Callable[[_Walk, etree._Element], bool | None]] = {
    "br": _Walk._open_br,
    "hr": _Walk._open_hr,
    "a": _Walk._open_a,
    "img": _Walk._open_picture,
    "svg": _Walk._open_picture,
    "math": _Walk._open_math,
    "q": _Walk._open_q,
    "rt": _Walk._open_rt,
    **dict.fromkeys(("ul", "ol", "menu"), _Walk._open_list),
    "li": _Walk._open_li,
    "tr": _Walk._open_row,
    **dict.fromkeys(("td", "th"), _Walk._open_cell),
}
_CLOSINGS: dict[str, Callable[[_Walk, etree._Element], None]] = {
    "quoted": _Walk._close_quoted,
    "initial": _Walk._close_initial,
    "referring": _Walk._close_referring,
    "reading": _Walk._close_reading,
    "sup": _Walk._close_raised,
    "sub": _Walk._close_lowered,
    "p": _Walk._close_p,
    "dt": _Walk._close_label,
    **dict.fromkeys(("ul", "ol", "menu"), _Walk._close_list),
    "li": _Walk._close_li,
    "tr": _Walk._close_row,
    **dict.fromkeys(("td", "th"), _Walk._close_cell),
    **dict.fromkeys(("caption", "table"), _Walk._close_table),
}
