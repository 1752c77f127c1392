"""Quotes drawn by lot from those that an audience may be shown; none comes twice before all have come."""

from __future__ import annotations

import random
from dataclasses import dataclass

import regex

from bot.database import Connection
from bot.database.full_text import Sought, full_text
from bot.quotes.models import Wish
from bot.quotes.queries.found_quotes import END, OF_GIVEN_TEXT, START, WORDS
from bot.quotes.queries.quotes import SHOWN, up_to
from bot.quotes.taste import faults
from bot.stories.ids import QuoteId
from bot.stories.models import Audience, Spoilers
from bot.stories.queries import spoilers, visibility
from bot.stories.queries.texts import OF_CHAPTER, OFFSET_BITS
from bot.text.words import Form

_WORD = regex.compile(r"\p{M}*[\p{L}\p{N}][\p{L}\p{N}\p{M}]*")
_LOTS, _DRAWS = 24, 3
"""Quotes of a text, and texts, among which taste decides: few enough for chance to have its say."""
_SERVED_UP_TO = f"""(
    SELECT count(*) FROM served_quotes WHERE whom = :whom
    AND quote_id BETWEEN text_id << {OFFSET_BITS} | shown_from AND text_id << {OFFSET_BITS} | shown_to
)"""
_BY_LOT = """
    SELECT id FROM (
        SELECT id, sum(weight) OVER (ROWS UNBOUNDED PRECEDING) AS up_to FROM weighed WHERE weight > 0
    ) AS summed WHERE up_to > :lot * (SELECT sum(weight) FROM weighed WHERE weight > 0) LIMIT 1
"""
"""The first row, in the order in which they are summed up, at which the lot, from 0 to 1, is reached."""
_STORY_BY_LOT = f"""
    WITH holding AS (
        SELECT DISTINCT quote_id >> {OFFSET_BITS} AS text_id FROM served_quotes WHERE whom = :whom
    ), shown AS (
        SELECT story_id, {_SERVED_UP_TO} AS served FROM ({SHOWN}) AS texts
    ), served AS MATERIALIZED (
        SELECT story_id, sum(served) AS served FROM shown GROUP BY story_id
    ), begun AS MATERIALIZED (
        SELECT readings.story_id, coalesce(sum({up_to("end_offset")} - {up_to("start_offset")}), 0) AS quotes
        FROM readings LEFT JOIN chapters ON chapters.story_id = readings.story_id AND number IS NOT NULL
        LEFT JOIN {spoilers.PASSED} LEFT JOIN {OF_CHAPTER} AND passed.chapter_id = chapters.id
        WHERE readings.reader_id = :reader AND NOT readings.again GROUP BY readings.story_id
    ), unguarded AS MATERIALIZED (
        SELECT 1 FROM readers WHERE id = :reader AND spoilers = '{Spoilers.OFF}'
    ), weighed AS NOT MATERIALIZED (
        SELECT stories.id, coalesce(
            iif(EXISTS (SELECT 1 FROM unguarded), stories.quotes, min(begun.quotes, stories.quotes)),
            opening_quotes
        ) - coalesce(served, 0) AS weight
        FROM stories LEFT JOIN begun ON begun.story_id = stories.id
        LEFT JOIN served ON served.story_id = stories.id
        WHERE stories.quotable AND stories.quotes > 0 AND {visibility.SHOWN} AND NOT {spoilers.STORY_STOPPED}
    ) {_BY_LOT}
"""
_TEXT_BY_LOT = f"""
    WITH holding AS (
        SELECT text_id FROM chapters JOIN {OF_CHAPTER} WHERE story_id = :story AND number IS NOT NULL
    ), shown AS ({SHOWN}), weighed AS NOT MATERIALIZED (
        SELECT text_id AS id, {up_to("shown_to")} - {up_to("shown_from")} - {_SERVED_UP_TO} AS weight
        FROM shown
    ) {_BY_LOT}
"""
_SERVED = "SELECT quote_id AS id FROM served_quotes WHERE whom = :whom"
_BY_SPEAKER = """
    SELECT id FROM quotes WHERE NOT early AND speaker_id IN (
        SELECT alike.id FROM speakers JOIN speakers AS alike ON alike.folded = speakers.folded
        WHERE speakers.id = :speaker
    )
"""
_QUOTE_BY_LOT = f"""
    WITH matching AS NOT MATERIALIZED ({{matching}}), holding AS (
        SELECT DISTINCT id >> {OFFSET_BITS} AS text_id FROM matching
    ), shown AS MATERIALIZED ({SHOWN})
    SELECT drawn.*, text FROM (
        SELECT id AS quote, turn FROM matching CROSS JOIN shown
        LEFT JOIN served_quotes ON whom = :whom AND quote_id = id
        WHERE text_id = id >> {OFFSET_BITS}
            AND id & {END} > shown_from AND id & {END} <= shown_to AND (shown_from = 0 OR shown_from <= (
            SELECT {START} FROM quotes WHERE quotes.id = matching.id
        )) ORDER BY turn NULLS FIRST, random() LIMIT {_LOTS}
    ) AS drawn JOIN quotes ON quotes.id = quote
"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A quote drawn by lot, and the turn at which it was given before, None if it never was; `faults` are
    those that taste finds in it."""

    quote: QuoteId
    turn: int | None
    faults: int = 0


def drawn(connection: Connection, audience: Audience, whom: int, wish: Wish) -> Drawn | None:
    """Returns a quote that this audience may be shown and that `whom` (a reader or a channel) was not given
    yet; when none is left, the one that they were given longest ago. None where nothing fits the wish.

    A story is drawn in proportion to its quotes that are left, then a chapter, then one of its quotes: only
    counts and the quotes of one chapter are read. For a speaker or words, all matching quotes are. Of several
    new ones, the best by taste is given: where a chapter has none without a fault, another is drawn.
    """
    values = {**visibility.parameters(audience), "whom": whom, "story": wish.story}
    values |= {"speaker": wish.speaker}
    if wish.speaker or wish.words:
        by = [_BY_SPEAKER] if wish.speaker else []
        if wish.words:
            index = full_text(connection)
            by.append(f"SELECT {index.id(WORDS)} AS id FROM {WORDS.table} WHERE {index.holds(WORDS)}")
            values |= index.values(WORDS, _words(wish.words))
        return _quote(connection, " INTERSECT ".join(by), values)
    best = None
    for _ in range(_DRAWS):
        lot = _of_any(connection, wish, values)
        if lot is None or lot.turn is not None:
            return best or lot
        best = min(best or lot, lot, key=lambda one: one.faults)
        if not best.faults:
            break
    return best


def _of_any(connection: Connection, wish: Wish, values: dict[str, object]) -> Drawn | None:
    story = wish.story or _draw(connection, _STORY_BY_LOT, values)
    text = story and _draw(connection, _TEXT_BY_LOT, {**values, "story": story})
    if text:
        return _quote(connection, OF_GIVEN_TEXT, {**values, "text": text})
    return _quote(connection, _SERVED, values)


def serve(connection: Connection, whom: int, draw: Drawn) -> bool:
    """Records that they are given this quote now. Returns whether nobody else has done so since it was
    drawn."""
    (turn,) = connection.execute(
        "SELECT coalesce(max(turn), 0) + 1 FROM served_quotes WHERE whom = ?", (whom,)
    ).fetchone()
    if draw.turn is None:
        cursor = connection.execute(
            "INSERT INTO served_quotes (whom, quote_id, turn) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (whom, draw.quote, turn),
        )
    else:
        cursor = connection.execute(
            "UPDATE served_quotes SET turn = ? WHERE whom = ? AND quote_id = ? AND turn = ?",
            (turn, whom, draw.quote, draw.turn),
        )
    return cursor.rowcount == 1


def holds_words(typed: str) -> bool:
    """Returns whether there is any word in the typed text to look for."""
    return bool(_words(typed))


def _draw(connection: Connection, statement: str, values: dict[str, object]) -> int | None:
    lot = random.random()  # noqa: S311 - no secret  # nosec B311
    row = connection.execute(statement, {**values, "lot": lot}).fetchone()
    return row and int(row["id"])


def _quote(connection: Connection, matching: str, values: dict[str, object]) -> Drawn | None:
    rows = connection.execute(_QUOTE_BY_LOT.format(matching=matching), values)
    lots = [Drawn(row["quote"], row["turn"], faults(row["text"])) for row in rows]
    return min(lots, key=lambda one: (one.turn or 0, one.faults), default=None)


def _words(typed: str) -> Sought:
    return [[Form((word,))] for word in _WORD.findall(typed)[:40]]
