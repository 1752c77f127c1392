"""Tells the first pages of a book that says nothing of them: its title page, its copyright, a dedication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from bot.imports.formats.plain.bylines import signature
from bot.imports.manuscript import ManuscriptChapter
from bot.stories.models import ChapterKind
from bot.text.markup import strip
from bot.text.word_counts import words_in

_MOST = 12  # pages before the story
_FIRST_LINES, _MOST_LINES = 400, 4  # characters, and lines, that may be the title and the author
_FEW_WORDS = 60  # on a page without a name, such as a dedication or a motto
_MOST_WORDS = 500  # on a copyright page
_COPYRIGHT = re.compile(
    r"\W*(?:copyright|©|\(c\))\b|.*\ball rights reserved\b|.*\bISBN\b", re.IGNORECASE | re.DOTALL
)
_ON_TITLE_PAGES = "by a an the novel novella story stories tale book written of and"


def set_apart(
    chapters: Sequence[ManuscriptChapter], titles: Sequence[str], authors: Iterable[str]
) -> tuple[ManuscriptChapter, ...]:
    """Returns a book's chapters, with those before the story that are pages of its front matter told as such.
    `titles` are the book's own names."""
    known = set(_words(" ".join((*titles, *authors, _ON_TITLE_PAGES))))
    own = {title.casefold() for title in titles}
    end = 0
    for chapter in chapters[:_MOST]:
        if chapter.kind is ChapterKind.BODY and not _is_front(chapter, known, own):
            break
        end += 1
    if not any(chapter.kind is ChapterKind.BODY for chapter in chapters[end:]):
        return tuple(chapters)
    front = (
        replace(each, kind=ChapterKind.FRONT, title=each.title or "Before the story")
        if each.kind is ChapterKind.BODY
        else each
        for each in chapters[:end]
    )
    return (*front, *chapters[end:])


def signed(chapters: Sequence[ManuscriptChapter]) -> tuple[str, ...]:
    """Returns the author whom one of the first lines of a book names: `by Nell Harrow`."""
    lines = (line for each in chapters[:1] for line in strip(each.text[:_FIRST_LINES]).split("\n"))
    authors = (signature(line) for line in islice(filter(None, lines), _MOST_LINES))
    return next(((author,) for author in authors if author), ())


def _is_front(chapter: ManuscriptChapter, known: set[str], own: set[str]) -> bool:
    text = strip(chapter.text)
    words = words_in(text)
    unnamed = not chapter.title or chapter.title.casefold() in own
    if _COPYRIGHT.match(text):
        return words <= _MOST_WORDS
    return unnamed and (known.issuperset(_words(text)) or (not chapter.title and words <= _FEW_WORDS))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())
