"""`/stories`: one group of commands, to which every feature for librarians adds its own."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from discord import app_commands
from discord.ext import commands

from cogs.ui.choices import Choices, none_on_error, story_choice
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction

if TYPE_CHECKING:
    from bot.client import StoryBot

Typed = app_commands.Range[str, 1, 200]
"""A story as a librarian types or chooses it."""

_NAME = "stories"
_IS_SUBCOMMAND = "__stories_subcommand__"
_Method = TypeVar("_Method", bound=Callable[..., Any])


def stories_command(method: _Method) -> _Method:
    """Marks a method of a StoriesCog as a command of the group, with its docstring's first line as
    description."""
    setattr(method, _IS_SUBCOMMAND, True)
    return method


class StoriesCog(commands.Cog):
    """A cog with commands of `/stories`, which are added when it is loaded: discord.py keeps a group in one
    cog."""

    def __init__(self, bot: StoryBot) -> None:
        self._tree = bot.tree
        self._librarians = bot.app.librarians

    async def cog_load(self) -> None:
        """Adds the marked commands to the group."""
        group = _group(self._tree)
        for name, method in inspect.getmembers(self, inspect.ismethod):
            if getattr(method, _IS_SUBCOMMAND, False):
                description = inspect.cleandoc(method.__doc__ or "").partition("\n")[0]
                group.add_command(app_commands.Command(name=name, description=description, callback=method))

    @none_on_error
    async def own_stories(self, interaction: Interaction, current: str) -> Choices:
        """Returns the stories that somebody looks after and that match the typed text, as choices for
        autocomplete."""
        who = await credentials_of(interaction)
        return [story_choice(each) for each in await self._librarians.suggest(who, current)]


def _group(tree: app_commands.CommandTree[Any]) -> app_commands.Group:
    found = tree.get_command(_NAME)
    if isinstance(found, app_commands.Group):
        return found
    group = app_commands.Group(
        name="stories", description="Bring in stories, edit them, publish chapters, take them down."
    )
    tree.add_command(group)
    return group
