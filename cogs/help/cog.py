"""The cog of `/help`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import AppCommandType, app_commands, ui
from discord.ext import commands

from cogs.reading.aloud import may_read_aloud
from cogs.ui.components import view_of
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, is_direct, reply

if TYPE_CHECKING:
    from bot.client import StoryBot


class HelpCog(commands.Cog):
    """Tells people what they can do, depending on their rights and on where they are."""

    def __init__(self, bot: StoryBot) -> None:
        self._library = bot.app.library
        self._librarians = bot.app.librarians
        self._audiences = bot.audiences
        self._tree = bot.tree

    @app_commands.command()
    async def help(self, interaction: Interaction) -> None:
        """See what you can do here."""
        commands_ = sorted(
            self._tree.get_commands(type=AppCommandType.chat_input), key=lambda each: each.name
        )
        lines = [
            f"`/{each.name}` {each.description}"
            for each in commands_
            if isinstance(each, app_commands.Command)
        ]
        librarian = await self._librarians.looks_after_any(await credentials_of(interaction))
        if librarian:
            groups = (each for each in commands_ if isinstance(each, app_commands.Group))
            lines += [
                f"`/{each.qualified_name}` {each.description}"
                for group in groups
                for each in sorted(group.commands, key=lambda each: each.name)
            ]
        any_story = await self._library.has_any(await self._audiences.of(interaction))
        menus = sorted(each.name for each in self._tree.get_commands(type=AppCommandType.message))
        hints = _hints(interaction, menus, any_story=any_story, librarian=librarian)
        await reply(
            interaction,
            view_of(ui.TextDisplay("\n".join(["### Reading by the fireside", *lines, "", *hints]))),
        )


def _hints(interaction: Interaction, menus: list[str], *, any_story: bool, librarian: bool) -> list[str]:
    """Returns hints for where this person is. `menus` are the commands in a message's menu; `librarian` says
    whether they look after stories here."""
    if not any_story:
        who = "You bring" if librarian else "The librarians of this place bring"
        return [f"There is nothing to read here yet. {who} stories in with `/stories add`."]
    hints = ["Start with `/library`. Your place is kept in every story; `/read` takes you back to it."]
    if is_direct(interaction):
        hints.append("What you begin in a server you can go on reading here.")
    else:
        hints.append("Only you see what you read, unless you read aloud.")
    if may_read_aloud(interaction):
        hints.append("To read to everybody in this channel: `/read` with *where: here*.")
    choices = ", ".join(f"*{name}*" for name in menus)
    hints.append(f"Right-click a page read aloud or a quote (on a phone, hold it), then *Apps*: {choices}.")
    if librarian:
        hints.append("You look after stories here: what you add is this server’s alone.")
    return hints
