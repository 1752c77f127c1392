"""The card of a quote: the line, who says it, and where it is from."""

from __future__ import annotations

from collections.abc import Sequence

from discord import MediaGalleryItem, ui

from bot.language import _
from bot.presses import Press
from bot.quotes.models import PostedQuote, Wish
from bot.quotes.presses import AnotherQuote, DrawQuote, PostQuote, SaveExcerpt, SaveQuote
from bot.quotes.service import Quoted
from bot.reading.presses import GoTo
from bot.stories.models import Chapter, Story
from bot.stories.naming import chapter_name
from cogs.ui.components import Item, button, view_of
from cogs.ui.labels import block_quote, escaped, story_line

PICTURE_FILE = "quote.png"
_ROOM = 2_000
"""Characters of a quote that are shown; the whole card stays within Discord's 4,000."""
_ALT_ROOM = 1_024
"""Characters that Discord allows for a picture's description."""


def quote_card(
    quoted: Quoted, wish: Wish, offer: int | None = None, *, public: bool = False
) -> ui.LayoutView:
    """Returns the card of a quote. In public, a quote from beyond the beginning of its story is hidden until
    pressed. `offer` identifies the offer to post it, None where that is not possible."""
    quote = quoted.quote
    items = quote_items(
        quote.story,
        quote.chapter,
        quoted.markdown,
        lead_in=quoted.lead_in,
        speaker=quote.speaker or "",
        hidden=public and not quoted.open,
    )
    buttons = _buttons(quoted, wish)
    if offer is not None:
        buttons.append(post_button(PostQuote(quote.id, offer)))
    return view_of(*items, ui.ActionRow(*buttons))


def posted_card(posted: PostedQuote) -> ui.LayoutView:
    """Returns the card of a quote that somebody shows to everybody, hidden where it would spoil."""
    items = quote_items(
        posted.story,
        posted.chapter,
        posted.markdown,
        lead_in=posted.lead_in,
        speaker=posted.speaker,
        hidden=not posted.open,
    )
    return view_of(*items, ui.ActionRow(*_public_buttons(posted)))


def posted_picture(posted: PostedQuote, alt: str) -> ui.LayoutView:
    """Returns the card of a picture that somebody shows to everybody, hidden where it would spoil."""
    return picture_card(posted.story, alt, hidden=not posted.open, buttons=_public_buttons(posted))


def post_button(press: Press) -> ui.Button[ui.LayoutView]:
    """Returns the button that shows something to everybody in the channel."""
    return button(_("Post here"), press)


def quote_items(
    story: Story, chapter: Chapter, markdown: str, *, lead_in: str, speaker: str, hidden: bool
) -> list[Item]:
    """Returns the components of a quote and its origin; with `hidden`, the quote is covered until pressed."""
    line: Item = ui.TextDisplay(quote_text(story, chapter, markdown, lead_in=lead_in, speaker=speaker))
    return [ui.Container(line, spoiler=True) if hidden else line, ui.TextDisplay(story_line(story))]


def quote_text(
    story: Story, chapter: Chapter, markdown: str, *, lead_in: str, speaker: str, room: int = _ROOM
) -> str:
    """Returns a quote, of which so many characters are shown at most, with its speaker and its chapter."""
    before = f"-# {escaped(lead_in, 400)}\n" if lead_in else ""
    by = f"— {escaped(speaker, 100)}" if speaker else ""
    has_chapters = story.chapters > 1 or bool(chapter.title)
    where = f"-# {escaped(chapter_name(chapter), 100)}" if has_chapters else ""
    return "\n".join(filter(None, (before + block_quote(markdown, room), by, where)))


def posted_note(story: Story) -> ui.LayoutView:
    """Returns what whoever has posted a quote is told."""
    return view_of(
        ui.TextDisplay(_("I’ve posted a line from {story} here.", story=f"**{escaped(story.title, 80)}**"))
    )


def picture_card(
    story: Story, alt: str, *, hidden: bool, buttons: Sequence[ui.Button[ui.LayoutView]] = ()
) -> ui.LayoutView:
    """Returns the card of a quote's picture, which has to be attached; with `hidden`, it is covered until
    pressed."""
    item = MediaGalleryItem(f"attachment://{PICTURE_FILE}", description=alt[:_ALT_ROOM], spoiler=hidden)
    row = [ui.ActionRow(*buttons)] if buttons else []
    return view_of(ui.MediaGallery(item), ui.TextDisplay(story_line(story)), *row)


def _public_buttons(posted: PostedQuote) -> list[ui.Button[ui.LayoutView]]:
    save: Press = SaveQuote(posted.found) if posted.found is not None else SaveExcerpt(posted.excerpt)
    return [button(_("Read from here"), GoTo(posted.excerpt.place)), button(_("Save"), save)]


def _buttons(quoted: Quoted, wish: Wish) -> list[ui.Button[ui.LayoutView]]:
    quote = quoted.quote
    return [
        button(_("Another"), AnotherQuote(wish.story, wish.speaker, wish.words), main=True),
        button(_("Read from here"), GoTo(quoted.place)),
        button(_("Save"), SaveQuote(quote.id)),
        button(_("As picture"), DrawQuote(quote.id)),
    ]
