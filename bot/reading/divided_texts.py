"""Chapters divided into passages, with the notes among their paragraphs; those read lately are kept in
memory."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from itertools import chain, zip_longest
from threading import Lock
from types import MappingProxyType
from typing import TypeVar

from bot.database import Connection, Database
from bot.stories.chapter_notes import ChapterNotes, NoteWithin
from bot.stories.ids import ChapterId
from bot.stories.models import Chapter
from bot.stories.queries import chapters
from bot.text.markup import quote
from bot.text.passages import Passage, passages, passages_to_read

PANEL_ROOM = 3_600
"""Characters that a passage may take on one panel together with the notes in it and beside it."""
_ROOM = 8_000_000
"""Characters of text kept at most, what their passages take included: some 200 chapters of a novel."""
_OF_PASSAGE = 120
_DIVIDED_AT_ONCE = 100_000
"""Characters of a text that is divided within the transaction that needs it: in some milliseconds."""
_LEAST = 900  # characters of a passage, however long the notes in it are
_LEAST_NOTE = 160
_BETWEEN = "\n\n"
_Key = tuple[ChapterId, int, int, tuple[NoteWithin, ...]]
T = TypeVar("T")
Job = Callable[[Connection], T]


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


class NotDividedError(BaseException):
    """A job needs a long text that is not divided yet: its transaction is undone, and begins again when it
    is. (No Exception, so that nobody takes it for a failure of theirs.)"""

    def __init__(self, key: _Key, text: str) -> None:
        super().__init__()
        self.key = key
        self.text = text


_at_hand: ContextVar[Mapping[_Key, DividedText]] = ContextVar("texts at hand", default=MappingProxyType({}))
"""Texts that the current job has at hand, however large they are."""


class PassageCache:
    """The divided texts of chapters, by passage length, for the jobs of `WithPassages`."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, DividedText] = OrderedDict()
        self._size = 0
        self._lock = Lock()  # several jobs may run beside each other

    def of(
        self, connection: Connection, chapter: Chapter, limit: int, notes: ChapterNotes | None = None
    ) -> DividedText:
        """Returns a chapter's current text in passages of this length; its notes are looked up unless given.
        Raises NotDividedError."""
        if notes is None:
            notes = chapters.notes(connection, chapter.id, chapter.revision)
        within = notes.within
        key = (chapter.id, chapter.revision, limit, within)
        with self._lock:
            kept = _at_hand.get().get(key) or self._kept.get(key)
            text = self._text_of(key) if kept is None else ""
        if kept is None:
            text = text or chapters.text(connection, chapter.id, chapter.revision)
            if len(text) > _DIVIDED_AT_ONCE:
                raise NotDividedError(key, text)
            kept = DividedText.of(text, limit, within)
        with self._lock:
            self._keep(key, kept)
        return kept

    def _text_of(self, key: _Key) -> str:
        """Returns the text where it is kept for another length already, so that it is kept once."""
        return next((kept.text for other, kept in self._kept.items() if other[:2] == key[:2]), "")

    def _keep(self, key: _Key, divided: DividedText) -> None:
        if key in self._kept:
            self._kept.move_to_end(key)
            return
        self._size += self._weight(key, divided)
        self._kept[key] = divided
        while self._size > _ROOM and len(self._kept) > 1:
            oldest, given_up = self._kept.popitem(last=False)
            self._size -= self._weight(oldest, given_up)

    def _weight(self, key: _Key, divided: DividedText) -> int:
        """Returns what keeping a divided text adds to what is kept beside it, in characters."""
        return len(divided.passages) * _OF_PASSAGE + (0 if self._text_of(key) else len(divided.text))


class WithPassages:
    """The database for jobs that need texts in passages. A long text is divided in a thread, one at a time
    and outside of any transaction, so that nobody else has to wait for it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turn = asyncio.Lock()
        self._latest: dict[_Key, DividedText] = {}

    async def read(self, job: Job[T]) -> T:
        """`Database.read`, in the language of who asks: the notes around a text have labels."""
        context = copy_context()
        return await self._database.read(lambda connection: context.run(job, connection))

    async def transaction(self, job: Job[T]) -> T:
        """`Database.transaction`, in the language of who asks; the job may be begun several times."""
        context, found = copy_context(), dict[_Key, DividedText]()
        context.run(_at_hand.set, found)
        while True:
            try:
                return await self._database.transaction(lambda connection: context.run(job, connection))
            except NotDividedError as missing:
                key, text = missing.key, missing.text
            found[key] = await self._divided(key, text)

    async def _divided(self, key: _Key, text: str) -> DividedText:
        async with self._turn:
            if key not in self._latest:  # else somebody else has just waited for it
                _, _, limit, notes = key
                self._latest = {key: await asyncio.to_thread(DividedText.of, text, limit, notes)}
            return self._latest[key]


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
