"""Chapters that a newer file leaves as they are: those that are early, and those that are in no file."""

from __future__ import annotations

from collections.abc import Sequence

from bot.editing.chapter_updates import PUBLISHED
from bot.stories.chapters import NewChapter
from bot.stories.models import ChapterKind, EarlyAccess
from bot.text.continuity import Version, continued

Order = Sequence[tuple[str, str]]
"""The chapters of a former version, in order, by their keys and titles."""


def with_early(old: Sequence[NewChapter], new: Sequence[NewChapter]) -> Sequence[NewChapter]:
    """Returns the new version with those chapters early that are so in the old one, and with them the new
    chapters of the body behind them: a file opens nothing to everybody before its time."""
    if not any(each.early for each in old):
        return new
    chapters: list[NewChapter] = []
    behind: EarlyAccess | None = None
    for former, each in zip(_continued(old, new), new, strict=True):
        joins = behind if former is None and each.kind is ChapterKind.BODY else None
        early = old[former].early if former is not None else joins
        behind = early or behind
        chapters.append(each.opened_to(early))
    return chapters


def with_published(
    old: Sequence[NewChapter], new: Sequence[NewChapter], former_orders: Sequence[Order] = ()
) -> Sequence[NewChapter]:
    """Returns the new version with those chapters of the old one that are in no file, each where it stood:
    behind the same chapter, and behind those that come back and stood before it when both were there."""
    if not any(each.key.startswith(PUBLISHED) for each in old):
        return new
    pairs = _continued(old, new)
    there = {former: index for index, former in enumerate(pairs) if former is not None}
    here = {_name(each) for each in old}
    behind: dict[int, list[NewChapter]] = {}
    last = -1
    for index, each in enumerate(old):
        last = there.get(index, last)
        if index not in there and each.key.startswith(PUBLISHED):
            before = _before(each, former_orders) - here
            last = max(last, *(at for at, chapter in enumerate(new) if _name(chapter) in before), -1)
            behind.setdefault(last, []).append(each)
    chapters = list(behind.get(-1, ()))
    for index, each in enumerate(new):
        chapters += [each, *behind.get(index, ())]
    return chapters


def _before(published: NewChapter, orders: Sequence[Order]) -> frozenset[tuple[str, str]]:
    """Returns the chapters that stood before one in the newest version in which both are."""
    found: dict[tuple[str, str], bool] = {}
    for order in orders:
        at = next((at for at, (key, _) in enumerate(order) if key == published.key), None)
        if at is not None:
            for index, name in enumerate(order):
                found.setdefault(name, index < at)
    return frozenset(name for name, before in found.items() if before)


def _name(chapter: NewChapter) -> tuple[str, str]:
    return chapter.key, chapter.title


def _continued(old: Sequence[NewChapter], new: Sequence[NewChapter]) -> list[int | None]:
    return continued(*([Version(each.key, each.title, each.text) for each in some] for some in (old, new)))
