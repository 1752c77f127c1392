"""HTML: any page that holds a story, Project Gutenberg's books, and the pages of sites for stories."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from lxml import etree

from bot.errors import UnreadableFileError
from bot.imports import encodings
from bot.imports.formats import xhtml
from bot.imports.formats.html import elements, from_blocks, google_docs, gutenberg, head, sites, text
from bot.imports.formats.plain.gutenberg import Book
from bot.imports.formats.xhtml import tree
from bot.imports.formats.xhtml.stylesheets import Stylesheets
from bot.imports.manuscript import Manuscript
from bot.stories.details import Details

_LARGEST = 24 * 1024 * 1024
_WHOLE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)


def parse(data: bytes, name: str) -> Manuscript:
    """Returns the manuscript in a page. Raises UnreadableFileError for what holds no text, or is no page."""
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"“{name}” is larger than the page of a story can be.")
    markup, warnings = encodings.decode(data, name)
    return read(_root(markup, name), name, warnings)


def read(root: etree._Element, name: str, warnings: tuple[str, ...] = ()) -> Manuscript:
    """Returns the manuscript in a page's tree. Hides in the tree what is no part of the story."""
    sheets = Stylesheets()
    sheets.apply(root)
    warnings = (*warnings, *sheets.warnings, *google_docs.hide_comments(root))
    _hide_title_block(root)
    if work := sites.read(root, name):
        return replace(work, warnings=(*warnings, *work.warnings))
    details = head.read(root)
    document = xhtml.read(text.find(root))
    warnings = (*warnings, *from_blocks.left_out(document))
    blocks, book = gutenberg.unwrap(document.blocks)
    details = _published(details, book) if book else details
    return from_blocks.story(blocks, details, name, warnings=warnings, wrapped=book is not None)


def _hide_title_block(root: etree._Element) -> None:
    """Hides the author and the date on Pandoc's title page, which its head tells as well."""
    block = elements.identified(root, "title-block-header")
    for line in elements.classed(block, "author", "date") if block is not None else ():
        elements.hide(line)


def _root(markup: str, name: str) -> etree._Element:
    if not _WHOLE.search(markup, 0, 4096):
        markup = f"<html>{markup}</html>"
    try:
        return tree.parse(codecs.BOM_UTF8 + markup.encode()).root
    except tree.UnreadableTreeError as error:
        raise UnreadableFileError(f"“{name}” {error}.") from error


def _published(details: Details, book: Book) -> Details:
    """Returns the details as Project Gutenberg gives them, which its pages repeat less well."""
    return replace(
        details,
        title=book.title or details.title,
        authors=book.authors or details.authors,
        language=book.language or details.language,
        summary="",
        source=book.source,
        licence=book.licence,
    )
