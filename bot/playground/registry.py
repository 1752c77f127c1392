"""The bot's global application commands."""

from __future__ import annotations

from typing import Any

from bot.playground.refusals import Code, Refusal
from bot.playground.rules.commands import CHAT_INPUT, check_command
from bot.playground.rules.shapes import Flaws, each
from bot.playground.wire import Json
from bot.playground.world import World

MOST = 100
_DEFAULTS: Json = {
    "type": CHAT_INPUT,
    "description": "",
    "name_localizations": None,
    "description_localizations": None,
    "default_member_permissions": None,
    "dm_permission": True,
    "contexts": None,
    "integration_types": [0],
    "nsfw": False,
}


class Registry:
    """The commands, by id. A command is identified by its type and name; its id stays when it is set anew."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._commands: dict[str, Json] = {}

    def all(self) -> list[Json]:
        """Returns every command."""
        return list(self._commands.values())

    def get(self, command: str) -> Json:
        """Returns the command with this id."""
        if command not in self._commands:
            raise Refusal(Code.UNKNOWN_COMMAND)
        return self._commands[command]

    def replace(self, wanted: Any) -> list[Json]:
        """Sets all commands at once, and returns them."""
        flaws = Flaws()
        each(check_command, 0, MOST * 3)(wanted, (), flaws)
        flaws.refuse()
        keys = [_key(_DEFAULTS | command) for command in wanted]
        if len(set(keys)) < len(keys):
            flaws.add((), "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        flaws.refuse()
        if sum(kind == CHAT_INPUT for kind, _ in keys) > MOST:
            raise Refusal(Code.TOO_MANY_COMMANDS)
        kept = [self._made(command) for command in wanted]
        self._commands = {command["id"]: command for command in kept}
        return kept

    def restore(self, kept: list[Json]) -> None:
        """Brings back the commands of an earlier time."""
        self._commands = {command["id"]: command for command in kept}

    def upsert(self, wanted: Json) -> tuple[Json, bool]:
        """Creates a command, or sets the one of that type and name anew; returns it,
        and whether it is new.
        """
        _check(wanted)
        known = self._known(_DEFAULTS | wanted)
        if known is None and len(self._commands) >= MOST:
            raise Refusal(Code.TOO_MANY_COMMANDS)
        made = self._made(wanted)
        self._commands[made["id"]] = made
        return made, known is None

    def edit(self, command: str, changes: Json) -> Json:
        """Changes parts of a command, and returns it."""
        before = self.get(command)
        _check(
            {"name": before["name"], "type": before["type"], "description": before["description"]} | changes
        )
        changed = before | changes | {"version": self._world.new_id()}
        self._commands[command] = changed
        return changed

    def delete(self, command: str) -> None:
        """Deletes a command."""
        del self._commands[self.get(command)["id"]]

    def _made(self, wanted: Json) -> Json:
        full = _DEFAULTS | {key: value for key, value in wanted.items() if value is not None}
        if permissions := full["default_member_permissions"]:
            full["default_member_permissions"] = str(permissions)
        known = self._known(full) or {}
        identity = {"id": known.get("id") or self._world.new_id()}
        made: Json = full | identity | {"application_id": self._world.application_id}
        unchanged = {key: value for key, value in known.items() if key != "version"} == made
        return made | {"version": known["version"] if unchanged else self._world.new_id()}

    def _known(self, full: Json) -> Json | None:
        return next((known for known in self._commands.values() if _key(known) == _key(full)), None)


def _key(command: Json) -> tuple[int, str]:
    return command["type"], command["name"]


def _check(command: Json) -> None:
    flaws = Flaws()
    check_command(command, (), flaws)
    flaws.refuse()
