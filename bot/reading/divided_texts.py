"""Chapters divided into passages; those read lately are kept in memory."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from bot.database import Connection
from bot.stories.ids import ChapterId
from bot.stories.models import Chapter
from bot.stories.queries import chapters
from bot.text.passages import Passage, passages_to_read

_ROOM = 8_000_000
"""Characters of text kept at most: some 200 chapters of a novel."""


@dataclass(frozen=True, slots=True)
class DividedText:
    """A chapter's stored text and its passages, as `passages_to_read` divides it."""

    text: str
    limit: int
    passages: tuple[Passage, ...]


class PassageCache:
    """The divided texts of chapters, by passage length. Not safe for two threads at once: only transactions
    use it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[ChapterId, int, int], DividedText] = OrderedDict()
        self._size = 0

    def of(self, connection: Connection, chapter: Chapter, limit: int) -> DividedText:
        """Returns a chapter's current text in passages of this length."""
        key = (chapter.id, chapter.revision, limit)
        kept = self._kept.get(key)
        if kept is None:
            text = chapters.text(connection, chapter.id, chapter.revision)
            kept = self._kept[key] = DividedText(text, limit, passages_to_read(text, limit))
            self._size += len(text)
            while self._size > _ROOM and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                self._size -= len(oldest.text)
        else:
            self._kept.move_to_end(key)
        return kept
