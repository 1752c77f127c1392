"""Walks the lxml tree of an (X)HTML document and makes the blocks that its text is stored as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from bot.imports.formats.xhtml import vocabulary
from bot.imports.formats.xhtml.blocks import Block, Document, settled
from bot.imports.formats.xhtml.flow import Flow
from bot.imports.formats.xhtml.lists import OpenLists
from bot.imports.formats.xhtml.tables import Layout, layout_of
from bot.imports.formats.xhtml.tree import local_name, text_of
from bot.text.markup import SCENE_BREAK, Run, Style, escape, heading, inline

_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_OPENING_QUOTES = "“‘\"'«‹„"


def read(root: etree._Element) -> Document:
    """Returns the blocks of a document or of any element in it; what a reader would not see is left out.

    White space collapses as HTML has it; non-breaking spaces stay, soft hyphens and word joiners go.
    """
    walk = _Walk()
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
    return Document(settled(walk.blocks), walk.anchors)


class _Look(NamedTuple):
    """The look that an element passes on to those inside it, and where the element began."""

    name: str = ""
    style: Style = Style.PLAIN
    link: str | None = None
    quote: int = 0
    level: int = 0
    flat: bool = False  # blocks inside are no paragraphs of their own: a heading, a cell of a table
    pre: bool = False
    layout: Layout = Layout.FLOW
    block: int = 0
    run: int = 0


class _Walk:
    """The state of one walk; every element goes through `start` and `end`, every text through `write`."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.anchors: dict[str, int] = {}
        self._looks = [_Look()]
        self._lists = OpenLists()
        self._quotes = 0
        self._flow = Flow()

    def start(self, element: etree._Element) -> bool:
        """Enters an element; returns False where nothing inside it is to be read."""
        name = local_name(element)
        for key in (element.get("id"), element.get("name") if name == "a" else None):
            if key:
                self.anchors.setdefault(key, len(self.blocks))
        if vocabulary.is_unseen(element, name):
            self._looks.append(self._looks[-1]._replace(name=""))
            return False
        if vocabulary.is_block(name):
            self._part()
        self._looks.append(self._inside(element, name))
        opening = _OPENINGS.get(name)
        if opening and opening(self, element):
            return False
        if element.text:
            self.write(element.text)
        return True

    def end(self, element: etree._Element) -> None:
        """Leaves an element."""
        look = self._looks[-1]
        if look.level and not self._looks[-2].level:
            self.flush()
        if closing := _CLOSINGS.get(look.name):
            closing(self, element)
        if vocabulary.is_block(look.name):
            self._part()
        self._looks.pop()

    def write(self, text: str) -> None:
        """Adds text in the look of the element it stands in."""
        look = self._looks[-1]
        if not look.pre:
            self._flow.write(text, look.style, look.link)
            return
        for index, line in enumerate(text.split("\n")):
            if index:
                self._end_line()
            self._flow.write_preserved(line, look.style, look.link)

    def flush(self) -> None:
        """Ends the paragraph."""
        if not self._flow.runs:
            return
        flow, self._flow = self._flow, Flow()
        flow.trim(" \n")
        if not flow.text.strip():
            if flow.runs:
                self.blocks.append(Block("", ""))
            return
        look, plain = self._looks[-1], flow.text.strip()
        if look.level:
            line = inline(replace(run, style=run.style & ~Style.STRONG) for run in flow.stretches)
            # The chapter's own title is the only heading of the first size.
            text = heading(line.strip(), max(look.level, 2))
        else:
            stretches = list(flow.stretches)
            # Most paragraphs of most books are plain, and the shorter way is several times as fast.
            is_plain = len(stretches) == 1 and stretches[0] == Run(stretches[0].text)
            text = (escape(flow.text) if is_plain else inline(stretches)).strip()
        picture = bool(flow.picture) and flow.picture.split() == plain.split()
        self.blocks.append(Block(text, plain, look.level, look.quote, picture=picture))

    def _inside(self, element: etree._Element, name: str) -> _Look:
        look = self._looks[-1]
        level = 0 if look.flat else vocabulary.level_of(element, name)
        href = element.get("href") or "" if name == "a" else ""
        return _Look(
            name,
            vocabulary.style_of(element, name, look.style),
            href if href.startswith(("http://", "https://")) else look.link,
            look.quote or self._new_quote(element, name),
            level or look.level,
            look.flat or level > 0 or (look.layout is Layout.DATA and name in ("td", "th")),
            vocabulary.is_preserved(element, name, look.pre),
            layout_of(element) if name == "table" and not look.flat else look.layout,
            len(self.blocks),
            len(self._flow.runs),
        )

    def _new_quote(self, element: etree._Element, name: str) -> int:
        if not vocabulary.is_quotation(element, name):
            return 0
        self._quotes += 1
        return self._quotes

    def _part(self) -> None:
        """Handles a block's edge: ends the paragraph, unless blocks are no paragraphs here."""
        look = self._looks[-1]
        if look.flat:
            self._flow.write(" ")
        elif not self._flow.waits and look.layout is not Layout.DATA:
            self.flush()

    def _end_line(self) -> None:
        if self._looks[-1].flat:
            self._flow.write(" ")
        elif not self._flow.end_line():
            self.flush()

    def _open_br(self, element: etree._Element) -> None:
        self._end_line()

    def _open_hr(self, element: etree._Element) -> None:
        if not self._looks[-1].flat:
            self.flush()
            self.blocks.append(Block(SCENE_BREAK, "", quote=self._looks[-1].quote))

    def _open_a(self, element: etree._Element) -> bool:
        mark = vocabulary.note_mark(element) if element.get("href") else ""
        self._write_mark(f"[{mark}]" if mark else "")
        return bool(mark)

    def _open_span(self, element: etree._Element) -> None:
        if self._flow.at_line_start:
            self._write_mark(vocabulary.indent_of(element))

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
            self._looks[-1] = self._looks[-1]._replace(name="quoted")

    def _close_quoted(self, element: etree._Element) -> None:
        self._write_mark("”")

    def _open_rt(self, element: etree._Element) -> None:
        self._write_mark("(")

    def _close_rt(self, element: etree._Element) -> None:
        self._write_mark(")")

    def _close_raised(self, element: etree._Element) -> None:
        self._flow.convert(self._looks[-1].run, _RAISED)

    def _close_lowered(self, element: etree._Element) -> None:
        self._flow.convert(self._looks[-1].run, _LOWERED)

    def _close_p(self, element: etree._Element) -> None:
        look = self._looks[-1]
        empty = look.block == len(self.blocks) and not self._flow.runs
        if empty and not look.flat and not any(child.get("id") for child in element):
            self.blocks.append(Block("", "", quote=look.quote))

    def _close_label(self, element: etree._Element) -> None:
        if not self._looks[-1].flat:
            self._flow.end_line()
            self._flow.end_label()

    def _open_list(self, element: etree._Element) -> None:
        self._lists.begin(element, len(self.blocks))

    def _open_li(self, element: etree._Element) -> None:
        bullet = self._lists.bullet(element)
        if bullet and not self._looks[-1].flat:
            self.flush()
            self._write_mark(bullet)
            self._flow.end_label()

    def _close_li(self, element: etree._Element) -> None:
        if not self._looks[-1].flat:
            self.flush()

    def _close_list(self, element: etree._Element) -> None:
        self._lists.end(self.blocks)

    def _open_row(self, element: etree._Element) -> None:
        layout = self._looks[-1].layout
        if layout is Layout.DRAMA:
            self.flush()
        elif layout is Layout.DATA:
            self._flow.end_line()

    def _close_row(self, element: etree._Element) -> None:
        if self._looks[-1].layout is Layout.DRAMA:
            self.flush()

    def _open_cell(self, element: etree._Element) -> None:
        if self._looks[-1].layout is Layout.DATA:
            self._flow.separate(" | ")

    def _close_cell(self, element: etree._Element) -> None:
        if self._looks[-1].layout is Layout.DRAMA and vocabulary.is_speaker(element, "td"):
            self._close_label(element)

    def _close_table(self, element: etree._Element) -> None:
        if not self._looks[-1].flat:
            self.flush()

    def _write_mark(self, text: str) -> None:
        look = self._looks[-1]
        self._flow.write(text, look.style, look.link)


_OPENINGS: dict[str, Callable[[_Walk, etree._Element], bool | None]] = {
    "br": _Walk._open_br,
    "hr": _Walk._open_hr,
    "a": _Walk._open_a,
    "span": _Walk._open_span,
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
    "rt": _Walk._close_rt,
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
