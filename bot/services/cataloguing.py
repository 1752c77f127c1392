"""A manuscript made ready for the shelves: its chapters numbered and counted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from bot.errors import UnreadableFileError
from bot.models import Chapter, ChapterId, GuildId, Kind, Rating, Story, StoryId
from bot.text import markup
from bot.text.manuscript import Manuscript

_NOT_YET = 0
"""Stands in for identities until the database has given them."""


@dataclass(frozen=True, slots=True)
class CataloguedChapter:
    """A chapter with its text and what its source calls it."""

    chapter: Chapter
    source_key: str
    text: str


def catalogued_chapters(manuscript: Manuscript) -> list[CataloguedChapter]:
    """The chapters that have text, in reading order. Raises UnreadableFileError where there is no body."""
    catalogued, words_before, number = [], 0, 0
    written = [chapter for chapter in manuscript.chapters if chapter.text.strip()]
    for position, chapter in enumerate(written):
        in_body = chapter.kind is Kind.BODY
        number += in_body
        words = count_words(chapter.text)
        kept = Chapter(
            id=ChapterId(_NOT_YET),
            story=StoryId(_NOT_YET),
            position=position,
            number=number if in_body else None,
            title=one_line(chapter.title),
            kind=chapter.kind,
            revision=1,
            characters=len(chapter.text),
            words=words,
            words_before=words_before,
        )
        catalogued.append(CataloguedChapter(kept, chapter.key, chapter.text))
        words_before += words if in_body else 0
    if not number:
        raise UnreadableFileError("There is no story text in this file.")
    return catalogued


def catalogued_story(
    manuscript: Manuscript, chapters: list[CataloguedChapter], guild: GuildId | None
) -> Story:
    """The story's details, its body counted."""
    body = [each.chapter for each in chapters if each.chapter.kind is Kind.BODY]
    return Story(
        id=StoryId(_NOT_YET),
        title=one_line(manuscript.title) or "Untitled",
        authors=_names(manuscript.authors),
        language=one_line(manuscript.language),
        summary=manuscript.summary,
        notes=manuscript.notes,
        disclaimer=manuscript.disclaimer,
        rating=Rating[manuscript.rating.upper()] if manuscript.rating else None,
        tags=_names(manuscript.tags),
        source=one_line(manuscript.source),
        licence=one_line(manuscript.licence),
        guild=guild,
        chapters=len(body),
        words=sum(chapter.words for chapter in body),
    )


def count_words(markdown: str) -> int:
    """How many words a stored text has."""
    return len(markup.strip(markdown).split())


def one_line(name: str) -> str:
    """A name as it can stand in a label: no line breaks, control characters or doubled spaces."""
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in name).split())


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in map(one_line, names) if name)
