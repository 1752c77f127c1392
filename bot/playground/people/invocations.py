"""Checks a command that a person gives: whether they may use it here, and whether its options are valid."""

from __future__ import annotations

from typing import Any

from bot.playground.entities import Channel, User
from bot.playground.people.resolved import Resolved
from bot.playground.permissions import Permission, in_channel
from bot.playground.refusals import Code, Refusal
from bot.playground.rules import commands
from bot.playground.wire import Json

_IN_GUILD, _IN_DIRECT = 0, 1


def check_available(command: Json, channel: Channel, person: User, bot: str) -> None:
    """Refuses a command that this person cannot use in this channel."""
    guild = channel.guild
    contexts = command["contexts"]
    if contexts is not None and (_IN_GUILD if guild else _IN_DIRECT) not in contexts:
        raise Refusal(Code.UNKNOWN_COMMAND)
    if guild is None:
        return
    if bot not in guild.members:
        raise Refusal(Code.UNKNOWN_COMMAND)
    needed = int(command["default_member_permissions"] or 0)
    allowed = in_channel(channel, person.id)
    if (needed | Permission.USE_APPLICATION_COMMANDS) & ~allowed:
        raise Refusal(Code.MISSING_PERMISSIONS)
    if command["nsfw"] and not channel.parent_or_self.nsfw:
        raise Refusal(Code.INVALID_FORM, "This command is for age-restricted channels.")


def invoked(command: Json, data: Json, resolved: Resolved, *, typing: bool = False) -> Json:
    """Returns the command as the bot receives it.

    While somebody is still `typing` (autocomplete), options may be missing or unfinished.
    """
    common: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
    if "target_id" in data:
        common["target_id"] = data["target_id"]
    if command["type"] == commands.CHAT_INPUT:
        common["options"] = _options(command, data.get("options") or [], resolved, typing=typing)
    return common | ({"resolved": resolved.data} if resolved.data else {})


def _options(parent: Json, given: list[Json], resolved: Resolved, *, typing: bool) -> list[Json]:
    known = {option["name"]: option for option in parent.get("options") or ()}
    for entry in given:
        if entry.get("name") not in known:
            raise Refusal(Code.INVALID_FORM, f"The command has no option {entry.get('name')}.")
    missing = [name for name, option in known.items() if option.get("required")]
    missing = [name for name in missing if name not in {entry["name"] for entry in given}]
    if missing and not typing:
        raise Refusal(Code.INVALID_FORM, f"Please fill in {', '.join(missing)}.")
    if any(option["type"] <= commands.GROUP for option in known.values()) and len(given) != 1:
        raise Refusal(Code.INVALID_FORM, "Please choose one of the subcommands.")
    return [_option(known[entry["name"]], entry, resolved, typing=typing) for entry in given]


def _option(option: Json, entry: Json, resolved: Resolved, *, typing: bool) -> Json:
    kind = option["type"]
    common: Json = {"name": option["name"], "type": kind}
    if kind <= commands.GROUP:
        return common | {"options": _options(option, entry.get("options") or [], resolved, typing=typing)}
    value = entry.get("value")
    if typing and entry.get("focused"):
        return common | {"value": str(value), "focused": True}
    if not typing:
        _check_value(option, value)
    if kind in (commands.USER, commands.CHANNEL, commands.ROLE, commands.MENTIONABLE, commands.ATTACHMENT):
        resolved.add(kind, str(value))
    return common | {"value": value}


def _check_value(option: Json, value: Any) -> None:
    fitting: dict[int, type | tuple[type, ...]] = {
        commands.INTEGER: int,
        commands.NUMBER: (int, float),
        commands.BOOLEAN: bool,
    }
    wanted = fitting.get(option["type"], str)
    is_boolean = isinstance(value, bool)
    if not isinstance(value, wanted) or (is_boolean and option["type"] != commands.BOOLEAN):
        raise Refusal(Code.INVALID_FORM, f"{option['name']} is not of the right kind.")
    size: Any = value
    least, most = option.get("min_value"), option.get("max_value")
    if isinstance(value, str):
        size, least, most = len(value), option.get("min_length"), option.get("max_length") or 6000
    if (least is not None and size < least) or (most is not None and size > most):
        raise Refusal(Code.INVALID_FORM, f"{option['name']} is out of bounds.")
    choices = [choice["value"] for choice in option.get("choices") or ()]
    if choices and value not in choices:
        raise Refusal(Code.INVALID_FORM, f"{option['name']} is none of the choices.")
