"""The lists of a document: the levels that have bullets, and the next number of those that count."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from bot.imports.formats.documents.column import ListItem
from bot.imports.formats.docx.styles import attribute, value

_WORD = re.compile(r"[^\W\d_]{2}")


class Numbering:
    """The definitions of a document's lists, and the number that each has reached."""

    def __init__(self, part: etree._Element) -> None:
        abstract = {attribute(each, "abstractNumId"): each for each in part.iterchildren("{*}abstractNum")}
        self._abstract = {
            attribute(num, "numId"): value(num, "abstractNumId") for num in part.iterchildren("{*}num")
        }
        self._levels = {
            (name, attribute(level, "ilvl")): level
            for name, each in abstract.items()
            for level in each.iterchildren("{*}lvl")
        }
        self._counts: Counter[tuple[str, int]] = Counter()

    def item(self, properties: etree._Element | None) -> ListItem | None:
        """Returns the next item of the list that a paragraph's w:numPr names; None where it names none."""
        listing = value(properties, "numId")
        if listing in ("", "0"):
            return None
        depth = value(properties, "ilvl") or "0"
        level = self._levels.get((self._abstract.get(listing, ""), depth))
        index = min(int(depth), 8) if depth.isdecimal() else 0
        form = value(level, "numFmt")
        if form == "none":
            return None
        if form in ("bullet", ""):
            return ListItem(listing, index, None)
        for deeper in range(index + 1, 9):
            self._counts.pop((listing, deeper), None)
        start = value(level, "start")
        first = int(start) if start.isdecimal() and len(start) < 9 else 1
        number = self._counts[listing, index] = self._counts.get((listing, index), first - 1) + 1
        words = value(level, "lvlText").replace(f"%{index + 1}", str(number)).strip(" :.")
        return ListItem(listing, index, number, words if _WORD.search(words) else "")
