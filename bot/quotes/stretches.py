"""The line that stands for a stretch of a story among people who have read it."""

from __future__ import annotations

from bot.database import Connection
from bot.quotes.models import PostedQuote, Stretch
from bot.quotes.queries import quotes, saved_quotes
from bot.quotes.saved import FEWEST_SAVERS
from bot.quotes.service import quoted
from bot.quotes.taste import faults
from bot.stories.models import Excerpt, Story
from bot.text import markup

_DRAWN, _LONG_ENOUGH = 60, 80
"""The quotes of which the best is taken; lengths beyond so many characters make no difference."""


def best_line(connection: Connection, story: Story, stretch: Stretch) -> PostedQuote | None:
    """Returns the passage of a stretch that its readers saved most, from five of them on, or else a quote of
    good taste. None where there is none, or the story is not to be quoted."""
    if not story.quotable:
        return None
    saved = saved_quotes.most_saved(connection, stretch, FEWEST_SAVERS)
    if saved is not None:
        text = markup.strip(saved.markdown)
        return PostedQuote(story, saved.chapter, saved.excerpt, saved.markdown, text, "", open=False)
    found = quotes.some_within(connection, stretch, _DRAWN)
    if not found:
        return None
    best = min(found, key=lambda quote: (faults(quote.text), -min(len(quote.text), _LONG_ENOUGH)))
    shown = quoted(connection, best)
    return PostedQuote(
        story,
        best.chapter,
        Excerpt(shown.place, best.spans[-1][1]),
        shown.markdown,
        best.text,
        best.speaker or "",
        shown.open,
        lead_in=shown.lead_in,
        found=best.id,
    )
