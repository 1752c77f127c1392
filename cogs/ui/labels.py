"""Names and measures as readers see them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.models import WORDS_A_MINUTE, Chapter, Kind, Story
from bot.text import markup

_NUMERAL = re.compile(r"(?:[ivxlcdm]+|\d+)\.?", re.IGNORECASE)
_SPEAKS_FOR_ITSELF = re.compile(
    r"(?:chapter|part|book|volume|act|scene|canto|letter|prologue|epilogue|interlude|day|night)\b",
    re.IGNORECASE,
)


def clipped(text: str, limit: int) -> str:
    """Text of at most `limit` characters; what is cut off ends in an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def escaped(text: str, limit: int) -> str:
    """A plain name as Markdown of at most `limit` characters."""
    room = limit
    while len(shown := markup.escape(clipped(text, room))) > limit:
        room -= max(1, (len(shown) - limit) // 2)
    return shown


def authors_of(authors: Sequence[str]) -> str:
    """The authors' names in a row; empty where nobody is named."""
    return ", ".join(authors[:-1]) + " and " + authors[-1] if len(authors) > 1 else "".join(authors)


def chapter_name(chapter: Chapter) -> str:
    """What a chapter is called: its number and title, or only one where the other adds nothing."""
    if chapter.kind is not Kind.BODY:
        return chapter.title or ("Before the story" if chapter.kind is Kind.FRONT else "After the story")
    if not chapter.title or _NUMERAL.fullmatch(chapter.title):
        return f"Chapter {chapter.number}"
    if numbered := re.fullmatch(rf"chapter {chapter.number}\b\W*(.*)", chapter.title, re.IGNORECASE):
        return f"Chapter {chapter.number}" + (f" — {numbered[1]}" if numbered[1] else "")
    if _SPEAKS_FOR_ITSELF.match(chapter.title):
        return chapter.title
    return f"Chapter {chapter.number} — {chapter.title}"


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


def story_line(story: Story) -> str:
    """A story in one line of a list, as Markdown."""
    by = f" · {escaped(authors_of(story.authors), 80)}" if story.authors else ""
    return f"**{escaped(story.title, 160)}**{by}"
