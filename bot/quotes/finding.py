"""The finder of quotes in the texts of stories.

All but short texts are read in a process of its own (`finding_process`).
"""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from bot.database import Connection, Database
from bot.quotes.finding_process import lines_of
from bot.quotes.models import QuoteKind
from bot.quotes.queries import found_quotes, quotes, saved_quotes, unquoted_texts
from bot.quotes.queries.found_quotes import FoundQuote
from bot.sandbox import output_of
from bot.stories.ids import ChapterId, StoryId
from bot.stories.queries.texts import TextId, is_packed, stored
from bot.stories.queries.versions import MapPlace

log = logging.getLogger(__name__)

_SHORT = 20_000
"""Characters that a thread reads in less time than a process takes to start."""
_SECONDS, _CHARACTERS_A_SECOND = 10, 150_000
"""Limits of the time that reading may take: a tenth of the speed measured (docs/performance.md)."""
_MEMORY, _BYTES_A_CHARACTER = 512 * 1024 * 1024, 24
_INDEXED_AT_ONCE = 500
_AT_ONCE = 75
"""Quotes written in one transaction: readers turn pages between two of them."""

Line = str | bytes
"""The quotes in one text, as JSON."""
_NOTHING = "[]"
_PROCESS = "bot.quotes.finding_process"


async def found_in(texts: Sequence[str], characters: Sequence[str]) -> Sequence[Line]:
    """Returns the quotes in each of a story's texts, as JSON. `characters` are names known from the story's
    details.

    Where reading them fails, or takes too much time or memory, the quotes are empty and the log has a line.
    """
    size = sum(map(len, texts))
    try:
        if size <= _SHORT:
            return await asyncio.to_thread(_found, texts, characters)
        seconds = _SECONDS + size // _CHARACTERS_A_SECOND
        data = await asyncio.to_thread(_encoded, texts, characters)
        output = await output_of(_PROCESS, data, seconds, _MEMORY + _BYTES_A_CHARACTER * size)
        lines: Sequence[Line] = await asyncio.to_thread(list, io.BytesIO(output))
    except Exception:
        log.exception("While looking for quotes")
        lines = []
    if len(lines) != len(texts):
        log.warning("No quotes were found in %d texts: they need too much time or memory", len(texts))
        return [_NOTHING] * len(texts)
    return lines


async def found_behind(
    database: Database, before: Sequence[ChapterId], texts: Sequence[str], characters: Sequence[str]
) -> Sequence[Line]:
    """Returns the quotes in new texts of a story that stand behind these chapters, as JSON. The speakers of
    those chapters count as known."""
    speakers = await database.read(lambda connection: quotes.speakers_of(connection, before))
    return await found_in(texts, [*characters, *speakers])


async def keep(database: Database, found: Iterable[tuple[TextId, Line]]) -> None:
    """Stores the quotes found in texts."""
    waiting: list[tuple[TextId, int, FoundQuote]] = []
    for text, line in found:
        of_text = await asyncio.to_thread(_read, line)
        waiting += [(text, number, each) for number, each in enumerate(of_text, 1)]
        while len(waiting) >= _AT_ONCE:
            await _write(database, waiting[:_AT_ONCE])
            del waiting[:_AT_ONCE]
    await _write(database, waiting)


def forget(connection: Connection, text: TextId) -> None:
    """Deletes the quotes of a text."""
    found_quotes.discard(connection, text)


def index_next(connection: Connection) -> int:
    """Adds some quotes to an index of quotes that is being made, in the order of their ids. Returns how many
    were left to be added."""
    return found_quotes.index_next(connection, _INDEXED_AT_ONCE)


async def forget_former(database: Database, text: TextId) -> None:
    """Deletes the quotes of a former text, a few at a time."""
    while await database.transaction(partial(found_quotes.discard_some, text=text, most=_AT_ONCE)):
        pass


def follow_texts(
    connection: Connection, story: StoryId, former: Mapping[ChapterId, int], to: MapPlace
) -> None:
    """Moves a story's saved quotes out of `former` texts (chapters with their last revisions) by the place
    map, and counts its quotes anew."""
    saved_quotes.follow_texts(connection, former, to)
    quotes.count(connection, story)


def count(connection: Connection, story: StoryId) -> None:
    """Counts a story's quotes anew, those of its opening among them, which depends on the words of its
    chapters."""
    quotes.count(connection, story)


async def find_missing(database: Database, story: StoryId) -> None:
    """Finds and stores the quotes of a story's texts that have not been searched for quotes yet, or not as
    well as it is done now. What is not found any more is deleted, unless nothing was found at all."""
    while (left := await database.read(partial(unquoted_texts.of_story, story=story))) is not None:
        texts = [await database.read(partial(stored, identity=text)) for text in left.texts]
        found = await found_in(texts, left.characters)
        await keep(database, zip(left.texts, found, strict=True))
        if any(len(line.strip()) > len(_NOTHING) for line in found):
            await _keep_only(database, zip(left.texts, found, strict=True))

        def job(connection: Connection, left: unquoted_texts.Unquoted = left) -> None:
            unquoted_texts.remove(connection, left.texts)
            quotes.count(connection, left.story)

        await database.transaction(job, alone=True)


async def _keep_only(database: Database, found: Iterable[tuple[TextId, Line]]) -> None:
    """Deletes the quotes of texts that are not among those found."""
    for text, line in found:
        ends = [each.spans[-1][1] for each in await asyncio.to_thread(_read, line)]
        await database.transaction(partial(found_quotes.keep_only, text=text, ends=ends), alone=True)


async def _write(database: Database, numbered: Sequence[tuple[TextId, int, FoundQuote]]) -> None:
    """Stores quotes, but of texts that were packed meanwhile."""

    def job(connection: Connection) -> None:
        packed = {text for text in {text for text, _, _ in numbered} if is_packed(connection, text)}
        found_quotes.write(connection, [each for each in numbered if each[0] not in packed])

    if numbered:
        await database.transaction(job, alone=True)


def _found(texts: Sequence[str], characters: Sequence[str]) -> list[str]:
    return list(lines_of(texts, characters))


def _encoded(texts: Sequence[str], characters: Sequence[str]) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in (list(characters), *texts))


def _read(line: Line) -> list[FoundQuote]:
    return [
        FoundQuote(tuple((start, end) for start, end in spans), text, speaker, early, QuoteKind(kind))
        for spans, text, speaker, early, kind in json.loads(line)
    ]
