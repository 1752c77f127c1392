"""What an update will do to readers and to the story, told before it is kept: pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bot.editing.models import Effects, Release
from bot.editing.plan import Plan
from bot.stories.changes import Fate
from bot.stories.chapters import NewChapter, NumberedChapter, count_words
from bot.stories.models import ChapterKind
from bot.stories.naming import are_one_title, chapter_name
from bot.text.continuity import Version, continued
from bot.text.spans import between

_MOST_NAMED = 5
_A_SENTENCE = 10
"""Words that go together, from which on a reader may have stopped there."""


def effects_of(plan: Plan, readers: int | None, planned: Iterable[Release], *, is_update: bool) -> Effects:
    """Returns the effects of a plan. `readers` is the number of people who have begun the story, None where
    it may not be told; `planned` are the chapters that are to appear in it. Slow for long stories: to be
    called in a thread."""
    lost = dict(_lost(plan)) if is_update else {}
    added = [each for fate, each in plan.fates() if fate is Fate.ADDED and isinstance(each, NumberedChapter)]
    return Effects(
        lost=sum(lost.values()),
        losing=tuple(lost)[:_MOST_NAMED],
        readers=readers,
        told=sum(1 for each in added if each.number is not None) if is_update else 0,
        twice=tuple(_twice(plan.new))[:_MOST_NAMED],
        planned=tuple(each.title for each in planned if is_brought(each, plan.new))[:_MOST_NAMED],
    )


def is_brought(planned: Release, chapters: Iterable[NewChapter]) -> bool:
    """Returns whether a planned chapter is among these: its words, or a chapter of its title."""
    return any(
        each.text == planned.text or are_one_title(each.title, planned.title)
        for each in chapters
        if each.kind is ChapterKind.BODY
    )


def are_alike(old: Sequence[NewChapter], new: Sequence[NewChapter]) -> bool:
    """Returns whether any chapter of one story has sentences of the other. Slow for long stories: to be
    called in a thread."""
    before = [Version(f"old {at}", f"old {at}", each.text) for at, each in enumerate(old)]
    after = [Version(f"new {at}", f"new {at}", each.text) for at, each in enumerate(new)]
    return any(each is not None for each in continued(before, after))


def _lost(plan: Plan) -> Iterator[tuple[str, int]]:
    """Yields the chapters of today that words go from, and how many."""
    for old, stretches in zip(plan.old, plan.stretches, strict=True):
        gaps = between(((each.start, each.end) for each in stretches), len(old.text))
        counts = (count_words(old.text[start:end]) for start, end in gaps)
        words = sum(each for each in counts if each >= _A_SENTENCE)
        if words and old.chapter.position >= 0:
            yield chapter_name(old.chapter), words


def now_twice(plan: Plan) -> tuple[str, ...]:
    """Returns the names of the chapters to which the plan gives the words of another, each with that one's;
    of a story that is only made, none."""
    if not plan.old:
        return ()
    others: dict[str, list[NumberedChapter]] = {}
    for each in plan.new:
        others.setdefault(each.text, []).append(each)
    pairs = (
        (next(other for other in others[new.text] if other is not new), new)
        for new in map(plan.new.__getitem__, plan.with_new_text())
        if len(others[new.text]) > 1
    )
    return tuple(islice((_pair(other, new) for other, new in pairs), _MOST_NAMED))


def _twice(new: Sequence[NumberedChapter]) -> Iterator[str]:
    """Yields the names of the chapters that have the words of one before them, each with that one's."""
    first: dict[str, NumberedChapter] = {}
    for each in new:
        before = first.setdefault(each.text, each)
        if before is not each:
            yield _pair(before, each)


def _pair(one: NumberedChapter, other: NumberedChapter) -> str:
    names = chapter_name(one), chapter_name(other)
    return names[0] if names[0] == names[1] else " = ".join(names)
