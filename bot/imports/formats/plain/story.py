"""Plain text as people post and publish it: fan fiction, Project Gutenberg, anything with paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile
from pathlib import PurePath

from bot.errors import UnreadableFileError
from bot.imports import encodings
from bot.imports.formats import repeats
from bot.imports.formats.plain import (
    details,
    endings,
    forum_marks,
    gutenberg,
    japanese_marks,
    leading_details,
    lone_ratings,
    paragraphs,
    title_page,
)
from bot.imports.formats.plain.details import Detail
from bot.imports.formats.plain.gutenberg import Book
from bot.imports.formats.plain.heading import Heading
from bot.imports.formats.plain.paragraphs import Paragraph, has_text, markdown
from bot.imports.formats.plain.sections import TextSection, divide
from bot.imports.formats.plain.title_page import TitlePage
from bot.imports.manuscript import TITLE_FROM_NAME, Manuscript, ManuscriptChapter
from bot.stories.details import Details
from bot.stories.models import ChapterKind

_FRONT_WORDS = 150


def parse(data: bytes, name: str) -> Manuscript:
    """Returns the manuscript in a plain text; `name` is the file's name, the title where the text tells none.

    Each paragraph of the file is in exactly one place: a chapter, or a detail (the author's notes before the
    story, the disclaimer …). Notes at the end of the file are a chapter of the back matter; those between
    chapters stay where they are. A chapter's `key` is its heading without the title, within its part, so that
    it outlives a new title; a story without headings is one chapter with neither title nor key.

    Raises UnreadableFileError for what is empty or no text.
    """
    text, warnings = encodings.decode(data, name)
    if not any(map(str.isalpha, text)):
        raise UnreadableFileError(f"“{name}” holds no text to read.")
    body, book = gutenberg.unwrap(text)
    opening, sections = divide(_paragraphs(japanese_marks.written_plainly(body)))
    suggested = title_from(name)
    found: list[Detail] = []
    if book:
        front = list(dropwhile(lambda part: _repeats(part, book), opening))
    else:
        rated, opening = lone_ratings.taken(opening, headed=bool(sections))
        page = title_page.read(opening, headed=bool(sections))
        warnings += (title_page.LEFT_OUT,) if page.addressed else ()
        found, front, sections = _details(page, sections, suggested)
        found += rated
    title, sections = _named(details.value(found, "title") or (book.title if book else ""), sections)
    chapters = tuple(_chapters(front, sections, wrapped=book is not None))
    if not chapters:
        raise UnreadableFileError(f"“{name}” holds no text to read.")
    if not title:
        warnings += (TITLE_FROM_NAME,)
    warnings += repeats.warnings(chapters)
    return _manuscript(found, book, chapters, title or suggested, warnings)


def _paragraphs(text: str) -> list[Paragraph]:
    if forum_marks.are_used(text):
        return paragraphs.read(forum_marks.as_on_discord(text), from_forum=True)
    return paragraphs.read(text)


def title_from(name: str) -> str:
    """Returns the title that a file's name suggests."""
    words = re.split(r"[\s_-]+", PurePath(name).stem.strip("\0"))
    return " ".join(word[:1].upper() + word[1:] for word in words if word) or "Untitled"


def _repeats(paragraph: Paragraph, book: Book) -> bool:
    """Returns whether a title page's paragraph says nothing but the title and the author."""
    known = set(re.findall(r"\w+", f"{book.title} {' '.join(book.authors)} by or a novel".casefold()))
    return known.issuperset(re.findall(r"\w+", paragraphs.plain(paragraph.text).casefold()))


def _details(
    page: TitlePage, sections: list[TextSection], suggested: str
) -> tuple[list[Detail], list[Paragraph], list[TextSection]]:
    """Returns the details found before the story and at the head of its first chapter,
    and what is left of both.
    """
    after = sum(paragraph.words for section in sections for paragraph in section.body)
    found, front = leading_details.read(page.rest, titled=suggested, after=after, known=page.details)
    if not sections:
        return (found, front, []) if has_text(front) else (list(page.details), list(page.rest), [])
    first = sections[0]
    more, body = leading_details.read(
        first.body, titled=None, after=after - sum(p.words for p in first.body), within=True
    )
    if not has_text(body):
        return found, front, sections
    return [*found, *more], front, [replace(first, body=tuple(body)), *sections[1:]]


def _named(title: str, sections: Sequence[TextSection]) -> tuple[str, list[TextSection]]:
    """Returns the title, if need be from the headings (`The Lamp: Chapter 1`), and the sections, whose
    headings do not repeat it.
    """
    stories = {section.heading.story for section in sections} - {""}
    if len(stories) != 1 or (title and not details.same_title(title, *stories)):
        return title, list(sections)
    unnamed = [replace(section, heading=replace(section.heading, story="")) for section in sections]
    return title or stories.pop(), unnamed


def _chapters(
    front: Sequence[Paragraph], sections: Sequence[TextSection], *, wrapped: bool
) -> Iterator[ManuscriptChapter]:
    front, sections = _without_empty(front, sections)
    if not sections:
        yield from _with_end(ManuscriptChapter("", ""), front)
        return
    if has_text(front):
        short = wrapped or sum(paragraph.words for paragraph in front) < _FRONT_WORDS
        title, kind = ("Before the story", ChapterKind.FRONT) if short else ("", ChapterKind.BODY)
        yield ManuscriptChapter(title, markdown(front), kind, key="opening")
    outer: list[Heading] = []
    seen: Counter[str] = Counter()
    for section in sections:
        heading = section.heading
        outer = [other for other in outer if heading.is_inside(other)]
        path = [*outer, heading]
        if heading.is_outer:
            outer.append(heading)
        key = " / ".join(part.key for part in path)
        seen[key] += 1
        chapter = ManuscriptChapter(
            title=" · ".join(map(str, path)),
            text=markdown(section.body),
            kind=heading.kind,
            key=key if seen[key] == 1 else f"{key} #{seen[key]}",
        )
        if section is sections[-1]:
            yield from _with_end(chapter, section.body)
        elif chapter.text:
            yield chapter


def _without_empty(
    front: Sequence[Paragraph], sections: Sequence[TextSection]
) -> tuple[list[Paragraph], list[TextSection]]:
    """Returns the front and the sections.

    Headings without text become paragraphs of what is before them; those of parts that hold chapters stay.
    """
    front, kept = list(front), list[TextSection]()
    for i, section in enumerate(sections):
        inner = sections[i + 1].heading if i + 1 < len(sections) else None
        if has_text(section.body) or (inner and inner.is_inside(section.heading)):
            kept.append(section)
            continue
        line = Paragraph((str(section.heading),))
        if kept:
            kept[-1] = replace(kept[-1], body=(*kept[-1].body, line))
        else:
            front.append(line)
    return front, kept


def _with_end(chapter: ManuscriptChapter, body: Sequence[Paragraph]) -> Iterator[ManuscriptChapter]:
    """Yields the last chapter, and what stands after its end as back matter of its own."""
    end = endings.end_of(body)
    if text := markdown(body[:end]):
        yield replace(chapter, text=text)
    title, rest = endings.titled(body[end:])
    if text := markdown(rest):
        yield ManuscriptChapter(title, text, ChapterKind.BACK, key="end")


def _manuscript(
    found: Sequence[Detail],
    book: Book | None,
    chapters: tuple[ManuscriptChapter, ...],
    title: str,
    warnings: tuple[str, ...],
) -> Manuscript:
    rating, unclear_rating = details.rating(found)
    combined = Details(
        title=title,
        authors=book.authors if book else details.names(found, "authors"),
        language=book.language if book else details.language(found),
        summary=details.text(found, "summary"),
        notes=details.text(found, "notes"),
        disclaimer=details.text(found, "disclaimer"),
        rating=rating,
        unclear_rating=unclear_rating,
        completion=details.completion(found),
        content_warnings=details.names(found, "content_warnings"),
        fandoms=details.names(found, "fandoms"),
        characters=details.names(found, "characters"),
        relationships=details.names(found, "relationships"),
        tags=details.names(found, "tags"),
        series=details.series(found),
        source=book.source if book else details.value(found, "source"),
        licence=book.licence if book else details.value(found, "licence"),
        quotable=details.quotable(found),
    )
    return Manuscript(combined, chapters, warnings=warnings)
