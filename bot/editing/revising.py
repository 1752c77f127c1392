"""A story's next version: planned, its texts written, then made the current one in a single step."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from bot.database import Connection, Database
from bot.quotes import finding
from bot.quotes.queries import quotes, saved_quotes
from bot.search.blocks import entries
from bot.search.index import index_text, unindex_text
from bot.search.queries.word_index import Entry
from bot.stories.changes import ChangedChapter, Changes, Fate
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Chapter, Place
from bot.stories.naming import chapter_name
from bot.stories.places import Follower
from bot.stories.queries import chapters, texts, versions
from bot.stories.queries.texts import TextId
from bot.stories.queries.versions import Track, Written
from bot.text import edits
from bot.text.continuity import Version, continued

_AT_ONCE = 40_000
"""Characters written in one transaction: readers turn pages between two of them."""


_Indexed = Mapping[int, tuple[str, tuple[Entry, ...]]]
"""The texts of new chapters by their index, each with what the index of words is to hold of it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a new version follows from the old one, worked out before the database is held.

    `continued` has the index of the old chapter that each new one goes on with, or None.
    """

    old: Sequence[Written]
    new: Sequence[Written]
    continued: Sequence[int | None]
    stretches: Sequence[tuple[edits.Stretch, ...]]

    def has_new_text(self, index: int) -> bool:
        """Whether a new chapter's text is to be written."""
        former = self.continued[index]
        return former is None or self.old[former].text != self.new[index].text

    def fates(self) -> Iterator[tuple[Fate, Chapter, int | None]]:
        """What becomes of each chapter that is touched: the chapter as it was (as it is, where it is new)
        and the index of the new one, None where there is none."""
        moved = _moved([index for index in self.continued if index is not None])
        for index, former in enumerate(self.continued):
            new = self.new[index].chapter
            if former is None:
                yield Fate.ADDED, new, index
                continue
            old = self.old[former].chapter
            if old.position < 0:  # it had been removed
                yield Fate.ADDED, replace(new, id=old.id), index
            elif self.has_new_text(index):
                yield Fate.EDITED, old, index
            elif old.title != new.title:
                yield Fate.RENAMED, old, index
            elif former in moved:
                yield Fate.MOVED, old, index
        kept = set(self.continued)
        for former, each in enumerate(self.old):
            if former not in kept:
                yield Fate.REMOVED, each.chapter, None

    def foreseen(self) -> tuple[ChangedChapter, ...]:
        """What would be changed; chapters that are new have no identity yet."""
        return tuple(_changed(fate, old, old.id) for fate, old, _ in self.fates())


def planned(old: Sequence[Written], new: Sequence[Written]) -> Plan:
    """How `new`, numbered, follows from `old`. Heavy for long stories: to be called in a thread."""
    if not old:
        return Plan(old, new, [None] * len(new), [])
    before = [Version(each.source_key, each.chapter.title, each.text) for each in old]
    after = [Version(each.source_key, each.chapter.title, each.text) for each in new]
    return Plan(old, new, continued(before, after), edits.stretches(before, after))


@asynccontextmanager
async def texts_of(
    database: Database, plan: Plan, characters: Sequence[str], now: int
) -> AsyncIterator[Mapping[int, TextId]]:
    """The new texts, written with their quotes, by the index of their chapters; those that no chapter has got
    by the end are forgotten. `characters` are those that the story's details name."""
    written: dict[int, TextId] = {}
    found = await _quotes(database, plan, characters)
    try:
        for batch in _batches(plan):
            indexed = await asyncio.to_thread(_indexed, plan, batch)

            def job(connection: Connection, indexed: _Indexed = indexed) -> dict[int, TextId]:
                discard_texts(connection, texts.left_over(connection, now))
                return {
                    index: write_text(connection, text, each, now) for index, (text, each) in indexed.items()
                }

            written |= await database.transaction(job)
        await finding.keep(database, ((text, found[index]) for index, text in written.items()))
        yield written
    finally:
        if written:
            left = list(written.values())
            await database.transaction(
                lambda connection: discard_texts(connection, texts.waiting(connection, left))
            )


def write_text(connection: Connection, text: str, of_text: Sequence[Entry], now: int) -> TextId:
    """Keep a text that is to become a chapter's, findable by its entries."""
    identity = texts.write(connection, text, now)
    index_text(connection, identity, of_text)
    return identity


def discard_texts(connection: Connection, unused: Iterable[tuple[TextId, str]]) -> None:
    """Forget texts that no chapter has got, with all that was kept of them."""
    for text, words in unused:
        unindex_text(connection, text, words)
        finding.forget(connection, text)
        texts.discard(connection, text)


async def _quotes(database: Database, plan: Plan, characters: Sequence[str]) -> dict[int, finding.Line]:
    """What is worth quoting in the new texts, by the index of their chapters."""
    new = [index for index in range(len(plan.new)) if plan.has_new_text(index)]
    if not new:
        return {}
    before = [plan.old[each].chapter.id for each in plan.continued[: new[0]] if each is not None]
    speakers = await database.read(lambda connection: quotes.speakers_of(connection, before))
    found = await finding.found_in([plan.new[index].text for index in new], [*characters, *speakers])
    return dict(zip(new, found, strict=True))


def _indexed(plan: Plan, batch: Sequence[int]) -> _Indexed:
    return {index: (plan.new[index].text, tuple(entries(plan.new[index].text))) for index in batch}


def is_of_today(connection: Connection, story: StoryId, plan: Plan) -> bool:
    """Whether the story is still as it was when the plan was made."""
    old = [each.chapter for each in plan.old if each.chapter.position >= 0]
    return chapters.of(connection, story) == old


def make_current(
    connection: Connection, story: StoryId, plan: Plan, texts: Mapping[int, TextId], now: int
) -> Changes:
    """Make the new version the story's, and carry every reader's places and saved quotes into it."""
    chapters.set_aside(connection, story)
    placed = [_place(connection, story, plan, index, texts, now) for index in range(len(plan.new))]
    tracks = _tracks(plan, placed)
    for each in plan.old:
        if each.chapter.id in tracks:
            versions.record(connection, each.chapter.id, each.chapter.revision, tracks[each.chapter.id])
        elif each.chapter.position < 0:
            versions.forget(connection, each.chapter.id, each.chapter.revision)
    for index in texts:
        versions.lead_back(connection, placed[index])
    carry = _carry(placed, tracks)
    readings = versions.carry_bookmarks(connection, story, tracks.keys(), carry)
    former = {each.chapter.id: each.chapter.revision for each in plan.old if each.chapter.id in tracks}
    saved_quotes.carry(connection, former, carry)
    touched = (
        _changed(fate, old, old.id if index is None else placed[index].id)
        for fate, old, index in plan.fates()
    )
    return Changes(tuple(touched), readings)


def _changed(fate: Fate, chapter: Chapter, identity: ChapterId) -> ChangedChapter:
    if fate is Fate.ADDED:
        return ChangedChapter(identity, fate, chapter_name(chapter))
    return ChangedChapter(identity, fate, chapter_name(chapter), chapter.position, chapter.revision)


def _batches(plan: Plan) -> Iterator[list[int]]:
    batch: list[int] = []
    size = 0
    for index in filter(plan.has_new_text, range(len(plan.new))):
        batch.append(index)
        size += len(plan.new[index].text)
        if size >= _AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _moved(order: Sequence[int]) -> set[int]:
    """The fewest members of an order that stand elsewhere than before: all but a longest rising row."""
    ends: list[int] = []  # of the rising rows of each length, the one that ends lowest
    lengths: list[int] = []
    for each in order:
        at = bisect_left(ends, each)
        ends[at : at + 1] = [each]
        lengths.append(at)
    moved, wanted = set(order), len(ends) - 1
    for each, length in zip(reversed(order), reversed(lengths), strict=True):
        if length == wanted:
            moved.discard(each)
            wanted -= 1
    return moved


def _place(
    connection: Connection, story: StoryId, plan: Plan, index: int, texts: Mapping[int, TextId], now: int
) -> Chapter:
    """Put one chapter of the new version into its place, as what it continues if it continues any."""
    new, former = plan.new[index], plan.continued[index]
    if former is None:
        chapter = replace(new.chapter, story=story, revision=1)
        identity = chapters.insert(connection, chapter, new.source_key, texts[index], now)
        return replace(chapter, id=identity)
    old = plan.old[former].chapter
    edited = plan.has_new_text(index)
    chapter = replace(new.chapter, id=old.id, story=story, revision=old.revision + edited)
    chapters.put_back(connection, chapter, new.source_key, texts[index] if edited else None, now)
    return chapter


def _tracks(plan: Plan, placed: Sequence[Chapter]) -> dict[ChapterId, list[Track]]:
    """Where the words of each old chapter went, for those whose text is not simply there still."""
    unchanged = {old for new, old in enumerate(plan.continued) if not plan.has_new_text(new)}
    return {
        old.chapter.id: [_track(stretch, placed[stretch.chapter]) for stretch in plan.stretches[index]]
        for index, old in enumerate(plan.old)
        if index not in unchanged
    }


def _track(stretch: edits.Stretch, chapter: Chapter) -> Track:
    return stretch.start, stretch.end, chapter.id, chapter.revision, stretch.at


def _carry(placed: Sequence[Chapter], tracks: Mapping[ChapterId, Sequence[Track]]) -> versions.Carry:
    current = {chapter.id: chapter for chapter in placed}
    followers = {chapter: Follower(tracks[chapter]) for chapter in tracks}

    def carry(chapter: ChapterId, offset: int, *, is_end: bool) -> tuple[Place, bool]:
        if chapter not in followers:
            return Place(chapter, current[chapter].revision, offset), True
        if not is_end or offset == 0:
            return followers[chapter].follow(offset)
        # An end goes with the last character before it: what is inserted right behind has not been read.
        last, exact = followers[chapter].follow(offset - 1)
        return replace(last, offset=min(last.offset + 1, current[last.chapter].characters)), exact

    return carry
