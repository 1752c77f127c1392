"""Finds elements of an (X)HTML tree, whether or not it has a namespace."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bot.imports.formats.xhtml.tree import local_name, text_of


def named(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Returns the elements of these names (lower case) in document order, the root among them."""
    return (element for element in root.iter(etree.Element) if local_name(element) in names)


def first(root: etree._Element, *names: str) -> etree._Element | None:
    """Returns the first element of these names; None where there is none."""
    return next(named(root, *names), None)


def identified(root: etree._Element, identity: str) -> etree._Element | None:
    """Returns the element of that id; None where there is none."""
    return next((element for element in root.iter(etree.Element) if element.get("id") == identity), None)


def words(element: etree._Element, attribute: str) -> frozenset[str]:
    """Returns the words of an attribute such as `class` or `rel`, in lower case."""
    return frozenset((element.get(attribute) or "").lower().split())


def line(element: etree._Element | None) -> str:
    """Returns an element's text on one line; empty where there is no element."""
    return "" if element is None else " ".join(text_of(element).split())


def hide(element: etree._Element) -> None:
    """Marks an element as one that a reader does not see."""
    element.set("hidden", "")
