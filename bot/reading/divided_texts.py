"""Chapters divided into passages, with the notes among their paragraphs; those read lately are kept in
memory."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from bot.database import Connection
from bot.stories.chapter_notes import NoteWithin
from bot.stories.ids import ChapterId
from bot.stories.models import Chapter
from bot.stories.queries import chapters
from bot.text.markup import quote
from bot.text.passages import Passage, passages, passages_to_read

PANEL_ROOM = 3_600
"""Characters that a passage may take on one panel together with the notes in it and beside it."""
_ROOM = 8_000_000
"""Characters of text kept at most: some 200 chapters of a novel."""
_LEAST = 900  # characters of a passage, however long the notes in it are
_LEAST_NOTE = 160
_BETWEEN = "\n\n"
_Key = tuple[ChapterId, int, int, tuple[NoteWithin, ...]]


@dataclass(frozen=True, slots=True)
class DividedText:
    """A chapter's stored text, the notes among its paragraphs, and its passages, as `passages_to_read`
    divides it for `limit`, or for as much less as the notes take up."""

    text: str
    limit: int
    passages: tuple[Passage, ...]
    notes: tuple[NoteWithin, ...] = ()

    @classmethod
    def of(cls, text: str, limit: int, notes: tuple[NoteWithin, ...]) -> DividedText:
        """Returns a text in passages of this length, or of so much less that the notes in it have room."""
        most = 0
        for at, first in enumerate(notes):
            end = bisect_left(notes, first.offset + limit, key=lambda each: each.offset)
            most = max(most, sum(len(_set_apart(each.text)) + len(_BETWEEN) for each in notes[at:end]))
        shorter = max(_LEAST, PANEL_ROOM - most)
        return cls(text, limit, passages_to_read(text, min(limit, shorter)), notes)

    def shown(self, passage: Passage) -> str:
        """Returns a passage as Markdown, with the notes in it set apart."""
        within = [each for each in self.notes if passage.start < max(1, each.offset) <= passage.end]
        if not within:
            return passage.render(self.text)
        parts, start, opening = [], passage.start, passage.opening
        for offset, _ in within:
            parts.append(Passage(start, offset, opening).render(self.text))
            start, opening = offset, ""
        rest = Passage(start, passage.end, opening, passage.closing).render(self.text)
        room = PANEL_ROOM - sum(map(len, (*parts, rest)))
        notes = _fitting([each.text for each in within], room)
        return _BETWEEN.join(
            filter(None, (*chain.from_iterable(zip_longest(parts, notes, fillvalue="")), rest))
        )


class PassageCache:
    """The divided texts of chapters, by passage length. Not safe for two threads at once: only transactions
    use it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, DividedText] = OrderedDict()
        self._size = 0

    def of(self, connection: Connection, chapter: Chapter, limit: int) -> DividedText:
        """Returns a chapter's current text in passages of this length."""
        notes = chapters.notes(connection, chapter.id, chapter.revision).within
        key = (chapter.id, chapter.revision, limit, notes)
        kept = self._kept.get(key)
        if kept is None:
            text = chapters.text(connection, chapter.id, chapter.revision)
            kept = self._kept[key] = DividedText.of(text, limit, notes)
            self._size += len(text)
            while self._size > _ROOM and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                self._size -= len(oldest.text)
        else:
            self._kept.move_to_end(key)
        return kept


def _fitting(notes: Sequence[str], room: int) -> list[str]:
    """Returns notes as they are shown among paragraphs. Should edits have brought together more of them than
    there is room for, they are cut."""
    whole = [_set_apart(each) for each in notes]
    if sum(len(each) + len(_BETWEEN) for each in whole) <= room:
        return whole
    share = max(_LEAST_NOTE, room // len(notes))
    fitting = max(0, room // share)
    return [passages(each, share - len(_BETWEEN))[0].render(each) for each in whole[:fitting]]


def _set_apart(note: str) -> str:
    return quote(f"-# Author’s note\n{note}")
