"""Atom and RSS of every version, by way of feedparser."""

from __future__ import annotations

import calendar
import io
import re
import time
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser  # type: ignore[import-untyped]

from bot.feeds.formats.bodies import line_of, resolved
from bot.feeds.formats.found import PLAUSIBLE_TIMES, Body, BodyRole, FoundEntry, FoundFeed

_MENDED = "The feed is not well formed; it was read as far as it can be."
_PLAIN = "text/plain"
_ADDRESSED = re.compile(r"\S+@\S+ \((.+)\)")


def read(data: bytes, address: str, content_type: str) -> FoundFeed | None:
    """Returns the feed in these bytes; None where there is none."""
    found = _parsed(data, address, content_type)
    if found is None:
        return None
    version = found.get("version", "")
    if not version and not found.entries:
        return None
    author = _name(found.feed)
    is_rss = not version.startswith("atom")
    return FoundFeed(
        title=line_of(_text(found.feed, "title")),
        link=resolved(address, _text(found.feed, "link")),
        entries=tuple(_entry(each, address, author, is_rss=is_rss) for each in found.entries),
        warnings=(_MENDED,) if _is_malformed(found) else (),
    )


def _parsed(data: bytes, address: str, content_type: str) -> Any:
    """Returns feedparser's result for the bytes; None where it fails."""
    headers = {"content-location": address, **({"content-type": content_type} if content_type else {})}
    # As a stream: feedparser would open bytes that happen to be the name of a file.
    stream = io.BytesIO(_undamaged(data))
    try:
        return feedparser.parse(
            stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except MemoryError:
        raise
    except Exception:  # it raises many kinds for what nobody but an attacker writes, such as `&#xD800;`
        return None


def _undamaged(data: bytes) -> bytes:
    """Returns UTF-8 without its damaged characters,
    for which feedparser would take all of it for another encoding.
    """
    text = data.decode("utf-8", "replace")
    damage = text.count("\N{REPLACEMENT CHARACTER}")
    if not damage or damage * 20 >= len(text) - len(text.encode("ascii", "ignore")):
        return data
    return text.encode()


def _name(values: dict[str, Any]) -> str:
    """Returns the author's name, without the address that RSS has before it."""
    name = _text(values.get("author_detail") or {}, "name") or _text(values, "author")
    addressed = _ADDRESSED.fullmatch(name)
    return addressed[1] if addressed else name


def _text(values: dict[str, Any], name: str) -> str:
    """Returns a value as text; feedparser leaves some out, and has None for others."""
    return str(values.get(name) or "")


def _is_malformed(found: Mapping[str, Any]) -> bool:
    """Returns whether the XML itself had to be mended;
    that a server names another type or encoding is common.
    """
    reason = found.get("bozo_exception")
    declared = (feedparser.NonXMLContentType, feedparser.CharacterEncodingOverride)
    return bool(found["bozo"]) and not isinstance(reason, declared)


def _entry(entry: dict[str, Any], address: str, author: str, *, is_rss: bool) -> FoundEntry:
    title = entry.get("title_detail") or {}
    shown = _text(title, "value")
    return FoundEntry(
        identity=_text(entry, "id").strip(),
        title=" ".join(shown.split()) if title.get("type") == _PLAIN else line_of(shown),
        link=resolved(address, _text(entry, "link")),
        author=line_of(_name(entry) or author),
        published_at=_seconds(entry.get("published_parsed")),
        # feedparser hands out the date of publication where an update's is missing, and warns of it.
        updated_at=_seconds(dict.get(entry, "updated_parsed")),
        bodies=tuple(_bodies(entry, address, is_rss=is_rss)),
    )


def _bodies(entry: Mapping[str, Any], address: str, *, is_rss: bool) -> Iterator[Body]:
    contents = [each for each in entry.get("content", ()) if each.get("value")]
    for each in contents:
        yield Body(BodyRole.CONTENT, each["value"], each.get("base") or address, each.get("type") == _PLAIN)
    detail = entry.get("summary_detail") or {}
    summary = detail.get("value") or ""
    if summary and all(each["value"] != summary for each in contents):
        role = BodyRole.DESCRIPTION if is_rss else BodyRole.SUMMARY
        yield Body(role, summary, detail.get("base") or address, detail.get("type") == _PLAIN)


def _seconds(parsed: time.struct_time | None) -> int | None:
    try:
        seconds = calendar.timegm(parsed) if parsed else 0
    except (ValueError, OverflowError):
        return None
    return seconds if seconds in PLAUSIBLE_TIMES else None
