"""Finds the news in a feed, and applies it to the story: pure functions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.editing.chapter_updates import PUBLISHED, appended
from bot.feeds.entries import FeedEntry
from bot.feeds.models import KnownEntry
from bot.stories.chapter_notes import NO_NOTES, ChapterNotes
from bot.stories.chapters import NewChapter, counted
from bot.stories.models import ChapterKind
from bot.text.continuity import Version, continued


@dataclass(frozen=True, slots=True)
class Edit:
    """An author's change to an entry that is a chapter; None stands for what was left as it was. The notes
    are those beside the text."""

    title: str | None
    text: str | None
    notes: ChapterNotes = NO_NOTES


@dataclass
class News:
    """The differences of a feed from what was known of it.

    `edits` are keyed by the source keys of chapters. `seen` holds the present state of entries, by their
    keys, where that is to be remembered.
    """

    chapters: list[FeedEntry] = field(default_factory=list)
    announced: list[FeedEntry] = field(default_factory=list)
    edits: dict[str, Edit] = field(default_factory=dict)
    seen: dict[str, KnownEntry] = field(default_factory=dict)

    @property
    def touches_story(self) -> bool:
        """Returns whether chapters are added or changed."""
        return bool(self.chapters or self.edits)


def news_in(entries: Sequence[FeedEntry], known: Mapping[str, KnownEntry], since: int | None) -> News:
    """Returns the news for whom these entries are known; an entry dated before `since` (UTC) is old.

    An entry under a new key with the very words of one that has left the feed is that one: feeds change their
    ids when they move.
    """
    news = News()
    there = {entry.key for entry in entries}
    moved = {(was.title, was.digest): was for key, was in known.items() if key not in there}
    for entry in entries:
        was = known.get(entry.key)
        if was is not None:
            _compare(news, entry, was)
        elif (entry.text or entry.published_at) and (former := moved.get((entry.title, digest(entry)))):
            news.seen[entry.key] = former
        elif since is not None and entry.published_at is not None and entry.published_at < since:
            news.seen[entry.key] = seen(entry)
        else:
            (news.chapters if entry.text else news.announced).append(entry)
            news.seen[entry.key] = seen(entry, chapter_key(entry) if entry.text else "")
    return news


def _compare(news: News, entry: FeedEntry, was: KnownEntry) -> None:
    now = seen(entry, was.chapter_key)
    if now == was or (was.chapter_key and not entry.text):
        return  # a feed that turns to summaries takes no chapter's text away
    news.seen[entry.key] = now
    if was.chapter_key:
        title = None if now.title == was.title else entry.title
        news.edits[was.chapter_key] = Edit(
            title, None if now.digest == was.digest else entry.text, entry.notes
        )


def missing_in(story: Sequence[NewChapter], entries: Iterable[FeedEntry]) -> list[FeedEntry]:
    """Returns the entries with their full text that are no chapter of a story, under whatever title."""
    offered = [entry for entry in entries if entry.text]
    old = [Version(each.key, each.title, each.text) for each in story]
    new = [Version(chapter_key(each), each.title, each.text) for each in offered]
    found = continued(old, new)
    return [entry for entry, chapter in zip(offered, found, strict=True) if chapter is None]


def with_news(
    story: Sequence[NewChapter], chapters: Iterable[FeedEntry], edits: Mapping[str, Edit]
) -> list[NewChapter]:
    """Returns the story with new chapters at the end of its body, and with its edits.

    A chapter that somebody removed stays away, and no entry becomes a chapter twice. An early chapter that
    the feed has by now, under the same title or with the same text, is open to everybody with it.
    """
    old = [_edited(each, edits[each.key]) if each.key in edits else each for each in story]
    new = list(map(_chapter, chapters))
    return appended([each for each in old if not (each.early and _is_among(new, each))], new)


def chapter_key(entry: FeedEntry) -> str:
    """Returns the source key of the chapter that an entry becomes."""
    return f"{PUBLISHED}feed:{entry.key}"


def all_seen(
    entries: Iterable[FeedEntry], story: Iterable[NewChapter], coming: Iterable[FeedEntry]
) -> dict[str, KnownEntry]:
    """Returns the state of all entries, by their keys,
    once those that are `coming` are chapters of the story.
    """
    chapters = {each.key for each in story} | {chapter_key(each) for each in coming}
    keyed = ((each, chapter_key(each)) for each in entries)
    return {each.key: seen(each, key if key in chapters else "") for each, key in keyed}


def seen(entry: FeedEntry, chapter: str = "") -> KnownEntry:
    """Returns the present state of an entry; `chapter` is the source key of its chapter."""
    return KnownEntry(entry.title, digest(entry), chapter)


def digest(entry: FeedEntry) -> str:
    """Returns the digest that an entry's text is known by; a summary, which may be the same every week,
    counts with its date.
    """
    words = (entry.text and entry.text + entry.notes.to_column()) or f"{entry.published_at}\n{entry.summary}"
    return hashlib.sha256(words.encode()).hexdigest()


def _chapter(entry: FeedEntry) -> NewChapter:
    return counted(entry.title, ChapterKind.BODY, chapter_key(entry), entry.text, entry.notes)


def _edited(each: NewChapter, edit: Edit) -> NewChapter:
    new = each if edit.text is None else each.rewritten(edit.text).annotated(edit.notes)
    return new if edit.title is None else new.retitled(edit.title)


def _is_among(new: Iterable[NewChapter], early: NewChapter) -> bool:
    title = early.title.casefold()
    return any(each.text == early.text or (title and each.title.casefold() == title) for each in new)
