"""The spoiler rule: how far into a story a reader may be shown its text unasked. Every query of texts goes
through it."""

from __future__ import annotations

from bot.stories.ids import ReaderId
from bot.stories.models import Spoilers
from bot.stories.queries import visibility

BEGUN = """EXISTS (
    SELECT 1 FROM readings WHERE readings.reader_id = :reader AND readings.story_id = chapters.story_id
)"""
"""True where this reader has begun the story, in any reading of it."""

_UNGUARDED = f"(SELECT spoilers FROM readers WHERE id = :reader) = '{Spoilers.OFF}'"
PASSED = f"""passed ON passed.reader_id = :reader AND passed.chapter_id = chapters.id AND NOT passed.again
    AND passed.revision = chapters.revision AND ({_UNGUARDED}) IS NOT TRUE"""
"""The LEFT JOIN of a chapter to the stretches of it that this reader has passed, in any reading of the story,
closed ones included: `SHOWN_FROM` and `SHOWN_TO` speak of each of them."""

_NAMED = "SELECT 1 FROM reader_warnings AS named WHERE named.reader_id = :reader"
_ACCEPTED = (
    "SELECT 1 FROM accepted_warnings AS accepted WHERE accepted.reader_id = :reader"
    " AND accepted.story_id = stories.id AND accepted.chapter_id"
)
STORY_STOPPED = f"""(EXISTS (
    {_NAMED} AND stories.cautions LIKE '%' || named.phrase || '%'
) AND NOT EXISTS ({_ACCEPTED} = 0))"""
"""True where a story warns of what this reader asked to be warned of, and they did not choose to read it."""
_STOPPED = f"""({STORY_STOPPED} OR EXISTS (
    {_NAMED} AND (
        SELECT cautions FROM revisions AS shown_text
        WHERE shown_text.chapter_id = chapters.id AND shown_text.revision = chapters.revision
    ) LIKE '%' || named.phrase || '%'
) AND NOT EXISTS ({_ACCEPTED} = chapters.id))"""

SHOWN_FROM = "coalesce(passed.start_offset, 0)"
SHOWN_TO = f"""(CASE
    WHEN chapters.number IS NULL OR NOT {visibility.OPEN} OR {_STOPPED} THEN 0
    WHEN {_UNGUARDED} THEN chapters.characters
    WHEN {BEGUN} THEN coalesce(passed.end_offset, 0)
    WHEN chapters.number = 1 THEN
        min(chapters.characters, chapters.characters * stories.words / (5 * max(1, chapters.words)))
    ELSE 0
END)"""
"""The offsets in a chapter's current text from and to which it may be shown; both are 0 where nothing of it
may.

That is what was passed. In a story not begun it is the first chapter, up to a fifth of the story's words.
Front and back matter are never shown, nor is a chapter that is not open to this audience, or that warns of
what they asked to be warned of. For queries in
which `chapters` and `stories` go by these names and that have `LEFT JOIN` `PASSED`, with
`visibility.parameters`, beside `visibility.SHOWN`. Who has passed several stretches of a chapter has a row
for each.
"""

NOBODY = ReaderId(0)
"""A reader who has begun no story and has no preferences."""
