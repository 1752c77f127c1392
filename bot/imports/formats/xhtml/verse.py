"""Tells verse by its types, classes and styles: what holds it, its stanzas, its lines and their indents."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from bot.imports.formats.xhtml.looks import look_of
from bot.imports.formats.xhtml.tree import local_name
from bot.imports.formats.xhtml.vocabulary import types

_TYPES = frozenset(("z3998:poem", "z3998:verse", "z3998:song", "z3998:hymn", "z3998:lyrics"))
_HOLDERS = re.compile(
    r"poem|poems|poetry|poetry-?container|verse|verses|lyrics|song|hymn|(?:z3998-)?(?:poem|verse)"
    r"|wp-block-verse|line-?group|line-?block|lg|stanzas?|strophe"
)
_STANZAS = re.compile(r"stanza|strophe|line-?group|line-?block|lg")
_LINES = re.compile(r"line|verse-?line|poem-?line|poetry-?line|verse|vers|l|v|(?:i|indent|in|ind)-?\d{0,2}")
_INDENTS = re.compile(r"(?:i|indent|in|ind)-?(\d{0,2})")
_LINE_ELEMENTS = frozenset(("p", "div", "span", "l"))
_MOST = 12  # ems; deeper lines would leave no room on a phone


def holds_verse(element: etree._Element) -> bool:
    """Returns whether the element holds verse and nothing else."""
    return _has(_HOLDERS, element) or not _TYPES.isdisjoint(types(element))


def is_stanza(element: etree._Element) -> bool:
    """Returns whether the class of an element says that it is one stanza."""
    return _has(_STANZAS, element)


def holds_lines(element: etree._Element) -> bool:
    """Returns whether each paragraph in the element is a line, since no line break parts the lines of any."""
    return is_stanza(element) and element.find(".//{*}br") is None


def is_line(element: etree._Element, name: str, around_holds_lines: bool) -> bool:
    """Returns whether an element within verse is one line of it."""
    if name not in _LINE_ELEMENTS:
        return False
    if around_holds_lines and name in ("p", "div"):
        return element.find("{*}p") is None
    return _has(_LINES, element) and (name == "span" or element.find("{*}br") is None)


def indent_of(element: etree._Element) -> float:
    """Returns how far a line is indented, in ems: as its style says, else by the number in its class."""
    said = look_of(element.get("style") or "").indent
    if said is not None:
        return said
    for word in _words(element.get("class") or ""):
        if indent := _INDENTS.fullmatch(word):
            # Gutenberg counts the ems of `i2`, and the halves of an em of `indent2`.
            return int(indent[1] or 2) / (1 if word.startswith("i") and word[1:].isdigit() else 2)
    return 0.0


def least_indent(holder: etree._Element) -> float:
    """Returns the indent that all lines within the element have at least."""
    if holder.find(".//{*}br") is not None:
        return 0.0  # some lines may be no elements
    lines = (each for each in holder.iter(etree.Element) if _stands_alone(each))
    return min(map(indent_of, lines), default=0.0)


def space(ems: float) -> str:
    """Returns white space that is so many ems wide, as far as it fits on a phone."""
    return "\N{EM SPACE}" * min(round(ems), _MOST)


def _stands_alone(element: etree._Element) -> bool:
    name = local_name(element)
    above = element.getparent()
    in_stanza = above is not None and is_stanza(above)
    return is_line(element, name, in_stanza) or (name == "span" and look_of(element.get("style") or "").lines)


def _has(shape: re.Pattern[str], element: etree._Element) -> bool:
    classes = element.get("class")
    return bool(classes) and _any_has(shape, classes or "")


@lru_cache(maxsize=4096)
def _any_has(shape: re.Pattern[str], classes: str) -> bool:
    return any(map(shape.fullmatch, _words(classes)))


@lru_cache(maxsize=4096)
def _words(classes: str) -> tuple[str, ...]:
    return tuple(classes.lower().split())
