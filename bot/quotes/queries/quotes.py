"""The quotes of stories: counted, and read."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.database import Connection
from bot.database.rows import made
from bot.quotes.models import Quote, Stretch
from bot.quotes.queries.found_quotes import END, OF_TEXT, START
from bot.stories.ids import ChapterId, QuoteId, StoryId
from bot.stories.models import Audience, Place
from bot.stories.queries import chapters, spoilers, stories, visibility
from bot.stories.queries.texts import OF_CHAPTER, OFFSET_BITS

SHOWN = f"""
    SELECT * FROM (
        SELECT revisions.text_id, story_id, {spoilers.SHOWN_FROM} AS shown_from,
            {spoilers.SHOWN_TO} AS shown_to
        FROM holding CROSS JOIN revisions
        JOIN chapters ON chapters.id = revisions.chapter_id AND chapters.revision = revisions.revision
        JOIN stories ON stories.id = story_id LEFT JOIN {spoilers.PASSED}
        WHERE revisions.text_id = holding.text_id
            AND {visibility.SHOWN} AND stories.quotable AND (:story IS NULL OR stories.id = :story)
    ) AS stretches WHERE shown_to > 0
"""
"""The texts of `holding` that may be quoted to this audience, each with the offsets from and up to which it
may; one that may be quoted in several stretches has a row for each."""

_SPEAKER = "CASE WHEN early AND NOT :even_early THEN NULL ELSE speakers.name END"
_COLUMNS = f"""
    quotes.id AS id, quotes.spans AS spans, quotes.text AS text, {_SPEAKER} AS speaker, quotes.kind AS kind,
    {chapters.COLUMNS}, {stories.COLUMNS}
"""
_QUOTES = f"""
    SELECT {_COLUMNS}
    FROM quotes LEFT JOIN speakers ON speakers.id = speaker_id
    JOIN revisions ON text_id = quotes.id >> {OFFSET_BITS} JOIN chapters ON chapters.id = chapter_id
    AND chapters.revision = revisions.revision JOIN stories ON stories.id = story_id
"""


def count(connection: Connection, story: StoryId) -> None:
    """Counts a story's quotes anew. To be called whenever its texts or the lengths of its chapters have
    changed."""
    connection.execute(
        f"""
        WITH counted AS (
            SELECT chapters.id, chapters.position, chapters.number, {up_to(str(END))} AS quotes
            FROM chapters JOIN {OF_CHAPTER}
            WHERE story_id = ?
        ), summed AS (
            SELECT id, sum(quotes) FILTER (WHERE number IS NOT NULL) OVER (
                ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS quotes_before
            FROM counted WHERE position >= 0
        )
        UPDATE chapters SET quotes_before = coalesce(summed.quotes_before, 0) FROM summed
        WHERE chapters.id = summed.id
        """,
        (story,),
    )
    connection.execute(
        f"""
        UPDATE stories SET (quotes, opening_quotes) = (
            SELECT coalesce(sum({up_to(str(END))}), 0), coalesce(sum({up_to(spoilers.SHOWN_TO)}), 0)
            FROM chapters JOIN {OF_CHAPTER} LEFT JOIN {spoilers.PASSED}
            WHERE story_id = stories.id AND chapters.number IS NOT NULL AND {visibility.OPEN_TO_ALL}
        ) WHERE id = :story
        """,
        {"story": story, **visibility.parameters(Audience(spoilers.NOBODY))},
    )


def of_story(connection: Connection, story: StoryId) -> list[Quote]:
    """Returns all the quotes of a story in the order of its text, without regard to audience, each with its
    speaker wherever the story gives the name."""
    rows = connection.execute(
        f"""
        SELECT {_COLUMNS}
        FROM stories JOIN chapters ON story_id = stories.id
        JOIN {OF_CHAPTER}
        JOIN quotes ON {OF_TEXT} LEFT JOIN speakers ON speakers.id = speaker_id
        WHERE stories.id = :story AND chapters.number IS NOT NULL
        ORDER BY chapters.position, quotes.id
        """,
        {"story": story, "even_early": True},
    )
    return [made(Quote, row) for row in rows]


def some_within(connection: Connection, stretch: Stretch, limit: int) -> list[Quote]:
    """Returns some quotes of a stretch of a story, at random, whatever anybody has read; none of a chapter
    that is not open to everybody."""
    rows = connection.execute(
        f"""
        SELECT {_COLUMNS}
        FROM stories JOIN chapters ON story_id = stories.id
        JOIN {OF_CHAPTER}
        JOIN quotes ON {OF_TEXT} LEFT JOIN speakers ON speakers.id = speaker_id
        WHERE stories.id = :story AND chapters.number IS NOT NULL AND {visibility.OPEN_TO_ALL}
            AND (chapters.position, {START}) >= (:first, :start)
            AND (chapters.position, quotes.id & {END}) <= (:last, :end)
        ORDER BY random() LIMIT :limit
        """,
        {
            "story": stretch.story,
            "first": stretch.start[0],
            "start": stretch.start[1],
            "last": stretch.end[0],
            "end": stretch.end[1],
            "limit": limit,
            "even_early": False,
        },
    )
    return [made(Quote, row) for row in rows]


def get(connection: Connection, quote: QuoteId, audience: Audience) -> Quote | None:
    """Returns a quote of a current text that is open to this audience, as somebody may see it who has read
    that far, without regard to its story. None where there is none."""
    row = connection.execute(
        f"{_QUOTES} WHERE quotes.id = :quote AND chapters.number IS NOT NULL AND {visibility.OPEN}",
        {"quote": quote, "even_early": False, **visibility.parameters(audience)},
    ).fetchone()
    return row and made(Quote, row)


def last_character(connection: Connection, quote: QuoteId) -> Place | None:
    """Returns the place of the last character of a quote that was found in a text, of today or a former one,
    whether it is kept or not. None where there is no such text."""
    row = connection.execute(
        f"SELECT chapter_id, revision FROM revisions WHERE text_id = ? >> {OFFSET_BITS}", (quote,)
    ).fetchone()
    return row and Place(ChapterId(row["chapter_id"]), row["revision"], (quote & END) - 1)


def ending_with(connection: Connection, last: Place) -> QuoteId:
    """Returns the id that a quote has whose last character stands at this place."""
    (text,) = connection.execute(
        "SELECT text_id FROM revisions WHERE chapter_id = ? AND revision = ?", (last.chapter, last.revision)
    ).fetchone()
    return QuoteId(text << OFFSET_BITS | last.offset + 1)


def may_be_shown(connection: Connection, quote: Quote, audience: Audience) -> bool:
    """Returns whether an audience, be it `spoilers.NOBODY`, may be shown a quote unasked."""
    return is_shown(connection, quote.chapter.id, (quote.spans[0][0], quote.spans[-1][1]), audience)


def is_shown(connection: Connection, chapter: ChapterId, span: tuple[int, int], audience: Audience) -> bool:
    """Returns whether an audience may be shown a stretch of a chapter's current text unasked."""
    rows = connection.execute(
        f"SELECT {spoilers.SHOWN_FROM}, {spoilers.SHOWN_TO} FROM chapters"
        f" JOIN stories ON stories.id = story_id LEFT JOIN {spoilers.PASSED} WHERE chapters.id = :id",
        {"id": chapter, **visibility.parameters(audience)},
    )
    start, end = span
    return any(shown_from <= start and end <= shown_to for shown_from, shown_to in rows)


def speakers_of(connection: Connection, these: Sequence[ChapterId]) -> list[str]:
    """Returns the names of the speakers in these chapters."""
    rows = connection.execute(
        f"""
        SELECT DISTINCT name FROM json_each(?) AS wanted JOIN chapters ON chapters.id = wanted.value
        JOIN {OF_CHAPTER}
        JOIN quotes ON {OF_TEXT} JOIN speakers ON speakers.id = speaker_id ORDER BY name
        """,
        (json.dumps(these),),
    )
    return [row["name"] for row in rows]


def up_to(bound: str) -> str:
    """Returns the SQL for the number of quotes of `text_id` that end at an offset or before it."""
    return f"""coalesce((
        SELECT quotes.number FROM quotes
        WHERE quotes.id BETWEEN text_id << {OFFSET_BITS} AND text_id << {OFFSET_BITS} | ({bound})
        ORDER BY quotes.id DESC LIMIT 1
    ), 0)"""
