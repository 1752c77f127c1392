"""Identifies the entries of a feed from one reading to the next, and puts them in order."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bot.feeds.entries import FeedEntry
from bot.feeds.formats.bodies import text_and_summary
from bot.feeds.formats.found import FoundEntry, storable
from bot.imports.manuscript import ManuscriptChapter
from bot.imports.notes import of_chapter

_LONGEST_KEY = 500


def entries_of(found: Sequence[FoundEntry]) -> tuple[FeedEntry, ...]:
    """Returns the entries oldest first, each once.

    The id of an entry is its key. Where several different ones share an id it says nothing, and their links
    are their keys, as for those without an id; an entry without a link is identified by its title and text.
    Of several that remain the same, as Atom has versions of one entry (RFC 4287, section 4.1.1), the latest
    counts.
    """
    shared = _ids_of_several(found)
    latest: dict[str, FeedEntry] = {}
    for each in _oldest_first(found):
        entry = _entry(each, "" if each.identity in shared else each.identity)
        if (other := latest.pop(entry.key, None)) and _changed_at(other) > _changed_at(entry):
            entry = other
        latest[entry.key] = entry
    return tuple(latest.values())


def _ids_of_several(found: Iterable[FoundEntry]) -> set[str]:
    links = defaultdict(set)
    for each in found:
        links[each.identity].add(each.link)
    return {identity for identity, different in links.items() if len(different) > 1}


def _oldest_first(found: Sequence[FoundEntry]) -> list[FoundEntry]:
    """Returns the entries by date; one without a date stays behind its neighbour in the feed,
    and equal dates keep the feed's order.
    """
    dates = [date for each in found if (date := _date(each)) is not None]
    newest_first = bool(dates) and dates[0] > dates[-1]
    order = list(reversed(found) if newest_first else found)
    return [each for _, each in sorted(_with_dates(order), key=lambda pair: pair[0])]


def _with_dates(order: Iterable[FoundEntry]) -> Iterator[tuple[int, FoundEntry]]:
    before = 0
    for each in order:
        date = _date(each)
        before = before if date is None else date
        yield before, each


def _date(each: FoundEntry) -> int | None:
    return each.updated_at if each.published_at is None else each.published_at


def _changed_at(entry: FeedEntry) -> int:
    return entry.updated_at or entry.published_at or 0


def _entry(found: FoundEntry, identity: str) -> FeedEntry:
    text, summary = text_and_summary(found)
    key = storable(identity or found.link) or _digest(f"{found.title}\n{text or summary}")
    chapter = ManuscriptChapter(found.title, text)
    if text:
        chapter = of_chapter(chapter)
    return FeedEntry(
        key=key if len(key) <= _LONGEST_KEY else _digest(key),
        title=storable(found.title),
        link=storable(found.link),
        published_at=found.published_at,
        updated_at=found.updated_at,
        text=chapter.text,
        summary=summary,
        author=storable(found.author),
        notes=chapter.notes,
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()
