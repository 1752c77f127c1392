"""The sentences for errors about recommendations."""

from __future__ import annotations

from bot.errors import Sentences
from bot.recommendations.errors import TooMuchToAvoidError

SENTENCES: Sentences = {
    TooMuchToAvoidError: (
        "That is more than I can keep: {most} tags at most, each of {longest} characters at most. Nothing "
        "was changed."
    ),
}
