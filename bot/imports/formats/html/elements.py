"""Finds elements of an (X)HTML tree, whether or not it has a namespace."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bot.imports.formats import xhtml
from bot.imports.formats.xhtml.blocks import markdown
from bot.imports.formats.xhtml.tree import local_name, text_of

_LONGEST_LABEL = 400  # characters, white space of the source included


def named(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Returns the elements of these names (lower case) in document order, the root among them."""
    return (element for element in root.iter(etree.Element) if local_name(element) in names)


def first(root: etree._Element, *names: str) -> etree._Element | None:
    """Returns the first element of these names; None where there is none."""
    return next(named(root, *names), None)


def identified(root: etree._Element, identity: str) -> etree._Element | None:
    """Returns the element of that id; None where there is none."""
    return next((element for element in root.iter(etree.Element) if element.get("id") == identity), None)


def classed(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Returns the elements that have one of these classes (lower case), in document order."""
    return (each for each in root.iter(etree.Element) if not words(each, "class").isdisjoint(names))


def words(element: etree._Element, attribute: str) -> frozenset[str]:
    """Returns the words of an attribute such as `class` or `rel`, in lower case."""
    return frozenset((element.get(attribute) or "").lower().split())


def line(element: etree._Element | None) -> str:
    """Returns an element's text on one line; empty where there is no element."""
    return "" if element is None else " ".join(text_of(element).split())


def short_line(element: etree._Element) -> str:
    """Returns an element's text on one line; empty where it is longer than any label."""
    parts: list[str] = []
    letters = 0
    for text in element.itertext(etree.Element):
        parts.append(str(text))
        letters += len(text)
        if letters > _LONGEST_LABEL or len(parts) > _LONGEST_LABEL:
            return ""
    return " ".join("".join(parts).split())


def hide(element: etree._Element) -> None:
    """Marks an element as one that a reader does not see."""
    element.set("hidden", "")


def text_in(*boxes: etree._Element) -> str:
    """Returns the text of elements as stored Markdown; a block quote around one of them is none."""
    blocks = [block for box in boxes for block in xhtml.read(box).blocks]
    return markdown(block._replace(quote=0) for block in blocks)


def joined(*texts: str) -> str:
    """Returns stored Markdown of several places as one, those that are empty left out."""
    return "\n\n".join(filter(None, texts))
