"""What can be done here: `/help`."""

from __future__ import annotations

from discord import app_commands, ui
from discord.ext import commands

from bot.services.library import Library
from cogs.ui.aloud import may_read_aloud
from cogs.ui.audiences import Audiences
from cogs.ui.panel import view_of
from cogs.ui.replies import Interaction, is_direct, reply


class Guidance(commands.Cog):
    """Tells people what they can do, by who and where they are."""

    def __init__(self, library: Library, audiences: Audiences, tree: app_commands.CommandTree) -> None:
        self._library = library
        self._audiences = audiences
        self._tree = tree

    @app_commands.command()
    async def help(self, interaction: Interaction) -> None:
        """See what you can do here."""
        commands_ = [each for each in self._tree.get_commands() if isinstance(each, app_commands.Command)]
        lines = [
            f"`/{each.name}` {each.description}" for each in sorted(commands_, key=lambda each: each.name)
        ]
        any_story = await self._library.has_any(await self._audiences.of(interaction))
        hints = _hints(interaction, any_story=any_story)
        await reply(
            interaction,
            view_of(ui.TextDisplay("\n".join(["### Reading by the fireside", *lines, "", *hints]))),
        )


def _hints(interaction: Interaction, *, any_story: bool) -> list[str]:
    """What is worth knowing where this person is."""
    if not any_story:
        return [
            "There is nothing to read here yet. Whoever runs this bot brings stories in with "
            "`python -m bot add FILE`."
        ]
    hints = ["Start with `/library`. Your place is kept in every story; `/read` takes you back to it."]
    if is_direct(interaction):
        hints.append("What you begin in a server you can go on reading here.")
    else:
        hints.append("Only you see what you read, unless you read aloud.")
    if may_read_aloud(interaction):
        hints.append("To read to everybody in this channel: `/read` with *where: here*.")
    if interaction.guild_id is not None and interaction.permissions.manage_guild:
        hints.append(
            "You look after this server: whoever runs this bot can bring in stories for it alone, with "
            f"`python -m bot add --server {interaction.guild_id} FILE`."
        )
    return hints
