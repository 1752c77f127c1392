"""Works of the Archive of Our Own as its pages show them, whole or a chapter a page.

Other archives that run on the Archive's software have the same pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from bot.imports.formats import xhtml
from bot.imports.formats.html import ao3, head
from bot.imports.formats.html.elements import classed, hide, identified, joined, line, named, text_in, words
from bot.imports.formats.html.sites.ao3_download import byline, chapter, work
from bot.imports.formats.xhtml.blocks import markdown
from bot.imports.formats.xhtml.tree import local_name
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.chapter_notes import ChapterNotes

_WORK = re.compile(r"https?://[^/\s]+/works/\d+")
_KINDS = ("summary", "notes", "end")


def read(root: etree._Element, name: str) -> Manuscript | None:
    """Returns the work on a page of the Archive; None where the page shows no work.

    Raises UnreadableFileError where the work has no text.
    """
    tags = next((each for each in classed(root, "meta") if local_name(each) == "dl"), None)
    text = identified(root, "chapters")
    if tags is None or text is None:
        return None
    for landmark in classed(text, "landmark"):
        hide(landmark)
    preface = next((each for each in classed(root, "preface") if "chapter" not in words(each, "class")), text)
    title = next((line(each) for each in classed(preface, "title")), "")
    said = {"summary": _module(preface, "summary"), "notes": _module(preface, "notes")}
    known = ao3.of_work(tags, preface, title, said)
    known = replace(known, source=known.source or _address(head.source(root)))
    found = work(known, list(_chapters(text)), identified(root, "work_endnotes"), name)
    return replace(found, warnings=(ao3.HIDDEN_WARNINGS,)) if ao3.hides_warnings(tags) else found


def _address(page: str) -> str:
    """Returns the address of the work whose page or chapter this is the address of."""
    address = _WORK.match(page)
    return address[0] if address else page


def _chapters(text: etree._Element) -> Iterator[ManuscriptChapter]:
    """Yields the chapters on a page; a work of one chapter has no boxes for chapters."""
    boxes = [each for each in text.iterchildren(etree.Element) if "chapter" in words(each, "class")]
    for box in boxes or [text]:
        stuff = [each for each in classed(box, "userstuff") if local_name(each) == "div"]
        if not (
            written := markdown(block for each in _outermost(stuff) for block in xhtml.read(each).blocks)
        ):
            continue
        prefaces = [each for each in classed(box, "preface") if "chapter" in words(each, "class")]
        heading = next((line(each) for each in prefaces for each in classed(each, "title")), "")
        yield chapter(heading, written, _notes(prefaces))


def _outermost(boxes: list[etree._Element]) -> list[etree._Element]:
    """Returns the boxes that stand in no other; an author can have put one in the text."""
    known = set(boxes)
    return [each for each in boxes if known.isdisjoint(each.iterancestors())]


def _notes(prefaces: list[etree._Element]) -> ChapterNotes:
    summary, notes, end = (joined(*(_module(each, kind) for each in prefaces)) for kind in _KINDS)
    return ChapterNotes(summary, joined(*map(byline, prefaces), notes), end)


def _module(preface: etree._Element, kind: str) -> str:
    """Returns what one of the boxes of a preface quotes: the summary, the notes, the notes at the end."""
    for box in classed(preface, kind):
        said = words(box, "class")
        if "module" in said and ("end" in said) == (kind == "end"):
            return text_in(*named(box, "blockquote"))
    return ""
