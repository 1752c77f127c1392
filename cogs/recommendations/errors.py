"""The sentences for errors about recommendations."""

from __future__ import annotations

from bot.errors import Sentences
from bot.recommendations.errors import TooMuchToAvoidError

SENTENCES: Sentences = {
    TooMuchToAvoidError: (
        "That’s more than I can keep: at most {most:,} tags, of at most {longest:,} characters each. Nothing "
        "has changed."
    ),
}
