"""What an author says beside a chapter's text: shown with a passage where there is room, else on pages of its
own. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.language import N_, _
from bot.readers.models import Length
from bot.reading.divided_texts import PANEL_ROOM, DividedText
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.models import BEHIND, Chapter, Story
from bot.text import markup
from bot.text.direction import isolated, listed
from bot.text.passages import passages_to_read

_REMEMBERED = 128


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes before or after a chapter, as Markdown: beside its first or last passage, or on pages of
    their own."""

    beside: str = ""
    pages: tuple[str, ...] = ()


_NONE = Notes()
_AUTHORS_NOTE = N_("Author’s note")


@dataclass(frozen=True, slots=True)
class NotesAround:
    """The notes before and after a chapter's text."""

    before: Notes
    after: Notes

    def page_at(self, offset: int) -> str | None:
        """Returns the page of notes at a place's offset, or None where the text is."""
        if offset < 0:
            return self.before.pages[offset]
        return self.after.pages[offset - BEHIND] if offset >= BEHIND else None

    def nearest(self, offset: int, last: int) -> int:
        """Returns an offset that is in the text or names a page that there is; `last` is where the last
        passage begins."""
        if offset < BEHIND:
            return max(offset, -len(self.before.pages))
        return min(offset, BEHIND + len(self.after.pages) - 1) if self.after.pages else last


def notes_around(story: Story, chapter: Chapter, notes: ChapterNotes, divided: DividedText) -> NotesAround:
    """Returns the notes before and after a chapter, where they are to be shown."""
    said, after, before = _before(story, chapter, notes), _labelled(_AUTHORS_NOTE, notes.after), _NONE
    if said:
        before = _placed(said, PANEL_ROOM - len(divided.shown(divided.passages[0])))
    if not after:
        return NotesAround(before, _NONE)
    room = PANEL_ROOM - len(divided.shown(divided.passages[-1]))
    if len(divided.passages) == 1:
        room -= len(before.beside)
    return NotesAround(before, _placed(after, room))


def cautions(story: Story, chapter: Chapter, notes: ChapterNotes) -> str:
    """Returns the lines that warn readers before a chapter, as Markdown: the story's before its first one,
    then the content warnings of the chapter that are not among these. Empty if there are none."""
    begins = chapter.number == 1
    if not (begins or notes.content_warnings):
        return ""
    said = {each.casefold() for each in story.content_warnings} if begins else set()
    own = [each for each in notes.content_warnings if each.casefold() not in said]
    warnings = markup.escape(listed(own))
    return _joined(
        (
            caution(story) if begins else "",
            "-# " + _("Content warnings: {names}", names=warnings) if own else "",
        )
    )


def caution(story: Story) -> str:
    """Returns the line that warns readers before a story, as Markdown: its rating and content warnings. Empty
    if it has none."""
    rating = _("Rating: {rating}", rating=_(story.rating_label))
    if story.unclear_rating:
        words = isolated(markup.escape(story.unclear_rating))
        rating = _("{rating} (“{words}” in the author’s words)", rating=rating, words=words)
    warnings = markup.escape(listed(story.content_warnings))
    line = " · ".join(filter(None, (rating, warnings and _("Content warnings: {names}", names=warnings))))
    return f"-# {line}" if line else ""


def _before(story: Story, chapter: Chapter, notes: ChapterNotes) -> str:
    begins = chapter.number == 1
    return _joined(
        (
            cautions(story, chapter, notes),
            _labelled(N_("Disclaimer"), story.disclaimer) if begins else "",
            _labelled(_AUTHORS_NOTE, story.notes) if begins else "",
            _labelled(N_("Summary"), notes.summary),
            _labelled(_AUTHORS_NOTE, notes.before),
        )
    )


def _labelled(label: str, text: str) -> str:
    return f"-# {_(label)}\n{text}" if text else ""


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(filter(None, parts))  # a page ends between two of them rather than behind a label


def _placed(notes: str, room: int) -> Notes:
    if len(notes) <= room:
        return Notes(beside=notes)
    return Notes(pages=_pages(notes))


@lru_cache(maxsize=_REMEMBERED)  # for every page that is turned in the chapter
def _pages(notes: str) -> tuple[str, ...]:
    return tuple(page.render(notes) for page in passages_to_read(notes, Length.MEDIUM.limit))
