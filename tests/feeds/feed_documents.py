"""Feeds of each kind, to be read."""

from __future__ import annotations

import json

from bot.feeds import formats
from bot.feeds.entries import Feed, FeedEntry

ADDRESS = "https://example.org/serial/feed.xml"
LONG = "<p>" + "The boat lay still on the water, and nobody spoke. " * 30 + "</p>"


def read(data: str | bytes, content_type: str = "") -> Feed:
    return formats.parse(data.encode() if isinstance(data, str) else data, ADDRESS, content_type)


def atom(*entries: str) -> str:
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Ferry</title>'
        f"<author><name>A. Boatman</name></author>{''.join(entries)}</feed>"
    )


def atom_entry(number: int, body: str) -> str:
    date = f"2024-01-{number:02}T10:00:00Z"
    said = f"<id>urn:x:{number}</id><title>Chapter {number}</title><updated>{date}</updated>"
    return f"<entry>{said}{body}</entry>"


def json_feed(*items: object, **said: object) -> str:
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": "The Ferry", "items": items} | said)


def only(found: Feed) -> FeedEntry:
    (entry,) = found.entries
    return entry


def titles(found: Feed) -> list[str]:
    return [entry.title for entry in found.entries]
