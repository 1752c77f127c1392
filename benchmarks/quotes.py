"""Quotes drawn from small and large libraries, and found while stories come in."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from bot.clock import Clock
from bot.models import (
    Audience,
    Chapter,
    ChapterId,
    Details,
    Kind,
    Origin,
    QuoteKind,
    ReaderId,
    Story,
    StoryId,
    Wish,
)
from bot.services.quoting import Quoting
from bot.services.reading import ReadingRoom
from bot.storage import chapters, found_quotes, quotes, stories, texts
from bot.storage.database import Connection, Database
from bot.storage.found_quotes import Found

Tell = Callable[[str, float], None]
CHAPTERS, QUOTES = 10, 5
_WORDS = ("lamp", "rain", "letter", "stair", "kettle", "harbour", "window", "brother", "salt", "engine")
_DRAWS = 100


async def measure_quotes(folder: Path, tell: Tell) -> None:
    """What a quote costs among 100,000 and among 1,000,000."""
    for size in (100_000, 1_000_000):
        async with Database(folder / f"quotes{size}.sqlite3") as database:
            await _fill(database, size // (CHAPTERS * QUOTES))
            await _measure(database, f"{size:,} quotes", tell)


async def _measure(database: Database, library: str, tell: Tell) -> None:
    quoting, room = Quoting(database), ReadingRoom(database, Clock())
    new, busy = Audience(ReaderId(1)), Audience(ReaderId(2))
    for story in range(1, 101):
        await room.open(busy, StoryId(story))
    someone = (await quoting.speakers(new, StoryId(7), ""))[0]
    wishes = {"any": Wish(), "of a story": Wish(story=StoryId(7))}
    wishes |= {"by a character": Wish(speaker=someone.id), "about a common word": Wish(words="lamp")}
    for name, wish in wishes.items():
        tell(f"{library}: {name}", await _median(partial(quoting.draw, new, new.reader, wish)))
    draw = partial(quoting.draw, busy, busy.reader, Wish())
    tell(f"{library}: any, 100 stories begun", await _median(draw))
    for served in (1_000, 10_000):
        await database.transaction(partial(_serve, audience=busy, count=served))
        cost = await _median(draw)
        tell(f"{library}: any, {served:,} of them given before", cost)


async def _median(draw: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds."""
    took = []
    for _ in range(_DRAWS):
        begun = time.perf_counter()
        await draw()
        took.append(1_000 * (time.perf_counter() - begun))
    return statistics.median(took)


def _serve(connection: Connection, audience: Audience, count: int) -> None:
    """As if they had been given so many quotes already."""
    connection.execute(
        "INSERT OR IGNORE INTO served_quotes (whom, quote_id, turn)"
        " SELECT ?, id, row_number() OVER () FROM quotes WHERE number = 1 AND id % 7 = 0 LIMIT ?",
        (audience.reader, count),
    )


async def _fill(database: Database, count: int) -> None:
    """So many stories of ten chapters with five quotes each."""
    chance = random.Random(3)
    for first in range(0, count, 200):

        def job(connection: Connection, numbers: range = range(first, min(first + 200, count))) -> None:
            for number in numbers:
                _insert(connection, chance, number)

        await database.transaction(job)


def _insert(connection: Connection, chance: random.Random, number: int) -> None:
    details = Details(title=f"{chance.choice(_WORDS)} {number}".title(), authors=("Bench",))
    story = Story.of(details, identity=StoryId(0), guild=None, chapters=CHAPTERS, words=CHAPTERS * 60)
    identity = stories.insert(connection, story, Origin(str(number), str(number)), details, 0)
    for position in range(CHAPTERS):
        lines = [f"“{' '.join(chance.choices(_WORDS, k=10)).capitalize()}.”" for _ in range(QUOTES)]
        text = "\n\n".join(lines)
        written = texts.write(connection, text, (), 0)
        chapter = Chapter(
            ChapterId(0), identity, position, position + 1, "", Kind.BODY, 1, len(text), 60, 60 * position
        )
        chapters.insert(connection, chapter, str(position), written, 0)
        end = 0
        for index, line in enumerate(lines, 1):
            start, end = text.index(line, end), text.index(line, end) + len(line)
            speaker = f"{chance.choice(_WORDS)} {number % 100}".title()
            found = Found(((start, end),), line[1:-1], speaker, early=False, kind=QuoteKind.SPEECH)
            found_quotes.write(connection, written, index, found)
    quotes.count(connection, identity)
