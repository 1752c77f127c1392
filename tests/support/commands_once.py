"""What discord.py works out of the commands anew for each bot, worked out once: a third of a bot's start."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from discord.app_commands import commands

import bot.language
from tests.support.replies import Json

_told: list[Json] = []


def known_at_discord() -> list[Json]:
    """Returns the commands as the latest bot of this process told Discord of them."""
    return list(_told)


def told_discord(all_of_them: list[Json]) -> None:
    """Has Discord know them when the next bot of this process starts, as at every start but the first."""
    _told[:] = all_of_them


@contextmanager
def commands_read_once() -> Iterator[None]:
    """Has the signatures of commands be read once, and their translations be looked up once."""
    with pytest.MonkeyPatch.context() as patch:
        _read_signatures_once(patch)
        for kind in (commands.Command, commands.Group, commands.ContextMenu):
            _translate_once(kind, patch)
        yield


def _read_signatures_once(patch: pytest.MonkeyPatch) -> None:
    read, known = commands._extract_parameters_from_callback, dict[tuple[object, bool], dict[str, Any]]()

    def parameters(callback: Any, names: dict[str, Any]) -> dict[str, Any]:
        key = getattr(callback, "__func__", callback), inspect.ismethod(callback)
        if key not in known:
            known[key] = read(callback, names)
        return known[key].copy()

    patch.setattr(commands, "_extract_parameters_from_callback", parameters)


def _translate_once(kind: Any, patch: pytest.MonkeyPatch) -> None:
    translate, known = kind.get_translated_payload, dict[tuple[object, str], Json]()

    async def payload(command: Any, tree: Any, translator: Any) -> Json:
        # Some tests have catalogs of their own, some commands of their own.
        key = bot.language._catalog, repr(command.to_dict(tree))
        if key not in known:
            known[key] = await translate(command, tree, translator)
        return known[key]

    patch.setattr(kind, "get_translated_payload", payload)
