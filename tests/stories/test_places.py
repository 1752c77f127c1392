"""Where a place of an old text is today, through any number of updates, moves and removals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.database import Connection, Database
from bot.errors import StaleButtonError
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details
from bot.stories.ids import ChapterId, GuildId, ReaderId, RoleId, StoryId
from bot.stories.models import BEHIND, Audience, EarlyAccess, Origin, Place
from bot.stories.places import PlaceMap, current_end, current_place, followed
from bot.stories.queries import chapters, early
from tests.support.importing import importer_of

pytestmark = pytest.mark.usefixtures("ids_from_one")

ONE, TWO, THREE = ChapterId(1), ChapterId(2), ChapterId(3)
STRETCHES = [(0, 10, ONE, 2, 0), (10, 20, TWO, 1, 5), (30, 40, ONE, 2, 10)]
"""Of forty characters, ten went to another chapter, and ten are gone."""
HEATH, MARSH, NIGHT = (
    "The heath lay empty from the quarry to the sea.",
    "Rain had filled the marsh before anybody woke.",
    "At night the lamps went out along the harbour wall.",
)
AUDIENCE = Audience(ReaderId(7))


# By the stretches of one update


@pytest.mark.parametrize(
    ("offset", "place", "same"),
    [
        (0, Place(ONE, 2, 0), True),
        (9, Place(ONE, 2, 9), True),
        (10, Place(TWO, 1, 5), True),
        (20, Place(TWO, 1, 15), True),
        (25, Place(TWO, 1, 15), False),
        (31, Place(ONE, 2, 11), True),
        (40, Place(ONE, 2, 20), True),
        (41, Place(ONE, 2, 20), False),
    ],
)
def test_a_place_goes_with_its_words_or_stays_behind_those_before_them(
    offset: int, place: Place, same: bool
) -> None:
    assert PlaceMap(STRETCHES).follow(offset) == (place, same)


def test_stretches_that_were_read_go_with_their_words_and_what_is_gone_is_counted() -> None:
    found, gone = PlaceMap(STRETCHES).spans(ONE, ((0, 15), (18, 32)))
    assert found == {(ONE, 2): ((0, 12),), (TWO, 1): ((5, 10), (13, 15))}
    assert gone == 10


def test_the_beginning_of_a_chapter_that_goes_on_is_still_begun() -> None:
    rewritten = [(0, 0, ONE, 2, 0), (30, 40, ONE, 2, 7)]
    assert PlaceMap(rewritten).spans(ONE, ((0, 9),)) == ({(ONE, 2): ((0, 0),)}, 9)
    assert PlaceMap(rewritten).spans(ONE, ((1, 9),)) == ({}, 8)
    assert PlaceMap(rewritten).spans(TWO, ((0, 9),)) == ({}, 9)  # another chapter goes on there
    assert PlaceMap([(0, 0, ONE, 2, 4)]).spans(ONE, ((0, 9),)) == ({}, 9)  # its beginning is another's middle


# By the library


async def told(database: Database, *parts: tuple[str, str]) -> StoryId:
    chapters_told = tuple(ManuscriptChapter(title, text) for title, text in parts)
    origin = Origin("heath.txt", str(parts))
    return (
        await importer_of(database).add(Manuscript(Details(title="Heath"), chapters_told), origin)
    ).story.id


async def tried(database: Database, job: Callable[[Connection], None]) -> None:
    await database.transaction(job)


async def test_a_place_is_followed_through_two_updates(database: Database) -> None:
    await told(database, ("One", HEATH), ("Two", NIGHT))
    await told(database, ("One", f"{MARSH}\n\n{HEATH}"), ("Two", NIGHT))
    await told(database, ("One", MARSH), ("Two", f"{NIGHT}\n\n{HEATH}"))

    def job(connection: Connection) -> None:
        place, same = followed(connection, Place(ONE, 1, 4), AUDIENCE)
        assert place == current_place(connection, Place(ONE, 1, 4), AUDIENCE)
        assert (place.chapter, place.offset, same) == (TWO, len(f"{NIGHT}\n\n") + 4, True)
        assert followed(connection, replace(place, offset=3), AUDIENCE) == (replace(place, offset=3), True)

    await tried(database, job)


async def test_words_that_were_gone_in_between_do_not_stand_there_still(database: Database) -> None:
    await told(database, ("One", f"{HEATH}\n\n{MARSH}"))
    await told(database, ("One", HEATH))
    await told(database, ("One", f"{NIGHT}\n\n{HEATH}"))

    def job(connection: Connection) -> None:
        place, same = followed(connection, Place(ONE, 1, len(HEATH) + 9), AUDIENCE)
        assert (place.offset, same) == (len(f"{NIGHT}\n\n{HEATH}"), False)

    await tried(database, job)


async def test_pages_of_notes_stay_before_and_behind_the_text(database: Database) -> None:
    await told(database, ("One", HEATH))
    await told(database, ("One", f"{MARSH}\n\n{HEATH}"))

    def job(connection: Connection) -> None:
        for page in (-1, -3, BEHIND, BEHIND + 2):
            assert followed(connection, Place(ONE, 1, page), AUDIENCE)[0] == Place(ONE, 2, page)

    await tried(database, job)


async def test_what_never_was_or_is_no_more_or_not_for_them_is_stale(database: Database) -> None:
    story = await told(database, ("One", HEATH), ("Two", NIGHT))

    def job(connection: Connection) -> None:
        for place in (Place(ChapterId(9), 1, 0), Place(ONE, 2, 0), Place(ONE, 0, 0)):
            with pytest.raises(StaleButtonError):
                current_place(connection, place, AUDIENCE)
        early.set_access(connection, story, TWO, EarlyAccess(GuildId(9), (RoleId(3),)))
        with pytest.raises(StaleButtonError):
            current_place(connection, Place(TWO, 1, 0), AUDIENCE)
        assert current_place(connection, Place(TWO, 1, 0), None) == Place(TWO, 1, 0)

    await tried(database, job)


async def test_an_end_in_a_chapter_that_is_not_open_to_them_is_stale(database: Database) -> None:
    story = await told(database, ("One", HEATH), ("Two", NIGHT))

    def job(connection: Connection) -> None:
        early.set_access(connection, story, TWO, EarlyAccess(GuildId(9), (RoleId(3),)))
        for offset in (0, 9):
            with pytest.raises(StaleButtonError):
                current_end(connection, Place(TWO, 1, offset), AUDIENCE)
            assert current_end(connection, Place(TWO, 1, offset), None) == Place(TWO, 1, offset)

    await tried(database, job)


async def test_an_end_at_the_very_beginning_goes_with_the_first_words(database: Database) -> None:
    await told(database, ("One", HEATH), ("Two", NIGHT))
    await told(database, ("One", NIGHT), ("Two", HEATH))

    def job(connection: Connection) -> None:
        for chapter in (ONE, TWO):
            beginning = Place(chapter, 1, 0)
            assert current_end(connection, beginning, None) == current_place(connection, beginning, None)

    await tried(database, job)
    await told(database, ("One", f"{MARSH}\n\n{NIGHT}"), ("Two", HEATH))
    await tried(database, job)


async def test_an_end_is_right_behind_its_last_letter_wherever_that_is(database: Database) -> None:
    await told(database, ("One", f"{HEATH}\n\n{MARSH}"))
    end = Place(ONE, 1, len(f"{HEATH}\n\n"))
    await told(database, ("One", f"{HEATH}\n\n{NIGHT}\n\n{MARSH}"))

    def job(connection: Connection) -> None:
        assert current_end(connection, end, AUDIENCE).offset == len(f"{HEATH}\n\n") - 1
        assert current_end(connection, Place(ONE, 1, 0), AUDIENCE) == Place(ONE, 2, 0)
        whole = chapters.get(connection, ONE, AUDIENCE)
        assert whole is not None
        last = Place(ONE, 1, len(f"{HEATH}\n\n{MARSH}"))
        assert current_end(connection, last, AUDIENCE).offset == whole.characters

    await tried(database, job)
