"""The first appearance of each name in a story: readers who have not read as far must not be told it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.text.segments import BETWEEN

_NO_BREAK = "\N{NO-BREAK SPACE}"

Appearance = tuple[int, int]
"""A chapter's index and an offset in its text."""


def first_appearances(texts: Sequence[str], names: Iterable[str]) -> dict[str, Appearance]:
    """Returns the first place of each name in the chapters' texts, ignoring case. For names that do not occur
    it is the end of the story."""
    found: dict[str, Appearance] = {}
    missing = {name: name.lower() for name in names}
    for chapter, text in enumerate(texts):
        lowered = text.lower().replace(_NO_BREAK, " ")
        here = {name: at for name, wanted in missing.items() if (at := lowered.find(wanted)) >= 0}
        found |= {name: (chapter, at) for name, at in here.items()}
        missing = {name: wanted for name, wanted in missing.items() if name not in here}
    return found | dict.fromkeys(missing, (len(texts), 0))


def end_of_paragraph(text: str, offset: int) -> int:
    """Returns the end of the paragraph that holds an offset."""
    end = text.find(BETWEEN, offset)
    return len(text) if end < 0 else end
