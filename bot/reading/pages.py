"""The contents of the reading panel: a passage with the notes beside it, or a page of notes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.database import Connection
from bot.reading.divided_texts import DividedText, PassageCache
from bot.reading.models import Panel, Reading
from bot.reading.notes import NotesAround, notes_around
from bot.reading.spoiler_mask import spoiler_mask
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.models import BEHIND, Audience, Chapter, ChapterKind, Excerpt, Place, Spot, Story
from bot.stories.queries import chapters, finding
from bot.text.passages import holding


@dataclass(frozen=True, slots=True)
class ChapterPage:
    """A chapter as one reader is shown it: in passages of their length, with the notes around it."""

    story: Story
    chapter: Chapter
    divided: DividedText
    notes: NotesAround

    @property
    def count(self) -> int:
        """The number of its passages and pages of notes."""
        return len(self.notes.before.pages) + len(self.divided.passages) + len(self.notes.after.pages)

    def index_of(self, offset: int) -> int:
        """Returns the index of the passage that holds an offset, or of the page of notes that it names, among
        all of them in reading order."""
        before, passages = len(self.notes.before.pages), self.divided.passages
        if offset >= BEHIND:
            return before + len(passages) + offset - BEHIND
        return before + (offset if offset < 0 else holding(passages, offset))

    def offset_at(self, index: int) -> int:
        """Returns the offset that `index_of` gives this index for: where its passage starts, or the name of
        its page of notes."""
        at, passages = index - len(self.notes.before.pages), self.divided.passages
        if at >= len(passages):
            return BEHIND + at - len(passages)
        return at if at < 0 else passages[at].start


def page_of(
    connection: Connection,
    texts: PassageCache,
    story: Story,
    chapter: Chapter,
    limit: int,
    notes: ChapterNotes | None = None,
) -> ChapterPage:
    """Returns a chapter in passages of this length, with its notes, which are looked up unless given."""
    if notes is None:
        notes = chapters.notes(connection, chapter.id, chapter.revision)
    divided = texts.of(connection, chapter, limit, notes)
    return ChapterPage(story, chapter, divided, notes_around(story, chapter, notes, divided))


def end_of(story: Story, chapter: Chapter) -> Spot | None:
    """Returns the end of the story if this is the last chapter of its body, else None."""
    return Spot(chapter.position, chapter.characters) if chapter.number == story.chapters else None


def share_read(story: Story, chapter: Chapter, offset: int) -> int:
    """Returns the share of the story's words before a place, in whole percent."""
    if chapter.kind is not ChapterKind.BODY:
        return 0 if chapter.kind is ChapterKind.FRONT else 100
    words = chapter.words_before + chapter.words * min(offset, chapter.characters) / chapter.characters
    return min(100, round(100 * words / max(1, story.words)))


def panel(
    connection: Connection,
    texts: PassageCache,
    page: ChapterPage,
    audience: Audience,
    reading: Reading,
    offset: int,
) -> Panel:
    """Returns the panel for the passage, or the page of notes, at `offset`."""
    story, chapter, divided, notes = page.story, page.chapter, page.divided, page.notes
    index = holding(divided.passages, offset)
    passage = divided.passages[index]
    own_page = notes.page_at(offset)
    end = 0 if offset < 0 else passage.end
    back, following = _neighbours(connection, texts, page, audience, offset)
    leaves = following is not None and following.chapter != chapter.id
    next_chapter = chapters.get(connection, following.chapter, audience) if following and leaves else None
    if next_chapter is not None:
        next_chapter = spoiler_mask(connection, audience.reader, story.id).over(next_chapter)
    ended = following is None and Spot(chapter.position, end) == end_of(story, chapter)
    here = reading.bookmark.current.offset
    words_left = chapter.words * (chapter.characters - end) / chapter.characters
    return Panel(
        story=story,
        chapter=chapter,
        place=Place(chapter.id, chapter.revision, here if own_page is None else offset),
        excerpt=Excerpt(Place(chapter.id, chapter.revision, passage.start), passage.end)
        if own_page is None
        else None,
        text=divided.shown(passage) if own_page is None else own_page,
        notes=notes.before.beside if index == 0 and own_page is None else "",
        notes_after=notes.after.beside if passage.end == chapter.characters and own_page is None else "",
        index=index,
        count=len(divided.passages),
        percent=reading.percent_of(story),
        minutes_left=round(words_left / story.words_a_minute),
        back=back,
        next=following,
        next_chapter=next_chapter,
        again=reading.id if ended else None,
        words_gone=reading.words_gone,
        next_in_series=finding.next_in_series(connection, story, audience) if ended else None,
    )


def _neighbours(
    connection: Connection, texts: PassageCache, page: ChapterPage, audience: Audience, offset: int
) -> tuple[Place | None, Place | None]:
    """Returns the places that *Back* and *Next* lead to."""
    chapter, index = page.chapter, page.index_of(offset)

    def here(index: int) -> Place:
        return Place(chapter.id, chapter.revision, page.offset_at(index))

    back = here(index - 1) if index else _end_of_chapter_before(connection, texts, page, audience)
    if index + 1 < page.count:
        return back, here(index + 1)
    following = chapters.after(connection, chapter, audience)
    return back, Place(following.id, following.revision, 0) if following else None


def _end_of_chapter_before(
    connection: Connection, texts: PassageCache, page: ChapterPage, audience: Audience
) -> Place | None:
    before = chapters.before(connection, page.chapter, audience)
    if before is None:
        return None
    page_before = page_of(connection, texts, page.story, before, page.divided.limit)
    return Place(before.id, before.revision, page_before.offset_at(page_before.count - 1))
