"""The lead-in of a quote: the sentence before it, so that it can be understood by itself."""

from __future__ import annotations

from bot.quotes.excerpts import sentences
from bot.text import markup
from bot.text.segments import BETWEEN

_ROOM = 200
"""Characters that are shown from the end of the sentence."""


def lead_in(text: str, at: int) -> str:
    """Returns the sentence before an offset of a stored text as plain text, or an empty string at the start
    of a scene."""
    before = text[:at].rstrip()
    start = before.rfind(BETWEEN) + 1
    if markup.is_scene_break(before[start:].strip()):
        return ""
    *_, (first, last) = [(0, 0), *sentences(text, start, len(before))]
    words = " ".join(markup.strip(text[first:last]).split())
    return words if len(words) <= _ROOM else "…" + words[-_ROOM:].partition(" ")[2]
