"""Blocks of text found by their words, as far as a reader may be shown them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.database import Connection
from bot.database.full_text import FullText, WordIndex, full_text
from bot.database.rows import made
from bot.search.forms import forms
from bot.search.queries.word_index import BLOCKS, FORMER
from bot.stories.ids import StoryId
from bot.stories.models import Audience, Chapter, Story
from bot.stories.queries import chapters, spoilers, stories, visibility
from bot.stories.queries.texts import OFFSET_BITS
from bot.text.words import Phrase

_END = (1 << OFFSET_BITS) - 1
RANKED = 20_000
"""The most blocks that are ranked; a search with fewer matches ranks all of them."""


@cache
def _search(words: FullText) -> str:
    """Returns the statement for the full-text search of an engine."""
    return f"""
        WITH holding AS MATERIALIZED (
            {_holding(words, BLOCKS, "FALSE")} UNION ALL {_holding(words, FORMER, "TRUE")}
        ), shown AS MATERIALIZED (
            SELECT holding.text_id, former, chapters.id AS chapter_id, {spoilers.BEGUN} AS begun,
                {spoilers.SHOWN_FROM} AS shown_from, {spoilers.SHOWN_TO} AS shown_to
            FROM holding CROSS JOIN revisions
            JOIN chapters ON chapters.id = revisions.chapter_id AND chapters.revision = revisions.revision
            JOIN stories ON stories.id = chapters.story_id LEFT JOIN {spoilers.PASSED}
            WHERE revisions.text_id = holding.text_id
                AND {visibility.SHOWN} AND (:story IS NULL OR stories.id = :story)
                AND former = (holding.text_id IN (SELECT text_id FROM unindexed_texts))
        ), found AS MATERIALIZED (
            {_found(words, BLOCKS, "FALSE")} UNION ALL {_found(words, FORMER, "TRUE")} LIMIT {RANKED}
        ), page AS MATERIALIZED (
            SELECT *, count(*) OVER () AS total FROM found
            ORDER BY begun DESC, score, chapter_id, "end" LIMIT :limit OFFSET :offset
        )
        SELECT {stories.COLUMNS}, {chapters.COLUMNS}, page."end" AS "end", total
        FROM page JOIN chapters ON chapters.id = chapter_id JOIN stories ON stories.id = chapters.story_id
        ORDER BY begun DESC, score, chapter_id, "end"
    """


def _holding(words: FullText, index: WordIndex, former: str) -> str:
    return f"""
        SELECT DISTINCT {words.id(index)} >> {OFFSET_BITS} AS text_id, {former} AS former FROM {index.table}
        WHERE {words.holds(index)}
    """


def _found(words: FullText, index: WordIndex, former: str) -> str:
    row = words.id(index)
    return f"""
        SELECT chapter_id, begun, {row} & {_END} AS "end", {words.score(index)} AS score
        FROM {index.table} CROSS JOIN shown
        WHERE text_id = {row} >> {OFFSET_BITS} AND former = {former} AND {words.holds(index)}
            AND {row} & {_END} > shown_from AND {row} & {_END} <= shown_to
    """


@dataclass(frozen=True, slots=True)
class FoundBlock:
    """A block that matches all of a search: its chapter, and the offset at which it ends there."""

    story: Story
    chapter: Chapter
    end: int


def find(
    connection: Connection,
    phrases: Sequence[Phrase],
    audience: Audience,
    story: StoryId | None,
    offset: int,
    limit: int,
) -> tuple[list[FoundBlock], int]:
    """Returns one page of the blocks that hold all of these phrases and may be shown to this audience, and
    the total number of such blocks. Those of stories that the reader has begun come first, then the best
    matches (bm25)."""
    words = full_text(connection)
    rows = connection.execute(
        _search(words),
        {
            **words.values(BLOCKS, [forms(phrase) for phrase in phrases]),
            "story": story,
            "offset": offset,
            "limit": limit,
            **visibility.parameters(audience),
        },
    ).fetchall()
    return [made(FoundBlock, row) for row in rows], rows[0]["total"] if rows else 0
