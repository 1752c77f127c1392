"""What a reader has passed is put back with a read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.reading import passed
from bot.reading.positions import Passing
from bot.reading.queries import bookmarks
from bot.reading.queries import passed as stored
from bot.stories.ids import GuildId, ReaderId, RoleId
from bot.stories.models import EarlyAccess, Spot
from bot.stories.queries import early
from bot.text.spans import Spans
from tests.reading.passed_story import (
    AUDIENCE,
    FIRST,
    READER,
    SALT,
    SECOND,
    STORY,
    Library,
    Read,
)


async def test_what_was_passed_is_put_back_as_it_was(library: Library) -> None:
    def job(read: Read) -> None:
        one, _ = read.chapters
        read.keep(0, (0, FIRST))
        layer = stored.Layer(False, one.id, one.revision)
        stored.keep(read.connection, ReaderId(8), layer, (), ((40, 90),))  # somebody else’s plays no part
        passed.put_back(read.connection, READER, read.reading, [(False, one.id, one.revision, 0, 9)])
        assert read.passed() == {"One": ((0, 9),)}
        assert read.words() == pytest.approx(9 * one.words / FIRST)
        passed.put_back(read.connection, READER, read.reading, [])
        assert read.passed() == {}
        assert read.words() == 0

    await library.tried(job)


async def test_to_put_back_a_second_read_leaves_the_first_alone(library: Library) -> None:
    def job(read: Read) -> None:
        read.keep(0, (0, FIRST))
        read.press(0, Passing(Spot(0, 0), over=False), 30)
        passed.put_back(read.connection, READER, read.reading, [])
        assert read.passed() == {"One": ((0, FIRST),)}
        assert read.passed(again=True) == {}
        (first,) = bookmarks.earlier(read.connection, AUDIENCE, read.reading.story)
        assert first.words == 0  # as it was closed

    await library.tried(job, again=True)


async def test_what_was_passed_in_any_read_is_put_back_with_what_was_in_this_one(library: Library) -> None:
    def job(read: Read) -> None:
        one, _ = read.chapters
        read.press(0, Passing(Spot(0, 0), over=False), FIRST)
        rows = [(again, one.id, one.revision, 0, 9) for again in (False, True)]
        passed.put_back(read.connection, READER, read.reading, rows)
        assert read.passed() == read.passed(again=True) == {"One": ((0, 9),)}

    await library.tried(job, again=True)


async def test_a_read_that_is_open_again_has_what_was_passed_in_it(library: Library) -> None:
    def job(read: Read) -> None:
        first, connection = read.reading, read.connection
        read.press(0, Passing(Spot(0, 0), over=False), 30)
        bookmarks.close(connection, first.id, 1)
        second = bookmarks.begin(connection, AUDIENCE, first.story, 2)
        Read(connection, second).press(0, Passing(Spot(0, 0), over=False), 40)
        passed.reopen(connection, AUDIENCE, first, instead_of=second.id)
        now = bookmarks.get(connection, AUDIENCE, first.story)
        assert now is not None and now.id == first.id
        closed = bookmarks.earlier(connection, AUDIENCE, first.story)
        assert first.id not in [each.id for each in closed]
        assert read.passed(again=first.again) == {"One": ((0, 30),)}
        assert now.words == pytest.approx(30 * read.chapters[0].words / FIRST)

    await library.tried(job, again=True)


@pytest.mark.parametrize(
    ("finished_at", "spans"), [(3, {"One": ((0, FIRST),), "Two": ((0, SECOND),)}), (None, {})]
)
async def test_of_a_finished_read_that_was_closed_before_that_was_kept_all_was_passed(
    library: Library, finished_at: int | None, spans: dict[str, Spans]
) -> None:
    def job(read: Read) -> None:
        connection, former = read.connection, replace(read.reading, finished_at=finished_at)
        bookmarks.close(connection, former.id, 1)
        connection.execute("UPDATE readings SET passed_when_closed = NULL WHERE id = ?", (former.id,))
        third = bookmarks.begin(connection, AUDIENCE, former.story, 2)
        passed.reopen(connection, AUDIENCE, former, instead_of=third.id)
        assert read.passed(again=True) == spans

    await library.tried(job, again=True)


async def test_of_such_a_read_no_chapter_was_passed_that_is_not_open_to_them(library: Library) -> None:
    await library.tell({**STORY, "Three": (SALT,), "Four": (SALT.replace("white", "black"),)})

    def job(read: Read) -> None:
        connection, former = read.connection, replace(read.reading, finished_at=3)
        four = read.chapters[3].id
        early.set_access(connection, former.story, four, EarlyAccess(GuildId(9), (RoleId(3),)))
        bookmarks.close(connection, former.id, 1)
        connection.execute("UPDATE readings SET passed_when_closed = NULL WHERE id = ?", (former.id,))
        third = bookmarks.begin(connection, AUDIENCE, former.story, 2)
        passed.reopen(connection, AUDIENCE, former, instead_of=third.id)
        assert list(read.passed(again=True)) == ["One", "Two", "Three"]

    await library.tried(job, again=True)


async def test_the_first_read_has_passed_no_more_for_being_open_again(library: Library) -> None:
    def job(read: Read) -> None:
        connection, first = read.connection, replace(read.reading, finished_at=3)
        read.keep(0, (0, 30))
        bookmarks.close(connection, first.id, 1)
        second = bookmarks.begin(connection, AUDIENCE, first.story, 2)
        passed.reopen(connection, AUDIENCE, first, instead_of=second.id)
        assert read.passed() == {"One": ((0, 30),)}
        assert read.passed(again=True) == {}

    await library.tried(job)
