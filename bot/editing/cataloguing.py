"""A manuscript made ready for the shelves: its chapters numbered and counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.errors import UnreadableFileError
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.detail_kinds import one_line
from bot.stories.details import Details
from bot.stories.ids import ChapterId, GuildId, StoryId
from bot.stories.models import Chapter, Kind, Story
from bot.stories.queries.versions import Written
from bot.text import markup

_NOT_YET = 0
"""Stands in for identities and numbers until they are given."""


def catalogued(manuscript: Manuscript) -> list[Written]:
    """The chapters that have text, in reading order. Raises UnreadableFileError where there is no body."""
    chapters = numbered([written(chapter) for chapter in manuscript.chapters if chapter.text.strip()])
    if not any(each.chapter.number for each in chapters):
        raise UnreadableFileError("There is no story text in this file.")
    return chapters


def written(chapter: ManuscriptChapter) -> Written:
    """A chapter counted, but not numbered yet."""
    kept = Chapter(
        id=ChapterId(_NOT_YET),
        story=StoryId(_NOT_YET),
        position=_NOT_YET,
        number=None,
        title=one_line(chapter.title),
        kind=chapter.kind,
        revision=1,
        characters=len(chapter.text),
        words=count_words(chapter.text),
        words_before=_NOT_YET,
    )
    return Written(kept, chapter.key, chapter.text)


def rewritten(former: Written, text: str) -> Written:
    """The chapter with another text, stored Markdown, counted anew."""
    counted = replace(former.chapter, characters=len(text), words=count_words(text))
    return replace(former, chapter=counted, text=text)


def numbered(chapters: Iterable[Written]) -> list[Written]:
    """The chapters numbered in this order, with the words before each."""
    found, number, words = [], 0, 0
    for position, each in enumerate(chapters):
        in_body = each.chapter.kind is Kind.BODY
        number += in_body
        chapter = replace(
            each.chapter, position=position, number=number if in_body else None, words_before=words
        )
        found.append(replace(each, chapter=chapter))
        words += chapter.words if in_body else 0
    return found


def story_of(details: Details, chapters: Sequence[Written], guild: GuildId | None) -> Story:
    """The story of these details and chapters, its body counted; its identity is to be given."""
    body = [each.chapter for each in chapters if each.chapter.kind is Kind.BODY]
    return Story.of(
        details,
        identity=StoryId(_NOT_YET),
        guild=guild,
        chapters=len(body),
        words=sum(chapter.words for chapter in body),
    )


def count_words(markdown: str) -> int:
    """How many words a stored text has."""
    return len(markup.strip(markdown).split())
