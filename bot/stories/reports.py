"""Changes of a story described in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.language import N_, _, ngettext
from bot.stories.changes import Changes, Fate
from bot.stories.details import Details, Rating
from bot.text.direction import isolated, listed

_DONE = {
    Fate.RETURNED: N_("{chapters} put back"),
    Fate.EDITED: N_("{chapters} edited"),
    Fate.RENAMED: N_("{chapters} renamed"),
    Fate.ANNOTATED: N_("{chapters} with new notes"),
    Fate.MOVED: N_("{chapters} moved"),
    Fate.OPENED: N_("{chapters} opened to everybody"),
    Fate.CLOSED: N_("{chapters} kept for early readers"),
    Fate.REMOVED: N_("{chapters} removed"),
}
FATES = {Fate.EDITED: N_("was edited"), Fate.REMOVED: N_("was removed")}
"""What was done to a single chapter that can be restored, in English."""


def describe_changes(changes: Changes) -> str:
    """Returns an update in words: “2 new chapters; Chapter 3 edited”. Nobody is told how many
    readers stand in a chapter: of trial uploads one would find a single reader."""
    return describe_fates((each.fate, each.name) for each in changes.chapters)


def unclear_rating(details: Details) -> str:
    """Returns in a sentence or two, as plain text, that a file's words for its rating are not understood;
    empty where nothing is unclear."""
    if not details.unclear_rating:
        return ""
    return _(
        "The file gives its rating as “{words}”, which I don’t know. I’ll treat the story as {rating} until "
        "a librarian says what it means.",
        words=isolated(details.unclear_rating),
        rating=_(Rating.MATURE.label),
    )


def describe_fates(fates: Iterable[tuple[Fate, str]]) -> str:
    """Returns in words the effect that an update would have on chapters of these names: “2 new chapters;
    Chapter 3, Chapter 4 edited”."""
    names: dict[Fate, list[str]] = {fate: [] for fate in Fate}
    for fate, name in fates:
        names[fate].append(name)
    added = len(names.pop(Fate.ADDED))
    parts = [ngettext("{number} new chapter", "{number} new chapters", added)] if added else []
    parts += [_(_DONE[fate], chapters=_some(named)) for fate, named in names.items() if named]
    return "; ".join(parts) or _("only its details changed")


def _some(names: Sequence[str]) -> str:
    if len(names) <= 5:
        return listed(names)
    return _("{names} and {number} more", names=listed(names[:5]), number=len(names) - 5)
