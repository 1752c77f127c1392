"""The screen of a server's settings."""

from __future__ import annotations

from discord import ui

from bot.librarians.models import ServerSettings
from bot.librarians.presses import LeaveToManagers
from cogs.ui.components import Item, button, view_of


def server_settings(settings: ServerSettings) -> ui.LayoutView:
    """Returns the screen of a server's settings."""
    role = settings.librarian_role
    who = f"those who may manage this server, and <@&{role}>" if role else "those who may manage this server"
    items: list[Item] = [
        ui.TextDisplay(
            f"### Stories of this server\n**Librarians:** {who}\n**Time zone:** {settings.time_zone}\n"
            f"**Remarks from readers:** {'on' if settings.takes_remarks else 'off'}\n"
            "-# Change them with the options of `/stories settings`."
        )
    ]
    if role:
        items.append(ui.ActionRow(button("Managers only", LeaveToManagers())))
    return view_of(*items)
