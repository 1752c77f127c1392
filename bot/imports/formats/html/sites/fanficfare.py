"""HTML files that FanFicFare writes: a table of details, a table of contents, and all chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from lxml import etree

from bot.imports import content_warnings, ratings
from bot.imports.formats import xhtml
from bot.imports.formats.html import from_blocks, head
from bot.imports.formats.html.chapters import DocumentSection, titled_section
from bot.imports.formats.html.elements import classed, first, hide, joined, line, named, text_in, words
from bot.imports.formats.plain.languages import language_tag
from bot.imports.formats.plain.statuses import completion_of
from bot.imports.formats.xhtml.blocks import Document
from bot.imports.formats.xhtml.tree import local_name
from bot.imports.manuscript import Manuscript
from bot.stories.chapter_notes import NO_NOTES, ChapterNotes
from bot.stories.details import Details

_SECTION = re.compile(r"section\d{4,5}")
_CONTENTS = "toctop"
_HEAD, _FOOT = "fff_head_notes", "fff_foot_notes"
_SUMMARY = re.compile(r"(?:chapter )?summary\b", re.IGNORECASE)
_LISTED = re.compile(r"\s*,\s+")


def read(root: etree._Element, name: str) -> Manuscript | None:
    """Returns the story in a file; None where FanFicFare has not written it.

    Raises UnreadableFileError where it has no text.
    """
    body, top = first(root, "body"), first(root, "h1")
    table = next((each for each in classed(root, "full") if local_name(each) == "table"), None)
    if body is None or top is None or table is None:
        return None
    known = _about(root, top, table)
    notes = _notes(body)
    for box in (top, table, *_contents(body)):
        hide(box)
    document = xhtml.read(body)
    return from_blocks.of_chapters([], list(_sections(document, notes)), known, name)


def _about(root: etree._Element, top: etree._Element, table: etree._Element) -> Details:
    cells = [list(named(row, "td")) for row in named(table, "tr")]
    rows = {line(row[0]).rstrip(":").casefold(): row[1] for row in cells if len(row) == 2}
    said = {label: line(cell) for label, cell in rows.items()}
    links = list(named(top, "a"))
    authors = tuple(line(each) for each in links if "authorlink" in words(each, "class"))
    rating, unclear = ratings.stated(said.get("rating", ""))
    return Details(
        title=line(links[0]) if links else head.read(root).title,
        authors=tuple(dict.fromkeys(authors)),
        language=language_tag(said.get("language", "")),
        summary=text_in(rows["summary"]) if "summary" in rows else "",
        rating=rating,
        unclear_rating=unclear,
        completion=completion_of(said.get("status", "")),
        source=said.get("story url", ""),
        content_warnings=tuple(filter(content_warnings.warns, _names(rows, "warnings", "archive warnings"))),
        fandoms=_names(rows, "fandoms", "category"),
        characters=_names(rows, "characters"),
        relationships=_names(rows, "relationships", "ships"),
        series=(said["series"],) if said.get("series") else (),
        tags=_names(rows, "freeform tags", "additional tags", "genre", "genres", "tags"),
    )


def _names(rows: dict[str, etree._Element], *labels: str) -> tuple[str, ...]:
    """Returns the names in the first row with names among these; links tell where names have commas."""
    for label in labels:
        if label in rows:
            links = [line(each) for each in named(rows[label], "a")]
            return tuple(filter(None, links or _LISTED.split(line(rows[label]))))
    return ()


def _contents(body: etree._Element) -> Iterator[etree._Element]:
    """Yields the parts of the table of contents: its heading and the links to the chapters."""
    for anchor in named(body, "a"):
        address = (anchor.get("href") or "").removeprefix("#")
        if (anchor.get("name") or "").casefold() == _CONTENTS:
            yield from (each for each in named(anchor, "h2") if line(each) == "Table of Contents")
        elif _SECTION.fullmatch(address):
            yield anchor


def _notes(body: etree._Element) -> dict[int, ChapterNotes]:
    """Returns the notes in boxes by the number of the chapter, from 0, and hides them."""
    found: dict[int, ChapterNotes] = {}
    number = -1
    for each in list(body.iter(etree.Element)):
        if _SECTION.fullmatch(each.get("name") or ""):
            number += 1
        kinds = words(each, "class")
        if kinds.isdisjoint((_HEAD, _FOOT)):
            continue
        found[number] = _with_box(found.get(number, NO_NOTES), each, is_foot=_FOOT in kinds)
        hide(each)
    return found


def _with_box(notes: ChapterNotes, box: etree._Element, *, is_foot: bool) -> ChapterNotes:
    text = text_in(*named(box, "blockquote"))
    if is_foot:
        return replace(notes, after=joined(notes.after, text))
    if _SUMMARY.match(line(first(box, "b"))):
        return replace(notes, summary=joined(notes.summary, text))
    return replace(notes, before=joined(notes.before, text))


def _sections(document: Document, notes: dict[int, ChapterNotes]) -> Iterator[DocumentSection]:
    blocks = document.blocks
    anchors = sorted(at for key, at in document.anchors.items() if _SECTION.fullmatch(key))
    starts = [next((i for i in range(at, min(at + 3, len(blocks))) if blocks[i].level), at) for at in anchors]
    for number, (start, end) in enumerate(pairwise([*starts, len(blocks)])):
        if start < end:
            yield titled_section(blocks[start].plain, blocks[start + 1 : end], notes.get(number, NO_NOTES))
