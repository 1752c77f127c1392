"""What a reader has passed: added to by presses, mapped by edits, kept in former texts, put back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from bot.database import Connection, Database
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.reading import passed
from bot.reading.models import Reading
from bot.reading.positions import Passing
from bot.reading.queries import bookmarks, openings
from bot.reading.queries import passed as stored
from bot.stories.details import Details
from bot.stories.ids import GuildId, ReaderId, RoleId, StoryId
from bot.stories.models import Audience, Chapter, ChapterKind, EarlyAccess, Excerpt, Origin, Place, Spot
from bot.stories.queries import chapters, early
from bot.text.spans import Span, Spans
from tests.support.importing import importer_of

READER = ReaderId(7)
AUDIENCE = Audience(READER)
Told = Mapping[str, Sequence[str]]
HEATH, MARSH, NIGHT, OWL, SALT = (
    "The heath lay empty from the quarry to the sea.",
    "Rain had filled the marsh before anybody woke.",
    "At night the lamps went out along the harbour wall.",
    "An owl sat upon the broken gate and did not move.",
    "Salt dried white on every window of the customs house.",
)
"""Paragraphs of which no two share a phrase."""
STORY: Told = {"One": (HEATH, MARSH), "Two": (NIGHT, OWL)}
FIRST, SECOND = len(f"{HEATH}\n\n{MARSH}"), len(f"{NIGHT}\n\n{OWL}")
TO_MARSH, TO_OWL = len(f"{HEATH}\n\n"), len(f"{NIGHT}\n\n")


class Library:
    """One story in a database, and one reader of it."""

    def __init__(self, database: Database) -> None:
        self.database, self.versions, self.story = database, 0, StoryId(0)

    async def tell(self, told: Told, kind: ChapterKind = ChapterKind.BODY) -> None:
        """Brings the story up to date; `kind` is that of its first chapter."""
        self.versions += 1
        kinds = [kind, *[ChapterKind.BODY] * len(told)]
        parts = [
            ManuscriptChapter(title, "\n\n".join(paragraphs), each)
            for (title, paragraphs), each in zip(told.items(), kinds, strict=False)
        ]
        written = await importer_of(self.database).add(
            Manuscript(Details(title="Heath"), tuple(parts)), Origin("heath.txt", str(self.versions))
        )
        self.story = written.story.id

    async def tried(self, job: Callable[[Read], None], *, again: bool = False) -> None:
        """Has a test do something within a transaction, with a reading of the story."""

        def within(connection: Connection) -> None:
            reading = bookmarks.get(connection, AUDIENCE, self.story)
            if reading is None:
                reading = bookmarks.begin(connection, AUDIENCE, self.story, 0)
            if again and not reading.again:
                bookmarks.close(connection, reading.id, 1)
                reading = bookmarks.begin(connection, AUDIENCE, self.story, 2)
            job(Read(connection, reading))

        await self.database.transaction(within)


class Read:
    """A reading, within a transaction."""

    def __init__(self, connection: Connection, reading: Reading) -> None:
        self.connection, self.reading = connection, reading

    @property
    def chapters(self) -> Sequence[Chapter]:
        return chapters.of(self.connection, self.reading.story, AUDIENCE)

    def passed(self, *, again: bool = False) -> dict[str, Spans]:
        """What they have passed of the texts of today, by the chapters' titles."""
        spans = stored.of_story(self.connection, READER, self.reading.story, again=again)
        return {each.title: spans[each.id] for each in self.chapters if each.id in spans}

    def texts(self) -> list[tuple[int, Spans]]:
        """What they have passed, with the revision of the text that it is in."""
        found = stored.texts(self.connection, READER, self.reading.story)
        return [(layer.revision, spans) for layer, spans in found.items()]

    def keep(self, number: int, *spans: Span) -> None:
        chapter = self.chapters[number]
        layer = stored.Layer(0, chapter.id, chapter.revision)
        before = stored.of_chapter(self.connection, READER, chapter, again=False)
        stored.keep(self.connection, READER, layer, before, spans)

    def press(self, number: int, what: Passing, end: int) -> tuple[Spot | None, float]:
        opening = openings.opening(self.connection, self.chapters[number].id, AUDIENCE)
        assert opening is not None
        return passed.pass_on(self.connection, READER, self.reading, opening, what, end)

    def words(self) -> float:
        found = bookmarks.get(self.connection, AUDIENCE, self.reading.story)
        assert found is not None
        return found.words

    def follow(self) -> None:
        passed.follow(self.connection, READER)


@pytest.fixture
async def library(database: Database) -> Library:
    library = Library(database)
    await library.tell(STORY)
    return library


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
        stored.keep(read.connection, ReaderId(8), stored.Layer(0, two.id, two.revision), (), ((0, 90),))
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


# By an edit


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


# Put back


async def test_what_was_passed_is_put_back_as_it_was(library: Library) -> None:
    def job(read: Read) -> None:
        one, _ = read.chapters
        read.keep(0, (0, FIRST))
        layer = stored.Layer(0, one.id, one.revision)
        stored.keep(read.connection, ReaderId(8), layer, (), ((40, 90),))  # somebody else’s plays no part
        passed.put_back(read.connection, READER, read.reading, [(0, one.id, one.revision, 0, 9)])
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
        rows = [(again, one.id, one.revision, 0, 9) for again in (0, 1)]
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
