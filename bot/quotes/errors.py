"""What can go wrong with quotes, found and saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import BadEntryError, FiresideError, NotVisibleError


class QuoteGoneError(NotVisibleError):
    """A quote was removed, or its story no longer has it, or it is not for this place."""


class NoSentenceError(FiresideError):
    """There is nothing in a message, or on a page, that could be saved."""


@dataclass(eq=False)
class TooManyQuotesError(FiresideError):
    """A reader keeps as many quotes as there may be."""

    most: int


@dataclass(eq=False)
class NotQuotableError(FiresideError):
    """The author of a story does not want it to be quoted."""

    title: str


@dataclass(eq=False)
class NoQuoteError(FiresideError):
    """There is no quote about these words (empty: no quote at all), in one story or in all."""

    about: str
    in_story: bool


@dataclass(eq=False)
class UnknownCharacterError(FiresideError):
    """Nobody of this name says anything that this reader may be shown. `nearest` are names much like it."""

    typed: str
    nearest: Sequence[str] = ()


class NoWordToQuoteError(BadEntryError):
    """There is no word in what a quote is to be about."""
