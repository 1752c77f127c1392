"""What becomes of each chapter when a story's next version is planned."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.editing.plan import Plan, _moved, planned
from bot.stories.changes import Fate
from bot.stories.chapters import NewChapter, NumberedChapter, StoredChapter, counted, numbered
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Chapter, ChapterKind

orders = st.lists(st.integers(0, 400), unique=True, max_size=40)
COUNT = 6


def text(number: int) -> str:
    """Sentences that stand in no other text."""
    return " ".join(f"Word {number} stands here for the {each}th time." for each in range(number, number + 5))


def chapter(number: int, title: str = "") -> NewChapter:
    """A chapter as a file brings it."""
    return counted(title or f"Title {number}", ChapterKind.BODY, "", text(number))


def file_of(*numbers: int) -> list[NumberedChapter]:
    return numbered(map(chapter, numbers))


def story(*numbers: int) -> list[StoredChapter]:
    """A story as the library has it, each chapter's id its number."""
    return [
        StoredChapter(each.with_id(ChapterId(number), StoryId(1), 1), each.key, each.text, each.notes)
        for number, each in zip(numbers, file_of(*numbers), strict=True)
    ]


def fates_of(plan: Plan) -> dict[int, Fate]:
    """What became of each chapter, by its identity; of a new one by its number, negative."""
    return {identity_of(plan, each): fate for fate, each in plan.fates()}


def identity_of(plan: Plan, each: Chapter | NumberedChapter) -> int:
    if isinstance(each, Chapter):
        return each.id
    former = plan.continued[each.position]
    return -int(each.title.split()[-1]) if former is None else plan.old[former].chapter.id


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
    fates = fates_of(planned(story(*range(1, COUNT + 1)), file_of(*left)))
    assert {number for number, fate in fates.items() if fate is Fate.REMOVED} == gone
    assert {number for number, fate in fates.items() if fate is Fate.MOVED} == _moved(left)
    assert len(fates) == len(gone) + len(_moved(left))


@given(st.permutations(range(1, COUNT + 1)), st.sets(st.integers(1, COUNT)), st.sets(st.integers(1, COUNT)))
def test_another_text_is_an_edit_and_else_another_title_a_new_name(
    order: list[int], edited: set[int], renamed: set[int]
) -> None:
    new = [
        each.rewritten(each.text + " And one more.") if number in edited else each
        for number in order
        for each in (chapter(number, f"Other {number}" if number in renamed else ""),)
    ]
    fates = fates_of(planned(story(*range(1, COUNT + 1)), numbered(new)))
    assert {number for number, fate in fates.items() if fate is Fate.EDITED} == edited
    assert {number for number, fate in fates.items() if fate is Fate.RENAMED} == renamed - edited
    assert {number for number, fate in fates.items() if fate is Fate.MOVED} == _moved(
        order
    ) - edited - renamed


@given(st.integers(0, COUNT), st.integers(1, 4))
def test_chapters_put_in_anywhere_are_all_that_is_new(at: int, count: int) -> None:
    there, fresh = list(range(1, COUNT + 1)), list(range(50, 50 + count))
    plan = planned(story(*there), file_of(*there[:at], *fresh, *there[at:]))
    assert fates_of(plan) == {-number: Fate.ADDED for number in fresh}
    assert [plan.has_new_text(index) for index in range(len(plan.new))] == [
        each in range(at, at + count) for each in range(len(plan.new))
    ]


@given(st.integers(0, COUNT - 1))
def test_a_removed_chapter_that_comes_back_is_itself_again_and_no_new_one(at: int) -> None:
    there = story(*range(1, COUNT))
    (back,) = story(COUNT)
    back = replace(back, chapter=replace(back.chapter, position=-1 - COUNT))
    contents = [each.content for each in there]
    plan = planned([*there, back], numbered([*contents[:at], back.content, *contents[at:]]))
    assert fates_of(plan) == {COUNT: Fate.RETURNED}


def test_nothing_changed_is_no_fate() -> None:
    there = story(*range(1, COUNT + 1))
    assert fates_of(planned(there, numbered(each.content for each in there))) == {}
