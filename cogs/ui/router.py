"""The router of every press, choice and form, which needs no views kept by discord.py."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

import discord
from discord.ext import commands

from bot.presses import Press, press_of

Handler = Callable[[discord.Interaction, Any], Awaitable[None]]
Method = TypeVar("Method", bound=Callable[..., Awaitable[None]])

_ANSWERS = "__answers__"


def answers(method: Method) -> Method:
    """Marks a cog's method `(interaction, press)` as the answer to the kinds of press in its annotation: one,
    or a union of several."""
    kinds = get_type_hints(method)["press"]
    setattr(method, _ANSWERS, get_args(kinds) or (kinds,))
    return method


@cache
def _answers_of(cog: type) -> tuple[tuple[str, tuple[type[Press], ...]], ...]:
    """Returns the names of a cog's marked methods, each with the kinds of press that it answers."""
    marked = (
        (name, getattr(method, _ANSWERS, ())) for name, method in inspect.getmembers(cog, inspect.isfunction)
    )
    return tuple((name, kinds) for name, kinds in marked if kinds)


class Router:
    """The methods of the cogs by the kind of press that they answer."""

    def __init__(self) -> None:
        self._handlers: dict[type[Press], Handler] = {}

    def add(self, cog: commands.Cog) -> None:
        """Registers the marked methods of a cog."""
        for name, kinds in _answers_of(type(cog)):
            self._handlers |= dict.fromkeys(kinds, getattr(cog, name))

    async def route(self, interaction: discord.Interaction[Any]) -> None:
        """Answers a press, a choice or a form. Raises StaleButtonError for one that is not the bot's, or no
        longer valid."""
        data: Mapping[str, Any] = interaction.data or {}
        await self.answer(interaction, press_of(data.get("custom_id", "")))

    async def answer(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Answers an interaction of any kind as if it were this press."""
        await self._handlers[type(press)](interaction, press)

    @property
    def kinds(self) -> frozenset[type[Press]]:
        """The kinds of press that can be answered."""
        return frozenset(self._handlers)
