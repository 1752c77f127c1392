"""Messages with content, which is the only kind that a locked phone shows anything of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from discord import ui

from cogs.ui.components import Item, view_of

Buttons = Sequence[ui.Button[Any]]


@dataclass(frozen=True, slots=True)
class Message:
    """A message that is sent unasked. `content` is all that a locked phone shows of it, and says what it is.
    `covered` may tell too much for that. `rich` is what the message is made into once it has arrived, if it
    brings more than it says."""

    content: str
    rows: Sequence[Buttons]
    covered: str = ""
    rich: ui.LayoutView | None = None

    @property
    def layout(self) -> ui.LayoutView:
        """What the message says, or brings, made of components alone."""
        if self.rich is not None:
            return self.rich
        texts: list[Item] = [ui.TextDisplay(each) for each in (self.content, self.covered) if each]
        return view_of(*texts, *(ui.ActionRow(*row) for row in self.rows))


def rows_of(*rows: Sequence[ui.Button[Any]]) -> ui.View:
    """Returns rows of buttons for a message with content. The view is stopped, as by `view_of`."""
    view = ui.View(timeout=None)
    for number, row in enumerate(rows):
        for each in row:
            each.row = number
            view.add_item(each)
    view.stop()
    return view
