"""Removes Project Gutenberg's wrapper around the text of a page, by the rules for plain text."""

from __future__ import annotations

from collections.abc import Sequence

from bot.imports.formats.plain import gutenberg
from bot.imports.formats.plain.gutenberg import Book
from bot.imports.formats.xhtml.blocks import Block

_GAP = "\n\n"


def unwrap(blocks: Sequence[Block]) -> tuple[list[Block], Book | None]:
    """Returns the blocks without the wrapper, and what it says;
    the blocks as they are where they have none.
    """
    text = _GAP.join(block.plain for block in blocks)
    body, book = gutenberg.unwrap(text)
    if book is None:
        return list(blocks), None
    first = text.rfind(body)
    last = first + len(body)
    kept, at = [], 0
    for block in blocks:
        if first <= at < last:
            kept.append(block)
        at += len(block.plain) + len(_GAP)
    return kept, book
