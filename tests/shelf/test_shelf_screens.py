"""Every screen of the shelf is one that Discord takes, whatever stands on it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.shelf.models import Reach, ShelfEntry, ShelfLine, ShelfPage, ShelfSection, Unread
from bot.shelf.presses import TurnSection
from bot.shelf.service import LINES_A_PAGE
from bot.stories.ids import MarkId
from bot.stories.models import Chapter, Listing, Story
from cogs.shelf.lists import shelf_list
from cogs.shelf.saving import saved_note, taken_off_note
from cogs.shelf.story_screens import shelf_entry, start_again_question, unread_menu
from tests.support.replies import TEXT_DISPLAY, walk
from tests.support.rounds import rounds
from tests.ui.strategies import FULLEST, LARGEST, chapters, check, listing, numbers, readings, stories

BACK = TurnSection(ShelfSection.STOPPED, -LARGEST)
"""The page of a forged press: whatever it says has to fit beside the rest."""

moments = st.integers(0, 2**31)
reaches = st.builds(Reach, readings, chapters, st.integers(0, 100))
lines = st.builds(
    ShelfLine,
    story=stories,
    section=st.sampled_from(ShelfSection) | st.none(),
    saved_at=moments | st.none(),
    reads=st.lists(reaches, max_size=40).map(tuple),
    new_chapters=st.integers(0, 10**7),
)
counts = st.fixed_dictionaries({section: st.integers(0, 10**6) for section in ShelfSection})


@given(
    st.sampled_from(ShelfSection),
    counts,
    st.lists(lines, max_size=LINES_A_PAGE, unique_by=lambda line: line.story.id),
)
async def test_a_list(section: ShelfSection, counts: dict[ShelfSection, int], found: list[ShelfLine]) -> None:
    check(shelf_list(ShelfPage(section, counts, listing(found, 2)), {each.story.id: b"" for each in found}))


@given(lines, numbers.map(MarkId) | st.none())
async def test_a_story_by_itself(line: ShelfLine, mark: MarkId | None) -> None:
    note = "✓ Read up to the end of " + "x" * 160
    check(shelf_entry(ShelfEntry(line, mark), BACK, note, {line.story.id: b""}))


@given(stories, st.lists(chapters, min_size=1, max_size=25, unique_by=lambda each: each.id))
async def test_the_chapters_to_mark(story: Story, found: list[Chapter]) -> None:
    check(unread_menu(Unread(story, listing(found, 2)), BACK))


@given(lines.filter(lambda line: bool(line.reads)))
async def test_what_is_asked_and_told(line: ShelfLine) -> None:
    check(start_again_question(line, BACK))
    check(saved_note(line.story))
    check(taken_off_note(line.story))


@given(st.sampled_from(ShelfSection), st.lists(reaches, min_size=40, max_size=40))
@settings(max_examples=rounds(10, full=30))
async def test_the_fullest_list_there_can_be(section: ShelfSection, reads: list[Reach]) -> None:
    line = ShelfLine(FULLEST, section, 2**31, tuple(reads), 10**7)
    screen = shelf_list(
        ShelfPage(section, dict.fromkeys(ShelfSection, 10**6), Listing((line,) * LINES_A_PAGE, 1, 3, 10)),
        {FULLEST.id: b""},
    )
    shown = [
        each["content"]
        for each in walk(screen.to_components())  # type: ignore[no-untyped-call]
        if each["type"] == TEXT_DISPLAY
    ]
    assert sum(map(len, shown)) <= 4_000
