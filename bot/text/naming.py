"""What a chapter is called."""

from __future__ import annotations

import re

from bot.models import Chapter, Kind

_NUMERAL = re.compile(r"(?:[ivxlcdm]+|\d+)\.?", re.IGNORECASE)
_SPEAKS_FOR_ITSELF = re.compile(
    r"(?:chapter|part|book|volume|act|scene|canto|letter|prologue|epilogue|interlude|day|night)\b",
    re.IGNORECASE,
)


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
