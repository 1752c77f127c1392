"""Stories of which every page has a hundred words, and days on which readers turn some."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

from PIL import Image

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details, Rating
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import Reply, walk

HOUR, DAY = 3_600, 86_400
GALLERY = 12
WORDS = 100
"""Words of a page."""


def almanac(
    title: str = "Almanac",
    *,
    pages: int = 120,
    author: str = "Wilhelmina Quill",
    tags: tuple[str, ...] = ("smoulder",),
    fandoms: tuple[str, ...] = (),
    rating: Rating | None = None,
) -> Manuscript:
    """A story whose chapters are one page each."""
    page = ("ember " * (WORDS - 1) + "ash").capitalize() + "."
    chapters = tuple(ManuscriptChapter(f"Page {number}", page) for number in range(1, pages + 1))
    return Manuscript(
        Details(title=title, authors=(author,), tags=tags, fandoms=fandoms, rating=rating), chapters
    )


def go_to(fireside: Fireside, moment: datetime) -> None:
    """Move the clock on to a moment."""
    now = datetime.fromtimestamp(fireside.clock.now(), UTC)
    assert moment >= now, "the clock goes forward only"
    fireside.clock.advance((moment - now).total_seconds())


def next_year(fireside: Fireside) -> int:
    """Move the clock to noon (UTC) of the next first of January: that year."""
    year = datetime.fromtimestamp(fireside.clock.now(), UTC).year + 1
    go_to(fireside, datetime(year, 1, 1, 12, tzinfo=UTC))
    return year


async def turn(person: Person, pages: int, panel: Reply) -> Reply:
    """Turn so many pages."""
    for _ in range(pages):
        panel = await person.press("▶", panel)
    return panel


async def read_on_days(
    fireside: Fireside, person: Person, panel: Reply, days: list[int], year: int, pages: int = 1
) -> Reply:
    """Read so many pages at noon of each of these days of the year, counted from 1."""
    for day in days:
        go_to(fireside, datetime(year, 1, 1, 12, tzinfo=UTC) + timedelta(day - 1))
        panel = await turn(person, pages, panel)
    return panel


async def opened(fireside: Fireside, reader: Person) -> Reply:
    """The almanac on its first page."""
    await fireside.add(almanac())
    return await reader.slash("read", story="Almanac")


async def seen_picture(person: Person, reply: Reply) -> tuple[Image.Image, str]:
    """The picture on a message, and what those are told who cannot see it."""
    [gallery] = [found for found in walk(reply.components) if found["type"] == GALLERY]
    [item] = gallery["items"]
    [attachment] = (reply.message or {})["attachments"]
    assert attachment["description"] == item["description"]
    return Image.open(io.BytesIO(await person.fetch(attachment["url"]))), item["description"]
