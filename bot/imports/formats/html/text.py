"""Finds the text of a page without what surrounds it: menus, comments, buttons to share."""

from __future__ import annotations

import re

from lxml import etree

from bot.imports.formats.html import surroundings
from bot.imports.formats.html.elements import first
from bot.imports.formats.xhtml.tree import local_name

# From the surest to the widest: story sites, blogs, then what HTML itself offers.
_PLACES = (
    ("id", re.compile(r"chapters|storytextp?|storycontent|chapter-content|story-content")),
    ("class", re.compile(r"chapter-(?:inner|content|body)|story-?text|story-content|storyinnerbody")),
    ("itemprop", re.compile(r"articlebody|text")),
    (
        "class",
        re.compile(
            r"entry-content|post-content|article-body|post-body|userstuff|mw-parser-output|gh-content"
            r"|available-content"
        ),
    ),
    ("", re.compile(r"article")),
    ("role", re.compile(r"main")),
    ("", re.compile(r"main")),
)
_SURE = 4  # so many of them hold nothing but text
_SHARE = 4  # a place that holds less than one part in so many of a page's letters is not its text …
_LONG, _LONG_SHARE = 1_000, 20  # … unless it is a sure one with so many letters and such a part


def find(root: etree._Element) -> etree._Element:
    """Returns the element that holds a page's text. What stands around the text is hidden in the tree."""
    body = first(root, "body")
    body = root if body is None else body
    kinds = _kinds(body)
    guessed = surroundings.hide(body, {each for each, kind in kinds.items() if kind < _SURE})
    letters = _letters(body)
    if guessed and not letters:  # then the names of its classes mean something else here
        surroundings.show(guessed)
        letters = _letters(body)
    for kind, found in enumerate(_places(body, kinds)):
        if len(found) == 1 or (found and kind < _SURE):
            place = _common(found)
            held = _letters(place)
            share = _LONG_SHARE if held >= _LONG and kind < _SURE else _SHARE
            if held * share >= letters:
                return place
    return body


def _common(places: list[etree._Element]) -> etree._Element:
    """Returns the innermost element that all of these are, or stand in: several posts are chapters."""
    above = [places[0], *places[0].iterancestors()]
    for place in places[1:]:
        around = {place, *place.iterancestors()}
        above = [each for each in above if each in around]
    return above[0]


def _places(body: etree._Element, kinds: dict[etree._Element, int]) -> list[list[etree._Element]]:
    """Returns what is seen of the places where texts stand, by rows; of one within another, the outer."""
    places: list[list[etree._Element]] = [[] for _ in _PLACES]
    inside: list[etree._Element] = []
    events = etree.iterwalk(body, events=("start", "end"))
    for event, each in events:
        if event == "end":
            if inside and inside[-1] is each:
                inside.pop()
        elif each.get("hidden") is not None:
            events.skip_subtree()
        elif each in kinds:
            if all(kinds[other] != kinds[each] for other in inside):
                places[kinds[each]].append(each)
            inside.append(each)
    return places


def _kinds(body: etree._Element) -> dict[etree._Element, int]:
    """Returns the elements where texts stand, each with its row in the table; none among comments."""
    kinds: dict[etree._Element, int] = {}
    events = etree.iterwalk(body, events=("start",))
    for _, element in events:
        if element.attrib and element is not body and surroundings.is_comment(element):
            events.skip_subtree()
        elif element.attrib or local_name(element) in ("article", "main"):
            kind = _kind(element)
            if kind is not None:
                kinds[element] = kind
    return kinds


def _kind(element: etree._Element) -> int | None:
    for kind, (attribute, names) in enumerate(_PLACES):
        value = element.get(attribute) if attribute else local_name(element)
        if value and any(map(names.fullmatch, value.lower().split())):
            return kind
    return None


def _letters(element: etree._Element) -> int:
    """Returns the number of characters that a reader would see in an element."""
    letters = 0
    events = etree.iterwalk(element, events=("start", "end"))
    for event, each in events:
        if event == "start":
            if each.get("hidden") is not None or local_name(each) in ("script", "style", "template"):
                events.skip_subtree()
            else:
                letters += len((each.text or "").strip())
        elif each is not element:
            letters += len((each.tail or "").strip())
    return letters
