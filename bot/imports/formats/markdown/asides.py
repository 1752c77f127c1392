"""The notes in the middle of a chapter's own Markdown file, each between `<aside>` and `</aside>`."""

from __future__ import annotations

import re

_ASIDE = re.compile(r"^<aside>[ \t]*\n((?:(?!</?aside>).*\n)*?)</aside>[ \t]*$", re.MULTILINE)


def written(note: str) -> str:
    """Returns a note, Markdown, as `divided` finds it."""
    return f"<aside>\n\n{note}\n\n</aside>"


def divided(text: str) -> list[str]:
    """Returns the text up to the first note, that note, the text behind it, and so on, up to the last text.
    Each is Markdown, and may be empty."""
    return _ASIDE.split(text)
