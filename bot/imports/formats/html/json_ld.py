"""What a page says of itself for search engines: JSON-LD with the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

from bot.imports.formats.html.elements import named
from bot.imports.formats.xhtml.tree import text_of

_WORKS = frozenset(
    (
        "Article",
        "BlogPosting",
        "NewsArticle",
        "SocialMediaPosting",
        "CreativeWork",
        "Book",
        "Chapter",
        "ShortStory",
    )
)
_TYPE = "application/ld+json"


def work(root: etree._Element) -> dict[str, Any]:
    """Returns what a page says of the text on it, by the names of schema.org; empty where it says nothing."""
    for script in named(root, "script"):
        if (script.get("type") or "").strip().lower() != _TYPE:
            continue
        try:
            said = json.loads(text_of(script))
        except (ValueError, RecursionError):
            continue
        for each in _nodes(said):
            kinds = each.get("@type")
            if not _WORKS.isdisjoint(map(text, kinds if isinstance(kinds, list) else [kinds])):
                return each
    return {}


def text(said: Any) -> str:
    """Returns a value on one line; empty where it is no text."""
    return " ".join(said.split()) if isinstance(said, str) else ""


def names(said: Any) -> tuple[str, ...]:
    """Returns the names of somebody or of several people."""
    several = said if isinstance(said, list) else [said]
    found = (text(each.get("name") if isinstance(each, dict) else each) for each in several)
    return tuple(dict.fromkeys(filter(None, found)))


def ages(said: dict[str, Any]) -> Iterator[str]:
    """Yields the ages for which a text is: `17+`."""
    audience = said.get("audience")
    youngest = audience.get("suggestedMinAge") if isinstance(audience, dict) else None
    ranges = said.get("typicalAgeRange")
    for each in (*(ranges if isinstance(ranges, list) else [ranges]), youngest):
        if isinstance(each, str | int):
            yield text(str(each))


def _nodes(said: Any) -> Iterator[dict[str, Any]]:
    """Yields the things in a document: itself, those in its list or in its graph."""
    several = said if isinstance(said, list) else [said]
    for each in several:
        if isinstance(each, dict):
            yield each
            graph = each.get("@graph")
            yield from (node for node in (graph if isinstance(graph, list) else []) if isinstance(node, dict))
