"""The lists and numbered headings of an OpenDocument text: what stands before each item."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lxml import etree

from bot.imports.formats.documents.column import ListItem
from bot.imports.formats.odt.styles import attribute

_WORD = re.compile(r"[^\W\d_]{2}")
_DEEPEST = 9
_HEADINGS = ""  # the name that the numbering of headings has among the lists


@dataclass(frozen=True)
class OpenList:
    """A list that is open: the name of its style, its number among the lists, its level from 0."""

    style: str
    listing: str
    level: int = 0


class Lists:
    """The styles of a document's lists, and the number that each list has reached."""

    def __init__(self, styles: etree._Element, content: etree._Element) -> None:
        self._levels: dict[tuple[str, int], etree._Element] = {}
        for group in (styles.find("{*}styles"), content.find("{*}automatic-styles")):
            for each in () if group is None else group.iterchildren("{*}list-style", "{*}outline-style"):
                is_outline = str(each.tag).endswith("}outline-style")
                name = _HEADINGS if is_outline else attribute(each, "name")
                for level in each.iterchildren("{*}*"):
                    self._levels[name, _number(attribute(level, "level"), 1) - 1] = level
        self._counts: Counter[tuple[str, int]] = Counter()
        self._begun = 0
        self._last: dict[str, str] = {}

    def begin(self, element: etree._Element, above: OpenList | None, style: str) -> OpenList:
        """Returns the list that a text:list begins or continues; `style` is that of its first paragraph."""
        named = attribute(element, "style-name")
        if above:
            return OpenList(named or above.style, above.listing, min(above.level + 1, _DEEPEST))
        name = named or style
        goes_on = attribute(element, "continue-numbering") == "true" or attribute(element, "continue-list")
        if not goes_on or name not in self._last:
            self._begun += 1
            self._last[name] = str(self._begun)
        return OpenList(name, self._last[name])

    def item(self, opened: OpenList, item: etree._Element) -> ListItem | None:
        """Returns the next item of an open list; None where nothing stands before it."""
        level = self._levels.get((opened.style, opened.level))
        if level is None or str(level.tag).endswith("}list-level-style-bullet"):
            return ListItem(opened.listing, opened.level, None)
        started = attribute(item, "start-value")
        return self._numbered(level, opened.listing, opened.level, started)

    def heading(self, level: int) -> str:
        """Returns what stands before the next heading of that level (1 to 9), if that has words."""
        found = self._levels.get((_HEADINGS, level - 1))
        item = None if found is None else self._numbered(found, _HEADINGS, level - 1, "")
        return item.label if item else ""

    def _numbered(self, style: etree._Element, listing: str, level: int, started: str) -> ListItem | None:
        if not attribute(style, "num-format"):
            return None
        for deeper in range(level + 1, _DEEPEST + 1):
            self._counts.pop((listing, deeper), None)
        first = _number(started or attribute(style, "start-value"), 1)
        before = None if started else self._counts.get((listing, level))
        number = self._counts[listing, level] = first if before is None else before + 1
        written = attribute(style, "num-list-format").replace(f"%{level + 1}%", str(number))
        label = written or f"{attribute(style, 'num-prefix')}{number}{attribute(style, 'num-suffix')}"
        return ListItem(listing, level, number, label.strip(" :.") if _WORD.search(label) else "")


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else otherwise
