"""Pages of Scribble Hub: one chapter each, with the author's notes in boxes within its text."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from bot.imports.formats import xhtml
from bot.imports.formats.html import from_blocks, head, surroundings
from bot.imports.formats.html.chapters import titled_section
from bot.imports.formats.html.elements import classed, identified, line, named
from bot.imports.formats.html.sites import author_notes
from bot.imports.manuscript import Manuscript

_NOTES = {"wi_authornotes": "wi_authornotes_body", "wi_news": "wi_news_body"}


def read(root: etree._Element, name: str) -> Manuscript | None:
    """Returns the chapter on a page; None where the page shows none.

    Raises UnreadableFileError where it has no text.
    """
    raw = identified(root, "chp_raw")
    above = next(classed(root, "chp_byauthor"), None)
    if raw is None or above is None:
        return None
    links = [(each.get("href") or "", line(each)) for each in named(above, "a")]
    known = head.read(root)
    known = replace(
        known,
        title=next((name for address, name in links if "/series/" in address), known.title),
        authors=tuple(name for address, name in links if "/profile/" in address)[:1] or known.authors,
        summary="",
    )
    notes = author_notes.around(root, raw, _NOTES)
    surroundings.hide(raw, set())
    title = next((line(each) for each in classed(root, "chapter-title")), "")
    section = titled_section(title, xhtml.read(raw).blocks, notes)
    return from_blocks.of_chapters([], [section], known, name)
