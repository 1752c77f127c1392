"""Blocks of text found by their words, as far as a reader may be shown them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.database import Connection
from bot.database.rows import made
from bot.search.forms import Form, forms
from bot.stories.ids import StoryId
from bot.stories.models import Audience, Chapter, Story
from bot.stories.queries import chapters, spoilers, stories, visibility
from bot.stories.queries.texts import OFFSET_BITS
from bot.text.words import Phrase

_END = (1 << OFFSET_BITS) - 1
RANKED = 20_000
"""The most blocks that are ranked; a search with fewer matches ranks all of them."""


def _found(index: str, former: int) -> str:
    return f"""
        SELECT chapter_id, begun, {index}.rowid & {_END} AS "end", bm25({index}) AS score
        FROM {index} CROSS JOIN shown ON text_id = {index}.rowid >> {OFFSET_BITS} AND former = {former}
        WHERE {index} MATCH :words
            AND {index}.rowid & {_END} > shown_from AND {index}.rowid & {_END} <= shown_to
    """


_SEARCH = f"""
    WITH holding AS MATERIALIZED (
        SELECT DISTINCT block_words.rowid >> {OFFSET_BITS} AS text_id, 0 AS former FROM block_words
        WHERE block_words MATCH :words
        UNION ALL SELECT DISTINCT former_block_words.rowid >> {OFFSET_BITS}, 1 FROM former_block_words
        WHERE former_block_words MATCH :words
    ), shown AS MATERIALIZED (
        SELECT text_id, former, chapters.id AS chapter_id, {spoilers.BEGUN} AS begun,
            {spoilers.SHOWN_FROM} AS shown_from, {spoilers.SHOWN_TO} AS shown_to
        FROM holding CROSS JOIN revisions USING (text_id)
        JOIN chapters ON chapters.id = revisions.chapter_id AND chapters.revision = revisions.revision
        JOIN stories ON stories.id = chapters.story_id LEFT JOIN {spoilers.PASSED}
        WHERE {visibility.SHOWN} AND (:story IS NULL OR stories.id = :story)
        AND former = (text_id IN (SELECT text_id FROM unindexed_texts))
    ), found AS MATERIALIZED (
        {_found("block_words", 0)} UNION ALL {_found("former_block_words", 1)} LIMIT {RANKED}
    ), page AS MATERIALIZED (
        SELECT *, count(*) OVER () AS total FROM found
        ORDER BY begun DESC, score, chapter_id, "end" LIMIT :limit OFFSET :offset
    )
    SELECT {stories.COLUMNS}, {chapters.COLUMNS}, page."end" AS "end", total
    FROM page JOIN chapters ON chapters.id = chapter_id JOIN stories ON stories.id = chapters.story_id
    ORDER BY begun DESC, score, chapter_id, "end"
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
    rows = connection.execute(
        _SEARCH,
        {
            "words": _query(phrases),
            "story": story,
            "offset": offset,
            "limit": limit,
            **visibility.parameters(audience),
        },
    ).fetchall()
    return [made(FoundBlock, row) for row in rows], rows[0]["total"] if rows else 0


def _query(phrases: Sequence[Phrase]) -> str:
    """Returns the phrases as an FTS5 query, each in any of its forms; in quotes, no word is an operator."""
    return " AND ".join(f"({' OR '.join(map(_written, forms(phrase)))})" for phrase in phrases)


def _written(form: Form) -> str:
    return f'"{" ".join(form.words)}"{"*" if form.goes_on else ""}'
