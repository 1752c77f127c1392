"""Errors about quotes, found and saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import BadEntryError, FiresideError, NotVisibleError


class QuoteGoneError(NotVisibleError):
    """A quote was removed, or its story no longer has it, or it may not be shown here."""


class NoSentenceError(FiresideError):
    """A message or a page has no sentence that could be saved."""


@dataclass(eq=False)
class TooManyQuotesError(FiresideError):
    """A reader has as many saved quotes as there may be."""

    most: int


@dataclass(eq=False)
class NotQuotableError(FiresideError):
    """The author of a story does not allow quotes of it."""

    title: str


@dataclass(eq=False)
class NoQuoteError(FiresideError):
    """There is no quote with these words (empty: no quote at all), in one story or in all."""

    about: str
    in_story: bool


@dataclass(eq=False)
class UnknownCharacterError(FiresideError):
    """No character of this name says anything that this reader may be shown. `nearest` are similar names."""

    typed: str
    nearest: Sequence[str] = ()


class NoWordToQuoteError(BadEntryError):
    """There is no word in the text that a quote is to be about."""
