"""Works of the Archive of Our Own as it offers them for download in HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from bot.errors import UnreadableFileError
from bot.imports.formats import xhtml
from bot.imports.formats.html import ao3
from bot.imports.formats.html.elements import classed, hide, identified, joined, line, named, text_in, words
from bot.imports.formats.plain import headings
from bot.imports.formats.plain.story import title_from
from bot.imports.formats.xhtml.blocks import markdown
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.chapter_notes import NO_NOTES, ChapterNotes
from bot.stories.details import Details
from bot.text import markup


def read(root: etree._Element, name: str) -> Manuscript | None:
    """Returns the work in a page's tree; None where the page is none of the Archive's downloads.

    Raises UnreadableFileError where the work has no text.
    """
    text = identified(root, "chapters")
    known = ao3.about(root)
    if text is None or known is None:
        return None
    for heading in classed(text, "toc-heading"):  # which a program's table of contents is made of
        hide(heading)
    end = identified(root, "endnotes")
    return work(known, list(_chapters(text)), end, name)


def work(
    known: Details, chapters: list[ManuscriptChapter], end: etree._Element | None, name: str
) -> Manuscript:
    """Returns a work; the notes at its end (`end`) stand behind its last chapter.

    Raises UnreadableFileError where the work has no text.
    """
    if not chapters:
        raise UnreadableFileError(f"“{name}” holds no text to read.")
    if end is not None:
        last = chapters[-1].notes
        after = joined(last.after, text_in(*named(end, "blockquote")))
        chapters[-1] = replace(chapters[-1], notes=replace(last, after=after))
    return Manuscript(replace(known, title=known.title or title_from(name)), tuple(chapters))


def chapter(title: str, text: str, notes: ChapterNotes = NO_NOTES) -> ManuscriptChapter:
    """Returns a chapter under the heading that the Archive set."""
    known = headings.parse(title)
    return ManuscriptChapter(title, text, key=known.key if known else title.casefold(), notes=notes)


def byline(box: etree._Element) -> str:
    """Returns a note on who wrote a chapter; empty where all of the work's authors did."""
    said = next((line(each) for each in classed(box, "byline")), "")
    return markup.escape(f"{said}.") if said else ""


def _chapters(text: etree._Element) -> Iterator[ManuscriptChapter]:
    """Yields a chapter for each heading that the Archive set;
    the author's own headings are part of the text.
    """
    groups: list[list[etree._Element]] = []
    for part in text.iterchildren(etree.Element):
        if _heading(part) is not None:
            groups.append([])
        if groups:
            groups[-1].append(part)
    if not groups:
        if written := markdown(xhtml.read(text).blocks):
            yield chapter("", written)
        return
    for before, *parts in groups:
        boxes = [part for part in parts if "meta" in words(part, "class")]
        blocks = [block for part in parts if part not in boxes for block in xhtml.read(part).blocks]
        if written := markdown(blocks):
            yield chapter(line(_heading(before)), written, _notes(before, boxes))


def _notes(before: etree._Element, behind: list[etree._Element]) -> ChapterNotes:
    said = ao3.quoted(before)
    notes = joined(byline(before), said.get("chapter notes", ""))
    after = text_in(*(quote for box in behind for quote in named(box, "blockquote")))
    return ChapterNotes(said.get("chapter summary", ""), notes, after)


def _heading(part: etree._Element) -> etree._Element | None:
    """Returns the heading in the box before a chapter's text."""
    if "meta" not in words(part, "class"):
        return None
    return next((each for each in named(part, "h2") if "heading" in words(each, "class")), None)
