"""HTML files that FicHub writes: lines of details, a list of the chapters, and all chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bot.imports.formats import xhtml
from bot.imports.formats.html import from_blocks
from bot.imports.formats.html.chapters import DocumentSection, titled_section
from bot.imports.formats.html.elements import classed, first, hide, line, named, text_in
from bot.imports.formats.html.sites import dashed
from bot.imports.formats.xhtml.tree import local_name
from bot.imports.manuscript import Manuscript
from bot.stories.details import Details

_CHAPTER = re.compile(r"chap_\d{1,5}")
_NAVIGATION = "chapter_nav"


def read(root: etree._Element, name: str) -> Manuscript | None:
    """Returns the story in a file; None where FicHub has not written it.

    Raises UnreadableFileError where it has no text.
    """
    body = first(root, "body")
    if body is None:
        return None
    chapters = [each for each in body.iterchildren(etree.Element) if _CHAPTER.fullmatch(each.get("id") or "")]
    if not chapters:
        return None
    top = list(body.iterchildren(etree.Element))
    known = _about(top[: top.index(chapters[0])])
    return from_blocks.of_chapters([], list(map(_section, chapters)), known, name)


def _about(top: list[etree._Element]) -> Details:
    known = Details(
        title=next((line(each) for part in top for each in classed(part, "title")), ""),
        authors=tuple(line(each) for part in top for each in classed(part, "author")),
        summary=text_in(*(part for part in top if local_name(part) == "div")),
        source=next(_source(top), ""),
    )
    said = next((found for part in top if (found := dashed.read(line(part)))), None)
    return said.add_to(known) if said else known


def _source(top: list[etree._Element]) -> Iterator[str]:
    for part in top:
        if line(part).startswith("Original source:"):
            yield from (each.get("href") or "" for each in named(part, "a"))


def _section(chapter: etree._Element) -> DocumentSection:
    """Returns a chapter, whose heading is the first thing in it."""
    for part in classed(chapter, _NAVIGATION):
        hide(part)
    blocks = xhtml.read(chapter).blocks
    heading = blocks[0].plain if blocks and blocks[0].level else ""
    return titled_section(heading, blocks[1:] if heading else blocks)
