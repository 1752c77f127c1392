"""The components that every message of the bot is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from discord import ButtonStyle, SelectDefaultValue, SelectDefaultValueType, SelectOption, ui

from bot.language import _
from bot.presses import Press
from bot.stories.ids import RoleId
from bot.stories.models import Listing
from cogs.ui.labels import clipped

Item = ui.Item[Any]
MOST_ROLES = 5
_LABEL_ROOM = 80
"""Characters of a button that Discord takes."""
_CHANNELS = "https://discord.com/channels"
HEARTH = 0xD9713B
"""The colour of Fireside, 24 bits of RGB."""
IN_A_ROW, MOST_OPTIONS = 5, 25
"""The buttons that a row holds, and the options that a menu holds."""


def view_of(*items: Item) -> ui.LayoutView:
    """Returns a message of these components. The view is stopped at once, because discord.py would keep it in
    memory and presses go through the bot's own router."""
    view = ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    view.stop()
    return view


def framed(*items: Item, accent: int | None = HEARTH) -> ui.LayoutView:
    """Returns a message of these components in a frame with an accent colour, 24 bits of RGB: a story's, or
    that of Fireside for what is about several; None for a story whose cover is not ready."""
    return view_of(ui.Container(*items, accent_colour=accent))


def button(label: str, press: Press, *, main: bool = False, disabled: bool = False) -> ui.Button[Any]:
    """Returns a button for a press; `main` is for the one that most people press next."""
    style = ButtonStyle.primary if main else ButtonStyle.secondary
    return ui.Button(
        label=clipped(label, _LABEL_ROOM), custom_id=press.custom_id, style=style, disabled=disabled
    )


def danger(label: str, press: Press) -> ui.Button[Any]:
    """Returns a button for what cannot be undone, or is not to be pressed by mistake."""
    return ui.Button(label=clipped(label, _LABEL_ROOM), custom_id=press.custom_id, style=ButtonStyle.danger)


def channel_link(guild: int | None, channel: int | None, label: str = "") -> ui.Button[Any]:
    """Returns a button that leads to a channel, and says so unless it has another label."""
    return ui.Button(label=label or _("Go to the channel"), url=f"{_CHANNELS}/{guild}/{channel}")


def choice(label: str, press: Press, *, chosen: bool) -> ui.Button[Any]:
    """Returns a button for one of several settings, with a tick on the one chosen; none is primary."""
    return button(f"✓ {label}" if chosen else label, press)


def menu(
    press: Press, placeholder: str, options: list[SelectOption], *, most: int = 1, least: int = 1
) -> Item:
    """Returns a row with a menu, of which at least `least` and up to `most` options can be chosen."""
    select: ui.Select[ui.LayoutView] = ui.Select(
        custom_id=press.custom_id, placeholder=placeholder, options=options, min_values=least, max_values=most
    )
    return ui.ActionRow(select)


def role_menu(press: Press, placeholder: str, chosen: Iterable[RoleId] = ()) -> Item:
    """Returns a row with a menu of the server's roles, of which a few can be chosen; some are at first."""
    select: ui.RoleSelect[ui.LayoutView] = ui.RoleSelect(
        custom_id=press.custom_id,
        placeholder=placeholder,
        max_values=MOST_ROLES,
        default_values=[SelectDefaultValue(id=role, type=SelectDefaultValueType.role) for role in chosen],
    )
    return ui.ActionRow(select)


def page_buttons(turned_to: Callable[[int], Press], page: int, pages: int) -> list[ui.Button[ui.LayoutView]]:
    """Returns the buttons to the previous and the next page of a list; `turned_to` gives the press for a
    page."""
    return [
        button(_("◀ Previous page"), turned_to(page - 1), disabled=page == 0),
        button(_("Next page ▶"), turned_to(page + 1), disabled=page + 1 >= pages),
    ]


def page_note(listing: Listing[Any]) -> str:
    """Returns the line with the number of a list's page."""
    return "-# " + _("Page {page} of {pages}", page=listing.page + 1, pages=listing.pages)


def page_turner(turned_to: Callable[[int], Press], listing: Listing[Any]) -> list[Item]:
    """Returns the number of a list's page above its `page_buttons`, or nothing where it has only one."""
    if listing.pages <= 1:
        return []
    return [
        ui.TextDisplay(page_note(listing)),
        ui.ActionRow(*page_buttons(turned_to, listing.page, listing.pages)),
    ]


def text_length(items: Iterable[Item]) -> int:
    """Returns the characters of text that some components have in all."""
    found = 0
    for each in items:
        if isinstance(each, ui.TextDisplay):
            found += len(each.content)
        elif isinstance(each, ui.Section | ui.Container):
            found += text_length(each.children)
    return found


def done_note(done: str, undo: Press | None = None, label: str = "") -> list[Item]:
    """Returns the line that says what was just done, with the button that takes it back, labelled *Undo*
    unless told otherwise; none where `done` is empty."""
    said: ui.TextDisplay[ui.LayoutView] = ui.TextDisplay(f"✓ {done}")
    if not done or undo is None:
        return [said] if done else []
    return [ui.Section(said, accessory=button(label or _("Undo"), undo))]
