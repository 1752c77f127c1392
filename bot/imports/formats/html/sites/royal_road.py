"""Pages of Royal Road: one chapter each, with the author's notes in boxes before and behind it."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from bot.imports.formats import xhtml
from bot.imports.formats.html import from_blocks, head
from bot.imports.formats.html.chapters import titled_section
from bot.imports.formats.html.elements import classed, first, line, named
from bot.imports.formats.html.sites import author_notes
from bot.imports.manuscript import Manuscript


def read(root: etree._Element, name: str) -> Manuscript | None:
    """Returns the chapter on a page; None where the page shows none.

    Raises UnreadableFileError where it has no text.
    """
    text = next(classed(root, "chapter-inner"), None)
    above = next(classed(root, "fic-header"), None)
    if text is None or above is None:
        return None
    people = (line(each) for each in named(above, "a") if "/profile/" in (each.get("href") or ""))
    known = head.read(root)
    known = replace(
        known,
        title=line(first(above, "h2")) or known.title,
        authors=tuple(filter(None, people))[:1] or known.authors,
        summary="",  # the page's description is the beginning of its text
    )
    notes = author_notes.around(root, text, {"author-note-portlet": "author-note"})
    document = xhtml.read(text)
    section = titled_section(line(first(above, "h1")), document.blocks, notes)
    return from_blocks.of_chapters([], [section], known, name, warnings=from_blocks.left_out(document))
