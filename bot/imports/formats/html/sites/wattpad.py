"""Pages of Wattpad: one part of a story each, with a counter of comments behind every paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from bot.imports import ratings
from bot.imports.formats import xhtml
from bot.imports.formats.html import from_blocks, head
from bot.imports.formats.html.chapters import titled_section
from bot.imports.formats.html.elements import first, hide, line, named, short_line, words
from bot.imports.manuscript import Manuscript
from bot.stories.details import Details

_SITE = re.compile(r"\s+-\s+Wattpad\s*$")
_USER = re.compile(r"(?:https?://[\w.]{1,40})?/user/")
_COUNT = re.compile(r"\+|\d[\d.,]*\s*[kKmM]?\+?")
_LOOKS = frozenset(("b", "i", "em", "strong", "u"))
_ADULT = "Mature"


def read(root: etree._Element, name: str) -> Manuscript | None:
    """Returns the part of a story on a page; None where the page shows none.

    Raises UnreadableFileError where it has no text.
    """
    paragraphs = [each for each in named(root, "p") if each.get("data-p-id") is not None]
    if not paragraphs:
        return None
    for paragraph in paragraphs:
        for counter in _counters(paragraph):
            hide(counter)
    blocks = [block for each in paragraphs for block in xhtml.read(each).blocks]
    title = line(first(root, "h1"))
    known = _about(root, title)
    if not title:
        return from_blocks.story(blocks, known, name)
    return from_blocks.of_chapters([], [titled_section(title, blocks)], known, name)


def _about(root: etree._Element, part: str) -> Details:
    known = head.read(root)
    whole = _SITE.sub("", known.title)
    users = (
        line(each).removeprefix("by ") for each in named(root, "a") if _USER.match(each.get("href") or "")
    )
    authors = known.authors or tuple(filter(None, users))[:1]
    rating, unclear = ratings.stated(_ADULT) if _is_mature(root) else (None, "")
    return replace(
        known,
        title=_without(whole, part),
        summary="" if known.summary.startswith("Read ") else known.summary,  # what every page says of itself
        authors=authors,
        rating=rating,
        unclear_rating=unclear,
    )


def _without(whole: str, part: str) -> str:
    """Returns the story's title from a page's, which has the part's before or behind it."""
    story = whole.removesuffix(f" - {part}").removeprefix(f"{part} - ")
    return story if story != part else ""


def _is_mature(root: etree._Element) -> bool:
    """Returns whether the page bears the site's mark for stories that are not for all ages."""
    return any(
        line(each).casefold() == _ADULT.casefold()
        for each in named(root, "span", "div", "a", "strong")
        if any("mature" in word for word in words(each, "class"))
    )


def _counters(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yields what stands at a paragraph's end and is no more than a number."""
    last = paragraph
    while len(last) and not (last[-1].tail or "").strip():
        last = last[-1]
        if last.tag not in _LOOKS and _COUNT.fullmatch(short_line(last)):
            yield last
            return
