"""The commands as they are named in a message: in the reader's language, and to be clicked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from discord import AppCommandType, app_commands

from bot.language import pgettext


class CommandLinks:
    """The slash commands of the bot. `ids` are those that Discord gave them, by the names of commands."""

    def __init__(self, tree: app_commands.CommandTree[Any]) -> None:
        self._tree = tree
        self.ids: Mapping[str, int] = {}

    def to(self, name: str) -> str:
        """Returns a command, or `group command`, as Markdown that can be clicked."""
        root = name.partition(" ")[0]
        shown = " ".join(pgettext("command", part) for part in name.split(" "))
        return f"</{shown}:{self.ids[root]}>" if root in self.ids else f"`/{shown}`"

    def description(self, name: str) -> str:
        """Returns what a command does, in English."""
        return self._commands()[name].description

    @property
    def single(self) -> list[str]:
        """The names of the commands that are in no group, in order."""
        return sorted(name for name in self._commands() if " " not in name)

    @property
    def menus(self) -> list[str]:
        """The names of the commands in a message's menu."""
        return sorted(each.name for each in self._tree.get_commands(type=AppCommandType.message))

    def of_group(self, group: str) -> Iterator[str]:
        """Yields the names of a group's commands, in order."""
        return (name for name in sorted(self._commands()) if name.startswith(f"{group} "))

    def _commands(self) -> dict[str, app_commands.Command[Any, ..., Any]]:
        walked = self._tree.walk_commands(type=AppCommandType.chat_input)
        return {each.qualified_name: each for each in walked if isinstance(each, app_commands.Command)}
