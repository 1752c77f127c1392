"""The screens of saved quotes: the choice from a passage, the list, and each quote by itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from discord import SelectOption, ui

from bot.language import N_, _, ngettext
from bot.presses import Press, value_of
from bot.quotes.models import PopularPassage, PopularPassages, SavedQuote, Sentences
from bot.quotes.presses import (
    ChooseSavedQuote,
    DrawSavedQuote,
    ExportQuotes,
    ListSavedQuotes,
    PassageOnPanel,
    PostSavedQuote,
    PutBackQuote,
    RemoveQuote,
    SaveSentences,
    SentenceSpan,
    ShowPopular,
    ShowSentences,
    Unsave,
    UnsaveFound,
)
from bot.quotes.saved import QUOTES_A_PAGE
from bot.reading.presses import GoTo, GoToChapter
from bot.stories.ids import SavedQuoteId, StoryId
from bot.stories.models import Listing, Place
from bot.stories.naming import chapter_name
from bot.text import markup
from bot.text.direction import isolated
from cogs.quotes.cards import post_button
from cogs.ui.components import Item, button, menu, page_buttons, page_note, page_turner, view_of
from cogs.ui.labels import block_quote, clipped, counted, day_of, escaped, story_line

_QUOTE_ROOM = 3_000
"""Characters of a quote that are shown by itself; the whole screen stays within Discord's 4,000."""
_LINE_ROOM = 240
_HOW_TO_CHOOSE = N_(
    "Pick a sentence, or the first and last of several: everything between them is saved, too."
)
EDITED = N_("The author has edited this chapter since, so please pick again.")
_WORDS_CHANGED = N_("The author has changed these words since. *Read from here* opens where they were.")


def sentence_menu(choice: Sentences, back: Place, note: str = "") -> ui.LayoutView:
    """Returns a page of 25 sentences of a passage, to choose some for saving. `back` is the place in the same
    chapter that the button to the text leads to."""
    sentences, where = choice.sentences, choice.excerpt
    passage = PassageOnPanel(back, where.place.offset, where.end)
    options = [
        SelectOption(label=clipped(each.text, 100), value=value_of(SentenceSpan(each.start, each.end)))
        for each in sentences.lines
    ]
    items: list[Item] = [
        ui.TextDisplay(
            f"{story_line(choice.story)}\n### {_('❝ Save a quote')}\n{_(note or _HOW_TO_CHOOSE)}",
        ),
        menu(SaveSentences(passage), _("Save a sentence, or several"), options, most=len(options)),
    ]
    items += page_turner(partial(ShowSentences, passage), sentences)
    items.append(ui.ActionRow(_back_to_text(back), _popular_button(choice.story.id)))
    return view_of(*items)


def saved(quote: SavedQuote, back: Place | None, offer: int | None) -> ui.LayoutView:
    """Returns the note that a quote was saved, with buttons to undo that and to the text at `back`; None
    where it was no text that was being read. `offer` identifies the offer to post it, None where that is not
    possible."""
    undo: Press = Unsave(quote.id, back) if back else UnsaveFound(quote.id)
    onwards = _back_to_text(back) if back else button(_("Read from here"), GoTo(quote.excerpt.place))
    return view_of(
        ui.TextDisplay(_("**❝ Saved.** `/quotes` has everything you’ve saved.")),
        ui.TextDisplay(_quoted(quote)),
        ui.ActionRow(
            onwards,
            button(_("As picture"), DrawSavedQuote(quote.id)),
            *_post_button(quote, offer),
            button(_("Undo"), undo),
        ),
    )


def taken_back(back: Place | None) -> ui.LayoutView:
    """Returns the note that saving was undone, with a button to the text at `back` if there is one."""
    row = [ui.ActionRow(_back_to_text(back))] if back else []
    return view_of(ui.TextDisplay(_("Taken back. It isn’t among your quotes any more.")), *row)


def quote_list(listing: Listing[SavedQuote], story: StoryId | None) -> ui.LayoutView:
    """Returns a page of a reader's saved quotes, of one story or of all."""
    if not listing.lines:
        return nothing_saved(story)
    first = listing.page * QUOTES_A_PAGE + 1
    options = [
        SelectOption(
            label=clipped(f"{number}. {isolated(markup.strip(quote.markdown))}", 100),
            description=clipped(quote.story.title, 100),
            value=value_of(quote.id),
        )
        for number, quote in enumerate(listing.lines, first)
    ]
    lines = (f"**{number}.** {_line(quote)}" for number, quote in enumerate(listing.lines, first))
    items: list[Item] = [
        ui.TextDisplay(f"### {_('My quotes')}\n-# {counted(listing.total, 'quote')}"),
        ui.TextDisplay("\n".join(lines)),
        menu(ChooseSavedQuote(story, listing.page), _("Look at a quote"), options),
    ]
    if listing.pages > 1:
        items.append(ui.TextDisplay(page_note(listing)))
    turns = page_buttons(partial(ListSavedQuotes, story), listing.page, listing.pages)
    export = button(_("Export all"), ExportQuotes())
    popular = [] if story is None else [_popular_button(story)]
    items.append(ui.ActionRow(*(turns if listing.pages > 1 else ()), *popular, export))
    return view_of(*items)


def nothing_saved(story: StoryId | None = None) -> ui.LayoutView:
    """Returns the note that there are no saved quotes, and how to save one."""
    what = _("You haven’t saved any quotes that I can show here.")
    if story:
        what = _("You haven’t saved anything from that story yet.")
    how = _("When you come across a line worth keeping, press ❝ below the page.")
    return view_of(ui.TextDisplay(f"{what} {how}"))


def quote_by_itself(
    quote: SavedQuote, back: ListSavedQuotes, offer: int | None, *, in_text: bool
) -> ui.LayoutView:
    """Returns the screen of a saved quote. `back` leads to the list that it was chosen from; `in_text` says
    that the story still has the very words. `offer` is as for `saved`."""
    return view_of(
        ui.TextDisplay(_quoted(quote)),
        *([] if in_text else [ui.TextDisplay(f"-# {_(_WORDS_CHANGED)}")]),
        ui.ActionRow(
            button(_("Read from here"), GoTo(quote.excerpt.place), main=True),
            button(_("As picture"), DrawSavedQuote(quote.id)),
            *_post_button(quote, offer),
            button(_("Remove"), RemoveQuote(quote.id, back)),
            button(_("My quotes"), back),
        ),
    )


def popular_passages(found: PopularPassages) -> ui.LayoutView:
    """Returns the list of a story's popular passages, to read from one of them."""
    heading = f"{story_line(found.story)}\n### {_('Popular passages')}"
    if not found.passages:
        nothing = _("No passage that you’ve read has been saved by five readers yet.")
        return view_of(ui.TextDisplay(f"{heading}\n{nothing}"))
    lines = [
        f"**{number}.** {escaped(markup.strip(each.markdown), _LINE_ROOM)}\n-# {_savers(each)}"
        for number, each in enumerate(found.passages, 1)
    ]
    options = [
        SelectOption(
            label=clipped(f"{number}. {isolated(markup.strip(each.markdown))}", 100),
            value=value_of(each.excerpt.place),
        )
        for number, each in enumerate(found.passages, 1)
    ]
    return view_of(
        ui.TextDisplay(heading),
        ui.TextDisplay("\n".join(lines)),
        menu(GoToChapter(), _("Read from one of them"), options),
    )


def _savers(passage: PopularPassage) -> str:
    return ngettext("saved by {number} reader", "saved by {number} readers", passage.readers)


def _popular_button(story: StoryId) -> ui.Button[ui.LayoutView]:
    return button(_("Popular passages"), ShowPopular(story))


def _post_button(quote: SavedQuote, offer: int | None) -> list[ui.Button[ui.LayoutView]]:
    return [] if offer is None else [post_button(PostSavedQuote(quote.id, offer))]


def removed(quote: SavedQuoteId, back: ListSavedQuotes) -> ui.LayoutView:
    """Returns the note that a quote was removed, with buttons to undo that and to the list it was chosen
    from."""
    return view_of(
        ui.TextDisplay(_("Removed from your quotes.")),
        ui.ActionRow(
            button(_("Undo"), PutBackQuote(quote, back)),
            button(_("My quotes"), back),
        ),
    )


def _back_to_text(place: Place) -> ui.Button[ui.LayoutView]:
    return button(_("Back to the text"), GoTo(place), main=True)


def _line(quote: SavedQuote) -> str:
    words = escaped(markup.strip(quote.markdown), _LINE_ROOM)
    return f"{words}\n-# {escaped(quote.story.title, 80)}"


def _quoted(quote: SavedQuote) -> str:
    """Returns the quote as a block quote, with its origin."""
    return "\n".join((block_quote(quote.markdown, _QUOTE_ROOM), *_origin(quote)))


def _origin(quote: SavedQuote) -> Iterator[str]:
    story = quote.story
    if quote.speaker:
        yield f"— {escaped(quote.speaker, 100)}"
    yield story_line(story)
    named = story.chapters > 1 or quote.chapter.title
    chapter = f"{escaped(chapter_name(quote.chapter), 160)} · " if named else ""
    yield f"-# {chapter}{_('saved {day}', day=day_of(quote.saved_at))}"
