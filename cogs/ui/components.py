"""What every message of ours is made of."""

from __future__ import annotations

from typing import Any

from discord import ButtonStyle, ui

from cogs.ui.presses import Action, Press

Item = ui.Item[Any]


def view_of(*items: Item) -> ui.LayoutView:
    """A message of these components. It is stopped at once: discord.py keeps views that are not in memory,
    and presses go through our own router."""
    view = ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    view.stop()
    return view


def button(label: str, press: Press, *, main: bool = False, disabled: bool = False) -> ui.Button[Any]:
    """A button for a press; `main` is for what most people press next."""
    style = ButtonStyle.primary if main else ButtonStyle.secondary
    return ui.Button(label=label, custom_id=press.custom_id, style=style, disabled=disabled)


def page_buttons(
    action: Action, numbers: tuple[int, ...], page: int, pages: int, words: str = ""
) -> list[ui.Button[ui.LayoutView]]:
    """The previous and the next page, for a list of several pages; the action's last number is the page."""
    return [
        button("◀ Previous page", Press(action, (*numbers, page - 1), words), disabled=page == 0),
        button("Next page ▶", Press(action, (*numbers, page + 1), words), disabled=page + 1 >= pages),
    ]
