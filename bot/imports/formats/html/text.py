"""Finds the text of a page without what surrounds it: menus, comments, buttons to share."""

from __future__ import annotations

import re

from lxml import etree

from bot.imports.formats.html.elements import first, hide, line, words
from bot.imports.formats.xhtml.tree import local_name
from bot.imports.formats.xhtml.vocabulary import types

_AROUND = frozenset(("nav", "dialog"))
_ROLES = frozenset(("navigation", "search", "complementary", "contentinfo", "dialog", "doc-toc", "toc"))
_BOXES = frozenset(("div", "section", "ul", "ol", "header", "footer", "table"))
# Words of a class or id, as blogs and story sites name what stands around a text.
_NOT_TEXT = re.compile(
    r"comments|comments?[-_](?:area|list|section|respond|form)|respond|disqus(?:[-_]thread)?|share(?:daddy)?|sharing"
    r"|social(?:[-_](?:links|share|icons))?|share[-_](?:buttons?|links?)|sidebar|widget(?:[-_]area)?|breadcrumbs?"
    r"|(?:site|main|page|post|chapter)[-_](?:nav(?:igation)?|menu)|nav(?:bar|igation)?|menu|pagination|pager"
    r"|related(?:[-_]posts)?|jp-relatedposts|cookie(?:[-_](?:banner|notice))?|advert(?:isement)?s?|ads?"
    r"|site-(?:header|footer)|kudos|feedback"
)
_ASIDE_AROUND = re.compile(
    r"sidebar|widget|related|recent|share|sharing|social|newsletter|subscri|promo|advert|\bads?\b|\bbio\b"
    r"|author|profile|\btoc\b|contents|\bnav|menu|comment|donat|patreon|support|banner|cookie|meta"
)
# From the surest to the widest: story sites, blogs, then what HTML itself offers.
_PLACES = (
    ("id", re.compile(r"chapters|storytext|storytextp|chapter-content|story-content")),
    ("class", re.compile(r"chapter-(?:inner|content|body)|story-?text|story-content|storyinnerbody")),
    ("itemprop", re.compile(r"articlebody|text")),
    ("class", re.compile(r"entry-content|post-content|article-body|post-body|userstuff|mw-parser-output")),
    ("", re.compile(r"article")),
    ("role", re.compile(r"main")),
    ("", re.compile(r"main")),
)
_SHARE = 4  # a place that holds less than one part in so many of a page's letters is not its text
_LINKS_AT_LEAST = 3


def find(root: etree._Element) -> etree._Element:
    """Returns the element that holds a page's text. What stands around the text is hidden in the tree."""
    body = first(root, "body")
    body = root if body is None else body
    for element in body.iter(etree.Element):
        if element is not body and _is_around(element, body):
            hide(element)
    letters = _letters(body)
    for found in _places(body):
        if len(found) == 1 and _letters(found[0]) * _SHARE >= letters:
            return found[0]
    return body


def _places(body: etree._Element) -> list[list[etree._Element]]:
    """Returns the elements in each of the places where texts stand, the surest first."""
    places: list[list[etree._Element]] = [[] for _ in _PLACES]
    for element in body.iter(etree.Element):
        name = local_name(element)
        if not element.attrib and name not in ("article", "main"):
            continue
        for found, (attribute, names) in zip(places, _PLACES, strict=True):
            values = words(element, attribute) if attribute else (name,)
            if any(map(names.fullmatch, values)):
                found.append(element)
    return places


def _is_around(element: etree._Element, body: etree._Element) -> bool:
    name = local_name(element)
    if name == "aside":
        return not types(element) and not _is_in_text(element)  # with a type it is a note to the text
    if name == "form":
        return element.find(".//{*}p") is None  # some sites wrap the whole page in one
    ends_page = name == "footer" and element.getparent() is body
    if ends_page or name in _AROUND or not _ROLES.isdisjoint(types(element)):
        return True
    if name not in _BOXES:
        return False
    if element.attrib and any(map(_NOT_TEXT.fullmatch, words(element, "class") | words(element, "id"))):
        return True
    return name in ("ul", "ol", "table") and _is_contents(element)


def _is_in_text(aside: etree._Element) -> bool:
    """Returns whether an aside is part of the story, as a box with a game's messages is: among paragraphs or
    in a place of texts, not named like what stands around one, and with more words than links.
    """
    if any(map(_ASIDE_AROUND.search, words(aside, "class") | words(aside, "id"))):
        return False
    if sum(len(line(link)) for link in aside.iter("{*}a")) * 2 >= len(line(aside)):
        return False
    beside = [next(aside.itersiblings(etree.Element, preceding=way), None) for way in (True, False)]
    is_among = all(each is not None and local_name(each) == "p" for each in beside)
    return is_among or any(map(_is_place, aside.iterancestors()))


def _is_place(element: etree._Element) -> bool:
    """Returns whether texts stand in the element, by its name or class."""
    return local_name(element) == "article" or any(
        any(map(names.fullmatch, words(element, attribute))) for attribute, names in _PLACES[:4]
    )


def _is_contents(element: etree._Element) -> bool:
    """Returns whether a list is nothing but links to places on the same page."""
    above = element.getparent()
    if above is not None and local_name(above) in ("li", "td"):
        return False
    inside = [link for link in element.iter("{*}a") if (link.get("href") or "").startswith("#")]
    if len(inside) < _LINKS_AT_LEAST:
        return False
    return sum(len(line(link)) for link in inside) * 10 >= len(line(element)) * 8


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
