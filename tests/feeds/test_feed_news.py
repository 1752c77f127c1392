"""What is new in a feed, whatever it shows from one look to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.entries import Feed, FeedEntry, from_lines, to_lines
from bot.feeds.models import KnownEntry
from bot.feeds.news import all_seen, chapter_key, digest, missing_in, news_in, with_news
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.chapters import NewChapter, counted
from bot.stories.ids import GuildId, RoleId
from bot.stories.models import ChapterKind, EarlyAccess

START = [
    counted("Dawn", ChapterKind.BODY, "1", "The boat lay still. Nobody spoke."),
    counted("Note", ChapterKind.BACK, "n", "Thank you for reading."),
]


def entry(number: int, version: int = 0, *, whole: bool = True) -> FeedEntry:
    words = f"Entry {number} in version {version}, with words of its own."
    text, summary = (words, "") if whole else ("", words)
    date = 10**9 + number
    return FeedEntry(f"key {number}", f"Title {number}", published_at=date, text=text, summary=summary)


entries = st.builds(entry, st.integers(0, 8), st.integers(0, 3))
looks = st.lists(st.lists(entries, max_size=6, unique_by=lambda each: each.key), max_size=6)


class Reader:
    """A story with what it knows of its feed, in memory."""

    def __init__(self) -> None:
        self.story: Sequence[NewChapter] = START
        self.known: dict[str, KnownEntry] = {}

    def look(self, found: Sequence[FeedEntry]) -> None:
        news = news_in(found, self.known, None)
        self.story = with_news(self.story, news.chapters, news.edits)
        self.known |= news.seen


@given(looks)
def test_each_entry_is_one_chapter_with_its_latest_text(feeds: list[list[FeedEntry]]) -> None:
    reader, latest = Reader(), dict[str, FeedEntry]()
    for found in feeds:
        reader.look(found)
        latest |= {each.key: each for each in found}
    texts = {each.key: each.text for each in reader.story}
    assert texts == {
        **{each.key: each.text for each in START},
        **{chapter_key(each): each.text for each in latest.values()},
    }
    assert len(reader.story) == len(texts)
    assert reader.story[-1].kind is ChapterKind.BACK


@given(st.lists(entries, max_size=6, unique_by=lambda each: each.key))
def test_what_was_seen_is_not_new(found: list[FeedEntry]) -> None:
    reader = Reader()
    reader.look(found)
    again = news_in(found, reader.known, None)
    assert not again.touches_story
    assert (again.announced, again.seen) == ([], {})


@given(st.integers(0, 20), st.integers(0, 20), st.booleans())
def test_what_is_older_than_the_feed_was_is_not_new(number: int, oldest: int, whole: bool) -> None:
    news = news_in([entry(number, whole=whole)], {}, 10**9 + oldest)
    assert bool(news.chapters or news.announced) == (number >= oldest)
    assert news.seen.keys() == {f"key {number}"}


def test_a_chapter_that_a_file_brought_is_not_missing() -> None:
    same = FeedEntry("a", "Part the first", text=START[0].text)
    other = FeedEntry("b", "Dawn", text="Not a word of it is there.")
    new = entry(1)
    assert missing_in(START, [same, new, entry(2, whole=False)]) == [new]
    assert missing_in(START, [other, new]) == [new]


# Notes


def test_the_notes_of_an_entry_become_its_chapter_s_and_follow_its_changes() -> None:
    noted = replace(entry(1), notes=ChapterNotes(before="Hello!"))
    chapter = with_news(START, [noted], {})[1]
    assert chapter.notes == ChapterNotes(before="Hello!")
    later = replace(noted, notes=ChapterNotes(before="Hello again!"))
    news = news_in([later], all_seen([noted], [chapter], []), None)
    [edited] = with_news([chapter], [], news.edits)
    assert (edited.text, edited.notes) == (chapter.text, later.notes)


def test_an_entry_without_notes_is_known_as_it_always_was() -> None:
    one = entry(1)
    assert digest(one) == hashlib.sha256(one.text.encode()).hexdigest()


def test_entries_come_from_the_child_process_with_their_notes() -> None:
    noted = replace(entry(1), notes=ChapterNotes("Ada.", "a", "b", ("fog",)))
    feed = Feed("Lamp", "", (noted, entry(2)))
    assert from_lines(to_lines(feed)) == feed


# Early chapters


def test_an_early_chapter_that_the_feed_has_by_now_is_there_once_and_open_to_all() -> None:
    access = EarlyAccess(GuildId(1), (RoleId(2),))
    early, other = (
        counted(title, ChapterKind.BODY, f"published:{title}", "Early words.").opened_to(access)
        for title in ("Title 1", "Another")
    )
    story = with_news([*START, early, other], [entry(1), entry(2)], {})
    assert [(each.title, each.early) for each in story] == [
        ("Dawn", None),
        ("Title 1", None),
        ("Title 2", None),
        ("Note", None),
        ("Another", access),
    ]
