"""Quotes found, wished for and saved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.stories.ids import QuoteId, SavedQuoteId, SpeakerId, StoryId
from bot.stories.models import Chapter, Excerpt, Listing, Story


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a menu offers it: its start and end in the chapter's stored text, and its plain text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of an excerpt of a story, one page of them."""

    story: Story
    excerpt: Excerpt
    sentences: Listing[Sentence]


class QuoteKind(StrEnum):
    """The kind of text that a quote is taken from."""

    SPEECH = "speech"
    NARRATION = "narration"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote found in a story.

    `spans` are offsets of the chapter's stored text in `chapter.revision`, in order; `text` is plain.
    `speaker` is the name of the character who says it, None where the text does not tell.
    """

    id: QuoteId
    story: Story
    chapter: Chapter
    spans: tuple[tuple[int, int], ...]
    text: str
    speaker: str | None
    kind: QuoteKind


@dataclass(frozen=True, slots=True)
class Speaker:
    """A character who says a line that may be quoted."""

    id: SpeakerId
    name: str


@dataclass(frozen=True, slots=True)
class Wish:
    """The kind of quote asked for: of a story, by a speaker, with words in it. Each may be left open."""

    story: StoryId | None = None
    speaker: SpeakerId | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class PostedQuote:
    """A quote, found or saved, as somebody shows it to everybody in a channel.

    `text` is what its picture says, plain, in quotation marks where it is `spoken`. `lead_in`, plain, comes
    before the `markdown` where that could not be understood without. `open` says that anybody may be shown
    it, whatever they have read. `found` is None for a saved one.
    """

    story: Story
    chapter: Chapter
    excerpt: Excerpt
    markdown: str
    text: str
    speaker: str
    open: bool
    spoken: bool = False
    lead_in: str = ""
    found: QuoteId | None = None


@dataclass(frozen=True, slots=True)
class PopularPassage:
    """A passage that so many readers have saved, as stored Markdown."""

    chapter: Chapter
    excerpt: Excerpt
    markdown: str
    readers: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a story, from one place to another. Each is a chapter's position, and an offset in its
    text of today."""

    story: StoryId
    start: tuple[int, int]
    end: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PopularPassages:
    """The passages of a story that many readers have saved, as far as somebody has read."""

    story: Story
    passages: tuple[PopularPassage, ...]


@dataclass(frozen=True, slots=True)
class SavedQuote:
    """A quote that a reader saved.

    `markdown` has the words as they were when they were saved, whatever the text says now. `excerpt` is the
    place where they stand; an edit that removed them leaves it in the last revision that had them.
    """

    id: SavedQuoteId
    story: Story
    chapter: Chapter
    excerpt: Excerpt
    markdown: str
    speaker: str | None
    saved_at: int
