"""The sentences for errors about quotes, and those errors that only the cogs raise."""

from __future__ import annotations

from bot.errors import FiresideError, Sentences
from bot.language import _
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
from bot.text import markup
from bot.text.direction import isolated
from cogs.ui.errors import did_you_mean


class BotMayNotAttachError(FiresideError):
    """The bot may not attach files in this channel."""


class NoPlaceError(FiresideError):
    """A message shows no place of a story."""


def _no_quote(error: NoQuoteError) -> str:
    about = isolated(markup.escape(error.about[:60]))
    if error.about and error.in_story:
        return _(
            "I found no line about “{about}” in what you have read of that story. Try another word.",
            about=about,
        )
    if error.about:
        return _("I found no line about “{about}” in what you have read here. Try another word.", about=about)
    if error.in_story:
        return _("I have no line to quote from what you have read of that story yet. `/read` opens it.")
    return _("I have no line to quote from what you have read here yet. `/read` opens a story.")


def _unknown_character(error: UnknownCharacterError) -> str:
    way_on = _("Please pick a name from the list that appears as you type.")
    if error.nearest:
        way_on = did_you_mean([name[:60] for name in error.nearest])
    typed = isolated(markup.escape(error.typed[:60]))
    return f"{_('I know no line by “{typed}” in what you have read.', typed=typed)} {way_on}"


SENTENCES: Sentences = {
    BotMayNotAttachError: (
        "I can’t post pictures in this channel: I need “Attach Files” here. *Post here* on the quote itself "
        "works without."
    ),
    NoPlaceError: (
        "That message doesn’t show a story to go on from. Try it on one of my reading panels or quotes."
    ),
    NoQuoteError: _no_quote,
    NoSentenceError: (
        "That message doesn’t show a line I could save. Try it on one of my reading panels or quotes."
    ),
    NotQuotableError: "The author of “{title:.120}” would rather not have it quoted.",
    NoWordToQuoteError: "I need a word to look for. Try one that might be in the line.",
    QuoteGoneError: (
        "I can’t show that quote here: it was removed, or its story was changed, taken down, or belongs to "
        "another server. `/quotes` shows what you have saved."
    ),
    QuoteTooLongForPictureError: (
        "That quote is too long for a picture: about 120 words can still be read on a phone."
    ),
    TooManyQuotesError: (
        "You have saved {most:,} quotes, and I can’t keep more. Export them with `/quotes`, and remove a few "
        "you can do without."
    ),
    UnknownCharacterError: _unknown_character,
    UnpicturableError: "I can’t draw some of the letters in that quote, so there’s no picture of it.",
}
