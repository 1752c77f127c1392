"""One router for every press, choice and form: discord.py keeps no view of ours, and drops none of them."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar, get_args, get_type_hints

import discord

from bot.presses import Press, press_of

Handler = Callable[[discord.Interaction, Any], Awaitable[None]]
Method = TypeVar("Method", bound=Callable[..., Awaitable[None]])

_ANSWERS = "__answers__"


def answers(method: Method) -> Method:
    """Marks a cog's method `(interaction, press)` as the answer to the kinds of press that it is annotated
    to take: one, or a union of several."""
    kinds = get_type_hints(method)["press"]
    setattr(method, _ANSWERS, get_args(kinds) or (kinds,))
    return method


class Router:
    """The methods of the cogs by the kind of press that they answer."""

    def __init__(self) -> None:
        self._handlers: dict[type[Press], Handler] = {}

    def add(self, cog: object) -> None:
        """Takes in the marked methods of a cog."""
        for _, method in inspect.getmembers(cog, inspect.ismethod):
            for kind in getattr(method, _ANSWERS, ()):
                self._handlers[kind] = method

    async def route(self, interaction: discord.Interaction[Any]) -> None:
        """Answers a press, a choice or a form. Raises StaleButtonError for what is not ours, or no longer."""
        data: Mapping[str, Any] = interaction.data or {}
        await self.answer(interaction, press_of(data.get("custom_id", "")))

    async def answer(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Answers an interaction of any kind as if it were this press."""
        await self._handlers[type(press)](interaction, press)

    @property
    def kinds(self) -> frozenset[type[Press]]:
        """What can be answered."""
        return frozenset(self._handlers)
