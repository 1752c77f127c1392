"""The sentences for errors that several features raise, and the table with the sentences of all.

Each feature has its own sentences in its `errors` module, and adds them to the table as it registers with the
bot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
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
    DatabaseUnreachableError,
    FiresideError,
    ImportRefusedError,
    RatingRefusedError,
    Sentences,
    StaleButtonError,
    StoryGoneError,
    StoryTooLongError,
    TooManyStoriesError,
    UnknownStoryError,
    worded,
)
from bot.language import _, ngettext, numeral
from bot.text import markup
from bot.text.direction import isolated
from cogs.ui.in_hand import TooManyAtOnceError
from cogs.ui.reasons import reason_told


class DiscordSilentError(FiresideError):
    """Discord did not say which servers somebody is a member of, which decides whether a story is shown."""


def no_story_called(typed: str, way_on: str) -> str:
    """Returns a sentence that no story has the typed name, and one that helps."""
    shown = typed if len(typed) <= 80 else typed[:79] + "…"
    return f"{_('There is no story called “{typed}” here.', typed=isolated(markup.escape(shown)))} {way_on}"


def did_you_mean(names: Sequence[str]) -> str:
    """Returns the question whether one of these names was meant."""
    quoted = [_("“{name}”", name=isolated(markup.escape(name))) for name in names]
    return _("Did you mean {names}?", names=reduce(_either, quoted))


def _either(one: str, other: str) -> str:
    return _("{one} or {other}", one=one, other=other)


def _unknown_story(error: UnknownStoryError) -> str:
    nearest = error.nearest
    way_on = did_you_mean(nearest) if nearest else _("`/library` shows what you can read here.")
    return no_story_called(error.typed, way_on)


def _rating_refused(error: RatingRefusedError) -> str:
    rating = _(error.rating)
    if error.direct:
        return _(
            "That story is rated {rating}, so I can’t show it here yet. Open it once in an age-restricted "
            "channel of a server; after that you can read it here, too.",
            rating=rating,
        )
    return _(
        "That story is rated {rating}, so I can’t show it in this channel. Open it in an age-restricted one.",
        rating=rating,
    )


def _too_many_stories(error: TooManyStoriesError) -> str:
    return ngettext(
        "This server already has {number} story of its own, which is as many as it may have. Take it down "
        "with `/stories remove`, or ask whoever runs me for more room.",
        "This server already has {number} stories of its own, which is as many as it may have. Take one down "
        "with `/stories remove`, or ask whoever runs me for more room.",
        error.most,
    )


def _import_refused(error: ImportRefusedError) -> str:
    return reason_told(str(error), _named)


def _named(name: str) -> str:
    return isolated(markup.escape(name))


class _Spoken(Formatter):
    """Puts texts into a sentence in the reader's language, as they are, whatever Discord would take them for,
    and in isolates where they need them."""

    def vformat(self, format_string: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
        return super().vformat(_(format_string), args, kwargs)

    def format_field(self, value: Any, format_spec: str) -> str:
        if type(value) is int and format_spec == ",":
            return numeral(value)
        shown = super().format_field(value, format_spec)
        return _named(shown) if isinstance(value, str) else shown


_SENTENCES: dict[type[FiresideError], str | Callable[[Any], str]] = {
    AmbiguousStoryError: (
        "Several stories match “{typed:.80}”. Please pick one from the list that appears as you type."
    ),
    ChapterGoneError: (
        "That chapter is no longer part of its story. ☰ on the panel shows the chapters it has now."
    ),
    DatabaseDamagedError: (
        "My library is damaged. You can still look around, but I can’t save anything new, including your "
        "place, until whoever runs me has repaired it. The log tells them more."
    ),
    DatabaseError: (
        "I can’t save anything just now, so nothing has changed, including your place. Whoever runs me can "
        "see the reason in the log; please try again later."
    ),
    DatabaseFullError: (
        "I’ve run out of room to save anything, so nothing has changed, including your place. Whoever runs "
        "me needs to free up some space; please try again later."
    ),
    DatabaseUnreachableError: (
        "My library is busy just now, so nothing has changed, including your place. Please try again in a "
        "minute."
    ),
    DatabaseLockedError: (
        "My library is busy just now, so nothing has changed, including your place. Please try again in a "
        "minute."
    ),
    DiscordSilentError: (
        "Discord isn’t saying which servers you are in just now, so I can’t tell whether I may show you "
        "that here. Please try again in a minute."
    ),
    ImportRefusedError: _import_refused,
    StoryTooLongError: (
        "This story has {words:,} words, and {most:,} is the most a story may have here. You could bring it "
        "in as several stories, one for each volume."
    ),
    TooManyAtOnceError: (
        "That’s more at once than I can manage: I’m still working on your last few requests. Give me a "
        "moment, then go on."
    ),
    TooManyStoriesError: _too_many_stories,
    RatingRefusedError: _rating_refused,
    StaleButtonError: "That button no longer leads anywhere. `/read` takes you back to your place.",
    StoryGoneError: (
        "That story can’t be read here: it has been taken down, or it belongs to another server. "
        "`/library` shows what you can read here."
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
    return worded(error, _SENTENCES, _Spoken())
