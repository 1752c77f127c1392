"""JSON Feed, version 1.1 and 1: https://www.jsonfeed.org/version/1.1/"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.feeds.formats.bodies import line_of, resolved
from bot.feeds.formats.found import PLAUSIBLE_TIMES, Body, BodyRole, FoundEntry, FoundFeed
from bot.imports import encodings

_VERSION = "jsonfeed.org/version/"


def read(data: bytes, address: str) -> FoundFeed | None:
    """Returns the feed in these bytes; None where they are no JSON Feed.

    Raises UnreadableFileError for no text.
    """
    text, warnings = encodings.decode(data, "feed.json")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or _VERSION not in _text(document, "version"):
        return None
    items = document.get("items")
    entries = (each for each in items if isinstance(each, dict)) if isinstance(items, list) else ()
    author = _author(document)
    return FoundFeed(
        title=" ".join(_text(document, "title").split()),
        link=resolved(address, _text(document, "home_page_url")),
        entries=tuple(_entry(each, address, author) for each in entries),
        warnings=warnings,
    )


def _entry(item: Mapping[str, Any], address: str, author: str) -> FoundEntry:
    return FoundEntry(
        identity=_text(item, "id").strip(),
        title=" ".join(_text(item, "title").split()),
        link=resolved(address, _text(item, "url") or _text(item, "external_url")),
        author=_author(item) or author,
        published_at=_seconds(_text(item, "date_published")),
        updated_at=_seconds(_text(item, "date_modified")),
        bodies=tuple(_bodies(item, address)),
    )


def _bodies(item: Mapping[str, Any], address: str) -> Iterator[Body]:
    if html := _text(item, "content_html"):
        yield Body(BodyRole.CONTENT, html, address)
    elif text := _text(item, "content_text"):
        yield Body(BodyRole.CONTENT, text, address, plain=True)
    if summary := _text(item, "summary"):
        yield Body(BodyRole.SUMMARY, summary, address, plain=True)


def _author(item: Mapping[str, Any]) -> str:
    """Returns the names of the authors; `author` is the field of version 1."""
    authors = item.get("authors") or [item.get("author")]
    named = [each for each in authors if isinstance(each, dict)] if isinstance(authors, list) else []
    return ", ".join(name for each in named if (name := line_of(_text(each, "name"))))


def _text(item: Mapping[str, Any], name: str) -> str:
    """Returns a value as text; ids of version 1 may be numbers."""
    value = item.get(name)
    return str(value) if isinstance(value, str | int) else ""


def _seconds(date: str) -> int | None:
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return None
    seconds = int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    return seconds if seconds in PLAUSIBLE_TIMES else None
