"""One router for every press, choice and form: discord.py keeps no view of ours, and drops none of them."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

import discord

from cogs.ui.presses import Action, Press, press_of

Handler = Callable[[discord.Interaction, Press], Awaitable[None]]
Method = TypeVar("Method", bound=Callable[..., Awaitable[None]])

_ANSWERS = "__answers__"


def answers(*actions: Action) -> Callable[[Method], Method]:
    """Mark a cog's method `(interaction, press)` as the answer to these actions."""

    def mark(method: Method) -> Method:
        setattr(method, _ANSWERS, actions)
        return method

    return mark


class Router:
    """The methods of the cogs by the action that they answer."""

    def __init__(self) -> None:
        self._handlers: dict[Action, Handler] = {}

    def add(self, cog: object) -> None:
        """Take in the marked methods of a cog."""
        for _, method in inspect.getmembers(cog, inspect.ismethod):
            for action in getattr(method, _ANSWERS, ()):
                self._handlers[action] = method

    async def route(self, interaction: discord.Interaction[Any]) -> None:
        """Answer a press, a choice or a form. Raises StaleButtonError for what is not ours, or no longer."""
        data: Mapping[str, Any] = interaction.data or {}
        await self.answer(interaction, press_of(data.get("custom_id", "")))

    async def answer(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Answer an interaction of any kind as if it were this press."""
        await self._handlers[press.action](interaction, press)

    @property
    def actions(self) -> frozenset[Action]:
        """What can be answered."""
        return frozenset(self._handlers)
