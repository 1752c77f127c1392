"""Tells whether Discord has our commands as they are now: synchronising needlessly is slow and limited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_COMPARED = frozenset(
    {
        "type",
        "name",
        "name_localizations",
        "description",
        "description_localizations",
        "options",
        "choices",
        "value",
        "required",
        "autocomplete",
        "min_value",
        "max_value",
        "min_length",
        "max_length",
        "channel_types",
        "default_member_permissions",
        "nsfw",
        "contexts",
        "integration_types",
    }
)
"""The fields of a command that we set; Discord adds others, and leaves out empty ones."""
_TRANSLATIONS = ("name_localizations", "description_localizations")


def same_commands(ours: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]]) -> bool:
    """Returns whether two lists of application commands say the same, in any order."""
    return _by_name(ours) == _by_name(theirs)


def _by_name(commands: Sequence[Mapping[str, Any]]) -> dict[tuple[int, str], Any]:
    return {(command.get("type", 1), command["name"]): _compared(command) for command in commands}


def _compared(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: dict(each) if name in _TRANSLATIONS and each else _compared(each)
            for name, each in value.items()
            if name in _COMPARED and each not in (None, False, [], {}, "")
        }
    if isinstance(value, list):
        parts = [_compared(each) for each in value]
        return sorted(parts) if all(isinstance(each, int) for each in parts) else parts
    return value
