"""A planned version made the current one of its story, with every place mapped into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.database import Connection
from bot.editing.plan import Plan
from bot.quotes import finding
from bot.stories.changes import ChangedChapter, Changes
from bot.stories.chapters import MappedStretch, NumberedChapter
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Chapter, Place
from bot.stories.naming import chapter_name
from bot.stories.places import PlaceMap
from bot.stories.queries import chapters, early, versions
from bot.stories.queries.texts import TextId
from bot.text import edits


def is_current(connection: Connection, story: StoryId, plan: Plan) -> bool:
    """Returns whether the story is still as it was when the plan was made."""
    old = [each for each in plan.old if each.chapter.position >= 0]
    same = chapters.of(connection, story, None) == [each.chapter for each in old]
    same = same and early.of(connection, story) == {each.chapter.id: each.early for each in old if each.early}
    return same and chapters.notes_of_story(connection, story) == [each.notes for each in old]


def make_current(
    connection: Connection, story: StoryId, plan: Plan, texts: Mapping[int, TextId], now: int
) -> Changes:
    """Makes the new version the current one, keeps the map of every place into it, and returns the
    changes.

    Readers' places are mapped when they are asked for (bot/reading), saved quotes here.

    The story's counts have to be those of the new version already: the quotes of an opening depend on them.
    """
    edition = versions.next_edition(connection, story)
    chapters.set_aside(connection, story)
    placed = [_place(connection, story, plan, index, texts, now) for index in range(len(plan.new))]
    mapped = _mapped_stretches(plan, placed)
    for each in plan.old:
        if each.chapter.id in mapped:
            versions.record(connection, each.chapter.id, each.chapter.revision, mapped[each.chapter.id])
        elif each.chapter.position < 0:
            versions.forget(connection, each.chapter.id, each.chapter.revision)
    for text, stretches in plan.returned:
        again = [*text.stretches, *(_mapped_stretch(each, placed[each.chapter]) for each in stretches)]
        versions.record(connection, text.chapter, text.revision, _sorted(again))
    for index in texts:
        versions.map_identical_texts(connection, placed[index], plan.new[index].text)
        versions.keep_written(connection, placed[index], plan.written[index])
    versions.mark_arrived(connection, (placed[index].id for index in plan.arrived()), edition)
    map_place = _map_of(placed, mapped)
    former = {each.chapter.id: each.chapter.revision for each in plan.old if each.chapter.id in mapped}
    finding.follow_texts(connection, story, former, map_place)
    return Changes(tuple(_changed(plan, placed)))


def _changed(plan: Plan, placed: Sequence[Chapter]) -> Iterator[ChangedChapter]:
    for fate, each in plan.fates():
        if isinstance(each, NumberedChapter):
            yield ChangedChapter(placed[each.position].id, fate, chapter_name(each))
        else:
            yield ChangedChapter(each.id, fate, chapter_name(each), each.position, each.revision)


def _place(
    connection: Connection, story: StoryId, plan: Plan, index: int, texts: Mapping[int, TextId], now: int
) -> Chapter:
    """Puts one chapter of the new version into its place, continuing an old chapter where it continues
    one."""
    new, former = plan.new[index], plan.continued[index]
    if former is None:
        chapter = chapters.insert(connection, story, new, texts[index], now)
    else:
        old = plan.old[former].chapter
        edited = plan.has_new_text(index)
        chapter = new.with_id(old.id, story, old.revision + edited)
        text = texts[index] if edited else None
        chapters.put_back(connection, chapter, new.key, text, new.notes, now)
    early.set_access(connection, story, chapter.id, new.early)
    return chapter


def _mapped_stretches(plan: Plan, placed: Sequence[Chapter]) -> dict[ChapterId, list[MappedStretch]]:
    """Returns the mapping of the words of each old chapter, except those whose text is unchanged."""
    unchanged = {old for new, old in enumerate(plan.continued) if not plan.has_new_text(new)}
    return {
        old.chapter.id: [
            _mapped_stretch(stretch, placed[stretch.chapter]) for stretch in plan.stretches[index]
        ]
        for index, old in enumerate(plan.old)
        if index not in unchanged
    }


def _sorted(stretches: Sequence[MappedStretch]) -> list[MappedStretch]:
    """Returns stretches in the order of their text, without the empty one at its beginning where another is
    there."""
    in_order = sorted(stretches)
    return in_order[1:] if len(in_order) > 1 and in_order[1][0] == 0 else in_order


def _mapped_stretch(stretch: edits.Stretch, chapter: Chapter) -> MappedStretch:
    return stretch.start, stretch.end, chapter.id, chapter.revision, stretch.at


def _map_of(
    placed: Sequence[Chapter], mapped: Mapping[ChapterId, Sequence[MappedStretch]]
) -> versions.MapPlace:
    current = {chapter.id: chapter for chapter in placed}
    place_maps = {chapter: PlaceMap(mapped[chapter]) for chapter in mapped}

    def map_place(chapter: ChapterId, offset: int, *, is_end: bool) -> tuple[Place, bool]:
        if chapter not in place_maps:
            return Place(chapter, current[chapter].revision, offset), True
        if not is_end or offset == 0:
            return place_maps[chapter].follow(offset)
        # An end stays behind the last character before it: text inserted right after that has not been read.
        last, exact = place_maps[chapter].follow(offset - 1)
        return replace(last, offset=min(last.offset + 1, current[last.chapter].characters)), exact

    return map_place
