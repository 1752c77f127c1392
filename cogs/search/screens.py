"""The screens of the search."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from discord import SelectOption, ui

from bot.language import _, ngettext
from bot.presses import WORDS_LIMIT, value_of
from bot.search.models import Hit
from bot.search.presses import OpenResult, TurnResults
from bot.search.service import HITS_A_PAGE
from bot.stories.ids import StoryId
from bot.stories.models import Listing
from bot.stories.naming import name_beside
from bot.text import markup
from bot.text.direction import isolated
from bot.text.markup import Run, Style
from cogs.ui.components import Item, menu, page_turner, view_of
from cogs.ui.labels import clipped, escaped

_LINE_ROOM = 320
"""Characters of a line as Markdown: eight of them, each with its source, stay within Discord's 4,000."""


def search_results(listing: Listing[Hit], words: str, story: StoryId | None) -> ui.LayoutView:
    """Returns a page of the results. Later pages can be turned to only where all the words fit into a
    button."""
    numbered = list(enumerate(listing.lines, 1 + listing.page * HITS_A_PAGE))
    options = [
        SelectOption(
            label=clipped(f"{number}. {_source(hit)}", 100),
            description=clipped(hit.line, 100),
            value=value_of(hit.place),
        )
        for number, hit in numbered
    ]
    lines = (f"**{number}.** {_shown(hit)}" for number, hit in numbered)
    found = ngettext(
        "{number} place for “{words}”",
        "{number} places for “{words}”",
        listing.total,
        words=escaped(words, 80),
    )
    items: list[Item] = [
        ui.TextDisplay(f"### {_('Search')}\n-# {found}"),
        ui.TextDisplay("\n\n".join(lines)),
        menu(OpenResult(), _("Open the story there"), options),
    ]
    if len(words) <= WORDS_LIMIT:
        items += page_turner(partial(TurnResults, story, words=words), listing)
    return view_of(*items)


def nothing_found(words: str, *, guarded: bool) -> ui.LayoutView:
    """Returns the note that no line was found. `guarded` says that there may be one further on than this
    reader has read."""
    if guarded:
        why = _(
            "I only look at what you have read, and at the beginnings of stories that are new to you. "
            "`/settings` can change that."
        )
    else:
        why = _("All the words have to be in one paragraph, so try fewer of them.")
    nothing = _("I found no line with “{words}”.", words=escaped(words, 80))
    return view_of(ui.TextDisplay(f"{nothing} {why}"))


def _shown(hit: Hit) -> str:
    line = markup.inline(_runs(hit))
    if len(line) > _LINE_ROOM:
        line = escaped(hit.line, _LINE_ROOM)
    return f"{isolated(line)}\n-# {escaped(_source(hit), 120)}"


def _runs(hit: Hit) -> Iterator[Run]:
    end = 0
    for start, to in hit.matches:
        yield Run(hit.line[end:start])
        yield Run(hit.line[start:to], Style.STRONG)
        end = to
    yield Run(hit.line[end:])


def _source(hit: Hit) -> str:
    title = isolated(clipped(hit.story.title, 60))
    return " · ".join(filter(None, (title, name_beside(hit.story, hit.chapter))))
