"""What a change makes of a story's details, and of a chapter's notes, told in words.

To be called in a thread: long ones are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.editing.detail_entries import spoken_value
from bot.editing.models import ChangedDetail, DetailDifference
from bot.editing.notes_entries import LABELS, WARNINGS
from bot.language import _
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.detail_kinds import MarkdownText
from bot.stories.details import DETAILS
from bot.text.differences import differences
from bot.text.direction import listed

_ROOM = 600
"""Characters for the difference of a detail in Markdown."""


def detail_differences(changed: Iterable[ChangedDetail]) -> tuple[DetailDifference, ...]:
    """Returns what was made of each of these details."""
    return tuple(map(_difference, changed))


def note_differences(before: ChapterNotes, after: ChapterNotes) -> Iterator[DetailDifference]:
    """Yields what was made of each of a chapter's notes that changed."""
    for name, label in LABELS.items():
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if name == WARNINGS:
            yield DetailDifference(label, listed(old), listed(new))
        else:
            yield DetailDifference(label, difference=differences(old, new, _ROOM) or _("only how it looks"))


def _difference(changed: ChangedDetail) -> DetailDifference:
    field = DETAILS[changed.name]
    if isinstance(field.kind, MarkdownText):
        difference = differences(changed.before, changed.after, _ROOM)
        return DetailDifference(field.label, difference=difference or _("only how it looks"))
    before, after = (spoken_value(field, value) for value in (changed.before, changed.after))
    return DetailDifference(field.label, before, after)
