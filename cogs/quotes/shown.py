"""Which text of a story, or which stories, a message of ours shows, as its own buttons tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import discord

from bot.errors import StaleButtonError
from bot.stories.ids import QuoteId, StoryId
from bot.stories.models import LONGEST_SLICE, Place, Slice
from cogs.ui.presses import Action, Press, press_of

_PANELS = (Action.SENTENCES, Action.OPTIONS, Action.OWN)
"""What stands only on panels, the most telling first."""
_OF_QUOTES = (Action.SAVE_QUOTE, Action.REMOVE_QUOTE, Action.UNSAVE, Action.STOP_THESE)
"""What stands on quotes; where the way into the story is beside it, the message shows one."""


class Shown:
    """What is known of a message's text."""

    def __init__(self, message: discord.Message, bot: discord.abc.Snowflake) -> None:
        """Whatever others write, it is no text of ours."""
        found = _presses(message.components) if message.author.id == bot.id else ()
        self._presses: Mapping[Action, Press] = {press.action: press for press in found}

    @property
    def place(self) -> Place | None:
        """The place that it shows, or that its quote is from."""
        ways = [*_PANELS, *([Action.GO] if self._is_quote else [])]
        return next((self._presses[each].place for each in ways if each in self._presses), None)

    @property
    def slice(self) -> Slice | None:
        """The passage that it shows, if it is a panel."""
        if private := self._presses.get(Action.SENTENCES):
            return private.slice
        own = self._presses.get(Action.OWN)
        if own is None or own.place.offset < 0:
            return None
        following = self._presses.get(Action.NEXT)
        goes_on = following and following.numbers[:2] == own.numbers[:2]
        end = following.place.offset if following and goes_on else own.place.offset + LONGEST_SLICE
        return Slice(own.place, end)

    @property
    def quote(self) -> QuoteId | None:
        """The quote found in a story that it shows."""
        found = self._presses.get(Action.SAVE_QUOTE)
        return QuoteId(found.numbers[0]) if found else None

    @property
    def _is_quote(self) -> bool:
        return any(each in self._presses for each in _OF_QUOTES)


def stories_listed(message: discord.Message | None) -> tuple[StoryId, ...]:
    """The stories that a list of suggestions shows, in its order; the message is ours."""
    found = _presses(message.components) if message is not None else ()
    return tuple(press.story for press in found if press.action is Action.LOOK_AT)


def _presses(components: Iterable[Any]) -> Iterator[Press]:
    """What the buttons of these components, however deep, stand for."""
    for component in components:
        yield from _presses(getattr(component, "children", ()))
        if isinstance(component, discord.Button) and component.custom_id:
            try:
                yield press_of(component.custom_id)
            except StaleButtonError:
                continue  # of a version before this one
