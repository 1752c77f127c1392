"""The styles of a document: which paragraphs are headings, quotes or listed, and how runs look."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from lxml import etree

from bot.imports.formats.documents.looks import PLAIN, RunLook
from bot.imports.formats.xhtml.tree import local_name
from bot.text.markup import Style

_LOOKS = {
    "b": Style.STRONG,
    "i": Style.EMPHASIS,
    "u": Style.UNDERLINE,
    "strike": Style.STRIKE,
    "dstrike": Style.STRIKE,
}
_TOGGLES = Style.STRONG | Style.EMPHASIS | Style.STRIKE
_OFF = frozenset(("0", "false", "off", "none"))
_HIDDEN = frozenset(("vanish", "webhidden"))
# The names of built-in styles are English in the file, whatever language Word shows them in.
_HEADING = re.compile(r"heading ([1-9])")
_QUOTE = re.compile(r"(?:intense )?quote|block ?text|(?:block )?quotations?|blockquote")
_CONTENTS = re.compile(r"toc \d|toc heading|contents (?:\d|heading)")
_TITLES = ("title", "subtitle")
_MAX_BASES = 20


@dataclass(frozen=True)
class ParagraphStyle:
    """A style with all that it inherits.

    `name` is in lower case, and that of the title style where it is based on one; `level` is a heading's
    (1 to 9), or 0; `listing` is its w:numPr; `new_page` says that it begins one.
    """

    name: str = ""
    level: int = 0
    quote: bool = False
    contents: bool = False
    look: RunLook = PLAIN
    listing: etree._Element | None = None
    centred: bool = False
    new_page: bool = False


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, part: etree._Element) -> None:
        self._elements = {attribute(style, "styleId"): style for style in part.iterchildren("{*}style")}
        self._known: dict[str, ParagraphStyle] = {}
        self._look = look(part.find("{*}docDefaults/{*}rPrDefault/{*}rPr"))
        self._default = next(
            (
                style_id
                for style_id, style in self._elements.items()
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true")
            ),
            "",
        )

    def of(self, style_id: str) -> ParagraphStyle:
        """Returns a style by its id; the default paragraph's for the empty id,
        a plain one for an unknown id.
        """
        style_id = style_id or self._default
        if style_id not in self._known:
            style = ParagraphStyle(look=self._look)
            for element in reversed(self._ancestry(style_id)):
                style = _derived(element, style)
            self._known[style_id] = style
        return self._known[style_id]

    def look_of(self, style_id: str) -> RunLook:
        """Returns a character style's look; that of a hyperlink style is plain."""
        if not style_id:
            return PLAIN
        style = self.of(style_id)
        return PLAIN if "hyperlink" in style.name else style.look

    def _ancestry(self, style_id: str) -> list[etree._Element]:
        """Returns a style and those it is based on, itself first."""
        ancestry: list[etree._Element] = []
        element = self._elements.get(style_id)
        while element is not None and element not in ancestry and len(ancestry) < _MAX_BASES:
            ancestry.append(element)
            element = self._elements.get(value(element, "basedOn"))
        return ancestry


def attribute(element: etree._Element, name: str) -> str:
    """Returns an attribute by its local name, since strict documents use another namespace;
    empty if missing.
    """
    return next((str(text) for key, text in element.items() if str(key).rpartition("}")[2] == name), "")


def value(element: etree._Element | None, name: str) -> str:
    """Returns the value of the property of that name; empty where it is not given."""
    child = None if element is None else element.find("{*}" + name)
    return "" if child is None else attribute(child, "val")


Properties = Mapping[str, etree._Element]
"""What is said of one paragraph or style, by the names in lower case."""


def properties_of(element: etree._Element | None) -> Properties:
    """Returns the properties in an element such as w:pPr. To look for each by itself takes much longer."""
    return {} if element is None else {local_name(each): each for each in element.iterchildren("{*}*")}


def given(properties: Properties, name: str) -> str:
    """Returns the value of a property; empty where it is not given."""
    found = properties.get(name)
    return "" if found is None else attribute(found, "val")


def look(properties: etree._Element | None) -> RunLook:
    """Returns the look that a run's own properties (w:rPr) give it."""
    on = off = Style.PLAIN
    hidden, raised, size = None, "", 0.0
    for each in () if properties is None else properties.iterchildren("{*}*"):
        name = local_name(each)
        if name in _LOOKS:
            if attribute(each, "val") in _OFF:
                off |= _LOOKS[name]
            else:
                on |= _LOOKS[name]
        elif name in _HIDDEN:
            hidden = attribute(each, "val") not in _OFF
        elif name == "vertalign":
            raised = {"superscript": "sup", "subscript": "sub"}.get(attribute(each, "val"), "")
        elif name == "sz" and (half := attribute(each, "val")).isdecimal() and len(half) < 4:
            size = int(half) / 2
    return RunLook(on, off, hidden, raised, size)


@cache
def beside(style: RunLook, paragraph: RunLook) -> RunLook:
    """Returns a character style's look within a paragraph style: a mark set by both is off
    (ECMA-376, 17.7.3).
    """
    both = style.on & paragraph.on & _TOGGLES
    return replace(style.over(paragraph), on=(paragraph.on | style.on) & ~both)


def is_on(properties: Properties, name: str) -> bool | None:
    """Returns whether a property that is on or off is on; None where it is not given."""
    found = properties.get(name)
    return None if found is None else attribute(found, "val") not in _OFF


def is_centred(properties: Properties) -> bool | None:
    """Returns whether a paragraph stands in the middle of the line; None where it is not said."""
    aligned = given(properties, "jc")
    return aligned == "center" if aligned else None


def outline_level(properties: Properties) -> int:
    """Returns a heading's level by its place in the outline (w:outlineLvl); 0 for body text."""
    level = given(properties, "outlinelvl")
    return int(level) + 1 if level in tuple("012345678") else 0


def _derived(element: etree._Element, base: ParagraphStyle) -> ParagraphStyle:
    name = value(element, "name").casefold()
    heading = _HEADING.fullmatch(name)
    properties = properties_of(element.find("{*}pPr"))
    level = int(heading[1]) if heading else outline_level(properties) or base.level
    if given(properties, "outlinelvl") == "9":
        level = 0
    if name == "subtitle":
        level = 0
    return ParagraphStyle(
        name=base.name if base.name in _TITLES and not heading and name not in _TITLES else name,
        level=level,
        quote=base.quote or bool(_QUOTE.fullmatch(name)),
        contents=base.contents or bool(_CONTENTS.fullmatch(name)),
        look=look(element.find("{*}rPr")).over(base.look),
        listing=properties.get("numpr", base.listing),
        centred=base.centred if (centred := is_centred(properties)) is None else centred,
        new_page=base.new_page if (new := is_on(properties, "pagebreakbefore")) is None else new,
    )
