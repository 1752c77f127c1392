"""What a reader has passed is added to by presses, by a mark and by what was sent; and what comes next."""

from __future__ import annotations

import pytest

from bot.reading import passed
from bot.reading.positions import Passing
from bot.reading.queries import bookmarks, openings
from bot.reading.queries import passed as stored
from bot.stories.ids import ReaderId
from bot.stories.models import ChapterKind, Excerpt, Place, Spot
from tests.reading.passed_story import (
    AUDIENCE,
    FIRST,
    HEATH,
    MARSH,
    READER,
    SALT,
    SECOND,
    STORY,
    TO_MARSH,
    Library,
    Read,
)

# By a press


async def test_a_page_counts_from_where_it_was_new(library: Library) -> None:
    def job(read: Read) -> None:
        words = read.chapters[0].words
        assert read.press(0, Passing(Spot(0, 0), over=False), 30) == (Spot(0, 0), 30 * words / FIRST)
        assert read.press(0, Passing(Spot(0, 10), over=False), 40) == (Spot(0, 30), 10 * words / FIRST)
        assert read.press(0, Passing(Spot(0, 0), over=False), 40) == (None, 0)
        assert read.passed() == {"One": ((0, 40),)}

    await library.tried(job)


async def test_a_press_into_the_next_chapter_passes_the_rest_of_the_one_before(library: Library) -> None:
    def job(read: Read) -> None:
        read.keep(0, (0, 20))
        new, words = read.press(1, Passing(Spot(0, 20), over=False), 25)
        assert new == Spot(0, 20)
        one, two = read.chapters
        assert words == pytest.approx((FIRST - 20) * one.words / FIRST + 25 * two.words / SECOND)
        assert read.passed() == {"One": ((0, FIRST),), "Two": ((0, 25),)}

    await library.tried(job)


async def test_of_a_chapter_read_to_its_end_a_press_into_the_next_is_new_there(library: Library) -> None:
    def job(read: Read) -> None:
        read.keep(0, (0, FIRST))
        new, words = read.press(1, Passing(Spot(0, 20), over=False), 25)
        assert new == Spot(1, 0)
        assert words == pytest.approx(25 * read.chapters[1].words / SECOND)

    await library.tried(job)


async def test_a_press_out_of_a_foreword_passes_nothing_of_it(library: Library) -> None:
    await library.tell({"Foreword": (SALT,), **STORY}, ChapterKind.FRONT)

    def job(read: Read) -> None:
        new, _ = read.press(1, Passing(Spot(0, 5), over=False), 25)
        assert new == Spot(1, 0)
        assert read.passed() == {"One": ((0, 25),)}

    await library.tried(job)


async def test_next_after_a_jump_passes_over_what_that_left_out_and_no_more(library: Library) -> None:
    await library.tell({**STORY, "Three": (SALT,)})

    def job(read: Read) -> None:
        read.keep(0, (0, 20))
        new, words = read.press(1, Passing(Spot(1, 30), over=True), 60)
        assert new == Spot(1, 30)
        one, two, _ = read.chapters
        assert words == pytest.approx((FIRST - 20) * one.words / FIRST + 60 * two.words / SECOND)
        assert read.passed() == {"One": ((0, FIRST),), "Two": ((0, 60),)}

    await library.tried(job)


async def test_a_jump_within_a_chapter_leaves_out_what_is_between(library: Library) -> None:
    def job(read: Read) -> None:
        read.keep(0, (0, 10))
        read.press(0, Passing(Spot(0, 50), over=True), 60)
        assert read.passed() == {"One": ((0, 60),)}
        read.keep(0, (0, 10), (20, 30))
        read.press(0, Passing(Spot(0, 50), over=True), 60)
        assert read.passed() == {"One": ((0, 10), (20, 60))}  # what an earlier jump left out stays so
        read.keep(0, (0, 10), (70, 80))
        read.press(0, Passing(Spot(0, 50), over=True), 60)
        assert read.passed() == {"One": ((0, 60), (70, 80))}  # what was read behind the place plays no part

    await library.tried(job)


async def test_what_a_jump_leaves_out_begins_behind_what_they_read_last(library: Library) -> None:
    await library.tell({**STORY, "Three": (SALT,)})

    def job(read: Read) -> None:
        read.keep(0, (0, FIRST))
        read.keep(1, (20, 30))
        two = read.chapters[1]
        stored.keep(read.connection, ReaderId(8), stored.Layer(False, two.id, two.revision), (), ((0, 90),))
        read.press(2, Passing(Spot(2, 10), over=True), 20)
        assert read.passed() == {"One": ((0, FIRST),), "Two": ((20, SECOND),), "Three": ((0, 20),)}

    await library.tried(job)


async def test_next_from_what_was_read_passes_over_nothing(library: Library) -> None:
    def job(read: Read) -> None:
        read.keep(0, (5, 10), (20, 40))
        read.press(0, Passing(Spot(0, 40), over=True), 60)
        assert read.passed() == {"One": ((5, 10), (20, 60))}

    await library.tried(job)


async def test_who_has_read_nothing_of_it_passes_over_all_that_is_before(library: Library) -> None:
    def job(read: Read) -> None:
        read.keep(0)
        read.press(1, Passing(Spot(1, 30), over=True), 60)
        assert read.passed() == {"One": ((0, FIRST),), "Two": ((0, 60),)}

    await library.tried(job)


async def test_a_foreword_is_not_passed_over(library: Library) -> None:
    await library.tell({"Foreword": (SALT,), **STORY}, ChapterKind.FRONT)

    def job(read: Read) -> None:
        read.keep(1)
        read.press(2, Passing(Spot(2, 30), over=True), 60)
        assert read.passed() == {"One": ((0, FIRST),), "Two": ((0, 60),)}

    await library.tried(job)


async def test_a_chapter_put_in_since_they_last_pressed_is_not_passed_over(library: Library) -> None:
    await library.tried(lambda read: read.keep(0, (0, FIRST)))
    await library.tell({"One": STORY["One"], "Between": (SALT,), "Two": STORY["Two"]})

    def job(read: Read) -> None:
        read.press(2, Passing(Spot(2, 30), over=True), 60)
        assert read.passed() == {"One": ((0, FIRST),), "Two": ((0, 60),)}

    await library.tried(job)


async def test_who_reads_it_again_passes_in_both_and_counts_in_this_one(library: Library) -> None:
    def job(read: Read) -> None:
        read.keep(0, (0, FIRST))
        words = read.chapters[0].words
        assert read.press(0, Passing(Spot(0, 0), over=False), 30) == (Spot(0, 0), 30 * words / FIRST)
        assert read.passed() == {"One": ((0, FIRST),)}
        assert read.passed(again=True) == {"One": ((0, 30),)}
        new, _ = read.press(1, Passing(Spot(0, 30), over=False), 25)
        assert new == Spot(0, 30)
        assert read.passed() == {"One": ((0, FIRST),), "Two": ((0, 25),)}
        assert read.passed(again=True) == read.passed()

    await library.tried(job, again=True)


async def test_who_jumps_when_they_read_it_again_passes_over_what_is_between_in_this_read(
    library: Library,
) -> None:
    def job(read: Read) -> None:
        read.keep(0, (0, FIRST))
        read.press(0, Passing(Spot(0, 50), over=True), 60)
        assert read.passed(again=True) == {"One": ((0, 60),)}

    await library.tried(job, again=True)


# By a mark, and by what was sent


async def test_a_mark_passes_a_chapter_and_all_before_it(library: Library) -> None:
    def job(read: Read) -> None:
        one, two = read.chapters
        assert not passed.is_passed_up_to(read.connection, READER, read.reading, one)
        assert passed.pass_up_to(read.connection, READER, read.reading, one) == one.words
        assert read.passed() == {"One": ((0, FIRST),)}
        assert passed.is_passed_up_to(read.connection, READER, read.reading, one)
        assert not passed.is_passed_up_to(read.connection, READER, read.reading, two)
        assert passed.pass_up_to(read.connection, READER, read.reading, two) == two.words
        assert passed.is_passed_up_to(read.connection, READER, read.reading, two)
        read.keep(0, (1, FIRST))
        assert not passed.is_passed_up_to(read.connection, READER, read.reading, two)

    await library.tried(job)


async def test_a_mark_in_another_read_says_nothing_of_this_one(library: Library) -> None:
    def job(read: Read) -> None:
        one, _ = read.chapters
        read.keep(0, (0, FIRST))
        assert not passed.is_passed_up_to(read.connection, READER, read.reading, one)
        assert passed.pass_up_to(read.connection, READER, read.reading, one) == one.words
        assert passed.is_passed_up_to(read.connection, READER, read.reading, one)

    await library.tried(job, again=True)


@pytest.mark.parametrize("again", [False, True])
async def test_what_was_sent_is_passed_beside_what_was_read(library: Library, again: bool) -> None:
    def job(read: Read) -> None:
        one, two = read.chapters
        read.keep(0, (0, 20))
        sent = Excerpt(Place(one.id, one.revision, 10), 45), Excerpt(Place(two.id, two.revision, 0), 9)
        passed.pass_excerpts(read.connection, READER, read.reading, sent)
        assert read.passed() == {"One": ((0, 45),), "Two": ((0, 9),)}
        assert read.passed(again=True) == ({"One": ((0, 0), (10, 45)), "Two": ((0, 9),)} if again else {})
        in_this_one = 35 + (0 if again else 10)
        assert read.words() == pytest.approx(in_this_one * one.words / FIRST + 9 * two.words / SECOND)

    await library.tried(job, again=again)


async def test_what_was_sent_before_an_edit_is_passed_where_its_words_are_now(library: Library) -> None:
    sent: list[Excerpt] = []

    def before(read: Read) -> None:
        one = read.chapters[0]
        sent.append(Excerpt(Place(one.id, one.revision, TO_MARSH), FIRST))

    def after(read: Read) -> None:
        passed.pass_excerpts(read.connection, READER, read.reading, sent)
        at = len(f"{HEATH}\n\n{SALT}\n\n")
        assert read.passed() == {"One": ((0, 0), (at, at + len(MARSH)))}

    await library.tried(before)
    await library.tell({**STORY, "One": (HEATH, SALT, MARSH)})
    await library.tried(after)


# Whether a chapter comes next


async def test_the_chapter_after_the_one_that_was_read_comes_next(library: Library) -> None:
    def comes_next(read: Read, number: int) -> bool:
        opening = openings.opening(read.connection, read.chapters[number].id, AUDIENCE)
        assert opening is not None
        return passed.comes_next(read.connection, AUDIENCE, opening)

    def job(read: Read) -> None:
        assert not comes_next(read, 0)
        assert not comes_next(read, 1)
        read.keep(0, (0, FIRST - 1))
        assert not comes_next(read, 1)
        read.keep(0, (0, FIRST))
        assert comes_next(read, 1)
        read.keep(1, (0, 0))
        assert not comes_next(read, 1)  # it is begun

    await library.tried(job)


async def test_of_a_story_that_is_not_begun_nothing_comes_next(library: Library) -> None:
    def job(read: Read) -> None:
        read.keep(0, (0, FIRST))
        second = read.chapters[1].id
        bookmarks.forget(read.connection, read.reading.id)
        opening = openings.opening(read.connection, second, AUDIENCE)
        assert opening is not None
        assert not passed.comes_next(read.connection, AUDIENCE, opening)

    await library.tried(job)


async def test_in_a_second_read_what_comes_next_goes_by_that(library: Library) -> None:
    def job(read: Read) -> None:
        read.keep(0, (0, FIRST))
        opening = openings.opening(read.connection, read.chapters[1].id, AUDIENCE)
        assert opening is not None
        assert not passed.comes_next(read.connection, AUDIENCE, opening)
        read.press(0, Passing(Spot(0, 0), over=False), FIRST)
        assert passed.comes_next(read.connection, AUDIENCE, opening)

    await library.tried(job, again=True)
