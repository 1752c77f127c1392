"""The validation of an application command."""

from __future__ import annotations

import unicodedata
from typing import Any

from bot.playground.rules.shapes import (
    Check,
    Flaws,
    Path,
    anything,
    boolean,
    both,
    each,
    one_of,
    record,
    text,
    whole,
)
from bot.playground.wire import Json

CHAT_INPUT, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
_TOTAL = 8000
_BY_TWO = "id da de fr hr it lt hu nl no pl ro fi vi tr cs el bg ru uk hi th ja ko"
LOCALES = frozenset(
    [*_BY_TWO.split(), "en-GB", "en-US", "es-ES", "es-419", "pt-BR", "sv-SE", "zh-CN", "zh-TW"]
)
"""Discord's locales ("Reference", "Locales")."""


def _name(value: Any, path: Path, flaws: Flaws) -> None:
    text(1, 32)(value, path, flaws)
    if isinstance(value, str) and (value != value.lower() or not all(map(_in_name, value))):
        flaws.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _in_name(character: str) -> bool:
    return character in "-_'" or unicodedata.category(character)[0] in "LNM"


def _number(value: Any, path: Path, flaws: Flaws) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        flaws.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')


def _choice_value(value: Any, path: Path, flaws: Flaws) -> None:
    (text(1, 100) if isinstance(value, str) else _number)(value, path, flaws)


def _translations(one: Check) -> Check:
    def check(value: Any, path: Path, flaws: Flaws) -> None:
        if not isinstance(value, dict):
            flaws.add(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            return
        for locale, translation in value.items():
            if locale not in LOCALES:
                flaws.add((*path, locale), "APPLICATION_COMMAND_INVALID_LOCALE", "Invalid locale")
            one(translation, (*path, locale), flaws)

    return check


CHOICES = each(
    record(
        {"name": text(1, 100), "name_localizations": _translations(text(1, 100)), "value": _choice_value},
        ("name", "value"),
    )
)


def _options(value: Any, path: Path, flaws: Flaws) -> None:
    each(_OPTION)(value, path, flaws)
    if not isinstance(value, list) or not all(isinstance(option, dict) for option in value):
        return
    names = [option.get("name") for option in value]
    if len(set(names)) < len(names):
        flaws.add(path, "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option name is used more than once")
    required = [bool(option.get("required")) for option in value]
    if required != sorted(required, reverse=True):
        flaws.add(
            path,
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
            "Required options must be placed before non-required options",
        )


def _one_source(value: Any, path: Path, flaws: Flaws) -> None:
    if value.get("autocomplete") and value.get("choices"):
        flaws.add(path, "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", "Autocomplete excludes choices")


_WORDS: dict[str, Check] = {
    "name": _name,
    "name_localizations": _translations(_name),
    "description": text(1, 100),
    "description_localizations": _translations(text(1, 100)),
    "options": _options,
}
_OPTION = both(
    record(
        _WORDS
        | {
            "type": whole(SUBCOMMAND, ATTACHMENT),
            "required": boolean,
            "choices": CHOICES,
            "channel_types": each(whole(0, 16)),
            "min_value": _number,
            "max_value": _number,
            "min_length": whole(0, 6000),
            "max_length": whole(1, 6000),
            "autocomplete": boolean,
        },
        ("type", "name", "description"),
    ),
    _one_source,
)
_ANY_COMMAND: dict[str, Check] = {
    "id": anything,
    "type": one_of(CHAT_INPUT, USER_MENU, MESSAGE_MENU),
    "default_member_permissions": anything,
    "dm_permission": boolean,
    "nsfw": boolean,
    "contexts": each(whole(0, 2), 1, 3),
    "integration_types": each(whole(0, 1), 1, 2),
}
_SLASH = record(_WORDS | _ANY_COMMAND, ("name", "description"))
_MENU = record(
    _ANY_COMMAND
    | {
        "name": text(1, 32),
        "name_localizations": _translations(text(1, 32)),
        "description": text(0, 0),
        "options": each(anything, 0, 0),
    },
    ("name",),
)


def check_command(command: Any, path: Path, flaws: Flaws) -> None:
    """Records what is wrong with one command: slash or menu."""
    slash = not isinstance(command, dict) or command.get("type", CHAT_INPUT) == CHAT_INPUT
    before = len(flaws)
    (_SLASH if slash else _MENU)(command, path, flaws)
    if len(flaws) == before and _length(command) > _TOTAL:
        flaws.add(
            path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({_TOTAL} characters)"
        )


def check_choices(data: Json) -> None:
    """Refuses what is wrong with an autocomplete answer: 25 choices of 100 characters."""
    flaws = Flaws()
    record({"choices": CHOICES}, ("choices",))(data, ("data",), flaws)
    flaws.refuse()


def _length(part: Json) -> int:
    own = _longest(part, "name") + _longest(part, "description")
    choices = sum(
        _longest(choice, "name") + len(str(choice["value"])) for choice in part.get("choices") or ()
    )
    return own + choices + sum(map(_length, part.get("options") or ()))


def _longest(part: Json, name: str) -> int:
    """Returns the length of a text in the language in which it is longest."""
    translations = (part.get(f"{name}_localizations") or {}).values()
    return max(len(part.get(name) or ""), *map(len, translations), 0)
