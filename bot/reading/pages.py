"""The contents of the reading panel: a passage, or the notes before a story's text."""

from __future__ import annotations

from dataclasses import dataclass

from bot.database import Connection
from bot.readers.models import Length
from bot.reading.divided_texts import DividedText, PassageCache
from bot.reading.models import Panel, Reading
from bot.reading.spoiler_mask import spoiler_mask
from bot.stories.ids import ReaderId
from bot.stories.models import WORDS_A_MINUTE, Chapter, ChapterKind, Excerpt, Place, Spot, Story
from bot.stories.queries import chapters
from bot.text import markup
from bot.text.passages import holding, passages

NOTES_ROOM = 3_600
"""Characters that the notes and the first passage may take together on one panel."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The author's notes before a story: beside the first passage, or on pages of their own."""

    beside: str = ""
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChapterPage:
    """A chapter as one reader is shown it: in passages of their length, with the notes before it."""

    story: Story
    chapter: Chapter
    divided: DividedText
    notes: Notes


def page_of(story: Story, chapter: Chapter, divided: DividedText) -> ChapterPage:
    """Returns a chapter with its passages and notes."""
    return ChapterPage(story, chapter, divided, _notes_before(story, chapter, divided))


def _notes_before(story: Story, chapter: Chapter, divided: DividedText) -> Notes:
    """Returns the notes before this chapter's text. Only the first chapter has any."""
    if chapter.number != 1:
        return Notes()
    parts = [
        caution(story),
        f"-# Disclaimer\n{story.disclaimer}" if story.disclaimer else "",
        f"-# Author’s note\n{story.notes}" if story.notes else "",
    ]
    notes = "\n".join(part for part in parts if part)
    first = divided.passages[0]
    if len(notes) + first.end - first.start <= NOTES_ROOM:
        return Notes(beside=notes)
    return Notes(pages=tuple(page.render(notes) for page in passages(notes, Length.MEDIUM.limit)))


def caution(story: Story) -> str:
    """Returns the line that warns readers before a story, as Markdown: its rating and content warnings. Empty
    if it has none."""
    rating = f"Rated {story.rating.label}" if story.rating is not None else ""
    warnings = markup.escape(", ".join(story.content_warnings))
    line = " · ".join(filter(None, (rating, warnings and f"Content warnings: {warnings}")))
    return f"-# {line}" if line else ""


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
    reader: ReaderId,
    reading: Reading,
    offset: int,
) -> Panel:
    """Returns the panel for the passage, or the page of notes, at `offset`."""
    story, chapter, divided, notes = page.story, page.chapter, page.divided, page.notes
    index = holding(divided.passages, offset)
    passage = divided.passages[index]
    on_notes = offset < 0
    end = 0 if on_notes else passage.end
    back, following = _neighbours(connection, texts, page, offset)
    leaves = following is not None and following.chapter != chapter.id
    next_chapter = chapters.get(connection, following.chapter) if following and leaves else None
    if next_chapter is not None:
        next_chapter = spoiler_mask(connection, reader, story.id).over(next_chapter)
    ended = Spot(chapter.position, end) == end_of(story, chapter)
    here = reading.bookmark.current.offset
    words_left = chapter.words * (chapter.characters - end) / chapter.characters
    return Panel(
        story=story,
        chapter=chapter,
        place=Place(chapter.id, chapter.revision, offset if on_notes else here),
        excerpt=None
        if on_notes
        else Excerpt(Place(chapter.id, chapter.revision, passage.start), passage.end),
        text=notes.pages[offset] if on_notes else passage.render(divided.text),
        notes=notes.beside if index == 0 else "",
        index=index,
        count=len(divided.passages),
        percent=share_read(story, chapter, end),
        minutes_left=round(words_left / WORDS_A_MINUTE),
        back=back,
        next=following,
        next_chapter=next_chapter,
        again=reading.id if ended else None,
        words_gone=reading.words_gone,
    )


def _neighbours(
    connection: Connection, texts: PassageCache, page: ChapterPage, offset: int
) -> tuple[Place | None, Place | None]:
    """Returns the places that *Back* and *Next* lead to. A story is read from its front matter into its body,
    and ends there."""
    chapter, divided, notes = page.chapter, page.divided, page.notes

    def here(offset: int) -> Place:
        return Place(chapter.id, chapter.revision, offset)

    if offset < 0:
        return here(offset - 1) if -offset < len(notes.pages) else None, here(offset + 1)
    index = holding(divided.passages, offset)
    back: Place | None
    if index > 0:
        back = here(divided.passages[index - 1].start)
    elif notes.pages:
        back = here(-1)
    else:
        back = _last_of_chapter_before(connection, texts, chapter, divided.limit)
    if index + 1 < len(divided.passages):
        return back, here(divided.passages[index + 1].start)
    following = chapters.at(connection, chapter.story, chapter.position + 1)
    goes_on = following and (following.kind is chapter.kind or chapter.kind is ChapterKind.FRONT)
    return back, Place(following.id, following.revision, 0) if following and goes_on else None


def _last_of_chapter_before(
    connection: Connection, texts: PassageCache, chapter: Chapter, limit: int
) -> Place | None:
    before = chapters.at(connection, chapter.story, chapter.position - 1)
    if before is None or before.kind is not chapter.kind:
        return None
    return Place(before.id, before.revision, texts.of(connection, before, limit).passages[-1].start)
