"""The styles of an OpenDocument text (OpenDocument 1.3, part 3, section 16), with all that they inherit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from bot.imports.formats.documents.looks import PLAIN, RunLook
from bot.text.markup import Style

_MAX_PARENTS = 20
_SIZE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)pt")
_HEADING = re.compile(r"heading ([1-9])")
_QUOTE = re.compile(r"quotations?|(?:intense )?quote|block ?(?:text|quotation|quote)")
_CONTENTS = re.compile(r"contents (?:\d|heading)|toc \d|toc heading")
_BOLD = frozenset(("bold", "600", "700", "800", "900"))
_ITALIC = frozenset(("italic", "oblique"))


@dataclass(frozen=True)
class OdtStyle:
    """A style of paragraphs or runs. `part` is `title` or `subtitle`, `level` a heading's (1 to 9) or 0,
    `listing` the name of its list's style; `new_page` and `ruled` say that it begins a page, and that it
    draws a line.
    """

    part: str = ""
    level: int = 0
    quote: bool = False
    contents: bool = False
    look: RunLook = PLAIN
    listing: str = ""
    centred: bool = False
    new_page: bool = False
    ruled: bool = False
    hidden: bool = False


class Styles:
    """The styles of a document by their families (`paragraph`, `text`) and names."""

    def __init__(self, styles: etree._Element, content: etree._Element) -> None:
        self._known: dict[tuple[str, str], OdtStyle] = {}
        # The automatic styles of styles.xml belong to headers and footers, by names that the text's have too.
        groups = [styles.find("{*}styles"), content.find("{*}automatic-styles")]
        self._elements = {
            (attribute(each, "family"), attribute(each, "name")): each
            for group in groups
            if group is not None
            for each in group.iterchildren("{*}style")
        }
        self._defaults = {
            attribute(each, "family"): _look(each) for each in styles.iterfind("{*}styles/{*}default-style")
        }

    def of(self, family: str, name: str) -> OdtStyle:
        """Returns a style; a plain one for a name that is not known."""
        key = family, name
        if key not in self._known:
            style = OdtStyle(look=self._defaults.get(family, PLAIN) if family == "paragraph" else PLAIN)
            for element in reversed(list(self._ancestry(family, name))):
                style = _derived(element, style)
            self._known[key] = style
        return self._known[key]

    def _ancestry(self, family: str, name: str) -> Iterator[etree._Element]:
        """Yields a style and those it is based on, itself first."""
        for _ in range(_MAX_PARENTS):
            element = self._elements.get((family, name))
            if element is None:
                return
            yield element
            name = attribute(element, "parent-style-name")


def attribute(element: etree._Element, name: str) -> str:
    """Returns an attribute by its local name; empty if missing."""
    return next((str(text) for key, text in element.items() if str(key).rpartition("}")[2] == name), "")


def _derived(element: etree._Element, base: OdtStyle) -> OdtStyle:
    name = (attribute(element, "display-name") or attribute(element, "name").replace("_20_", " ")).casefold()
    heading = _HEADING.fullmatch(name)
    outline = attribute(element, "default-outline-level")
    level = int(outline) if outline in tuple("123456789") else int(heading[1]) if heading else base.level
    style = replace(
        base,
        part=name if name in ("title", "subtitle") else base.part,
        level=0 if name in ("title", "subtitle") else level,
        quote=base.quote or bool(_QUOTE.fullmatch(name)),
        contents=base.contents or bool(_CONTENTS.fullmatch(name)),
        look=_look(element).over(base.look),
        listing=attribute(element, "list-style-name") or base.listing,
        new_page=base.new_page or bool(attribute(element, "master-page-name")),
        ruled=base.ruled or name == "horizontal line",
    )
    properties = element.find("{*}paragraph-properties")
    return style if properties is None else _placed(properties, style)


def _placed(properties: etree._Element, base: OdtStyle) -> OdtStyle:
    aligned, before = attribute(properties, "text-align"), attribute(properties, "break-before")
    borders = [attribute(properties, name) for name in ("border", "border-top", "border-bottom")]
    return replace(
        base,
        centred=aligned == "center" if aligned else base.centred,
        new_page=before == "page" if before else base.new_page,
        ruled=base.ruled or any(border not in ("", "none") for border in borders),
    )


def _look(element: etree._Element) -> RunLook:
    properties = element.find("{*}text-properties")
    if properties is None:
        return PLAIN
    on = off = Style.PLAIN
    values = {str(key).rpartition("}")[2]: str(text) for key, text in properties.items()}
    for mark, is_on in _marks(values):
        on, off = (on | mark, off) if is_on else (on, off | mark)
    position = values.get("text-position", "")
    raised = "sup" if position.startswith(("super", *"123456789")) else ""
    raised = "sub" if position.startswith(("sub", "-")) else raised
    size = _SIZE.fullmatch(values.get("font-size", ""))
    hidden = values["display"] == "none" if "display" in values else None
    return RunLook(on, off & ~on, hidden, raised, float(size[1]) if size else 0)


def _marks(values: dict[str, str]) -> Iterator[tuple[Style, bool]]:
    if weight := values.get("font-weight"):
        yield Style.STRONG, weight in _BOLD
    if slant := values.get("font-style"):
        yield Style.EMPHASIS, slant in _ITALIC
    for name, mark in (("text-underline", Style.UNDERLINE), ("text-line-through", Style.STRIKE)):
        for kind in ("style", "type"):
            if line := values.get(f"{name}-{kind}"):
                yield mark, line != "none"
