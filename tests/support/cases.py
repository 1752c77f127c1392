"""Answers to the questions of ../shared/cases/probe.py: its functions, over the modules as they are today."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import opened
from bot.editing.moments import understood
from bot.feeds import formats
from bot.stories.ids import ReaderId
from bot.stories.models import Audience, Spoilers

Json = dict[str, object]

ADDRESS = "https://lamp.example.org/feed"
CLOCK = "%Y-%m-%d %H:%M"


def feed(file: str) -> Iterator[Json]:
    """Yields the entries of the feed in a file."""
    for entry in formats.parse(Path(file).read_bytes(), ADDRESS).entries:
        yield {
            "title": entry.title,
            "link": entry.link,
            "time": entry.published_at or entry.updated_at,
            "whole": bool(entry.text),
            "text": entry.text or entry.summary,
        }


def times() -> Iterator[str | None]:
    """Yields what is meant by the [zone, now, typed, …] rows on standard input, by the clocks of the zone."""
    for name, now, typed, *_ in json.load(sys.stdin):
        zone = ZoneInfo(name)
        then = understood(typed, int(datetime.strptime(now, CLOCK).replace(tzinfo=zone).timestamp()), name)
        yield None if then is None else datetime.fromtimestamp(then, zone).strftime(CLOCK)


def search(words: str) -> Iterator[int]:
    """Yields how many lines a reader without a spoiler guard finds in the database of DATABASE_URL."""

    async def found() -> int:
        reader = Audience(ReaderId(1), age_restricted=True)
        async with opened(Path(os.environ["DATABASE_URL"].removeprefix("sqlite:///"))) as app:
            await app.preferences.set_spoilers(reader.reader, Spoilers.OFF)
            return (await app.search.search(reader, words, None, 0)).total

    yield asyncio.run(found())
