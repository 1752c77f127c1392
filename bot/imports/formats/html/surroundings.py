"""What stands around the text of a page: menus, comments, buttons to share, links to other chapters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import lru_cache

from lxml import etree

from bot.imports.formats.html import elements
from bot.imports.formats.html.elements import line, short_line, words
from bot.imports.formats.html.navigation import block_of, is_navigation
from bot.imports.formats.xhtml.tree import local_name
from bot.imports.formats.xhtml.vocabulary import types

_AROUND = frozenset(("nav", "dialog"))
_ROLES = frozenset(("navigation", "search", "complementary", "contentinfo", "dialog", "doc-toc", "toc"))
_BOXES = frozenset(("div", "section", "ul", "ol", "dl", "header", "footer", "table", "td"))
# Words of a class or id, as blogs and story sites name what stands around a text.
_NOT_TEXT = re.compile(
    r"comments|comments?[-_](?:area|list|section|respond|form)|respond|disqus(?:[-_]thread)?|share(?:daddy)?|sharing"
    r"|social(?:[-_](?:links|share|icons))?|share[-_](?:buttons?|links?)|sidebar|widget(?:[-_]area)?|breadcrumbs?"
    r"|(?:site|main|page|post|chapter)[-_](?:nav(?:igation)?|menu)|nav(?:bar|igation)?|menu|pagination|pager"
    r"|related(?:[-_]posts)?|jp-relatedposts|cookie(?:[-_](?:banner|notice))?|advert(?:isement)?s?|ads?"
    r"|site-(?:header|footer)|kudos|feedback|wpcnt|sharethis|addtoany\w*|a2a_kit|heateor\w*|post-flair|jp-post-flair"
    r"|(?:entry|post)-(?:meta|footer|tags|ufi)|author-(?:box|bio)|(?:subscription|subscribe)-widget(?:-wrap(?:-editor)?)?"
    r"|(?:captioned-)?button-wrap(?:per)?|nav[-_](?:links|previous|next|single|above|below)|footer-cta|kg-signup-card|kg-button-card|gh-(?:comments|readmore|footer)"
)
_ASIDE_AROUND = re.compile(
    r"sidebar|widget|related|recent|share|sharing|social|newsletter|subscri|promo|advert|\bads?\b|\bbio\b"
    r"|author|profile|\btoc\b|contents|\bnav|menu|comment|donat|patreon|support|banner|cookie|meta"
)
_NO_PARAGRAPH = re.compile(
    r"(?:captioned-)?button-wrap(?:per)?|share(?:daddy)?|share-?this|(?:entry|post)-(?:meta|tags)|comments-link"
)
# Parts of such words that say that readers' comments follow (`comment-list`, `wp-block-comments`) …
_COMMENTS = frozenset(
    ("comment", "comments", "commentlist", "responses", "replies", "reviews", "disqus", "discussion")
)
# … unless these say that a page may have some.
_STATES = frozenset(("open", "closed", "enabled", "disabled", "on", "off", "has", "with", "no", "not"))
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_COMMENT_TYPE = re.compile(r"https?://schema\.org/(?:User)?Comments?", re.IGNORECASE)
_COMMENT_HEADING = re.compile(
    r"\d{1,6} (?:comments?|responses?|replies|thoughts?)(?: (?:on|to) .{0,200})?"
    r"|one (?:comment|response|reply|thought) (?:on|to) .{0,200}"
    r"|comments? ?\(\d{1,6}\)|(?:leave|post|add) a (?:reply|comment)",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"[\d.,]{0,9}\s?[km]?\+?(?:\s?comments?)?", re.IGNORECASE)
_COUNTERS = frozenset(("span", "a", "sup", "small", "div"))
_COMMENT_BOXES = _BOXES | {"article", "li"}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LINKS_AT_LEAST = 3


def hide(body: etree._Element, sure: Set[etree._Element]) -> list[etree._Element]:
    """Hides what stands around the text in an element, and what authors' posts have of other chapters.

    Returns what was hidden because its names say so. Elements with nothing but text (`sure`) are not searched
    for comments, nor hidden with a box whose name only seems to say that it is no text.
    """
    walk = _Walk(sure)
    events = etree.iterwalk(body, events=("start", "end"))
    for event, each in events:
        if event == "end":
            walk.end(each)
        elif each is not body and not walk.start(each):
            events.skip_subtree()
    return walk.guessed


def show(hidden: Iterable[etree._Element]) -> None:
    """Shows again what `hide` has hidden."""
    for each in hidden:
        each.attrib.pop("hidden", "")


class _Walk:
    """The state of a walk that hides what is no text; every element goes through `start` and `end`."""

    def __init__(self, sure: Set[etree._Element]) -> None:
        self.guessed: list[etree._Element] = []
        self._sure = sure
        self._holding = _holding(sure)
        self._inside = 0  # so many of the sure elements are open
        self._prose: set[etree._Element] = set()  # what has more than links between chapters
        self._ended: set[etree._Element] = set()  # nothing but comments follows in these

    def start(self, element: etree._Element) -> bool:
        """Enters an element; returns False where it is hidden."""
        if element.get("hidden") is not None:
            return False
        if _is_around(element, in_text=self._inside > 0):
            elements.hide(element)
            return False
        if self._is_named_around(element) or self._follows_comments(element):
            self._hide(element)
            return False
        if local_name(element) == "a":
            self._hide_navigation(element)
        self._inside += element in self._sure
        return True

    def end(self, element: etree._Element) -> None:
        """Leaves an element."""
        self._inside -= element in self._sure

    def _hide_navigation(self, link: etree._Element) -> None:
        block = block_of(link)
        if block is not None and block not in self._prose and is_navigation(block):
            self._hide(block)
            return
        if block is not None:
            self._prose.add(block)
        if not words(link, "rel").isdisjoint(("prev", "next")):
            self._hide(link)

    def _hide(self, element: etree._Element) -> None:
        elements.hide(element)
        self.guessed.append(element)

    def _is_named_around(self, element: etree._Element) -> bool:
        """Returns whether an element is none of the text by its names."""
        if not element.attrib:
            return False
        name = local_name(element)
        known = _NOT_TEXT if name in _BOXES else _NO_PARAGRAPH if name == "p" else None
        if known and any(_matches(known, element.get(key) or "") for key in ("class", "id")):
            return element not in self._holding
        return _is_counter(element) or (not self._inside and is_comment(element))

    def _follows_comments(self, element: etree._Element) -> bool:
        """Returns whether an element is a heading over comments, or stands below one."""
        above = element.getparent()
        if self._inside or above is None:
            return False
        if local_name(element) in _HEADINGS and _COMMENT_HEADING.fullmatch(short_line(element)):
            self._ended.add(above)
        return above in self._ended


def _is_in_text(aside: etree._Element, *, in_text: bool) -> bool:
    """Returns whether an aside is part of the story, as a box with a game's messages is: among paragraphs or
    in a place of texts, not named like what stands around one, and with more words than links.
    """
    if any(map(_ASIDE_AROUND.search, words(aside, "class") | words(aside, "id"))):
        return False
    if sum(len(line(link)) for link in aside.iter("{*}a")) * 2 >= len(line(aside)):
        return False
    beside = [next(aside.itersiblings(etree.Element, preceding=way), None) for way in (True, False)]
    is_among = all(each is not None and local_name(each) == "p" for each in beside)
    return is_among or in_text or any(local_name(each) == "article" for each in aside.iterancestors())


def is_comment(element: etree._Element) -> bool:
    """Returns whether an element is a comment of a reader's, or holds comments."""
    if element.get("itemprop") == "comment" or _COMMENT_TYPE.fullmatch(element.get("itemtype") or ""):
        return True
    if local_name(element) not in _COMMENT_BOXES:
        return False
    told = (element.get(key) or "" for key in ("aria-label", "data-tag"))
    return any(map(_says_comments, told)) or _is_named_comments(element)


def _holding(places: Iterable[etree._Element]) -> set[etree._Element]:
    """Returns some elements with all that they stand in."""
    holding: set[etree._Element] = set()
    for place in places:
        above: etree._Element | None = place
        while above is not None and above not in holding:
            holding.add(above)
            above = above.getparent()
    return holding


def _is_around(element: etree._Element, *, in_text: bool) -> bool:
    """Returns whether an element is none of the text by what it is; `in_text` says where it stands."""
    name = local_name(element)
    if name == "aside":  # with a type it is a note to the text
        return not types(element) and not _is_in_text(element, in_text=in_text)
    if name == "form":
        return element.find(".//{*}p") is None  # some sites wrap the whole page in one
    above = element.getparent()
    ends_page = name == "footer" and above is not None and local_name(above) == "body"
    if ends_page or name in _AROUND or not _ROLES.isdisjoint(types(element)):
        return True
    return name in ("ul", "ol", "table") and _is_contents(element)


def _is_counter(element: etree._Element) -> bool:
    """Returns whether an element is the number of comments on something (`12`, `3 Comments`)."""
    if local_name(element) not in _COUNTERS or not _is_named_comments(element):
        return False
    number = short_line(element)
    return bool(number) and _COUNTER.fullmatch(number) is not None


def _is_named_comments(element: etree._Element) -> bool:
    return any(_says_comments(element.get(key) or "") for key in ("class", "id"))


@lru_cache(maxsize=1024)
def _matches(pattern: re.Pattern[str], names: str) -> bool:
    return any(map(pattern.fullmatch, names.lower().split()))


@lru_cache(maxsize=1024)
def _says_comments(names: str) -> bool:
    return any(map(_is_comments_name, names.split()))


def _is_comments_name(name: str) -> bool:
    parts = {part.lower() for part in _PARTS.findall(name)}
    return not _COMMENTS.isdisjoint(parts) and _STATES.isdisjoint(parts)


def _is_contents(element: etree._Element) -> bool:
    """Returns whether a list is nothing but links to places on the same page."""
    above = element.getparent()
    if above is not None and local_name(above) in ("li", "td"):
        return False
    inside = [link for link in element.iter("{*}a") if (link.get("href") or "").startswith("#")]
    if len(inside) < _LINKS_AT_LEAST:
        return False
    return sum(len(line(link)) for link in inside) * 10 >= len(line(element)) * 8
