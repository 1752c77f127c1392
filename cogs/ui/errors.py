"""The sentences for errors that several features raise, and the table with the sentences of all.

Each feature has its own sentences in its `errors` module, and adds them to the table as it registers with the
bot.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import Formatter
from typing import Any

from discord import ui

from bot.errors import (
    AmbiguousStoryError,
    ChapterGoneError,
    DatabaseDamagedError,
    DatabaseError,
    DatabaseFullError,
    DatabaseLockedError,
    FiresideError,
    ImportRefusedError,
    RatingRefusedError,
    Sentences,
    StaleButtonError,
    StoryGoneError,
    UnknownStoryError,
    worded,
)
from bot.text.direction import isolated


class DiscordSilentError(FiresideError):
    """Discord did not say which servers somebody is a member of, which decides whether a story is shown."""


def no_story_called(typed: str, way_on: str) -> str:
    """Returns a sentence that no story has the typed name, and one that helps."""
    shown = typed if len(typed) <= 80 else typed[:79] + "…"
    return f"There is no story called “{isolated(shown)}” here. {way_on}"


def did_you_mean(names: Sequence[str]) -> str:
    """Returns the question whether one of these names was meant."""
    return f"Did you mean {' or '.join(f'“{isolated(name)}”' for name in names)}?"


def _unknown_story(error: UnknownStoryError) -> str:
    nearest = error.nearest
    return no_story_called(
        error.typed, did_you_mean(nearest) if nearest else "`/library` shows what can be read here."
    )


def _rating_refused(error: RatingRefusedError) -> str:
    where = (
        "Open it once in an age-restricted channel of a server; from then on it is served here too."
        if error.direct
        else "Open it in an age-restricted channel."
    )
    return f"That story is rated {error.rating}, which is not served in this channel. {where}"


class _Isolating(Formatter):
    """Puts texts into a sentence in isolates where they need them."""

    def format_field(self, value: Any, format_spec: str) -> str:
        shown = super().format_field(value, format_spec)
        return isolated(shown) if isinstance(value, str) else shown


_SENTENCES: dict[type[FiresideError], str | Callable[[Any], str]] = {
    AmbiguousStoryError: (
        "Several stories match “{typed:.80}”. Choose one from the list that appears while you type."
    ),
    ChapterGoneError: (
        "That chapter has since been removed from its story. ☰ on the panel, or *Chapters* in `/stories "
        "edit`, shows the chapters it has now."
    ),
    DatabaseDamagedError: (
        "My library is damaged. You can still look around, but I can't save anything new, including your "
        "place, until whoever runs me has repaired it. The log tells them more."
    ),
    DatabaseError: (
        "I can't save anything just now, so nothing has changed, including your place. Whoever runs me can "
        "see the reason in the log; please try again later."
    ),
    DatabaseFullError: (
        "I've run out of room to save anything, so nothing has changed, including your place. Whoever runs "
        "me needs to free up some space; please try again later."
    ),
    DatabaseLockedError: (
        "My library is busy just now, so nothing has changed, including your place. Please try again in a "
        "minute."
    ),
    DiscordSilentError: (
        "Discord isn't saying which servers you are in just now, so I can't tell whether I may show you "
        "that here. Please try again in a minute."
    ),
    ImportRefusedError: str,
    RatingRefusedError: _rating_refused,
    StaleButtonError: "That button no longer leads anywhere. `/read` opens your story at your place.",
    StoryGoneError: (
        "That story can't be read here: it has been taken down, or it belongs to another server. "
        "`/library` shows what can be read here."
    ),
    UnknownStoryError: _unknown_story,
}


_SCREENS: dict[type[FiresideError], Callable[[Any], ui.LayoutView]] = {}


def register_sentences(sentences: Sentences) -> None:
    """Adds a feature's sentences to the table."""
    _SENTENCES.update(sentences)


def register_screen(kind: type[FiresideError], made: Callable[[Any], ui.LayoutView]) -> None:
    """Has a screen shown for an error that offers a way on, in place of its sentence."""
    _SCREENS[kind] = made


def screen(error: BaseException) -> ui.LayoutView | None:
    """Returns the screen that an error is shown as, or None where its sentence is all."""
    made = _SCREENS.get(type(error)) if isinstance(error, FiresideError) else None
    return made(error) if made else None


def sentence(error: FiresideError) -> str | None:
    """Returns the sentences for the person who caused an error: what happened and what to do. None for an
    error that no person on Discord can cause."""
    return worded(error, _SENTENCES, _Isolating())
