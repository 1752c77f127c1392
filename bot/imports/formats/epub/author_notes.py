"""What archives and tools set apart from a chapter's text on its page: its summary and the author's notes."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from bot.imports.formats import xhtml
from bot.imports.formats.html.elements import hide, line, named, words
from bot.imports.formats.xhtml.blocks import markdown
from bot.stories.chapter_notes import ChapterNotes

# What stands before the block quotes in the boxes of the Archive of Our Own, and in those of FanFicFare.
_LABELS = {
    "chapter summary": "summary",
    "summary": "summary",
    "chapter notes": "before",
    "notes": "before",
    "notes for the chapter": "before",
    "chapter end notes": "after",
    "end notes": "after",
    "notes for the end of the chapter": "after",
}
_BOX = "meta"
_HEAD, _FOOT = "fff_head_notes", "fff_foot_notes"
_ENDNOTES = re.compile(r"endnotes\d*")
_NUMBER = re.compile(r"\d+\Z")  # Calibre numbers the looks of a class: `meta1`


def taken(root: etree._Element, *, archive: bool) -> ChapterNotes:
    """Returns the notes in the boxes on a page, which are hidden in it from then on; the Archive's boxes are
    looked for in works of the `archive` only.
    """
    found: dict[str, list[str]] = {"summary": [], "before": [], "after": []}
    boxes = [each for each in root.iter("{*}div") if _is_box(each, archive=archive)]
    for box in boxes:
        for quoted in list(named(box, "blockquote")):
            if kind := _kind(quoted, box):
                found[kind].append(_text(quoted))
                hide(quoted)
        for link in list(named(box, "div", "p")):
            if "endnote-link" in _classes(link) or line(link).startswith("(See the end of the"):
                hide(link)
    said = {kind: "\n\n".join(filter(None, texts)) for kind, texts in found.items()}
    return ChapterNotes(said["summary"], said["before"], said["after"])


def joined(first: ChapterNotes, second: ChapterNotes) -> ChapterNotes:
    """Returns the notes of two pages of one chapter."""

    def both(kind: str) -> str:
        return "\n\n".join(filter(None, (getattr(first, kind), getattr(second, kind))))

    return replace(first, summary=both("summary"), before=both("before"), after=both("after"))


def hide_frame(root: etree._Element) -> None:
    """Hides what the Archive puts around a work: its preface, whose details are known, and its afterword."""
    for each in root.iter("{*}div"):
        if each.get("id") in ("preface", "afterword"):
            hide(each)


def _is_box(element: etree._Element, *, archive: bool) -> bool:
    classes = _classes(element)
    if not classes.isdisjoint((_HEAD, _FOOT)):
        return True
    return archive and (_BOX in classes or bool(_ENDNOTES.fullmatch(element.get("id") or "")))


def _kind(quoted: etree._Element, box: etree._Element) -> str:
    """Returns the kind of note by the label before a block quote, which is hidden; empty where none is."""
    label = quoted.getprevious()
    kind = _LABELS.get(line(label).rstrip(": ").casefold(), "") if label is not None else ""
    if label is not None and kind:
        hide(label)
    return "after" if kind and _FOOT in _classes(box) else kind


def _classes(element: etree._Element) -> frozenset[str]:
    return frozenset(_NUMBER.sub("", word) for word in words(element, "class"))


def _text(element: etree._Element) -> str:
    return markdown(block._replace(quote=0) for block in xhtml.read(element).blocks)
