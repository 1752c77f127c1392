"""Names and measures as readers see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

import discord

from bot.stories.models import WORDS_A_MINUTE, Story
from bot.text import markup
from bot.text.passages import passages


def clipped(text: str, limit: int) -> str:
    """Text of at most `limit` characters; what is cut off ends in an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


@lru_cache(maxsize=4_096)
def escaped(text: str, limit: int) -> str:
    """A plain name as Markdown of at most `limit` characters."""
    room = limit
    while len(shown := markup.escape(clipped(text, room))) > limit:
        room -= max(1, (len(shown) - limit) // 2)
    return shown


def block_quote(markdown: str, limit: int) -> str:
    """Stored Markdown as a block quote of at most `limit` characters and, where it is cut, a last line."""
    block = markup.quote(markdown)
    shown = passages(block, limit)[0]
    return shown.render(block) + ("\n> …" if shown.end < len(block) else "")


def authors_of(authors: Sequence[str]) -> str:
    """The authors' names in a row; empty where nobody is named."""
    return ", ".join(authors[:-1]) + " and " + authors[-1] if len(authors) > 1 else "".join(authors)


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def reading_time(words: int) -> str:
    """About how long so many words take."""
    minutes = max(1, round(words / WORDS_A_MINUTE))
    hours, rest = divmod(minutes, 60)
    if hours >= 10 or (hours and not rest):
        return f"{round(minutes / 60)} h"
    return f"{hours} h {rest} min" if hours else f"{minutes} min"


def bar(percent: int) -> str:
    """How far, as a bar of ten."""
    filled = percent // 10
    return "▰" * filled + "▱" * (10 - filled)


def story_named(story: Story) -> str:
    """A story within a sentence, as Markdown."""
    by = f" by {escaped(authors_of(story.authors), 80)}" if story.authors else ""
    return f"**{escaped(story.title, 160)}**{by}"


def story_line(story: Story) -> str:
    """A story in one line of a list, as Markdown."""
    by = f" · {escaped(authors_of(story.authors), 80)}" if story.authors else ""
    return f"**{escaped(story.title, 160)}**{by}"


def moment(time: int) -> str:
    """A time, UTC in seconds, as Discord shows it to everybody in their own time zone."""
    return discord.utils.format_dt(datetime.fromtimestamp(time, UTC), "f")
