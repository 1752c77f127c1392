"""The screens of what is stored about a person."""

from __future__ import annotations

from discord import ui

from bot.language import _, ngettext
from bot.privacy.presses import EraseMyData, EraseServer, KeepMyData, KeepServer
from bot.privacy.servers import DAYS
from cogs.ui.components import button, danger, view_of

FILE = "mydata.zip"


def export_note() -> ui.LayoutView:
    """Returns the message with the file of everything about a person."""
    text = _("Everything I know about you, as tables for a spreadsheet. READ ME says what each one is.")
    return view_of(ui.TextDisplay(text), ui.File(f"attachment://{FILE}"))


def erase_question() -> ui.LayoutView:
    """Returns the question whether everything about a person is to be erased."""
    question = _(
        "### Erase everything I know about you?\n"
        "Your places, your shelf, quotes, notes, subscriptions, statistics and settings go, and nothing more "
        "comes to you. This can’t be undone; `/mydata export` gives you a copy first."
    )
    left = _(
        "Messages I’ve already sent stay on Discord. Stories and chapters that you brought in stay with "
        "their server, without your name. Backups hold your data until they’re deleted in turn."
    )
    return view_of(
        ui.TextDisplay(f"{question}\n-# {left}"),
        ui.ActionRow(danger(_("Erase everything"), EraseMyData()), button(_("No, keep it"), KeepMyData())),
    )


def erase_server_question(stories: int) -> ui.LayoutView:
    """Returns the question whether everything about a server, with so many stories of its own, is to be
    erased."""
    question = _("### Erase everything I know about this server?")
    what = ngettext(
        "{number} story of its own goes for good, with everybody’s place and saved quotes in it. So do "
        "settings, drafts, planned chapters and this server’s subscriptions. This can’t be undone.",
        "{number} stories of its own go for good, with everybody’s place and saved quotes in them. So do "
        "settings, drafts, planned chapters and this server’s subscriptions. This can’t be undone.",
        stories,
    )
    left = _(
        "What I’ve posted of these stories is deleted; my other messages stay. Stories that every server has "
        "stay, and so do I. If you remove me, all of this goes by itself after {days} days.",
        days=DAYS,
    )
    if not stories:
        what = _(
            "Settings, drafts, planned chapters and this server’s subscriptions go for good. This can’t be "
            "undone."
        )
        left = _(
            "My messages stay, stories that every server has stay, and so do I. If you remove me, all of "
            "this goes by itself after {days} days.",
            days=DAYS,
        )
    return view_of(
        ui.TextDisplay(f"{question}\n{what}\n-# {left}"),
        ui.ActionRow(danger(_("Erase everything"), EraseServer()), button(_("No, keep it"), KeepServer())),
    )


def note(text: str) -> ui.LayoutView:
    """Returns a message that says what came of the question."""
    return view_of(ui.TextDisplay(text))
