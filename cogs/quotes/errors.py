"""The sentences for errors about quotes, and those errors that only the cogs raise."""

from __future__ import annotations

from bot.errors import FiresideError, Sentences
from bot.pictures.errors import QuoteTooLongForPictureError, UnpicturableError
from bot.quotes.errors import (
    NoQuoteError,
    NoSentenceError,
    NotQuotableError,
    NoWordToQuoteError,
    QuoteGoneError,
    TooManyQuotesError,
    UnknownCharacterError,
)
from bot.text.direction import isolated
from cogs.ui.errors import did_you_mean


class AlreadyPostedError(FiresideError):
    """The offer to post a quote was taken before."""


class BotMayNotAttachError(FiresideError):
    """The bot may not attach files in this channel."""


class NoPlaceError(FiresideError):
    """A message shows no place of a story."""


def _no_quote(error: NoQuoteError) -> str:
    where = "in that story" if error.in_story else "here"
    if error.about:
        about = isolated(error.about[:60])
        return f"I found no line about “{about}” {where} as far as you have read. Try another word."
    return f"There is no line to quote {where} yet as far as you have read. `/read` opens a story."


def _unknown_character(error: UnknownCharacterError) -> str:
    way_on = "Choose from the list that appears while you type."
    if error.nearest:
        way_on = did_you_mean([name[:60] for name in error.nearest])
    return f"I know no line by “{isolated(error.typed[:60])}” as far as you have read. {way_on}"


SENTENCES: Sentences = {
    AlreadyPostedError: "You’ve posted that here already.",
    BotMayNotAttachError: (
        "I can’t post pictures in this channel: I need “Attach Files” here. *Post here* on the quote itself "
        "works without."
    ),
    NoPlaceError: (
        "That message shows no story to read on from. It works on reading panels and quotes of mine."
    ),
    NoQuoteError: _no_quote,
    NoSentenceError: (
        "There is no line of a story in that to save. It works on reading panels and quotes of mine."
    ),
    NotQuotableError: "The author of “{title:.120}” asks that it not be quoted.",
    NoWordToQuoteError: "There is no word in that to look for. Try one that a line may hold.",
    QuoteGoneError: (
        "That quote can't be had here: it was removed, or its story was changed, taken down, or belongs "
        "to another server. `/quotes` shows what you have saved."
    ),
    QuoteTooLongForPictureError: (
        "That quote is too long to be read as a picture on a phone: about 120 words fit."
    ),
    TooManyQuotesError: (
        "You have {most:,} saved quotes, the most that there can be. Export them with `/quotes`, and "
        "remove some that you can do without."
    ),
    UnknownCharacterError: _unknown_character,
    UnpicturableError: "That quote has letters that cannot be drawn here, so there is no picture of it.",
}
