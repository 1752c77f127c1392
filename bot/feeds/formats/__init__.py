"""Feeds: Atom, RSS and JSON Feed, whatever state they are in."""

from __future__ import annotations

import re

from bot.errors import UnreadableFileError
from bot.feeds.entries import Feed
from bot.feeds.formats import json_feed, syndication
from bot.feeds.formats.bodies import resolved
from bot.feeds.formats.entries import entries_of
from bot.feeds.formats.found import FoundFeed, storable
from bot.imports.formats.html.elements import named, words
from bot.imports.formats.xhtml import tree

_NO_FEED = "That address holds no feed that I can read; Atom, RSS and JSON Feed are understood."
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
_HEAD = 64 * 1024  # bytes in which a page names its feed
_FEED_TYPES = frozenset(("application/rss+xml", "application/atom+xml", "application/feed+json"))
_UNDATED = "Some entries have no date, or one that cannot be right; they are taken in the feed’s order."
_UNNAMED = "Some entries have no id of their own; they are known by their links or their text."


def parse(data: bytes, address: str, content_type: str = "") -> Feed:
    """Returns the feed in these bytes, which came from `address` with this HTTP content type.

    Nothing is fetched. Entries come oldest first; those without a date keep the feed's order.
    `bot.feeds.formats.bodies` tells which of them have their full text. Raises UnreadableFileError with one
    sentence where there is no feed.
    """
    found = _found(data, address, content_type)
    if found is None:
        raise UnreadableFileError(_page_sentence(data, address) if _PAGE.search(data, 0, 4096) else _NO_FEED)
    entries = entries_of(found.entries)
    warnings = list(found.warnings)
    if any(each.published_at is None and each.updated_at is None for each in entries):
        warnings.append(_UNDATED)
    if any(not each.identity for each in found.entries):
        warnings.append(_UNNAMED)
    return Feed(storable(found.title), storable(found.link), entries, tuple(warnings))


def _found(data: bytes, address: str, content_type: str) -> FoundFeed | None:
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return json_feed.read(data, address)
    if _PAGE.match(start):
        return None
    return syndication.read(data, address, content_type)


def _page_sentence(data: bytes, address: str) -> str:
    """Returns a sentence that a web page is no feed, with the address of its own feed if it names one."""
    try:
        root = tree.parse(data[:_HEAD]).root
    except tree.UnreadableTreeError:
        return _NO_FEED
    for link in named(root, "link"):
        if "alternate" in words(link, "rel") and (link.get("type") or "").lower() in _FEED_TYPES:
            feed = resolved(address, link.get("href") or "")
            if feed and len(feed) <= 300:
                return f"That address is a web page, not a feed; its feed seems to be {feed} instead."
    return "That address is a web page, not a feed; look on it for the address of its RSS or Atom feed."
