"""How far into each chapter's text somebody may be shown it unasked: the rule that every query goes by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.database import Connection, Database
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.quotes.queries import quotes
from bot.readers.queries import readers, warnings
from bot.reading.queries import bookmarks, passed
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.details import Details
from bot.stories.ids import GuildId, ReaderId, RoleId, StoryId
from bot.stories.models import Audience, Chapter, ChapterKind, EarlyAccess, Origin, Spoilers
from bot.stories.queries import chapters, early, spoilers, visibility
from bot.text.spans import Span
from tests.support.importing import importer_of

READER = Audience(ReaderId(7))
WORDS = "one two three four five six seven eight nine ten "
SHORT, LONG = (WORDS * 5).strip(), (WORDS * 15).strip()
TOLD = Manuscript(
    Details(title="Heath", content_warnings=("Storms",)),
    (
        ManuscriptChapter("A letter", SHORT, ChapterKind.FRONT),
        ManuscriptChapter("One", SHORT),
        ManuscriptChapter("Two", LONG, notes=ChapterNotes(content_warnings=("Owls",))),
        ManuscriptChapter("Afterword", SHORT, ChapterKind.BACK),
    ),
)
WHOLE = {"One": [(0, len(SHORT))], "Two": [(0, len(LONG))]}
FIRST_FIFTH = {"One": [(0, len(SHORT) * 200 // (5 * 50))]}
"""Two hundred words in all: forty of the fifty of the first chapter."""


async def tell(database: Database, told: Manuscript = TOLD) -> StoryId:
    return (await importer_of(database).add(told, Origin("heath.txt", told.chapters[1].text))).story.id


def shown(connection: Connection, audience: Audience = READER) -> dict[str, list[Span]]:
    """The stretches of each chapter that may be shown, where there are any."""
    rows = connection.execute(
        f"SELECT chapters.title, {spoilers.SHOWN_FROM} AS first, {spoilers.SHOWN_TO} AS last"
        f" FROM chapters JOIN stories ON stories.id = chapters.story_id LEFT JOIN {spoilers.PASSED}"
        f" WHERE {visibility.SHOWN} AND chapters.position >= 0 ORDER BY chapters.position, first",
        visibility.parameters(audience),
    )
    found: dict[str, list[Span]] = {}
    for title, first, last in rows:
        if last:
            found.setdefault(title, []).append((first, last))
    return found


def chapter(connection: Connection, story: StoryId, title: str) -> Chapter:
    return next(each for each in chapters.of(connection, story, None) if each.title == title)


def read(connection: Connection, story: StoryId, title: str, *spans: Span, again: bool = False) -> None:
    there = chapter(connection, story, title)
    layer = passed.Layer(again, there.id, there.revision)
    passed.keep(
        connection,
        READER.reader,
        layer,
        passed.of_chapter(connection, READER.reader, there, again=again),
        spans,
    )


async def tried(database: Database, job: Callable[[Connection], None]) -> None:
    await database.transaction(job)


# Not begun


async def test_of_a_story_not_begun_the_first_fifth_of_it_is_shown(database: Database) -> None:
    await tell(database)
    await tried(database, lambda connection: _assert_shown(connection, FIRST_FIFTH))


def _assert_shown(connection: Connection, wanted: dict[str, list[Span]]) -> None:
    assert shown(connection) == wanted


async def test_a_fifth_never_goes_past_the_first_chapter(database: Database) -> None:
    first, second = TOLD.chapters[1], replace(TOLD.chapters[2], text=" ".join([LONG] * 4))
    await tell(database, replace(TOLD, chapters=(first, second)))
    await tried(database, lambda connection: _assert_shown(connection, {"One": [(0, len(SHORT))]}))


async def test_of_a_story_of_one_chapter_a_fifth_is_shown(database: Database) -> None:
    await tell(database, replace(TOLD, chapters=TOLD.chapters[:2]))
    await tried(database, lambda connection: _assert_shown(connection, {"One": [(0, len(SHORT) // 5)]}))


# Begun


async def test_of_a_story_begun_what_was_passed_is_shown_and_no_more(database: Database) -> None:
    story = await tell(database)

    def job(connection: Connection) -> None:
        bookmarks.begin(connection, READER, story, 0)
        assert shown(connection) == {}
        read(connection, story, "One", (0, 30))
        read(connection, story, "Two", (50, 70), (90, 120))
        assert shown(connection) == {"One": [(0, 30)], "Two": [(50, 70), (90, 120)]}
        two = chapter(connection, story, "Two").id
        for span, may in (((50, 70), True), ((49, 70), False), ((50, 71), False), ((60, 95), False)):
            assert quotes.is_shown(connection, two, span, READER) is may
        assert shown(connection, Audience(ReaderId(8))) == FIRST_FIFTH

    await tried(database, job)


async def test_what_another_reader_has_passed_is_not_shown(database: Database) -> None:
    story = await tell(database)

    def job(connection: Connection) -> None:
        bookmarks.begin(connection, READER, story, 0)
        read(connection, story, "Two", (50, 70))
        other = Audience(ReaderId(8))
        assert shown(connection, other) == FIRST_FIFTH
        bookmarks.begin(connection, other, story, 0)
        assert shown(connection, other) == {}

    await tried(database, job)


async def test_what_was_passed_in_a_read_that_is_closed_is_still_shown(database: Database) -> None:
    story = await tell(database)

    def job(connection: Connection) -> None:
        reading = bookmarks.begin(connection, READER, story, 0)
        read(connection, story, "One", (0, 30))
        bookmarks.close(connection, reading.id, 1)
        assert shown(connection) == {"One": [(0, 30)]}
        bookmarks.begin(connection, READER, story, 2)
        read(connection, story, "One", (0, 90), again=True)  # what only this layer has was not mapped to both
        assert shown(connection) == {"One": [(0, 30)]}

    await tried(database, job)


async def test_what_was_passed_in_a_former_text_is_not_shown_of_todays(database: Database) -> None:
    story = await tell(database)

    def before(connection: Connection) -> None:
        bookmarks.begin(connection, READER, story, 0)
        read(connection, story, "One", (0, 30))

    await tried(database, before)
    first = replace(TOLD.chapters[1], text="Every word of it is another now.")
    await tell(database, replace(TOLD, chapters=(TOLD.chapters[0], first, *TOLD.chapters[2:])))
    await tried(database, lambda connection: _assert_shown(connection, {}))


@pytest.mark.parametrize("begun", [False, True])
async def test_whoever_wants_no_guard_is_shown_the_whole_body_once(database: Database, begun: bool) -> None:
    story = await tell(database)

    def job(connection: Connection) -> None:
        if begun:
            bookmarks.begin(connection, READER, story, 0)
            read(connection, story, "Two", (50, 70), (90, 120))
        readers.set_spoilers(connection, READER.reader, Spoilers.OFF)
        assert shown(connection) == WHOLE
        readers.set_spoilers(connection, READER.reader, Spoilers.TITLES)
        assert shown(connection) == ({"Two": [(50, 70), (90, 120)]} if begun else FIRST_FIFTH)

    await tried(database, job)


async def test_another_readers_choice_says_nothing(database: Database) -> None:
    await tell(database)

    def job(connection: Connection) -> None:
        readers.set_spoilers(connection, ReaderId(8), Spoilers.OFF)
        assert shown(connection) == FIRST_FIFTH

    await tried(database, job)


# Kept closed, and warned of


async def test_a_chapter_for_early_readers_is_shown_to_them_alone(database: Database) -> None:
    story = await tell(database)

    def job(connection: Connection) -> None:
        readers.set_spoilers(connection, READER.reader, Spoilers.OFF)
        two = chapter(connection, story, "Two")
        early.set_access(connection, story, two.id, EarlyAccess(GuildId(9), (RoleId(3),)))
        assert shown(connection) == {"One": WHOLE["One"]}
        assert shown(connection, replace(READER, roles=frozenset({RoleId(3)}))) == WHOLE
        assert shown(connection, replace(READER, roles=frozenset({RoleId(4)}))) == {"One": WHOLE["One"]}

    await tried(database, job)


async def test_a_story_that_warns_of_what_somebody_named_is_not_shown_until_they_accept(
    database: Database,
) -> None:
    story = await tell(database)
    elsewhere = Manuscript(Details(title="Marsh"), TOLD.chapters[1:2])
    other = (await importer_of(database).add(elsewhere, Origin("marsh.txt", "1", GuildId(9)))).story.id

    def job(connection: Connection) -> None:
        warnings.keep(connection, READER.reader, ["storms"])
        assert shown(connection) == {}
        assert shown(connection, Audience(ReaderId(8))) == FIRST_FIFTH
        one = chapter(connection, story, "One")
        warnings.accept(connection, READER.reader, story, [one.id])
        assert shown(connection) == {}  # that was for a chapter, not for the story
        warnings.accept(connection, READER.reader, other, [warnings.WHOLE_STORY])
        warnings.accept(connection, ReaderId(8), story, [warnings.WHOLE_STORY])
        assert shown(connection) == {}
        warnings.accept(connection, READER.reader, story, [warnings.WHOLE_STORY])
        assert shown(connection) == FIRST_FIFTH

    await tried(database, job)


async def test_a_chapter_that_warns_is_left_out_alone_until_they_accept(database: Database) -> None:
    story = await tell(database)

    def job(connection: Connection) -> None:
        readers.set_spoilers(connection, READER.reader, Spoilers.OFF)
        warnings.keep(connection, READER.reader, ["owls"])
        assert shown(connection) == {"One": WHOLE["One"]}
        warnings.accept(connection, READER.reader, story, [warnings.WHOLE_STORY])
        assert shown(connection) == {"One": WHOLE["One"]}
        warnings.accept(connection, READER.reader, story, [chapter(connection, story, "Two").id])
        assert shown(connection) == WHOLE

    await tried(database, job)


@pytest.mark.parametrize("now", [(), ("Owls",)])
async def test_what_a_former_text_warned_of_says_nothing_of_todays(
    database: Database, now: tuple[str, ...]
) -> None:
    was, is_now = ((), ("Owls",)) if now else (("Owls",), ())
    for warned, text in ((was, LONG), (is_now, f"{LONG} eleven")):
        two = replace(TOLD.chapters[2], text=text, notes=ChapterNotes(content_warnings=warned))
        chapters_told = (*TOLD.chapters[:2], two)
        story = (
            await importer_of(database).add(replace(TOLD, chapters=chapters_told), Origin("heath.txt", text))
        ).story.id

    def job(connection: Connection) -> None:
        assert chapter(connection, story, "Two").revision == 2
        readers.set_spoilers(connection, READER.reader, Spoilers.OFF)
        warnings.keep(connection, READER.reader, ["owls"])
        assert ("Two" in shown(connection)) is (not now)

    await tried(database, job)


async def test_a_story_of_another_server_is_not_shown_at_all(database: Database) -> None:
    written = await importer_of(database).add(TOLD, Origin("heath.txt", "1", GuildId(9)))

    def job(connection: Connection) -> None:
        assert written.story.guild == GuildId(9)
        assert shown(connection, replace(READER, guild=GuildId(9))) == FIRST_FIFTH
        assert shown(connection, replace(READER, guild=GuildId(8))) == {}
        assert shown(connection) == {}

    await tried(database, job)
