"""The text or the stories that a message of the bot shows, found by the message's own buttons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

import discord

from bot.errors import StaleButtonError
from bot.library.presses import LookAtStory
from bot.presses import Press, press_of
from bot.quotes.presses import RemoveQuote, SaveExcerpt, SaveQuote, ShowSentences, Unsave, UnsaveFound
from bot.reading.presses import GoTo, Next, ReadOnMyOwn, ShowOptions
from bot.stories.ids import QuoteId, StoryId
from bot.stories.models import LONGEST_EXCERPT, Excerpt, Place
from bot.subscriptions.presses import StopThese

_OF_QUOTES = (SaveQuote, SaveExcerpt, RemoveQuote, Unsave, UnsaveFound, StopThese)
"""The presses whose buttons stand on quotes. A message with one of them, and with a button into the story,
shows a quote's place."""

P = TypeVar("P", bound=Press)


class ShownText:
    """The text that a message of the bot shows."""

    def __init__(self, message: discord.Message, bot: discord.abc.Snowflake) -> None:
        """Reads the message's buttons. Messages of others show no text."""
        self._presses = tuple(_presses(message.components)) if message.author.id == bot.id else ()

    @property
    def place(self) -> Place | None:
        """The place that the message shows, or that its quote is from; None if there is none."""
        if sentences := self._find(ShowSentences):
            return sentences.passage.back
        panel = self._find(ShowOptions) or self._find(ReadOnMyOwn)
        way = panel or (self._find(GoTo) if self._is_quote else None)
        return way.place if way else None

    @property
    def excerpt(self) -> Excerpt | None:
        """The passage that the message shows, if it is a panel."""
        if private := self._find(ShowSentences):
            return private.passage.excerpt
        own = self._find(ReadOnMyOwn)
        if own is None or not own.place.is_in_text:
            return None
        turn = self._find(Next)
        end = own.place.offset + LONGEST_EXCERPT
        if turn and turn.place.is_in_text and replace(turn.place, offset=own.place.offset) == own.place:
            end = turn.place.offset
        return Excerpt(own.place, end)

    @property
    def quote(self) -> QuoteId | None:
        """The found quote that the message shows, if any."""
        found = self._find(SaveQuote)
        return found.quote if found else None

    @property
    def _is_quote(self) -> bool:
        return any(isinstance(each, _OF_QUOTES) for each in self._presses)

    def _find(self, kind: type[P]) -> P | None:
        return next((each for each in self._presses if isinstance(each, kind)), None)


def stories_listed(message: discord.Message | None) -> tuple[StoryId, ...]:
    """Returns the stories on a list of suggestions, in its order. The message has to be the bot's own."""
    found = _presses(message.components) if message is not None else ()
    return tuple(press.story for press in found if isinstance(press, LookAtStory))


def _presses(components: Iterable[Any]) -> Iterator[Press]:
    """Yields the presses of the buttons in these components and within them."""
    for component in components:
        yield from _presses(getattr(component, "children", ()))
        if isinstance(component, discord.Button) and component.custom_id:
            try:
                yield press_of(component.custom_id)
            except StaleButtonError:
                continue  # a button of an older version
