"""The command `quotes`: prints the quotes that the bot has found in a story."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Annotated, Any

import typer

from bot.quotes.errors import NotQuotableError
from bot.quotes.models import Quote
from bot.settings import Settings
from bot.stories.naming import chapter_name


def quotes(
    story: Annotated[str, typer.Argument(help="A story's id, or its title.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Print the quotes of a story in the order of its text, with who says them."""
    settings = Settings.from_env(offline=True)
    chapter = None
    for quote in asyncio.run(_quotes(settings, story)):
        if as_json:
            sys.stdout.write(json.dumps(quote_object(quote)) + "\n")
            continue
        if quote.chapter != chapter:
            chapter = quote.chapter
            sys.stdout.write(f"═══ {chapter_name(chapter)} ═══\n")
        sys.stdout.write(_line(quote) + "\n")


async def _quotes(settings: Settings, typed: str) -> list[Quote]:
    from bot.app import opened  # noqa: PLC0415 - loads every feature

    async with opened(settings.database, backups=settings.backups) as app:
        story = await app.library.named(typed)
        if not story.quotable:
            raise NotQuotableError(story.title)
        return await app.quotes.every(story.id)


def quote_object(quote: Quote) -> dict[str, Any]:
    """Returns the object that `quotes --json` prints: `chapter` counts the body from 1; `spans` index the
    chapter's text as `show --json` prints it.
    """
    return {
        "chapter": quote.chapter.number,
        "spans": [list(span) for span in quote.spans],
        "text": quote.text,
        "speaker": quote.speaker,
        "kind": quote.kind,
    }


def _line(quote: Quote) -> str:
    return f"{quote.text} — {quote.speaker}" if quote.speaker else quote.text
