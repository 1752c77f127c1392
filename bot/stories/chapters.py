"""Chapters with their texts: as their story has them, and as its next version is to have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bot.stories.chapter_notes import NO_NOTES, ChapterNotes
from bot.stories.detail_kinds import one_line
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Chapter, ChapterKind, EarlyAccess
from bot.text import markup
from bot.text.pace import Script, main_script
from bot.text.word_counts import words_in

MappedStretch = tuple[int, int, ChapterId, int, int]
"""A stretch of a former text: its start and end there, and the chapter, revision and offset where it is
since."""


@dataclass(frozen=True, slots=True)
class NewChapter:
    """A chapter for the next version of a story. It has no id, whether or not it continues a chapter of
    today.

    `title` is plain text and may be empty. `text` is stored Markdown, of `words` words. `key` is the name
    that the chapter's source gives it, the same from one import to the next; it may be empty. `notes` are
    what the author says beside the text. `early` says who may read it before all may, None where all do.
    """

    title: str
    kind: ChapterKind
    key: str
    text: str
    words: int
    notes: ChapterNotes
    early: EarlyAccess | None = field(default=None, kw_only=True)

    def retitled(self, title: str) -> NewChapter:
        """Returns the chapter with another title, put on one line; it may be empty."""
        return replace(self, title=one_line(title))

    def rewritten(self, text: str) -> NewChapter:
        """Returns the chapter with another text, stored Markdown, and its words counted. The notes in its
        middle follow the paragraphs before which they stand."""
        return replace(self, text=text, words=count_words(text), notes=self.notes.carried(self.text, text))

    def annotated(self, notes: ChapterNotes) -> NewChapter:
        """Returns the chapter with other notes."""
        return replace(self, notes=notes)

    def opened_to(self, early: EarlyAccess | None) -> NewChapter:
        """Returns the chapter open to these readers, or to all."""
        return replace(self, early=early)


@dataclass(frozen=True, slots=True)
class NumberedChapter(NewChapter):
    """A new chapter in its place among the others; `position`, `number` and `words_before` are as a
    `Chapter`'s."""

    position: int
    number: int | None
    words_before: int

    def with_id(self, identity: ChapterId, story: StoryId, revision: int) -> Chapter:
        """Returns the chapter with an id, as a chapter of this story."""
        return Chapter(
            id=identity,
            story=story,
            position=self.position,
            number=self.number,
            title=self.title,
            kind=self.kind,
            revision=revision,
            characters=len(self.text),
            words=self.words,
            words_before=self.words_before,
        )


@dataclass(frozen=True, slots=True)
class StoredChapter:
    """A chapter of a story with its current text and notes, the name that its source gives it, and who may
    read it before all may."""

    chapter: Chapter
    key: str
    text: str
    notes: ChapterNotes
    early: EarlyAccess | None = None

    @property
    def content(self) -> NewChapter:
        """The chapter unchanged, as a next version has it."""
        was = self.chapter
        return NewChapter(was.title, was.kind, self.key, self.text, was.words, self.notes, early=self.early)


@dataclass(frozen=True, slots=True)
class FormerText:
    """A text that a chapter had before; `stretches` say where its words are since, as `versions` keeps
    them."""

    chapter: ChapterId
    revision: int
    text: str
    stretches: Sequence[MappedStretch]


@dataclass(frozen=True, slots=True)
class BodySize:
    """The number of chapters and words in the body of a story that are open to all, and the script that it is
    written in."""

    chapters: int
    words: int
    script: Script = Script.LATIN


def counted(title: str, kind: ChapterKind, key: str, text: str, notes: ChapterNotes = NO_NOTES) -> NewChapter:
    """Returns a new chapter with its words counted. `title` may have any form and is put on one line; `text`
    is stored Markdown."""
    return NewChapter(one_line(title), kind, key, text, count_words(text), notes)


def numbered(chapters: Iterable[NewChapter]) -> list[NumberedChapter]:
    """Returns the chapters in this order, early ones behind all others, each with its position, its number
    and the words before it."""
    found: list[NumberedChapter] = []
    number, words = 0, 0
    for position, each in enumerate(sorted(chapters, key=lambda each: each.early is not None)):
        in_body = each.kind is ChapterKind.BODY
        number += in_body
        found.append(
            NumberedChapter(
                each.title,
                each.kind,
                each.key,
                each.text,
                each.words,
                each.notes,
                early=each.early,
                position=position,
                number=number if in_body else None,
                words_before=words,
            )
        )
        words += each.words if in_body else 0
    return found


def body_size(chapters: Iterable[NewChapter]) -> BodySize:
    """Returns the size of the body of a story of these chapters, as far as it is open to all."""
    body = [each for each in chapters if each.kind is ChapterKind.BODY and each.early is None]
    script = main_script("".join(each.text for each in body))
    return BodySize(len(body), sum(each.words for each in body), script)


def count_words(markdown: str) -> int:
    """Returns the number of words in a stored text."""
    return words_in(markup.strip(markdown))
