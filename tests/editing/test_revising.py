"""What becomes of each chapter when a story's next version is planned."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.editing.cataloguing import numbered, rewritten, written
from bot.editing.revising import Plan, _moved, planned
from bot.imports.manuscript import ManuscriptChapter
from bot.stories.changes import Fate
from bot.stories.ids import ChapterId
from bot.stories.queries.versions import Written

orders = st.lists(st.integers(0, 400), unique=True, max_size=40)
COUNT = 6


def text(number: int) -> str:
    """Sentences that stand in no other text."""
    return " ".join(f"Word {number} stands here for the {each}th time." for each in range(number, number + 5))


def chapter(number: int, title: str = "") -> Written:
    """A chapter with an identity, as the library has it."""
    new = written(ManuscriptChapter(title or f"Title {number}", text(number)))
    return replace(new, chapter=replace(new.chapter, id=ChapterId(number)))


def story(*numbers: int) -> list[Written]:
    return numbered(chapter(number) for number in numbers)


def fates_of(plan: Plan) -> dict[int, Fate]:
    """What became of each chapter, by its identity; of a new one by its number, negative."""
    return {
        int(old.id) or -int(plan.new[index or 0].chapter.title.split()[-1]): fate
        for fate, old, index in plan.fates()
    }


def as_file(chapters: list[Written]) -> list[Written]:
    """The same chapters as a file brings them: without identities."""
    return numbered(replace(each, chapter=replace(each.chapter, id=ChapterId(0))) for each in chapters)


# Moved


def longest_rising_row(order: list[int]) -> int:
    """The plain way to find its length."""
    lengths: list[int] = []
    for at, each in enumerate(order):
        before = [length for length, other in zip(lengths, order[:at], strict=True) if other < each]
        lengths.append(1 + max(before, default=0))
    return max(lengths, default=0)


@given(orders)
def test_what_has_not_moved_stands_in_order(order: list[int]) -> None:
    moved = _moved(order)
    stayed = [each for each in order if each not in moved]
    assert stayed == sorted(stayed)
    assert moved <= set(order)


@given(orders)
def test_no_fewer_can_have_moved(order: list[int]) -> None:
    assert len(order) - len(_moved(order)) == longest_rising_row(order)


@given(orders, st.data())
def test_one_chapter_put_elsewhere_is_all_that_moves(order: list[int], data: st.DataObject) -> None:
    row = sorted(order)
    if len(row) > 2:
        at = data.draw(st.integers(0, len(row) - 1))
        taken = row.pop(at)
        row.insert(data.draw(st.integers(0, len(row))), taken)
    assert len(_moved(row)) <= 1


# Fates


@given(st.permutations(range(1, COUNT + 1)), st.sets(st.integers(1, COUNT), max_size=COUNT - 1))
def test_every_chapter_that_is_gone_was_removed_and_none_that_is_there(
    order: list[int], gone: set[int]
) -> None:
    left = [number for number in order if number not in gone]
    fates = fates_of(planned(story(*range(1, COUNT + 1)), as_file(story(*left))))
    assert {number for number, fate in fates.items() if fate is Fate.REMOVED} == gone
    assert {number for number, fate in fates.items() if fate is Fate.MOVED} == _moved(left)
    assert len(fates) == len(gone) + len(_moved(left))


@given(st.permutations(range(1, COUNT + 1)), st.sets(st.integers(1, COUNT)), st.sets(st.integers(1, COUNT)))
def test_another_text_is_an_edit_and_else_another_title_a_new_name(
    order: list[int], edited: set[int], renamed: set[int]
) -> None:
    new = [
        rewritten(each, each.text + " And one more.") if number in edited else each
        for number in order
        for each in (chapter(number, f"Other {number}" if number in renamed else ""),)
    ]
    fates = fates_of(planned(story(*range(1, COUNT + 1)), as_file(new)))
    assert {number for number, fate in fates.items() if fate is Fate.EDITED} == edited
    assert {number for number, fate in fates.items() if fate is Fate.RENAMED} == renamed - edited
    assert {number for number, fate in fates.items() if fate is Fate.MOVED} == _moved(
        order
    ) - edited - renamed


@given(st.integers(0, COUNT), st.integers(1, 4))
def test_chapters_put_in_anywhere_are_all_that_is_new(at: int, count: int) -> None:
    there, fresh = list(range(1, COUNT + 1)), list(range(50, 50 + count))
    plan = planned(story(*there), as_file(story(*there[:at], *fresh, *there[at:])))
    assert fates_of(plan) == {-number: Fate.ADDED for number in fresh}
    assert [plan.has_new_text(index) for index in range(len(plan.new))] == [
        each in range(at, at + count) for each in range(len(plan.new))
    ]


@given(st.integers(0, COUNT - 1))
def test_a_removed_chapter_that_is_back_is_new_again_under_its_own_identity(at: int) -> None:
    there = story(*range(1, COUNT))
    back = chapter(COUNT)
    back = replace(back, chapter=replace(back.chapter, position=-1 - COUNT))
    plan = planned([*there, back], numbered([*there[:at], back, *there[at:]]))
    assert fates_of(plan) == {COUNT: Fate.ADDED}


def test_nothing_changed_is_no_fate() -> None:
    there = story(*range(1, COUNT + 1))
    assert fates_of(planned(there, as_file(there))) == {}
