"""Quotes drawn from small and large libraries, and found while stories come in."""

from __future__ import annotations

import random
import statistics
from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from itertools import count, repeat
from pathlib import Path

from benchmarks.figures import Tell, milliseconds
from benchmarks.libraries import WORDS
from bot.app import App, opened
from bot.database import Connection, Database
from bot.quotes.models import QuoteKind, Wish
from bot.quotes.queries import found_quotes, quotes
from bot.quotes.queries.found_quotes import FoundQuote
from bot.stories.chapter_notes import NO_NOTES
from bot.stories.chapters import BodySize, NumberedChapter
from bot.stories.details import Details
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience, ChapterKind, Origin
from bot.stories.queries import chapters, stories, texts
from bot.text.segments import BETWEEN

CHAPTERS = 10
LIBRARIES = ((2_000, 5), (2_000, 50), (20_000, 5))
"""How many stories, of ten chapters each, with how many quotes a chapter."""
_DRAWS = 100


async def measure_quotes(folder: Path, tell: Tell) -> None:
    """What a quote costs among 100,000 and among 1,000,000, of few stories and of many."""
    for many, quotes_each in LIBRARIES:
        library = f"{many * CHAPTERS * quotes_each:,} quotes, {many:,} stories"
        async with opened(folder / f"{library}.sqlite3") as app:
            await _fill(app.database, many, quotes_each)
            await _measure(app, library, tell)


async def _measure(app: App, library: str, tell: Tell) -> None:
    new, busy = Audience(ReaderId(1)), Audience(ReaderId(2))
    for story in range(1, 101):
        await app.reading.open(busy, StoryId(story))
    someone = (await app.quotes.speakers(new, StoryId(7), ""))[0]
    wishes = {"any": Wish(), "of a story": Wish(story=StoryId(7))}
    wishes |= {"by a character": Wish(speaker=someone.id), "about a common word": Wish(words="lamp")}
    for name, wish in wishes.items():
        tell(f"{library}: {name}", await _median(partial(app.quotes.draw, new, new.reader, wish)))
    draw = partial(app.quotes.draw, busy, busy.reader, Wish())
    tell(f"{library}: any, 100 stories begun", await _median(draw))
    for served in (1_000, 10_000):
        await app.database.transaction(partial(_serve, audience=busy, most=served))
        cost = await _median(draw)
        tell(f"{library}: any, {served:,} of them given before", cost)


async def _median(draw: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds."""
    return statistics.median([await milliseconds(draw()) for _ in range(_DRAWS)])


def _serve(connection: Connection, audience: Audience, most: int) -> None:
    """As if they had been given so many quotes already."""
    connection.execute(
        "INSERT OR IGNORE INTO served_quotes (whom, quote_id, turn)"
        " SELECT ?, id, row_number() OVER () FROM quotes WHERE number = 1 AND id % 7 = 0 LIMIT ?",
        (audience.reader, most),
    )


async def _fill(database: Database, many: int, quotes_each: int) -> None:
    chance = random.Random(3)
    for first in range(0, many, 200):
        numbers = range(first, first + 200)
        await database.transaction(partial(_insert, chance=chance, numbers=numbers, quotes_each=quotes_each))


def _insert(connection: Connection, chance: random.Random, numbers: range, quotes_each: int) -> None:
    for number in numbers:
        details = Details(title=f"{chance.choice(WORDS)} {number}".title(), authors=("Bench",))
        identity = stories.insert(
            connection,
            details,
            BodySize(CHAPTERS, CHAPTERS * 60),
            Origin(str(number), str(number)),
            details,
            0,
        )
        for position in range(CHAPTERS):
            lines = [_line(chance) for _ in range(quotes_each)]
            _insert_chapter(connection, identity, position, lines, number % 100)
        quotes.count(connection, identity)


def _line(chance: random.Random) -> str:
    return f"“{' '.join(chance.choices(WORDS, k=10)).capitalize()}.”"


def _insert_chapter(
    connection: Connection, story: StoryId, position: int, lines: Sequence[str], cast: int
) -> None:
    text = BETWEEN.join(lines)
    written = texts.write(connection, text, 0)
    new = NumberedChapter(
        "",
        ChapterKind.BODY,
        str(position),
        text,
        60,
        NO_NOTES,
        position,
        number=position + 1,
        words_before=60 * position,
    )
    chapters.insert(connection, story, new, written, 0)
    found_quotes.write(connection, zip(repeat(written), count(1), _found(lines, cast), strict=False))


def _found(lines: Sequence[str], cast: int) -> Iterator[FoundQuote]:
    """The lines as they are found; every hundredth story has the same cast."""
    end = -len(BETWEEN)
    for number, line in enumerate(lines):
        start, end = end + len(BETWEEN), end + len(BETWEEN) + len(line)
        speaker = f"{WORDS[number % len(WORDS)]} {cast}".title()
        yield FoundQuote(((start, end),), line[1:-1], speaker, early=False, kind=QuoteKind.SPEECH)
