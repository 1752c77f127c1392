"""A reader's saved quotes as a Markdown file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby

from bot.quotes.models import SavedQuote
from bot.stories.models import Story
from bot.stories.naming import chapter_name
from bot.text import markup


def quote_file(quotes: Iterable[SavedQuote]) -> str:
    """Returns the quotes as Markdown, grouped by story, each story with its authors, source and licence.
    Quotes of a story have to follow one another."""
    parts = ["# Saved quotes"]
    for _, of_story in groupby(quotes, key=lambda quote: quote.story.id):
        found = list(of_story)
        parts += [*_about(found[0].story), *map(_quoted, found)]
    return "\n\n".join(parts) + "\n"


def _about(story: Story) -> Iterator[str]:
    yield f"## {markup.escape(story.title)}"
    facts = {"By": ", ".join(story.authors), "Source:": story.source, "Licence:": story.licence}
    lines = [f"{name} {markup.escape(fact)}" for name, fact in facts.items() if fact]
    if lines:
        yield "  \n".join(lines)


def _quoted(quote: SavedQuote) -> str:
    saved = datetime.fromtimestamp(quote.saved_at, UTC)
    facts = [quote.speaker or "", chapter_name(quote.chapter), f"saved {saved:%Y-%m-%d}"]
    return f"{markup.quote(quote.markdown)}\n\n— {', '.join(markup.escape(each) for each in facts if each)}"
