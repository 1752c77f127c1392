"""Changes of a story described in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.stories.changes import Changes, Fate
from bot.stories.details import Details, Rating
from bot.text.direction import isolated, listed


def describe_changes(changes: Changes) -> str:
    """Returns an update in words: “2 new chapters, Chapter 3 edited, 41 bookmarks carried”."""
    return _listed(((each.fate, each.name) for each in changes.chapters), changes.readings)


def unclear_rating(details: Details) -> str:
    """Returns in a sentence or two, as plain text, that a file's words for its rating are not understood;
    empty where nothing is unclear."""
    if not details.unclear_rating:
        return ""
    return (
        f"The file gives its rating as “{isolated(details.unclear_rating)}”, which Fireside does not know. "
        f"The story is served as {Rating.MATURE.label} until a librarian says what is meant."
    )


def describe_fates(fates: Iterable[tuple[Fate, str]]) -> str:
    """Returns in words the effect that an update would have on chapters of these names: “2 new chapters,
    Chapter 3 edited”."""
    return _listed(fates, readings=0)


def _listed(fates: Iterable[tuple[Fate, str]], readings: int) -> str:
    names: dict[Fate, list[str]] = {fate: [] for fate in Fate}
    for fate, name in fates:
        names[fate].append(name)
    added = len(names.pop(Fate.ADDED))
    parts = [_counted(added, "new chapter")] if added else []
    parts += [f"{_some(named)} {fate}" for fate, named in names.items() if named]
    if readings:
        parts.append(_counted(readings, "bookmark") + " carried")
    return ", ".join(parts) or "only its details changed"


def _some(names: Sequence[str]) -> str:
    return listed(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"
