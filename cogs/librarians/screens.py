"""The screen of a server's settings."""

from __future__ import annotations

from discord import ui

from bot.librarians.models import ServerSettings
from bot.librarians.presses import LeaveToManagers, NoAuthors
from cogs.ui.components import Item, button, view_of


def server_settings(settings: ServerSettings, guild: int | None) -> ui.LayoutView:
    """Returns the screen of the settings of a server."""
    role = settings.librarian_role
    who = f"those who may manage this server, and <@&{role}>" if role else "those who may manage this server"
    items: list[Item] = [
        ui.TextDisplay(
            f"### Stories of this server\n**Librarians:** {who}\n**Time zone:** {settings.time_zone}\n"
            f"**Authors:** {_authors(settings, guild)}\n"
            f"**Remarks from readers:** {'on' if settings.takes_remarks else 'off'}\n"
            "-# Change them with the options of `/stories settings`."
        )
    ]
    buttons = [button("Managers only", LeaveToManagers())] if role else []
    if settings.author_role:
        buttons.append(button("No authors", NoAuthors()))
    if buttons:
        items.append(ui.ActionRow(*buttons))
    return view_of(*items)


def _authors(settings: ServerSettings, guild: int | None) -> str:
    role = settings.author_role
    if role is None:
        return "nobody but librarians brings in stories"
    may = "hand in stories, which a librarian accepts"
    if not settings.authors_hand_in:
        may = "bring in stories, and change their own"
    who = "everybody" if role == guild else f"<@&{role}>"
    return f"{who} may {may}"
