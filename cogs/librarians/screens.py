"""The screen of a server's settings."""

from __future__ import annotations

from discord import ui

from bot.language import _
from bot.librarians.models import ServerSettings
from bot.librarians.presses import LeaveToManagers, NoAuthors, NoHosts
from cogs.ui.components import Item, button, view_of


def server_settings(settings: ServerSettings, guild: int | None) -> ui.LayoutView:
    """Returns the screen of the settings of a server."""
    role = settings.librarian_role
    who = _("everybody who manages this server")
    if role:
        who = _("everybody who manages this server, and {role}", role=f"<@&{role}>")
    remarks = (
        _("**Remarks from readers:** on") if settings.takes_remarks else _("**Remarks from readers:** off")
    )
    lines = (
        f"### {_('Stories of this server')}",
        _("**Librarians:** {who}", who=who),
        _("**Time zone:** {zone}", zone=settings.time_zone),
        _("**Authors:** {authors}", authors=_authors(settings, guild)),
        remarks,
        _("**Read-alongs:** {hosts}", hosts=_hosts(settings, guild)),
        f"-# {_('Change these with the options of `/stories settings`.')}",
    )
    items: list[Item] = [ui.TextDisplay("\n".join(lines))]
    buttons = [button(_("Managers only"), LeaveToManagers())] if role else []
    if settings.author_role:
        buttons.append(button(_("No authors"), NoAuthors()))
    if settings.host_role:
        buttons.append(button(_("Moderators only"), NoHosts()))
    if buttons:
        items.append(ui.ActionRow(*buttons))
    return view_of(*items)


def _authors(settings: ServerSettings, guild: int | None) -> str:
    role = settings.author_role
    if role is None:
        return _("only librarians bring in stories")
    who = _("everybody") if role == guild else f"<@&{role}>"
    if settings.authors_hand_in:
        return _("{who} may hand in stories for a librarian to accept", who=who)
    return _("{who} may bring in stories, and change their own", who=who)


def _hosts(settings: ServerSettings, guild: int | None) -> str:
    role = settings.host_role
    if role is None:
        return _("only moderators and librarians start them")
    who = _("everybody") if role == guild else f"<@&{role}>"
    return _("{who} may start them, besides moderators", who=who)
