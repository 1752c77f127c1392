"""The plan of a story's next version, made from the current one: pure functions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.stories.changes import Fate
from bot.stories.chapters import FormerText, NumberedChapter, StoredChapter
from bot.stories.models import Chapter
from bot.text import edits, returns
from bot.text.continuity import Version, come_back, continued
from bot.text.spans import Spans, between, common


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan by which a new version follows from the old one, made before the database is held.

    `old` may end with a removed chapter that is to come back. `continued` has the index of the old chapter
    that each new one continues, or None; `stretches` map the words of each old chapter. `written` has the
    stretches of each new text that were not there before. `returned` are the former texts of which words come
    back, with where these are.
    """

    old: Sequence[StoredChapter]
    new: Sequence[NumberedChapter]
    continued: Sequence[int | None]
    stretches: Sequence[tuple[edits.Stretch, ...]]
    written: Sequence[Spans] = ()
    returned: Sequence[tuple[FormerText, tuple[edits.Stretch, ...]]] = ()

    def has_new_text(self, index: int) -> bool:
        """Returns whether a new chapter's text is to be written."""
        former = self.continued[index]
        return former is None or self.old[former].text != self.new[index].text

    def is_added(self, new: NumberedChapter) -> bool:
        """Returns whether a new chapter continues none that the story has now."""
        former = self.continued[new.position]
        return former is None or self.old[former].chapter.position < 0

    def with_new_text(self) -> list[int]:
        """Returns the indexes of the new chapters whose texts are to be written."""
        return [index for index in range(len(self.new)) if self.has_new_text(index)]

    def arrived(self) -> list[int]:
        """Returns the indexes of the new chapters that were not there before, stood elsewhere or had another
        text."""
        moved = _moved([index for index in self.continued if index is not None])
        return [
            index
            for index, former in enumerate(self.continued)
            if former is None or former in moved or self.is_back(former) or self.has_new_text(index)
        ]

    def is_back(self, former: int) -> bool:
        """Returns whether an old chapter is a removed one that comes back."""
        return self.old[former].chapter.position < 0

    def fates(self) -> Iterator[tuple[Fate, Chapter | NumberedChapter]]:
        """Yields the fate of each chapter that is touched: those that come as they are to be, others as they
        were."""
        moved = _moved([index for index in self.continued if index is not None])
        for index, former in enumerate(self.continued):
            new = self.new[index]
            if former is None or self.is_back(former):
                yield Fate.ADDED if former is None else Fate.RETURNED, new
                continue
            old = self.old[former].chapter
            if (self.old[former].early is None) != (new.early is None):
                yield Fate.CLOSED if new.early else Fate.OPENED, old
            elif self.has_new_text(index):
                yield Fate.EDITED, old
            elif old.title != new.title:
                yield Fate.RENAMED, old
            elif self.old[former].notes != new.notes:
                yield Fate.ANNOTATED, old
            elif former in moved:
                yield Fate.MOVED, old
        kept = set(self.continued)
        yield from ((Fate.REMOVED, each.chapter) for at, each in enumerate(self.old) if at not in kept)


def planned(
    old: Sequence[StoredChapter],
    new: Sequence[NumberedChapter],
    known: Sequence[int | None] | None = None,
) -> Plan:
    """Returns the plan by which `new` follows from `old`; `known` says which chapters continue which, where
    that is known. Slow for long stories: to be called in a thread."""
    if not old:
        return Plan(old, new, [None] * len(new), [], [()] * len(new))
    before, after = [_version(each) for each in old], [_version(each) for each in new]
    stretches = edits.stretches(before, after)
    pairs = continued(before, after) if known is None else known
    return Plan(old, new, pairs, stretches, edits.written(stretches, after))


def with_returned(plan: Plan, removed: Sequence[StoredChapter], former: Sequence[FormerText]) -> Plan:
    """Returns a plan in which what the story had before comes back where the new version has it again:
    chapters that were removed, and words of former texts. Slow, as `planned` is."""
    new = plan.with_new_text()
    whole = _with_chapters_back(plan, removed, new)
    planned_too = {(each.chapter.id, each.chapter.revision) for each in whole.old}
    texts = [each for each in former if (each.chapter, each.revision) not in planned_too]
    returned = _words_back(plan, texts, new)
    found = [*whole.stretches[len(plan.stretches) :], *(parts for _, parts in returned)]
    return replace(whole, returned=returned, written=_without(plan.written, found, plan.new))


def _with_chapters_back(plan: Plan, removed: Sequence[StoredChapter], new: Sequence[int]) -> Plan:
    known = {each.chapter.id for each in plan.old}
    removed = [each for each in removed if each.chapter.id not in known]
    added = [index for index, former in enumerate(plan.continued) if former is None]
    if not (removed and added):
        return plan
    again = come_back([_version(each) for each in removed], [_version(plan.new[at]) for at in added])
    back = {added[there]: removed[at] for there, at in enumerate(again) if at is not None}
    now_continued = list(plan.continued)
    for number, index in enumerate(back):
        now_continued[index] = len(plan.old) + number
    # Those that come back are told apart by keys of their own, so that each continues itself.
    was = [Version(str(index), "", each.text) for index, each in back.items()]
    now = [Version(str(index) if index in back else "", "", plan.new[index].text) for index in new]
    stretches = [_in_plan(each, new) for each in edits.stretches(was, now)] if was else []
    return replace(
        plan,
        old=[*plan.old, *back.values()],
        continued=now_continued,
        stretches=[*plan.stretches, *stretches],
    )


def _in_plan(stretches: Iterable[edits.Stretch], new: Sequence[int]) -> tuple[edits.Stretch, ...]:
    """Returns stretches in some of the new chapters, of these indexes, with the index that the plan has."""
    return tuple(replace(each, chapter=new[each.chapter]) for each in stretches)


def _without(
    written: Sequence[Spans], found: Iterable[Sequence[edits.Stretch]], new: Sequence[NumberedChapter]
) -> list[Spans]:
    """Returns what was written without the stretches that turned out to have been there before."""
    left = edits.written(found, [_version(each) for each in new])
    return [common(*each) for each in zip(written, left, strict=True)]


def _version(chapter: StoredChapter | NumberedChapter) -> Version:
    title = chapter.chapter.title if isinstance(chapter, StoredChapter) else chapter.title
    return Version(chapter.key, title, chapter.text)


def _words_back(
    plan: Plan, former: Sequence[FormerText], new: Sequence[int]
) -> list[tuple[FormerText, tuple[edits.Stretch, ...]]]:
    """Returns the former texts of which words come back in new chapters of these indexes, with where they
    are."""
    versions, written = [_version(plan.new[at]) for at in new], [plan.written[at] for at in new]
    known = returns.known_again(versions, written)
    back = returns.returned([_remains(each, known) for each in former], versions, written)
    return [(each, _in_plan(parts, new)) for each, parts in zip(former, back, strict=True) if parts]


def _remains(former: FormerText, known: frozenset[str]) -> returns.Remains:
    kept = ((start, end) for start, end, *_ in former.stretches)
    return returns.remains(former.text, between(kept, len(former.text)), known)


def _moved(order: Sequence[int]) -> set[int]:
    """Returns the fewest members of an order that have moved: all but a longest increasing subsequence."""
    ends: list[int] = []  # of the rising rows of each length, the one that ends lowest
    lengths: list[int] = []
    for each in order:
        at = bisect_left(ends, each)
        ends[at : at + 1] = [each]
        lengths.append(at)
    moved, wanted = set(order), len(ends) - 1
    for each, length in zip(reversed(order), reversed(lengths), strict=True):
        if length == wanted:
            moved.discard(each)
            wanted -= 1
    return moved
