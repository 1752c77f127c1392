"""What a change did, in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.stories.changes import Changes, Fate


def told(changes: Changes) -> str:
    """What an update did: “2 new chapters, Chapter 3 edited, 41 bookmarks carried”."""
    parts = [*_chapters(changes)]
    if changes.readings:
        parts.append(_counted(changes.readings, "bookmark") + " carried")
    return ", ".join(parts) or "only its details changed"


def _chapters(changes: Changes) -> list[str]:
    added = changes.names(Fate.ADDED)
    parts = [_counted(len(added), "new chapter")] if added else []
    for fate in (Fate.EDITED, Fate.RENAMED, Fate.MOVED, Fate.REMOVED):
        if names := changes.names(fate):
            parts.append(f"{_some(names)} {fate}")
    return parts


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"
