"""Tells what a table is for: data in rows, a play's speakers and lines, or a page's layout."""

from __future__ import annotations

from enum import Enum

from lxml import etree

from bot.imports.formats.xhtml.tree import local_name
from bot.imports.formats.xhtml.vocabulary import is_speaker

_LONGEST_CELL = 200  # characters; longer ones are prose that was laid out with a table


class Layout(Enum):
    """The way a table's cells are written."""

    FLOW = "each as paragraphs of its own"
    DATA = "a row on a line"
    DRAMA = "the speaker on a line before what is said"


def layout_of(table: etree._Element) -> Layout:
    """Returns how to write a table, by what its cells hold."""
    if table.find(".//{*}table") is not None:
        return Layout.FLOW
    cells = list(table.iter("{*}td", "{*}th"))
    if any(is_speaker(cell, local_name(cell)) for cell in cells):
        return Layout.DRAMA
    longest = max((sum(map(len, cell.itertext())) for cell in cells), default=0)
    columns = max((len(row) for row in table.iter("{*}tr")), default=0)
    return Layout.DATA if columns > 1 and longest <= _LONGEST_CELL else Layout.FLOW
