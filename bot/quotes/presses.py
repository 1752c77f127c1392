"""The presses on quotes: on their cards, in the choice of sentences, and in the list of saved quotes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.presses import Press
from bot.stories.ids import QuoteId, SavedQuoteId, SpeakerId, StoryId
from bot.stories.models import Excerpt, Place


@dataclass(frozen=True, slots=True)
class PassageOnPanel:
    """A stretch of a chapter's stored text, and the place in the same revision to go back to. The offsets
    `start` and `end` count characters."""

    back: Place
    start: int
    end: int

    @property
    def excerpt(self) -> Excerpt:
        """The stretch as an excerpt."""
        return Excerpt(replace(self.back, offset=self.start), self.end)


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence as the value of an option: its start and end in the chapter's stored text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ShowSentences(Press, code="sentences"):
    """Lists the sentences of a passage, to choose some for saving."""

    passage: PassageOnPanel
    page: int


@dataclass(frozen=True, slots=True)
class SaveSentences(Press, code="save"):
    """Saves the text from the first to the last chosen sentence, each chosen as a SentenceSpan."""

    passage: PassageOnPanel


@dataclass(frozen=True, slots=True)
class SaveQuote(Press, code="savequote"):
    """Saves the quote on a card."""

    quote: QuoteId


@dataclass(frozen=True, slots=True)
class Unsave(Press, code="unsave"):
    """Removes a quote that was just saved; `back` is the place that the button to the text leads to."""

    quote: SavedQuoteId
    back: Place


@dataclass(frozen=True, slots=True)
class UnsaveFound(Press, code="unsavefound"):
    """Removes a quote that was just saved from a card, which is not of a text that is being read."""

    quote: SavedQuoteId


@dataclass(frozen=True, slots=True)
class ListSavedQuotes(Press, code="savedquotes"):
    """Shows a page of the saved quotes, of one story or of all."""

    story: StoryId | None
    page: int


@dataclass(frozen=True, slots=True)
class ChooseSavedQuote(Press, code="savedquote"):
    """Shows the saved quote that is chosen from a page of the list."""

    story: StoryId | None
    page: int


@dataclass(frozen=True, slots=True)
class RemoveQuote(Press, code="removequote"):
    """Removes a saved quote; `back` leads to the page that it was chosen from."""

    quote: SavedQuoteId
    back: ListSavedQuotes


@dataclass(frozen=True, slots=True)
class PutBackQuote(Press, code="putbackquote"):
    """Saves a quote again that was removed."""

    quote: SavedQuoteId
    back: ListSavedQuotes


@dataclass(frozen=True, slots=True)
class ExportQuotes(Press, code="exportquotes"):
    """Sends all saved quotes as a file."""


@dataclass(frozen=True, slots=True)
class AnotherQuote(Press, code="quote"):
    """Draws another quote of the same wish: of a story, by a speaker, with words in it."""

    story: StoryId | None
    speaker: SpeakerId | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class PostQuote(Press, code="postquote"):
    """Shows a quote to everybody in the channel. It works once: `offer` is the id of the interaction that
    offered it. So do the three below."""

    quote: QuoteId
    offer: int


@dataclass(frozen=True, slots=True)
class PostPicture(Press, code="postpicture"):
    """Shows a quote's picture to everybody in the channel."""

    quote: QuoteId
    offer: int


@dataclass(frozen=True, slots=True)
class PostSavedQuote(Press, code="postsaved"):
    """Shows a saved quote to everybody in the channel."""

    quote: SavedQuoteId
    offer: int


@dataclass(frozen=True, slots=True)
class PostSavedPicture(Press, code="postsavedpicture"):
    """Shows a saved quote's picture to everybody in the channel."""

    quote: SavedQuoteId
    offer: int


@dataclass(frozen=True, slots=True)
class DrawSavedQuote(Press, code="savedpicture"):
    """Sends a saved quote as a picture."""

    quote: SavedQuoteId


@dataclass(frozen=True, slots=True)
class SaveExcerpt(Press, code="saveexcerpt"):
    """Saves the quote that somebody has posted from their own, for whoever presses."""

    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class ShowPopular(Press, code="popular"):
    """Lists the passages of a story that many readers have saved."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class DrawQuote(Press, code="picture"):
    """Sends a quote as a picture."""

    quote: QuoteId
