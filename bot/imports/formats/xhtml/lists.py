"""The lists that are open while a document is read: their bullets, and the spacing of their items."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from bot.imports.formats.xhtml.blocks import Block
from bot.imports.formats.xhtml.tree import local_name

_TIGHT_ITEM = 200  # characters; longer items are paragraphs of their own


@dataclass(slots=True)
class _List:
    first: int  # index of its first block
    number: int | None
    items: int = 0


class OpenLists:
    """The open lists, the innermost last."""

    def __init__(self) -> None:
        self._open: list[_List] = []

    def begin(self, element: etree._Element, first: int) -> None:
        """Enters a list whose first block will have the index `first`."""
        number = _number(element.get("start"), 1) if local_name(element) == "ol" else None
        self._open.append(_List(first, number))

    def bullet(self, item: etree._Element) -> str:
        """Returns the bullet or number of the next item; empty outside any list."""
        if not self._open:
            return ""
        items = self._open[-1]
        items.items += 1
        if items.number is None:
            return "• " if len(self._open) == 1 else "◦ "
        number = _number(item.get("value"), items.number)
        items.number = number + 1
        return f"{number}. "

    def end(self, blocks: list[Block]) -> None:
        """Leaves the innermost list; where its items are short, each follows the other on the next line."""
        items = self._open.pop()
        if self._open:
            self._open[-1].items += items.items
        written = blocks[items.first :]
        short = all(len(block.plain) <= _TIGHT_ITEM and not block.is_break for block in written)
        if len(written) == items.items and short:
            blocks[items.first + 1 :] = [block._replace(tight=True) for block in written[1:]]


def _number(given: str | None, otherwise: int) -> int:
    return int(given) if given and given.isdecimal() and len(given) < 9 else otherwise
