"""What a reader has passed is mapped by edits, and kept in former texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.database import Connection
from bot.reading import passed
from bot.reading.queries import bookmarks
from bot.reading.queries import passed as stored
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience
from tests.reading.passed_story import (
    FIRST,
    HEATH,
    MARSH,
    NIGHT,
    OWL,
    READER,
    SALT,
    SECOND,
    STORY,
    TO_MARSH,
    Library,
    Read,
)


async def test_what_is_written_between_paragraphs_that_were_read_counts_as_read(library: Library) -> None:
    await library.tried(lambda read: read.keep(0, (0, FIRST)))
    await library.tell({**STORY, "One": (HEATH, SALT, MARSH)})

    def job(read: Read) -> None:
        read.follow()
        assert read.passed() == {"One": ((0, read.chapters[0].characters),)}
        assert read.words() == pytest.approx(read.chapters[0].words)

    await library.tried(job)


async def test_a_paragraph_moved_in_between_does_not_count_as_read(library: Library) -> None:
    await library.tried(lambda read: read.keep(0, (0, FIRST)))
    await library.tell({"One": (HEATH, NIGHT, MARSH), "Two": (OWL,)})

    def job(read: Read) -> None:
        read.follow()
        at = len(f"{HEATH}\n\n{NIGHT}\n\n")
        assert read.passed() == {"One": ((0, TO_MARSH), (at, at + len(MARSH)))}

    await library.tried(job)


async def test_what_was_read_goes_where_its_paragraph_goes(library: Library) -> None:
    await library.tried(lambda read: read.keep(0, (0, FIRST)))
    await library.tell({"One": (HEATH,), "Two": (NIGHT, OWL, MARSH)})

    def job(read: Read) -> None:
        read.follow()
        at = len(f"{NIGHT}\n\n{OWL}\n\n")
        assert read.passed() == {"One": ((0, len(HEATH)),), "Two": ((at, at + len(MARSH)),)}

    await library.tried(job)


async def test_a_chapter_that_is_taken_out_counts_no_more_and_counts_again_once_it_is_back(
    library: Library,
) -> None:
    await library.tried(lambda read: read.keep(0, (0, FIRST)))
    await library.tried(lambda read: read.keep(1, (0, SECOND)))
    await library.tell({"One": STORY["One"]})

    def job(read: Read) -> None:
        read.follow()
        assert len(stored.of_story(read.connection, READER, read.reading.story, again=False)) == 1
        assert read.words() == pytest.approx(read.chapters[0].words)

    await library.tried(job)
    await library.tell(STORY)

    def then(read: Read) -> None:
        read.follow()
        assert read.passed() == {"One": ((0, FIRST),), "Two": ((0, SECOND),)}
        assert read.words() == pytest.approx(sum(each.words for each in read.chapters))

    await library.tried(then)


async def test_words_that_come_back_are_read_as_they_were_through_two_edits(library: Library) -> None:
    await library.tried(lambda read: read.keep(0, (0, FIRST)))
    await library.tell({**STORY, "One": (HEATH, SALT)})
    await library.tried(lambda read: read.follow())
    await library.tell({**STORY, "One": (SALT,)})
    await library.tried(lambda read: read.follow())
    await library.tell(STORY)

    def job(read: Read) -> None:
        read.follow()
        assert read.passed() == {"One": ((0, FIRST),)}

    await library.tried(job)


async def test_a_text_is_kept_for_words_that_are_gone_and_not_for_a_few_letters(library: Library) -> None:
    await library.tried(lambda read: read.keep(0, (0, FIRST)))
    await library.tell({**STORY, "One": (HEATH.replace(" empty", ""), MARSH)})

    def job(read: Read) -> None:
        read.follow()
        assert [revision for revision, _ in read.texts()] == [2]

    await library.tried(job)
    await library.tell({**STORY, "One": (MARSH,)})

    def then(read: Read) -> None:
        read.follow()
        assert [revision for revision, _ in read.texts()] == [2, 3]
        assert read.passed() == {"One": ((0, len(MARSH)),)}
        of_today = stored.of_chapter(read.connection, READER, read.chapters[0], again=False)
        assert of_today == ((0, len(MARSH)),)

    await library.tried(then)


@pytest.mark.parametrize(("gone", "kept"), [(23, False), (24, True)])
async def test_so_many_letters_are_worth_a_text(library: Library, gone: int, kept: bool) -> None:
    await library.tried(lambda read: read.keep(0, (0, gone), (TO_MARSH, FIRST)))
    await library.tell({**STORY, "One": (MARSH,)})

    def job(read: Read) -> None:
        read.follow()
        assert ([revision for revision, _ in read.texts()] == [1, 2]) is kept

    await library.tried(job)


async def test_of_former_texts_the_newest_eight_are_kept(library: Library) -> None:
    lines = [f"{word} came down the {word} road with {word} in both hands." for word in "abcdefghijkl"]
    await library.tell({"One": lines})
    await library.tried(lambda read: read.keep(0, (0, read.chapters[0].characters)))
    for number in range(1, 11):
        await library.tell({"One": lines[number:]})
        await library.tried(lambda read: read.follow())

    def job(read: Read) -> None:
        newest = read.chapters[0].revision
        assert [revision for revision, _ in read.texts()] == [*range(newest - 8, newest + 1)]

    await library.tried(job)


async def test_what_was_read_begins_with_a_paragraph_and_ends_behind_one(library: Library) -> None:
    def before(read: Read) -> None:
        read.keep(0, (5, 20), (TO_MARSH, TO_MARSH + 9))
        read.keep(1, (0, len(NIGHT)))

    await library.tried(before)
    await library.tell({"One": (SALT, HEATH, MARSH), "Two": (NIGHT, OWL)})

    def job(read: Read) -> None:
        read.follow()
        at = len(f"{SALT}\n\n{HEATH}\n\n")
        assert read.passed() == {"One": ((at, at + 9),), "Two": ((0, len(NIGHT)),)}

    await library.tried(job)
    await library.tell({"One": (SALT, HEATH, MARSH), "Two": (NIGHT, OWL, SALT)})


async def test_a_stretch_from_the_middle_of_a_paragraph_goes_on_with_the_next(library: Library) -> None:
    await library.tell({"One": (HEATH, MARSH, NIGHT)})
    await library.tried(lambda read: read.keep(0, (5, read.chapters[0].characters)))
    await library.tell({"One": (SALT, HEATH, MARSH, NIGHT)})

    def job(read: Read) -> None:
        read.follow()
        at = len(f"{SALT}\n\n{HEATH}\n\n")
        assert read.passed() == {"One": ((at, read.chapters[0].characters),)}

    await library.tried(job)


async def test_of_a_stretch_from_the_middle_of_a_paragraph_to_its_end_nothing_is_left(
    library: Library,
) -> None:
    await library.tried(lambda read: read.keep(0, (5, len(HEATH))))
    await library.tell({**STORY, "One": (SALT, HEATH, MARSH)})

    def job(read: Read) -> None:
        read.follow()
        assert read.passed() == {}

    await library.tried(job)


async def test_a_stretch_that_ends_with_its_paragraph_holds_the_empty_line_behind_it(
    library: Library,
) -> None:
    await library.tried(lambda read: read.keep(0, (TO_MARSH, FIRST)))
    await library.tell({**STORY, "One": (HEATH, SALT, MARSH, OWL)})

    def job(read: Read) -> None:
        read.follow()
        at = len(f"{HEATH}\n\n{SALT}\n\n")
        assert read.passed() == {"One": ((at, at + len(f"{MARSH}\n\n")),)}

    await library.tried(job)


async def test_who_only_began_a_chapter_has_still_begun_it(library: Library) -> None:
    await library.tried(lambda read: read.keep(0, (0, 0)))
    await library.tell({**STORY, "One": (SALT, MARSH)})

    def job(read: Read) -> None:
        read.follow()
        assert read.passed() == {"One": ((0, 0),)}

    await library.tried(job)


async def test_two_stretches_that_an_edit_brings_together_are_one(library: Library) -> None:
    await library.tried(lambda read: read.keep(0, (0, FIRST)))
    await library.tried(lambda read: read.keep(1, (0, SECOND)))
    await library.tell({"One": (HEATH, MARSH, NIGHT, OWL)})

    def job(read: Read) -> None:
        read.follow()
        assert read.passed() == {"One": ((0, read.chapters[0].characters),)}

    await library.tried(job)


async def test_a_reader_is_brought_up_to_date_once_an_edit_has_come(library: Library) -> None:
    await library.tried(lambda read: read.keep(0, (0, FIRST)))
    await library.tell({**STORY, "One": (SALT, HEATH, MARSH)})
    await passed.bring_up_to_date(library.database, ReaderId(8))
    await library.tried(lambda read: _assert_behind(read, [library.story]))
    await library.database.transaction(_another_begins_before_an_edit(library.story))
    await passed.bring_up_to_date(library.database, READER)
    await library.tried(lambda read: _assert_behind(read, []))


def _another_begins_before_an_edit(story: StoryId) -> Callable[[Connection], None]:
    def job(connection: Connection) -> None:
        bookmarks.begin(connection, Audience(ReaderId(8)), story, 0)
        connection.execute("UPDATE readings SET edition = edition - 1 WHERE reader_id = 8")

    return job


def _assert_behind(read: Read, stories: list[StoryId]) -> None:
    assert stored.behind(read.connection, READER) == stories
