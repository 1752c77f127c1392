"""A story that is not in the library, as its readers would be shown it: pure functions.

The places of a preview name a chapter by its position, and no revision.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.divided_texts import DividedText
from bot.reading.models import Panel
from bot.reading.notes import notes_around
from bot.reading.pages import ChapterPage, end_of, share_read
from bot.stories.chapters import NumberedChapter
from bot.stories.ids import ChapterId, ReadingId
from bot.stories.models import BEHIND, Chapter, ChapterKind, Excerpt, Place, Spot, Story
from bot.text.passages import holding

_FIRST_PAGE, _LAST_PAGE = -(1 << 20), BEHIND + (1 << 20)
"""Offsets before and behind all pages of a chapter: they lead to its first page, and to its last."""


def opening(chapters: Sequence[NumberedChapter]) -> Place:
    """Returns the place at which readers begin these chapters: where the body does."""
    first = next((each for each in chapters if each.kind is ChapterKind.BODY), chapters[0])
    return beginning_of(first)


def beginning_of(chapter: NumberedChapter) -> Place:
    """Returns the place of the first page of a chapter, its notes included."""
    return Place(ChapterId(chapter.position), 0, _FIRST_PAGE)


def preview(story: Story, chapters: Sequence[NumberedChapter], at: Place, limit: int) -> Panel | None:
    """Returns the panel at a place, in passages of this length, or None where there is no such chapter.

    *Back* and *Next* lead through `chapters` alone. Slow for a long chapter: to be called in a thread.
    """
    by_position = {each.position: each for each in chapters}
    new = by_position.get(int(at.chapter))
    if new is None:
        return None
    page = _page(story, new, limit)
    passages = page.divided.passages
    offset = page.notes.nearest(at.offset, passages[-1].start)
    at_passage = holding(passages, offset)
    passage, notes = passages[at_passage], page.notes.page_at(offset)
    beside = page.notes if notes is None else None
    here, end = Place(at.chapter, 0, offset), 0 if offset < 0 else passage.end
    before, behind = by_position.get(new.position - 1), by_position.get(new.position + 1)
    goes_back = before is not None and before.kind is new.kind
    goes_on = behind is not None and (behind.kind is new.kind or new.kind is ChapterKind.FRONT)
    following = _turned(page, offset, 1, behind if goes_on else None)
    words_left = new.words * (page.chapter.characters - end) / page.chapter.characters
    ended = Spot(new.position, end) == end_of(story, page.chapter) and following is None
    return Panel(
        story=story,
        chapter=page.chapter,
        place=here,
        excerpt=None if beside is None else Excerpt(here, passage.end),
        text=page.divided.shown(passage) if notes is None else notes,
        notes=beside.before.beside if beside and at_passage == 0 else "",
        notes_after=beside.after.beside if beside and at_passage == len(passages) - 1 else "",
        index=at_passage,
        count=len(passages),
        percent=share_read(story, page.chapter, end),
        minutes_left=round(words_left / story.words_a_minute),
        back=_turned(page, offset, -1, before if goes_back else None),
        next=following,
        next_chapter=_chapter(story, behind)
        if behind and following and following.chapter != at.chapter
        else None,
        again=ReadingId(0) if ended else None,
        words_gone=False,
    )


def _page(story: Story, new: NumberedChapter, limit: int) -> ChapterPage:
    chapter = _chapter(story, new)
    divided = DividedText.of(new.text, limit, new.notes.within)
    return ChapterPage(story, chapter, divided, notes_around(story, chapter, new.notes, divided))


def _chapter(story: Story, new: NumberedChapter) -> Chapter:
    return new.with_id(ChapterId(new.position), story.id, 0)


def _turned(page: ChapterPage, offset: int, step: int, neighbour: NumberedChapter | None) -> Place | None:
    """Returns the place a page on, or a page back, where there is one in this chapter or the next to it."""
    index = page.index_of(offset) + step
    if 0 <= index < page.count:
        return Place(page.chapter.id, 0, page.offset_at(index))
    if neighbour is None:
        return None
    return beginning_of(neighbour) if step > 0 else Place(ChapterId(neighbour.position), 0, _LAST_PAGE)
