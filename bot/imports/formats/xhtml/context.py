"""What an element passes on to those inside it, and what its edges do to the paragraph."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from lxml import etree

from bot.imports.formats.xhtml import links, verse, vocabulary
from bot.imports.formats.xhtml.looks import BARE, Look
from bot.imports.formats.xhtml.tables import Layout, layout_of
from bot.text.markup import Style

_UNLIKE = frozenset(("blockquote", "table", "case", "epub:case"))  # what else is in or around them matters
_WITH_OPENINGS = frozenset(("br", "hr", "img", "svg", "math", "q", "rt"))


class Edge(Enum):
    """What an element's beginning and end do."""

    NONE = "nothing"
    LINE = "they part lines"
    PARAGRAPH = "they part paragraphs"


class Context(NamedTuple):
    """What is so for the text in an element."""

    name: str = ""
    style: Style = Style.PLAIN
    link: str | None = None
    quote: int = 0
    level: int = 0
    flat: bool = False  # blocks inside are no paragraphs of their own: a heading, a cell of a table
    pre: str = ""  # `pre` where white space stays, `pre-line` where only lines do
    layout: Layout = Layout.FLOW
    edge: Edge = Edge.NONE
    margin: float | None = None  # within verse, the indent that all its lines have, in ems
    stanza: bool = False  # the paragraphs in the element are lines


OUTSIDE = Context()
"""What is so where a walk begins."""


def edge_of(element: etree._Element, name: str, look: Look, around: Context) -> Edge:
    """Returns what the edges of an element do."""
    if around.margin is not None and verse.is_line(element, name, around.stanza):
        return Edge.LINE
    if vocabulary.is_block(name):
        return Edge.PARAGRAPH
    if not look.lines or name in _WITH_OPENINGS:
        return (
            Edge.PARAGRAPH if name == "span" and look is not BARE and verse.is_stanza(element) else Edge.NONE
        )
    # What a style sets on lines of its own within a paragraph is a part of it.
    return Edge.PARAGRAPH if vocabulary.is_block(around.name) and around.name != "p" else Edge.LINE


def inside(
    element: etree._Element,
    name: str,
    look: Look,
    edge: Edge,
    around: Context,
    quote: int,
) -> Context:
    """Returns what is so in an element that stands in `around`, and in the block quote of that number."""
    level = 0 if around.flat else vocabulary.level_of(element, name)
    pre = "pre" if name == "pre" and not around.pre else around.pre
    style = vocabulary.style_of(element, name, look, around.style)
    link, margin, stanza, called = around.link, around.margin, False, name
    if look is not BARE:
        if name == "a":
            link = links.goal(element.get("href") or "") or link
        if edge is Edge.PARAGRAPH:
            if margin is None and verse.holds_verse(element):
                margin = verse.least_indent(element)
            stanza = margin is not None and verse.holds_lines(element)
            if vocabulary.is_initial(element, look):
                called, edge = "initial", Edge.NONE
        elif look.raised and name == "span":
            called = look.raised
    return Context(
        called,
        style,
        link,
        quote,
        level or around.level,
        around.flat or level > 0 or (around.layout is Layout.DATA and name in ("td", "th")),
        pre if look.preserved is None else look.preserved,
        layout_of(element) if name == "table" and not around.flat else around.layout,
        edge,
        margin,
        stanza,
    )


def is_plain(name: str, look: Look, around: Context) -> bool:
    """Returns whether all elements of that name and look that stand in `around` are the same inside."""
    may_be_line = around.stanza and name in ("p", "div")
    return look is BARE and not may_be_line and name not in _UNLIKE and around is not OUTSIDE
